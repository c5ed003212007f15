from pathlib import Path

import openpyxl
import pytest

from resilience_cli.errors import InputError
from resilience_cli.files.workbook import Column, Page, safe, write_workbook
from resilience_cli.messages import say

COLUMNS = (Column("小区"), Column("身份", choices=("居民", "居委会")), Column("st01", limits=(1, 5), hint="1 to 5"))


def test_pages_with_lists_limits_and_locked_headers(tmp_path: Path) -> None:
    path = tmp_path / "录入.xlsx"
    rows = [("东湖", "居民", 4.0), ("=1+1", None, None)]
    write_workbook(path, [Page("录入", COLUMNS, rows, protected=True), Page("说明", rows=[("先看这里",)])])
    book = openpyxl.load_workbook(path)
    assert [(sheet.title, sheet.sheet_state) for sheet in book] == [
        ("录入", "visible"),
        ("说明", "visible"),
        (book.worksheets[2].title, "hidden"),
    ]
    sheet = book["录入"]
    assert [cell.value for cell in sheet[1]] == ["小区", "身份", "st01"]
    assert [cell.value for cell in sheet[2]] == ["东湖", "居民", 4]
    assert sheet["A3"].value == "'=1+1"
    assert sheet.freeze_panes == "B2"
    assert sheet.protection.sheet
    assert sheet["A1"].protection.locked
    assert not sheet["A2"].protection.locked
    assert not sheet.column_dimensions["C"].protection.locked
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    assert rules["B2:B2000"].type == "list"
    listed = book.worksheets[2]["A"]
    assert [cell.value for cell in listed] == ["居民", "居委会"]
    assert (rules["C2:C2000"].formula1, rules["C2:C2000"].formula2) == ("1", "5")
    assert rules["C2:C2000"].prompt == "1 to 5"


@pytest.mark.parametrize(("columns", "fitted"), [(5, True), (40, False)])
def test_a_table_is_printed_on_a4_with_its_header_on_every_page(tmp_path: Path, columns: int, fitted: bool) -> None:
    write_workbook(tmp_path / "a.xlsx", [Page("a", tuple(Column(str(n), 20) for n in range(columns)))])
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["a"]
    assert (sheet.page_setup.orientation, sheet.print_title_rows) == ("landscape", "$1:$1")
    assert bool(sheet.sheet_properties.pageSetUpPr.fitToPage) is fitted


def test_a_workbook_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(InputError) as error:
        write_workbook(tmp_path / "no" / "a.xlsx", [Page("a", COLUMNS)])
    assert [fault.code for fault in error.value.faults] == ["RES-U004"]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("text", "shown"), [
    ("=1", "'=1"), ("@a", "'@a"), ("a\x00b", "ab"), ("a\nb", "a\nb"),
    ("\x01=1", "'=1"), ("\u200b-1", "'-1"), ("东湖\u3000一期", "东湖\u3000一期"), ("a\u202eb", "ab"),
])  # fmt: skip
def test_no_cell_is_a_formula(text: str, shown: str) -> None:
    assert safe(text) == shown


def test_a_page_for_a_machine_is_out_of_sight_and_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    mark = Page("mark", (Column("k"), Column("v")), [("a", "=1+1"), ("b", "-3\x01")], hidden=True, literal=True)
    write_workbook(path, [Page("录入", COLUMNS, room=30), mark], fixed=True)
    book = openpyxl.load_workbook(path)
    assert book.security.lockStructure
    assert book["mark"].sheet_state == "hidden"
    cells = [book["mark"].cell(row, 2) for row in (2, 3)]
    assert [(cell.value, cell.data_type) for cell in cells] == [("=1+1", "s"), ("-3", "s")]
    assert {str(rule.sqref) for rule in book["录入"].data_validations.dataValidation} == {"B2:B30", "C2:C30"}


def test_a_list_stands_once_and_limits_hold_without_any_list(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write_workbook(path, [Page(say("Lists"), tuple(Column(name, choices=("a", "b")) for name in "xyz"))])
    book = openpyxl.load_workbook(path)
    assert len({name.casefold() for name in book.sheetnames}) == 2
    rules = book.worksheets[0].data_validations.dataValidation
    assert {rule.formula1 for rule in rules} == {f"'{book.worksheets[1].title}'!$A$1:$A$2"}
    write_workbook(path, [Page("a", (Column("x", limits=(0, 1)),))])
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["a"]
    assert [rule.type for rule in book["a"].data_validations.dataValidation] == ["decimal"]


def test_headers_are_as_high_as_they_are_long(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    heights = []
    for header in ("题", "题" * 40, "题\n" * 5):
        write_workbook(path, [Page("a", (Column(header, 16),))])
        heights.append(openpyxl.load_workbook(path)["a"].row_dimensions[1].height)
    assert heights[0] < heights[1]
    assert heights[0] < heights[2]
