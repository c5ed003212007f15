from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyreadstat
import pytest
from reading import Reading, headed

from resilience_cli.errors import InputError
from resilience_cli.model.responses import Reason
from resilience_cli.readers.containers import sav
from resilience_cli.readers.containers.files import open_sheet
from resilience_cli.readers.platforms.spss import SPSS

AGREE = {1: "非常不同意", 2: "不太同意", 3: "一般", 4: "比较同意", 5: "非常同意"}
LABELS = {
    "index": "序号",
    "totalseconds": "所用时间",
    "Q1": "1、您所在的小区",
    "Q2": "2、您的身份：",
    "Q3": "第一部分",
    "Q4_Row1": "4、同意吗(同意吗—邻居会互相帮助。)",
    "Q4_Row2": "4、同意吗(出了问题，没有人负责。)",
    "Q4_Row3": "4、同意吗(我知道该找谁。)",
    "Q5": "5、台风期间，秩序得到维持。",
}
ROWS = [
    [1, 137, "东湖", 1, None, 5, 1, 9, 3],
    [2, 61, "西湖", 1, None, 4, 98, 4, 3],
    [3, None, "东湖", 2, None, 3, 3, None, None],
]
VALUES = {"Q2": {1: "居民", 2: "居委会"}, **{q: AGREE | {9: "不了解", 98: "拒答"} for q in LABELS if q[1] in "45"}}
MISSING = {q: [9, {"lo": 90, "hi": 99}] for q in LABELS if q[1] in "45"}


def write(path: Path, rows: list[list[Any]] = ROWS, **changes: Any) -> Path:
    """Write a .sav as 问卷星 does: a page title is a question without answers."""
    frame = pd.DataFrame(rows, columns=list(LABELS)).astype({"Q3": "float64"})
    said = {"column_labels": LABELS, "variable_value_labels": VALUES, "missing_ranges": MISSING} | changes
    pyreadstat.write_sav(frame, path, **said)
    return path


def test_labels_of_variables_and_values(tmp_path: Path, reading: Reading) -> None:
    responses = reading(write(tmp_path / "a.sav"))
    nan = np.nan
    np.testing.assert_array_equal(responses.answers, [[5, 1, nan, 3], [4, nan, 4, 3], [3, 3, nan, nan]])
    assert responses.people["community"].tolist() == ["东湖", "西湖", "东湖"]
    assert responses.people["role"].tolist() == ["resident", "resident", "committee"]
    np.testing.assert_array_equal(responses.people["seconds"], [137, 61, nan])
    (source,) = responses.sources
    assert (source.platform, source.mode, source.container, source.encoding) == ("spss", "text", "sav", "UTF-8")


def test_what_the_file_declares_missing_is_blank_unless_the_questionnaire_knows_it(
    tmp_path: Path, reading: Reading
) -> None:
    responses = reading(write(tmp_path / "a.sav"))
    assert responses.reasons[:2, 1:3].tolist() == [
        [Reason.ANSWERED, Reason.NOT_SCORED],
        [Reason.BLANK, Reason.ANSWERED],
    ]
    (finding,) = responses.findings
    assert (finding.code, finding.values) == ("RES-R109", {"values": ["拒答", "不了解"], "n": 2})


def test_a_declared_answer_that_the_file_calls_missing_is_none(tmp_path: Path, reading: Reading) -> None:
    responses = reading(write(tmp_path / "a.sav", missing_ranges={"Q5": [3]}))
    assert responses.reasons[:2, 3].tolist() == [Reason.BLANK, Reason.BLANK]


def test_a_missing_community_or_role_is_none(tmp_path: Path, reading: Reading) -> None:
    rows = [*ROWS, [4, 60, "缺失", 1, None, 5, 1, 2, 3], [5, 60, "东湖", 8, None, 5, 1, 2, 3]]
    path = write(tmp_path / "a.sav", rows, missing_ranges={"Q1": ["缺失"], "Q2": [8]})
    responses = reading(path)
    noticed = {f.code: f.rows for f in responses.findings if f.code != "RES-R109"}
    assert noticed == {"RES-R071": (4,), "RES-R079": (5,), "RES-R021": (2,)}


def test_cases_are_numbered_as_spss_shows_them(tmp_path: Path, reading: Reading) -> None:
    rows = [[*row[:5], "x", *row[6:]] for row in ROWS]
    responses = reading(write(tmp_path / "a.sav", rows, variable_value_labels={"Q2": VALUES["Q2"]}, missing_ranges={}))
    (finding,) = [f for f in responses.findings if f.where.header == "Q4_Row1"]
    assert (finding.rows, finding.where.header) == ((1, 2, 3), "Q4_Row1")


def test_values_that_are_only_labelled_at_the_ends(tmp_path: Path, reading: Reading) -> None:
    ends = {q: {1: "非常不同意", 5: "非常同意"} for q in MISSING}
    path = write(tmp_path / "a.sav", ROWS[:1], variable_value_labels=VALUES | ends)
    np.testing.assert_array_equal(reading(path).answers, [[5, 1, np.nan, 3]])
    turned = {q: {5: "非常不同意", 1: "非常同意"} for q in MISSING}
    path = write(tmp_path / "b.sav", ROWS[:1], variable_value_labels=VALUES | turned)
    faults = reading.faults(path)
    assert [(f.code, f.values["item"], f.values["values"]) for f in faults] == [("RES-R105", "c1", ["3"])]


def test_a_date_is_a_date(tmp_path: Path) -> None:
    frame = pd.DataFrame({"a": pd.to_datetime(["2025-01-02 03:04:05", None]), "b": [0.1 + 0.2, 5.0]})
    pyreadstat.write_sav(frame, tmp_path / "a.sav")
    sheet = open_sheet(tmp_path / "a.sav")
    assert [sheet.column(at).texts for at in (0, 1)] == [("2025-01-02 03:04:05",), ("0.30000000000000004", "5")]


def test_a_file_that_is_cut_off_or_damaged(tmp_path: Path) -> None:
    whole = write(tmp_path / "a.sav").read_bytes()
    for length in (4, 100, 500, len(whole) - 8):
        (tmp_path / "b.sav").write_bytes(whole[:length])
        with pytest.raises(InputError) as caught:
            open_sheet(tmp_path / "b.sav")
        assert {fault.code for fault in caught.value.faults} <= {"RES-R005", "RES-R137"}


def test_an_encoding_that_is_none_or_does_not_fit(tmp_path: Path) -> None:
    path = write(tmp_path / "a.sav")
    for encoding, code in (("klingon", "RES-R016"), ("ascii", "RES-R008")):
        with pytest.raises(InputError) as caught:
            open_sheet(path, encoding=encoding)
        assert [fault.code for fault in caught.value.faults] == [code]


def test_a_file_that_makes_the_library_crash_is_damaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    child = tmp_path / "child.py"
    child.write_text("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)")
    monkeypatch.setattr(sav, "_CHILD", child)
    with pytest.raises(InputError) as caught:
        open_sheet(write(tmp_path / "a.sav"))
    assert [fault.code for fault in caught.value.faults] == ["RES-R005"]


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sav, "MOST_BYTES", 100)
    with pytest.raises(InputError) as caught:
        open_sheet(write(tmp_path / "a.sav"))
    assert [fault.code for fault in caught.value.faults] == ["RES-R007"]


def test_no_other_platform_claims_it() -> None:
    assert SPSS.claims(headed("提交答卷时间"), []) == ()
