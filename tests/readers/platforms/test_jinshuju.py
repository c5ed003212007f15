from pathlib import Path

import numpy as np
from reading import Reading
from workbook import Row, write_xlsx

ASKED: Row = [
    "您所在的小区",
    "您的身份",
    "邻居会互相帮助。",
    "出了问题，没有人负责。",
    "我知道该找谁。",
    "台风“贝碧嘉”期间，秩序得到维持。",
    "您的意见",
    "您的意见",
]
TAIL: Row = [
    "微信昵称",
    "微信OpenID",
    "微信UnionID",
    "测评得分",
    "提交时间",
    "修改时间",
    "邀请链接",
    "测评时长",
    "填写设备",
]
TAIL += ["操作系统", "浏览器", "填写地区", "IP", "邀请红包金额"]


def row(serial: int, lasted: str, *answers: object) -> Row:
    """Return a row of an export; the newest comes first."""
    time = f"2026-09-20 20:26:{59 - serial}"
    own = [
        "静安张三",
        "oAbC",
        "uAbC",
        "",
        time,
        time,
        "",
        lasted,
        "手机",
        "Android",
        "微信",
        "上海静安",
        "192.0.2.1",
        "",
    ]
    return [serial, *answers, *own]


ROWS = [
    row(3, "1分11秒", "东湖", "居民", "非常同意", "非常不同意", "不了解", "一般", "", "挺好"),
    row(2, "2分", "东湖", "居委会", "同意", "不太同意", None, None, None, None),
    row(1, "1小时", "西湖", "居民", "一般", "一般", "比较同意", "一般", "", ""),
]


def test_an_export(tmp_path: Path, reading: Reading) -> None:
    responses = reading(write_xlsx(tmp_path / "a.xlsx", [["序号", *ASKED, *TAIL], *ROWS], "小问卷"))
    nan = np.nan
    np.testing.assert_array_equal(responses.answers, [[5, 1, nan, 3], [4, 2, nan, nan], [3, 3, 4, 3]])
    assert responses.people["community"].tolist() == ["东湖", "东湖", "西湖"]
    assert responses.people["seconds"].tolist() == [71, 120, 3600]
    assert responses.findings == ()
    source = responses.sources[0]
    assert (source.platform, source.mode) == ("jinshuju", "text")
    seen = repr(responses) + responses.people.to_csv()
    for secret in ("张三", "oAbC", "uAbC", "192.0.2.1", "静安"):
        assert secret not in seen


def test_some_of_its_own_columns_are_enough(tmp_path: Path, reading: Reading) -> None:
    rows: list[Row] = [[*cells[1:9], cells[13], cells[14], cells[17]] for cells in ROWS]
    path = write_xlsx(tmp_path / "a.xlsx", [[*ASKED, "提交时间", "修改时间", "填写设备"], *rows])
    assert reading(path).sources[0].platform == "jinshuju"


def test_questions_that_an_author_numbered(tmp_path: Path, reading: Reading) -> None:
    head = [f"{place}. {text}" for place, text in enumerate(ASKED, 1)]
    responses = reading(write_xlsx(tmp_path / "a.xlsx", [["序号", *head, *TAIL], *ROWS]))
    assert responses.sources[0].platform == "jinshuju"
    assert responses.answers.shape == (3, 4)


def test_a_title_that_repeats_is_no_guess(tmp_path: Path, reading: Reading) -> None:
    head: Row = ["序号", *ASKED[:-1], ASKED[2], *TAIL]
    assert reading.codes(write_xlsx(tmp_path / "a.xlsx", [head, *ROWS])) == ["RES-R042"]


def test_rows_of_a_matrix_and_options_of_a_choice(tmp_path: Path, reading: Reading) -> None:
    head: Row = [
        "小区",
        "身份",
        *(f"说说{cut}{text}" for cut, text in zip(":—-：", ASKED[2:6], strict=True)),
        "关心：小区",
        "关心：身份",
    ]
    cells: list[Row] = [[*row[:7], "小区", "身份", *row[9:]] for row in ROWS]
    responses = reading(write_xlsx(tmp_path / "a.xlsx", [["序号", *head, *TAIL], *cells]))
    np.testing.assert_array_equal(responses.answers.iloc[0], [5, 1, np.nan, 3])
    assert responses.people["community"].tolist() == ["东湖", "东湖", "西湖"]
