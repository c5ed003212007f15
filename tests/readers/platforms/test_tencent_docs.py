import datetime as dt
from pathlib import Path

import numpy as np
import openpyxl
import pytest
from reading import Reading, headed
from workbook import Row, write_csv, write_xlsx

from resilience_cli.readers.platforms.tencent_docs import questions

ASKED: Row = [
    "您所在的小区（必填）",
    "您的身份（必填）",
    "邻居会互相帮助。（必填）",
    "出了问题，没有人负责。",
    "我知道该找谁。",
    "台风“贝碧嘉”期间，秩序得到维持。",
    "您的年龄",
    "您关心什么（必填）",
]
ROWS: list[Row] = [
    ["东湖", "居民", "非常同意", "非常不同意", "不了解", "一般", 42, "停车, 绿化"],
    ["西湖", "居委会", "同意", "不太同意", None, None, "30.00 ", "停车"],
]


def export(path: Path) -> Path:
    """Write an export whose sheet says that it is larger than it is."""
    time = dt.datetime(2026, 9, 20, 20, 26, 58)  # noqa: DTZ001 - workbooks know no time zones
    head: Row = ["提交者（自动）", "提交时间（自动）", *ASKED]
    write_xlsx(path, [head, *(["静安张三", time, *row] for row in ROWS)], "小问卷（收集结果）")
    book = openpyxl.load_workbook(path)
    book.worksheets[0]["AZ2000"].font = openpyxl.styles.Font(bold=True)
    book.save(path)
    return path


def test_an_export(tmp_path: Path, reading: Reading) -> None:
    responses = reading(export(tmp_path / "小问卷（收集结果）.xlsx"))
    nan = np.nan
    np.testing.assert_array_equal(responses.answers, [[5, 1, nan, 3], [4, 2, nan, nan]])
    assert responses.people["community"].tolist() == ["东湖", "西湖"]
    assert responses.people["role"].tolist() == ["resident", "committee"]
    assert responses.people["age"].tolist() == [42, 30]
    assert responses.findings == ()
    source = responses.sources[0]
    assert (source.platform, source.mode, source.rows) == ("tencent-docs", "text", 2)
    assert "张三" not in repr(responses)
    assert source.unused[-1] == ("J", "您关心什么（必填）")


def test_a_row_that_repeats_another_is_known_by_its_time(tmp_path: Path, reading: Reading) -> None:
    head: Row = ["提交时间（自动）", *ASKED, "提交者（自动）"]
    rows: list[Row] = [["2026年9月22日 10:13", *ROWS[0], "诗"], ["2026年9月22日 10:13", *ROWS[0], "诗"]]
    responses = reading(write_csv(tmp_path / "a.csv", [head, *rows]))
    assert {f.code: f.rows for f in responses.findings} == {"RES-R075": (3,)}


@pytest.mark.parametrize(("header", "expected"), [
    ("您的身份（必填）", ["您的身份"]),
    ("您的身份 (必填)", ["您的身份"]),
    ("2、您的身份（必填）", ["2、您的身份", "您的身份"]),
    ("您的身份（必填项）", ["您的身份(必填项)"]),
])  # fmt: skip
def test_header_forms(header: str, expected: list[str]) -> None:
    assert list(questions(headed(header))[0].texts) == expected
