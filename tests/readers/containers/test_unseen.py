from pathlib import Path
from typing import Any

import openpyxl
import pytest
from reading import Reading
from workbook import Row, write_csv, write_package, write_xls, write_xlsx, xml_rows

from resilience_cli.errors import InputError
from resilience_cli.readers.containers.files import open_sheet

TABLE: list[Row] = [
    ["community", "role", "a1", "a2", "a3", "c1"],
    ["东湖", "resident", 5, 1, 4, 3],
    ["东湖", "resident", 4, 2, 4, 3],
    ["东湖", "resident", 3, 3, 4, 3],
]


def changed(path: Path, change: Any, rows: list[Row] = TABLE) -> Path:
    write_xlsx(path, rows)
    book = openpyxl.load_workbook(path)
    change(book.active)
    book.save(path)
    return path


def hide(*rows: int) -> Any:
    def change(sheet: Any) -> None:
        for row in rows:
            sheet.row_dimensions[row].hidden = True

    return change


def test_hidden_rows_are_read_and_said(tmp_path: Path, reading: Reading) -> None:
    responses = reading(changed(tmp_path / "a.xlsx", hide(3, 9)))
    assert [(f.code, f.rows) for f in responses.findings] == [("RES-R139", (3,))]
    assert len(responses.answers) == 3


def test_hidden_rows_are_left_out_if_that_is_asked(tmp_path: Path, reading: Reading) -> None:
    rows = [*TABLE, ["东湖", "resident", "unheard", 1, 4, 3]]
    responses = reading(changed(tmp_path / "a.xlsx", hide(3), rows), skip_hidden=True)
    assert responses.answers["a2"].tolist() == [1, 3, 1]
    assert [(f.code, f.rows) for f in responses.findings] == [("RES-R140", (3,)), ("RES-R021", (5,))]


def test_where_rows_cannot_be_hidden_nothing_is_left_out(tmp_path: Path, reading: Reading) -> None:
    assert len(reading(write_csv(tmp_path / "a.csv", TABLE), skip_hidden=True).answers) == 3
    assert reading.codes(write_xls(tmp_path / "a.xls", TABLE), skip_hidden=True) == ["RES-R141"]


def test_formulas_that_were_never_worked_out_and_errors(tmp_path: Path) -> None:
    rows = (
        xml_rows([["a", "b"]]) + '<row><c r="A2"><f>1+1</f></c><c r="B2" t="e"><v>#N/A</v></c></row>'
        '<row><c r="A3"><f>1+1</f><v>2</v></c><c r="B3" t="e"><v>#DIV/0!</v></c></row>'
        '<row><c r="A4" t="str"><f>""</f><v></v></c><c r="B4"><v>1</v></c></row>'
    )
    sheet = open_sheet(write_package(tmp_path / "a.xlsx", rows))
    assert [(f.code, f.where.column, f.rows) for f in sheet.findings] == [
        ("RES-R142", "A", (2,)),
        ("RES-R143", "B", (2, 3)),
    ]
    assert "#N/A, #DIV/0!" in sheet.findings[1].message


def test_cells_of_columns_that_nothing_uses_are_not_spoken_of(tmp_path: Path, reading: Reading) -> None:
    rows = xml_rows([[*TABLE[0], "意见"]])
    rows += (
        '<row><c r="A2" t="str"><v>东湖</v></c><c r="B2" t="str"><v>resident</v></c><c r="C2"><f>1+1</f></c>'
        '<c r="D2"><v>2</v></c><c r="E2"><v>3</v></c><c r="F2"><v>4</v></c><c r="G2"><f>1+1</f></c></row>'
    )
    responses = reading(write_package(tmp_path / "a.xlsx", rows))
    assert [(f.code, f.where.column) for f in responses.findings] == [("RES-R142", "C")]


def test_a_column_that_identifies_is_not_named(tmp_path: Path) -> None:
    rows = xml_rows([["姓名", "b"]]) + '<row><c r="A2" t="e"><v>#N/A</v></c><c r="B2"><v>1</v></c></row>'
    (finding,) = open_sheet(write_package(tmp_path / "a.xlsx", rows)).findings
    assert (finding.code, finding.where.column, finding.where.header) == ("RES-R143", "A", None)


def test_headers_of_merged_cells(tmp_path: Path, reading: Reading) -> None:
    head: list[Row] = [["community", "role", "互助", None, None, "c1"], [None, None, "a1", "a2", "a3", None]]

    def merge(sheet: Any) -> None:
        for cells in ("A1:A2", "B1:B2", "C1:E1", "F1:F2"):
            sheet.merge_cells(cells)

    responses = reading(changed(tmp_path / "a.xlsx", merge, [*head, *TABLE[1:]]))
    assert responses.answers["a2"].tolist() == [1, 2, 3]
    assert [f.code for f in responses.findings] == ["RES-R106"]


def test_titles_of_groups_over_the_headers(tmp_path: Path, reading: Reading) -> None:
    def merge(sheet: Any) -> None:
        sheet.merge_cells("A1:B1")
        sheet.merge_cells("C1:F1")

    head: list[Row] = [["谁", None, "问题", None, None, None]]
    responses = reading(changed(tmp_path / "a.xlsx", merge, [*head, *TABLE]))
    assert responses.answers["a2"].tolist() == [1, 2, 3]


def test_answers_below_a_header_that_is_merged_sideways_are_no_headers(tmp_path: Path, reading: Reading) -> None:
    rows: list[Row] = [[*row, "好", None] for row in TABLE]
    rows[0][6] = "意见"
    responses = reading(changed(tmp_path / "a.xlsx", lambda sheet: sheet.merge_cells("G1:H1"), rows))
    assert len(responses.answers) == 3


def test_a_community_merged_over_several_rows_is_said(tmp_path: Path, reading: Reading) -> None:
    responses = reading(changed(tmp_path / "a.xlsx", lambda sheet: sheet.merge_cells("A2:A4")))
    assert [(f.code, f.where.column, f.rows) for f in responses.findings if f.code == "RES-R144"] == [
        ("RES-R144", "A", (2,))
    ]
    assert len(responses.answers) == 1


@pytest.mark.parametrize("rows", ["<row><c><f>1</f></c>", '<row hidden="1">&x;</row>', '<row hidden="1"></c></row>'])
def test_xml_that_is_not_sound(tmp_path: Path, rows: str) -> None:
    with pytest.raises(InputError):
        open_sheet(write_package(tmp_path / "a.xlsx", xml_rows([["a", "b"], ["1", "2"]]) + rows))
