from pathlib import Path

import numpy as np
import pytest
from questionnaire import both, content, questionnaire
from reading import Reading, headed
from workbook import Row, write_csv

from resilience_cli.model.responses import Reason
from resilience_cli.readers.platforms.tencent import questions

META: Row = ["编号", "开始答题时间", "结束答题时间", "答题时长", "语言", "清洗数据结果", "智能清洗数据无效概率"]
PLACE: Row = [
    "地理位置国家和地区",
    "地理位置省",
    "地理位置市",
    "用户类型",
    "用户标识",
    "昵称",
    "自定义字段",
    "IP",
    "UA",
    "Referrer",
]
ASKED: Row = [
    "1.您所在的小区：_填空1",
    "2.您的身份",
    "3.请选择：说说**您的小区**：邻居会互相帮助。",
    "3.请选择：说说**您的小区**：出了问题，没有人负责。",
    "3.请选择：说说**您的小区**：我知道该找谁。",
    "4.台风“贝碧嘉”期间，\n秩序得到维持。",
    "5.您从哪里知道消息（可多选）：小区",
    "5.您从哪里知道消息（可多选）：身份",
    "6.您的住房",
]


def answers(*rows: Row, head: Row = ASKED) -> list[Row]:
    """Return an export; every line ends with a comma, as they do."""
    metas: list[Row] = [
        [i, "2026-09-20 20:26:58", f"2026-09-20 20:28:{i:02}", 70 + i, "简体中文", "有效", "0.01"] for i in range(1, 99)
    ]
    place: Row = ["中国", "上海", "上海", "微信用户", "oAbC", "静安张三", "", "192.0.2.1", "Mozilla/5.0", ""]
    return [
        [*META, *PLACE, *head, None],
        *([*meta, *place, *row, None] for meta, row in zip(metas, rows, strict=False)),
    ]


ROWS: list[Row] = [
    ["东湖", "A.居民", "E.非常同意", "A.非常不同意", "F.不了解", "C.一般", "A.小区", None, "A.自有"],
    ["东湖", "B.居委会", "D.同意", "B.不太同意", None, None, None, None, "B.租房"],
    ["西湖", "A.居民", "C.一般", "C.一般", "D.比较同意", "C.一般", "A.小区", "B.身份", None],
]


def test_an_export(tmp_path: Path, reading: Reading) -> None:
    responses = reading(write_csv(tmp_path / "9799234_202609202020311613.csv", answers(*ROWS), "gbk"))
    nan = np.nan
    np.testing.assert_array_equal(responses.answers, [[5, 1, nan, 3], [4, 2, nan, nan], [3, 3, 4, 3]])
    assert responses.reasons[1].tolist() == [0, 0, Reason.NOT_ASKED, Reason.BLANK]
    assert responses.people["community"].tolist() == ["东湖", "东湖", "西湖"]
    assert responses.people["role"].tolist() == ["resident", "committee", "resident"]
    assert responses.people["tenure"].fillna("").tolist() == ["owner", "tenant", ""]
    assert responses.people["seconds"].tolist() == [71, 72, 73]
    assert responses.findings == ()
    source = responses.sources[0]
    assert (source.platform, source.mode, source.encoding) == ("tencent", "text", "gb18030")
    assert dict(source.placeholders) == {"event": "台风“贝碧嘉”"}


def test_what_was_marked_as_invalid_on_the_platform_is_counted_and_not_used(tmp_path: Path, reading: Reading) -> None:
    rows = answers(*ROWS)
    rows[2][5] = "无效数据"
    responses = reading(write_csv(tmp_path / "a.csv", rows, "gbk"))
    assert [(f.code, f.rows) for f in responses.findings] == [("RES-R115", (3,))]
    assert (responses.sources[0].rows, len(responses.people)) == (3, 2)


def test_the_time_between_stands_for_a_duration_that_was_deleted(tmp_path: Path, reading: Reading) -> None:
    rows: list[Row] = [[*row[:3], *row[4:]] for row in answers(*ROWS)]
    assert reading(write_csv(tmp_path / "a.csv", rows)).people["seconds"].tolist() == [63, 64, 65]


def test_nothing_that_identifies_leaves_the_reader(tmp_path: Path, reading: Reading) -> None:
    responses = reading(write_csv(tmp_path / "a.csv", answers(*ROWS), "gbk"))
    seen = repr(responses) + responses.people.to_csv()
    for secret in ("张三", "oAbC", "192.0.2.1", "Mozilla", "昵称", "用户标识"):
        assert secret not in seen


def test_without_its_own_columns_it_is_known_by_its_matrices(tmp_path: Path, reading: Reading) -> None:
    responses = reading(write_csv(tmp_path / "a.csv", [ASKED, *ROWS]))
    source = responses.sources[0]
    assert (source.platform, source.evidence[0]) == (
        "tencent",
        "a stem on every row of a matrix, as 腾讯问卷 writes it",
    )
    assert responses.answers.shape == (3, 4)
    other = reading(
        write_csv(tmp_path / "b.csv", [["序号", *ASKED], *([k, *row] for k, row in enumerate(ROWS))]),
        platform="tencent",
    )
    np.testing.assert_array_equal(other.answers, responses.answers)


def test_labels_without_letters_mean_the_same(tmp_path: Path, reading: Reading) -> None:
    plain: list[Row] = [[str(cell or "").rpartition(".")[2] for cell in row] for row in ROWS]
    one, other = (reading(write_csv(tmp_path / f"{n}.csv", answers(*rows))) for n, rows in enumerate((ROWS, plain)))
    np.testing.assert_array_equal(one.answers, other.answers)
    assert other.findings == ()


def test_an_option_is_not_the_neighbourhood(tmp_path: Path, reading: Reading) -> None:
    """The second option of question 5 is called 身份, and the first 小区: neither column holds them."""
    head: Row = ["1.您的姓名", "2.您住哪里", *ASKED[2:]]
    assert reading.codes(write_csv(tmp_path / "a.csv", answers(*ROWS, head=head))) == ["RES-R045", "RES-R046"]


def test_numbers_in_place_of_texts_are_no_guess(tmp_path: Path, reading: Reading) -> None:
    path = write_csv(tmp_path / "a.csv", answers(["东湖", 1, 5, 1, 3, 2, 1, None, 1]))
    assert reading.codes(path) == ["RES-R110"]


def test_numbers_of_a_scale_are_values_if_they_are_positions_too(tmp_path: Path, reading: Reading) -> None:
    path = write_csv(tmp_path / "a.csv", answers(["东湖", "A.居民", 5, 1, 3, 2, None, None, None]))
    responses = reading(path)
    np.testing.assert_array_equal(responses.answers, [[5, 1, 3, 2]])
    assert responses.sources[0].evidence[-1] == "numbers are declared values"
    scales = content()["scales"]
    scales["agree5"]["options"].reverse()
    assert reading.codes(path, candidates=[questionnaire(scales=scales)]) == ["RES-R111"]
    for option in scales["agree5"]["options"]:
        option["also"] = [f"{option['value']}分", str(option["value"])]
    np.testing.assert_array_equal(reading(path, candidates=[questionnaire(scales=scales)]).answers, [[5, 1, 3, 2]])


@pytest.mark.parametrize(("header", "expected"), [
    ("7.您的性别", ["7.您的性别", "您的性别"]),
    ("3.**过去30天**您去过吗？ ", ["3.过去30天您去过吗?", "过去30天您去过吗?"]),
    ("11.主干：行", ["11.主干:行", "主干—行", "主干:行", "行"]),
    ("11.甲：乙：丙", ["11.甲:乙:丙", "甲:乙—丙", "甲—乙:丙", "甲:乙:丙", "丙", "乙:丙"]),
    ("3.你来自于：_填空3", ["3.你来自于", "你来自于"]),
    ("5.7:30以后回家", ["5.7:30以后回家"]),
    ("没有编号", ["没有编号"]),
])  # fmt: skip
def test_header_forms(header: str, expected: list[str]) -> None:
    assert list(questions(headed(header))[0].texts) == expected


def test_a_row_text_that_repeats_is_told_by_its_stem(tmp_path: Path, reading: Reading) -> None:
    items = [
        {"id": "now", "text": both("现在—信任", "Now—trust")},
        {"id": "then", "text": both("过去—信任", "Then—trust")},
    ]
    instrument = questionnaire(items=items, scores=[{**content()["scores"][0], "of": ["now", "then"]}])
    head: Row = ["1.小区", "2.身份", "3.现在：信任", "4.过去：信任"]
    path = write_csv(tmp_path / "a.csv", answers(["东湖", "A.居民", "E.非常同意", "B.不太同意"], head=head))
    np.testing.assert_array_equal(reading(path, candidates=[instrument]).answers, [[5, 2]])
