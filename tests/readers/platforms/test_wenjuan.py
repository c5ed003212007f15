from pathlib import Path

import numpy as np
from packed import packed
from reading import Reading
from workbook import Row, write_csv

META: Row = ["序号", "start", "finish", "答题时长"]
READABLE: Row = [
    "Q1_您所在的小区",
    "Q2_您的身份",
    "Q3_您同意吗_邻居会互相帮助。",
    "Q3_您同意吗_出了问题，没有人负责。",
    "Q3_您同意吗_我知道该找谁。",
    "Q4_台风“贝碧嘉”期间，秩序得到维持。",
    "Q5_您关心什么_小区",
    "Q5_您关心什么_身份",
]
ORIGINAL: Row = ["Q1", "Q2", "Q3_R1", "Q3_R2", "Q3_R3", "Q4", "Q5_A1", "Q5_A2"]
TEXTS: list[Row] = [
    ["东湖", "居民", "非常同意", "非常不同意", "不了解", "一般", "小区", ""],
    ["西湖", "居委会", "同意", "不太同意", "", "", "小区", "身份"],
]
CODES: list[Row] = [["东湖", 1, 5, 1, 6, 3, 1, 0], ["西湖", 2, 4, 2, "", "", 1, 1]]
KEY: list[Row] = [["Q1", "您所在的小区", "填空题"], ["Q2", "您的身份", "单选题"], ["", 1, "居民"], ["", 2, "居委会"]]


def rows(head: Row, answers: list[Row], own: Row = META) -> list[Row]:
    """Return one of the tables."""
    times: list[Row] = [[k, "2026-09-20 20:26:58", f"2026-09-20 20:28:0{k}", f"1分{k}秒"] for k in (1, 2, 3)]
    return [[*own, *head], *([*time[: len(own)], *row] for time, row in zip(times, answers, strict=False))]


def export(path: Path) -> Path:
    """Write the zip of three tables, in the encoding of Windows in China."""
    tables = {
        "All_Data_Original.csv": rows(ORIGINAL, CODES, META[:3]),
        "All_Data_Readable.csv": rows(READABLE, TEXTS),
        "code.csv": KEY,
    }
    return packed(path, tables)


def test_the_table_of_labels_is_read(tmp_path: Path, reading: Reading) -> None:
    responses = reading(export(tmp_path / "小问卷.zip"))
    nan = np.nan
    np.testing.assert_array_equal(responses.answers, [[5, 1, nan, 3], [4, 2, nan, nan]])
    assert responses.people["community"].tolist() == ["东湖", "西湖"]
    assert responses.people["role"].tolist() == ["resident", "committee"]
    assert responses.people["seconds"].tolist() == [61, 62]
    source = responses.sources[0]
    assert (source.platform, source.mode, source.sheet) == ("wenjuan", "text", "All_Data_Readable.csv")
    assert (source.container, source.encoding) == ("zip", "gb18030")
    assert [(f.code, f.values["sheets"]) for f in responses.findings] == [
        ("RES-R012", ["All_Data_Original.csv", "code.csv"])
    ]


def test_the_same_unpacked(tmp_path: Path, reading: Reading) -> None:
    responses = reading(write_csv(tmp_path / "All_Data_Readable.csv", rows(READABLE, TEXTS), "gbk"))
    assert responses.sources[0].platform == "wenjuan"
    assert responses.findings == ()


def test_codes_are_no_guess(tmp_path: Path, reading: Reading) -> None:
    assert "RES-R041" in reading.codes(export(tmp_path / "a.zip"), sheet="All_Data_Original.csv")
    assert reading.codes(write_csv(tmp_path / "a.csv", rows(READABLE, CODES))) == ["RES-R110"]
