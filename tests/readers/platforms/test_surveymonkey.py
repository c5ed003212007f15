from pathlib import Path

import numpy as np
import pytest
from reading import Reading, headed
from workbook import Row, write_csv, write_xlsx

from resilience_cli.readers.platforms.surveymonkey import SURVEYMONKEY

OWN = ["Respondent ID", "Collector ID", "Start Date", "End Date", "IP Address", "Email Address", "First Name"]
OWN += ["Last Name", "Custom Data 1"]
STEM = "How much do you agree?"
ASKED = ["Your neighbourhood", "Your role", "", STEM, "", "", "During the flood, order was kept.", "Wishes", ""]
BELOW = ["Open-Ended Response", "Response", "Other (please specify)", "Neighbours help one another."]
BELOW += ["Nobody takes responsibility.", "I know whom to ask.", "Response", "Parking", "Light"]
ROWS: list[Row] = [
    ["East Lake", "Resident", "", "Strongly agree", "Agree", "Don't know", "Neutral", "Parking", ""],
    ["East Lake", "Committee", "", "Agree", "", "", "Disagree", "", "Light"],
]


def own(n: int) -> Row:
    return [str(114_000_000 + n), "99", f"03/08/2026 09:0{n}:00", f"03/08/2026 09:1{n}:30", f"192.0.2.{n}",
            "li@example.org", "Li", "Hua", ""]  # fmt: skip


TABLE: list[Row] = [[*OWN, *ASKED], [*([""] * len(OWN)), *BELOW], *([*own(n), *row] for n, row in enumerate(ROWS, 1))]


def check(reading: Reading, path: Path, timed: bool = True) -> None:
    responses = reading(path)
    np.testing.assert_array_equal(responses.answers, [[5, 4, np.nan, 3], [4, np.nan, np.nan, 2]])
    assert responses.people["role"].tolist() == ["resident", "committee"]
    if timed:
        assert responses.people["seconds"].tolist() == [630, 630]
    assert list(responses.findings) == []
    source = responses.sources[0]
    assert (source.platform, source.rows, source.kept) == ("surveymonkey", 2, 2)
    told = repr((source, responses.people))
    assert [trace for trace in ("192.0.2", "example.org", "Hua", "114000001", "Email") if trace in told] == []


def test_the_question_stands_over_its_first_column_only(tmp_path: Path, reading: Reading) -> None:
    check(reading, write_csv(tmp_path / "a.csv", TABLE, "utf-8-sig"))
    check(reading, write_xlsx(tmp_path / "a.xlsx", TABLE))


def test_who_ticks_everything_is_no_second_header(tmp_path: Path, reading: Reading) -> None:
    heads, below = ["Your neighbourhood", "Your role", *ASKED[3:8]], ["Response", "Response", *BELOW[3:8]]
    many = [f"Wish {n}" for n in range(20)]
    rows = [[*row[:2], *row[3:7], "Parking", *many] for row in ROWS]
    table = [[*heads, *[""] * 20], [*below, *many], *rows, [*below, *many], *rows]
    responses = reading(write_csv(tmp_path / "a.csv", table))
    assert [(finding.code, finding.rows) for finding in responses.findings] == [("RES-R073", (5,))]
    assert responses.sources[0].kept == 4


def test_a_row_of_a_matrix_is_shown_by_its_own_text(tmp_path: Path, reading: Reading) -> None:
    table = [*TABLE[:3], [*own(2), *ROWS[1][:4], "maybe", *ROWS[1][5:]]]
    (finding,) = reading(write_csv(tmp_path / "a.csv", table)).findings
    assert (finding.where.header, finding.where.row) == ("Nobody takes responsibility.", 4)


def test_without_its_own_columns(tmp_path: Path, reading: Reading) -> None:
    """A `plain` table otherwise: one header row and nothing that says where it comes from."""
    check(reading, write_csv(tmp_path / "a.csv", [row[len(OWN) :] for row in TABLE]), timed=False)


def test_an_old_export_whose_respondents_have_other_headers(tmp_path: Path, reading: Reading) -> None:
    table = [
        ["RespondentID", *row[len(OWN) :]] if n == 0 else [row[0], *row[len(OWN) :]] for n, row in enumerate(TABLE)
    ]
    check(reading, write_csv(tmp_path / "a.csv", table), timed=False)


def test_one_row_of_headers_is_read_when_it_is_named(tmp_path: Path, reading: Reading) -> None:
    heads = ["Your neighbourhood", "Your role", *BELOW[3:6], "During the flood, order was kept."]
    path = write_csv(tmp_path / "a.csv", [heads, *([*row[:2], *row[3:7]] for row in ROWS)])
    assert reading.codes(path) == ["RES-R060"]
    assert reading(path, platform="surveymonkey").answers["a1"].tolist() == [5, 4]


def test_codes_do_not_tell_the_community(tmp_path: Path, reading: Reading) -> None:
    table = [*TABLE[:2], [*own(1), "1", "Resident", "", "5", "4", "3", "2", "", ""]]
    assert reading.codes(write_csv(tmp_path / "a.csv", table)) == ["RES-R122"]


@pytest.mark.parametrize(("heads", "more"), [
    (("Respondent ID", "Collector ID", "Your role"), ()),
    (("受访者 ID", "收集器 ID", "您的身份"), ()),
    (("Your role", "", "Light"), (("Response", "Other", ""),)),
])  # fmt: skip
def test_what_it_claims(heads: tuple[str, ...], more: tuple[tuple[str, ...], ...]) -> None:
    assert SURVEYMONKEY.claims(headed(*heads, more=more), [])


def test_what_it_does_not_claim() -> None:
    assert not SURVEYMONKEY.claims(headed("ID", "Start Date", "End Date"), [])
    assert not SURVEYMONKEY.claims(headed("Q1", "Q2", more=(("#affected", ""),)), [])
