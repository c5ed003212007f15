"""A column of base weights: numbers above 0 of residents, and what is said of all others."""

from __future__ import annotations

from pathlib import Path

import pytest
from reading import Reading
from workbook import write_csv

ROWS = """
小区|身份|权重|age|a1|a2|a3
东湖|居民|1.5|30|一般|一般|一般
东湖|居民|２|30|一般|一般|一般
东湖|居民||30|一般|一般|一般
东湖|居民|0|30|一般|一般|一般
东湖|居民|-1|30|一般|一般|一般
东湖|居民|约2|30|一般|一般|一般
东湖|居民|-1|30|一般|一般|一般
东湖|居委会||30|一般|一般|
东湖|居委会|7|30|一般|一般|
"""


@pytest.mark.parametrize("column", ["权重", "C", "c"])
def test_weights_are_read_and_what_is_none_is_left_out(tmp_path: Path, reading: Reading, column: str) -> None:
    found = reading(write_csv(tmp_path / "a.csv", ROWS), weight=column, no_event=True)
    assert found.people["weight"].tolist() == [1.5, 2.0, 1.0, 1.0]
    assert found.people["role"].tolist() == ["resident", "resident", "committee", "committee"]
    said = [(f.values["text"], f.where.column, f.rows) for f in found.findings if f.code == "RES-S046"]
    assert sorted(said) == [("-1", "C", (6, 8)), ("0", "C", (5,)), ("–", "C", (4,)), ("约2", "C", (7,))]
    assert found.sources[0].kept == 4
    assert found.read_with["weight"] == column


def test_without_the_option_everybody_weighs_1(tmp_path: Path, reading: Reading) -> None:
    found = reading(write_csv(tmp_path / "a.csv", ROWS), no_event=True)
    assert found.people["weight"].tolist() == [1.0] * 9


def test_a_column_that_is_not_there(tmp_path: Path, reading: Reading) -> None:
    assert reading.codes(write_csv(tmp_path / "a.csv", ROWS), weight="W", no_event=True) == ["RES-R047"]


def test_a_file_of_staff_needs_none(tmp_path: Path, reading: Reading) -> None:
    staff = "小区|身份|a1|a2\n东湖|居委会|同意|一般"
    files = [write_csv(tmp_path / "a.csv", ROWS), write_csv(tmp_path / "b.csv", staff)]
    found = reading(*files, weight="权重", no_event=True)
    assert found.people["weight"].tolist() == [1.5, 2.0, 1.0, 1.0, 1.0]
