"""The margins file: every spelling that is understood, and every fault at once."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from questionnaire import questionnaire
from workbook import write_csv, write_xlsx

from resilience_cli.errors import InputError
from resilience_cli.readers.margins import read_margins
from resilience_cli.readers.register import read_register

MARGINS = """
小区|题目|答案|人数
|您的住房|自有|60
|tenure|租房|40
东湖|tenure|自有;Rented|1,000
东湖|您的年龄|16-34岁|300
东湖|age|35—59|500
东湖|age|60岁及以上|200人
"""


def faults(path: Path) -> list[tuple[str, int | None, str | None]]:
    """Return code, row and column of all that is wrong."""
    with pytest.raises(InputError) as caught:
        read_margins(path, questionnaire())
    return [(fault.code, fault.where.row, fault.where.column) for fault in caught.value.faults]  # type: ignore[union-attr]


def test_fields_and_values_by_id_or_label_in_any_language(tmp_path: Path) -> None:
    margins = read_margins(write_xlsx(tmp_path / "人数.xlsx", MARGINS), questionnaire())
    table = margins.table
    assert table["community"].tolist() == ["", "", *["东湖"] * 4]
    assert table["field"].tolist() == ["tenure", "tenure", "tenure", "age", "age", "age"]
    assert table["ids"].tolist() == [("owner",), ("tenant",), ("owner", "tenant"), (), (), ()]
    np.testing.assert_array_equal(table["low"], [np.nan, np.nan, np.nan, 16, 35, 60])
    np.testing.assert_array_equal(table["high"], [np.nan, np.nan, np.nan, 34, 59, np.inf])
    assert table["population"].tolist() == [60, 40, 1000, 300, 500, 200]
    assert table["row"].tolist() == [2, 3, 4, 5, 6, 7]


def test_rows_of_a_community_go_before_those_for_all(tmp_path: Path) -> None:
    margins = read_margins(write_xlsx(tmp_path / "人数.xlsx", MARGINS), questionnaire())
    assert margins.of("东湖")["row"].tolist() == [4, 5, 6, 7]
    assert margins.of("西湖")["row"].tolist() == [2, 3]


def test_without_a_column_of_communities_it_is_for_all(tmp_path: Path) -> None:
    margins = read_margins(
        write_csv(tmp_path / "m.csv", "field|value|population\nage|0-59|7\nage|60+|3"), questionnaire()
    )
    assert margins.table["community"].tolist() == ["", ""]


def test_communities_have_the_ids_of_the_register(tmp_path: Path) -> None:
    register, _ = read_register(write_csv(tmp_path / "r.csv", "小区|编号|别名\n东湖小区|D1|东湖"), questionnaire())
    margins = read_margins(write_xlsx(tmp_path / "人数.xlsx", MARGINS), questionnaire(), register)
    assert set(margins.table["community"]) == {"", "D1"}


def test_every_cell_that_is_not_understood_is_told_at_once(tmp_path: Path) -> None:
    rows = "小区|题目|答案|人数\n|学历|大学|1\n|tenure|自住|许多\n|age|60以上|-3\n|age|59-35|3\n|tenure|自有;合租|3"
    assert faults(write_csv(tmp_path / "m.csv", rows)) == [
        ("RES-S032", 2, "B"),
        ("RES-S034", 3, "D"),
        ("RES-S033", 3, "C"),
        ("RES-S034", 4, "D"),
        ("RES-S048", 4, "C"),
        ("RES-S048", 5, "C"),
        ("RES-S033", 6, "C"),
    ]


def test_groups_that_overlap_or_stand_twice(tmp_path: Path) -> None:
    rows = "题目|答案|人数\ntenure|自有;租住|7\ntenure|租房|3\nage|0-40|5\nage|40-59|3\nage|60+|2"
    assert faults(write_csv(tmp_path / "m.csv", rows)) == [("RES-S035", 3, None), ("RES-S035", 5, None)]


@pytest.mark.parametrize(("population", "wrong"), [("99.6", False), ("99", True), ("0", True)])
def test_totals_add_up_but_for_rounding(tmp_path: Path, population: str, wrong: bool) -> None:
    path = write_csv(tmp_path / "m.csv", f"题目|答案|人数\ntenure|自有|60\ntenure|租房|40\nage|0+|{population}")
    if wrong:
        assert faults(path) == [("RES-S036", 2, None)]
    else:
        assert len(read_margins(path, questionnaire()).table) == 3


def test_columns_that_are_missing(tmp_path: Path) -> None:
    assert faults(write_csv(tmp_path / "m.csv", "小区|年龄\n东湖|3")) == [("RES-S031", None, None)] * 3
