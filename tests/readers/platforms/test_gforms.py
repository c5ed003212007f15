from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from reading import Reading, headed
from workbook import Row, write_csv, write_xlsx

from resilience_cli.model.responses import Reason
from resilience_cli.readers.platforms.gforms import GFORMS

HEADS: Row = [
    "Timestamp",
    "Email Address",
    "1. Your neighbourhood",
    "Your role",
    "How much do you agree? [Neighbours help one another.]",
]
HEADS += ["How much do you agree? [ Nobody  takes responsibility. ]", "How much do you agree? [我知道该找谁。]"]
HEADS += ["How much do you agree? [During the flood, order was kept. ]", "What should be improved? [Parking]", "Wishes"]
ROWS: list[Row] = [
    ["3/8/2026 9:05:07", "li@example.org", "East Lake", "Resident", "Strongly agree", "Agree", "Don't know", "3", "yes",
     "A, B"],
    ["3/8/2026 9:25:07", "wu@example.org", "East Lake", "Committee", "Agree", "", "", "Neutral", None, "B"],
]  # fmt: skip
TALLY: list[Row] = [[], [None, None, None, "Agree", 1, 1], [None, None, None, "Neutral", 0, 0, 0, 1]]


def check(reading: Reading, path: Path) -> list[str]:
    responses = reading(path)
    np.testing.assert_array_equal(responses.answers, [[5, 4, np.nan, 3], [4, np.nan, np.nan, 3]])
    assert responses.reasons[:, 2].tolist() == [Reason.NOT_SCORED, Reason.NOT_ASKED]
    assert responses.people["community"].tolist() == ["East Lake"] * 2
    source = responses.sources[0]
    assert (source.platform, source.mode, source.kept) == ("gforms", "text", 2)
    assert dict(source.placeholders) == {"event": "the flood"}
    assert "example.org" not in repr(responses) + repr(source)
    return [finding.code for finding in responses.findings]


def test_a_grid_and_tallies_below(tmp_path: Path, reading: Reading) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", [HEADS, *ROWS, *TALLY], sheet="Form Responses 1")
    assert check(reading, path) == ["RES-R072"]


@pytest.mark.parametrize("stamp", ["时间戳记", "時間戳記", "Timestamp"])
def test_a_csv(tmp_path: Path, reading: Reading, stamp: str) -> None:
    assert check(reading, write_csv(tmp_path / "a - Form Responses 1.csv", [[stamp, *HEADS[1:]], *ROWS])) == []


def test_rows_that_are_in_two_grids_are_told_by_their_stem(tmp_path: Path, reading: Reading) -> None:
    heads = [str(head).replace("How much do you agree? [Nei", "Last year [Nei") for head in HEADS]
    table = [[*HEADS, heads[4]], *([*row, "Neutral"] for row in ROWS)]
    assert reading.codes(write_csv(tmp_path / "a.csv", table)) == ["RES-R042"]


def test_what_it_claims() -> None:
    assert GFORMS.claims(headed("Timestamp", "Your role"), [])
    assert GFORMS.claims(headed("时间戳记", "您的身份"), [])
    named = [replace(headed("A question"), name=name) for name in ("Form Responses 1", "第 1 张表单回复")]
    assert all(GFORMS.claims(sheet, []) for sheet in named)
    assert not GFORMS.claims(headed("Your role", "Timestamp"), [])
    assert not GFORMS.claims(headed("序号", "提交答卷时间"), [])
