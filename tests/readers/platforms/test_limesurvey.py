from pathlib import Path

import numpy as np
import pytest
from reading import Reading, headed
from workbook import Row, write_csv, write_xlsx

from resilience_cli.model.responses import Reason
from resilience_cli.readers.platforms.limesurvey import LIMESURVEY

OWN = ["id", "submitdate", "lastpage", "startlanguage", "seed", "startdate", "datestamp", "ipaddr"]
WORDS = ["Response ID", "Date submitted", "Last page", "Start language", "Seed", "Date started", "Date last action"]
WORDS += ["IP address"]
STEM = "How much do you agree?"
CODES = ["community", "role", "g0[a1]", "g0[a2]", "g0[a3]", "c1", "w[SQ001]"]
TEXTS = ["Your neighbourhood", "Your role", f"{STEM} [Neighbours help one another.]"]
TEXTS += [f"{STEM} [ Nobody takes responsibility. ]", f"{STEM} [I know whom to ask.]"]
TEXTS += ["During the flood, order was kept.", "Wishes [Light]"]
SUBCODES = ["Q1", "Q2", "Q3[SQ001]", "Q3[SQ002]", "Q3[SQ003]", "Q4", "Q5[SQ001]"]
HEADS = {
    "codes": [*OWN, *CODES],
    "codes of expressions": [*OWN, *(code.replace("[", "_").replace("]", "") for code in CODES)],
    "codes and texts": [
        *(f"{code}. {text}" for code, text in zip(OWN, WORDS, strict=True)),
        *(f"{code}. {text}" for code, text in zip(SUBCODES, TEXTS, strict=True)),
    ],
    "texts": [*WORDS, *TEXTS],
    "codes and Chinese words": [
        *(f"{code}. 平台的字样" for code in OWN),
        *(f"{code}. {text}" for code, text in zip(SUBCODES, TEXTS, strict=True)),
    ],
}
ROWS: list[Row] = [
    ["East Lake", "Resident", "Strongly agree", "Agree", "Don't know", "Neutral", "Yes"],
    ["East Lake", "Committee", "Agree", "", "", "Disagree", ""],
]


def own(n: int, submitted: bool = True) -> Row:
    sent = f"2026-03-08 09:1{n}:00" if submitted else ""
    return [n, sent, 3, "en", "1234567", f"2026-03-08 09:0{n}:00", f"2026-03-08 09:1{n}:00", f"192.0.2.{n}"]


def filled(heads: list[str], *more: Row) -> list[Row]:
    return [[*heads], *([*own(n), *row] for n, row in enumerate(ROWS, 1)), *more]


@pytest.mark.parametrize("style", HEADS)
def test_three_ways_of_writing_headers(tmp_path: Path, reading: Reading, style: str) -> None:
    table = filled(HEADS[style])
    for path in (write_csv(tmp_path / "a.csv", table), write_xlsx(tmp_path / "a.xlsx", table)):
        responses = reading(path)
        np.testing.assert_array_equal(responses.answers, [[5, 4, np.nan, 3], [4, np.nan, np.nan, 2]])
        assert responses.people["role"].tolist() == ["resident", "committee"]
        known = style != "codes and Chinese words"
        np.testing.assert_array_equal(responses.people["seconds"], [600 if known else np.nan] * 2)
        assert list(responses.findings) == []
        assert (responses.sources[0].platform, responses.sources[0].mode) == ("limesurvey", "text")
        assert "192.0.2" not in repr((responses.sources, responses.people))


@pytest.mark.parametrize("style", HEADS)
def test_what_was_never_submitted_is_counted_and_not_used(tmp_path: Path, reading: Reading, style: str) -> None:
    unfinished: Row = [*own(3, submitted=False), "East Lake", "Nobody", "?", "", "", "", ""]
    responses = reading(write_csv(tmp_path / "a.csv", filled(HEADS[style], unfinished)))
    assert [(f.code, f.rows, f.where.column) for f in responses.findings] == [("RES-R120", (4,), "B")]
    assert (responses.sources[0].rows, responses.sources[0].kept) == (3, 2)


def test_where_all_times_are_deleted_it_says_what_to_do(tmp_path: Path, reading: Reading) -> None:
    table = [[*HEADS["codes"]], *([*own(n, submitted=False), *row] for n, row in enumerate(ROWS, 1))]
    faults = reading.faults(write_csv(tmp_path / "a.csv", table))
    assert [fault.code for fault in faults] == ["RES-R120", "RES-R078"]
    assert "delete the column" in faults[0].hint
    without = [[row[0], *row[2:]] for row in table]
    assert reading(write_csv(tmp_path / "b.csv", without), platform="limesurvey").sources[0].kept == 2


def test_numbers_in_labels_may_be_wrong_and_count_for_nothing(tmp_path: Path, reading: Reading) -> None:
    rows: list[Row] = [
        ["East Lake", "Resident", "Agree (5)", "Strongly agree (8)", "Don't know (5)", "Not Applicable (8)", ""],
        ["East Lake", "Resident", "Neutral (1)", "Disagree (5)", "(5)", "4 (5)", ""],
    ]
    table = [[*HEADS["codes"]], *([*own(n), *row] for n, row in enumerate(rows, 1))]
    responses = reading(write_csv(tmp_path / "a.csv", table))
    np.testing.assert_array_equal(responses.answers, [[4, 5, np.nan, np.nan], [3, 2, np.nan, np.nan]])
    assert responses.reasons[0].tolist() == [Reason.ANSWERED, Reason.ANSWERED, Reason.NOT_SCORED, Reason.INVALID]
    assert responses.reasons[1, 2:].tolist() == [Reason.INVALID] * 2
    assert [f.values["answer"] for f in responses.findings] == ["(5)", "Not Applicable (8)", "4 (5)"]


def test_what_it_claims() -> None:
    for heads in HEADS.values():
        assert LIMESURVEY.claims(headed(*heads), [])
    assert not LIMESURVEY.claims(headed("id", "submitdate"), [])
