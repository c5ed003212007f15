"""Workbooks to be filled in or read: pages of columns, with drop-down lists, written whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from unicodedata import east_asian_width

from resilience_cli.files.beside import written_beside
from resilience_cli.files.workbook.saved import save
from resilience_cli.messages import say
from resilience_cli.messages.printable import visible

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

ROOM = 2000
"""Rows for which drop-down lists and limits hold."""
TEXT_WIDTH = 66
"""Of a page of text, in characters: an A4 page is not wider."""
DISARMED = "^'([=+@-])"
"""What `safe` makes of a text that begins like a formula, as a pattern: to read back what a list offered."""
WIDEST_PRINTED = 250
"""A table of so many characters across can be read when it is made as small as the paper."""
LINE = 15.5
"""Height of a line of text, in points."""


@dataclass(frozen=True)
class Column:
    """A column of a page."""

    header: str
    """What stands in its first row."""
    width: float = 16
    """In characters."""
    choices: tuple[str, ...] = ()
    """What may be entered, offered as a drop-down list; empty: anything."""
    limits: tuple[float, float] | None = None
    """Lowest and highest number that may be entered; None: anything."""
    refuses: bool = True
    """Whether anything else than a choice is refused; False: it is only warned of."""
    hint: str = ""
    """What is shown when a cell of the column is chosen."""


@dataclass(frozen=True)
class Page:
    """A sheet: a row of headers and rows beneath; without columns, lines of text."""

    name: str
    """Its name, at most 31 characters."""
    columns: tuple[Column, ...] = ()
    """Its columns."""
    rows: Sequence[Sequence[str | float | None]] = ()
    """What stands beneath the headers; for a page of text, one cell a line."""
    frozen: int = 1
    """Columns that stay in sight at the left; the header row always does."""
    protected: bool = False
    """Whether the headers are locked (without a password) and only the cells beneath can be changed."""
    room: int = ROOM
    """Down to which row drop-down lists and limits hold."""
    hidden: bool = False
    """Whether it is out of sight."""
    literal: bool = False
    """Whether a machine reads it: texts stand without the sign that keeps them from being formulas."""


def write_workbook(path: Path, pages: Sequence[Page], *, fixed: bool = False) -> None:
    """Write the pages as an xlsx file; raise InputError if it cannot be written. The lists stand in a hidden sheet.

    `fixed`: sheets cannot be renamed, added or taken away (without a password).
    """
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    lists = _Lists(_free(say("Lists"), [page.name for page in pages]))
    for page in pages:
        sheet = book.create_sheet(page.name[:31])
        (_fill_table if page.columns else _fill_text)(sheet, page)
        _restrict(sheet, lists, page)
        sheet.sheet_state = "hidden" if page.hidden else "visible"
    lists.write(book)
    book.security.lockStructure = fixed
    book.active = 0
    written_beside(path, partial(save, book))


def _free(name: str, taken: Sequence[str]) -> str:
    """Return the name, lengthened until no sheet bears it."""
    return _free(f"{name}_", taken) if name.casefold() in map(str.casefold, taken) else name


class _Lists:
    """What the drop-down lists offer: each list once, in a hidden sheet (in the cell a list ends at 255 characters)."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.places: dict[tuple[str, ...], str] = {}

    def place(self, choices: tuple[str, ...]) -> str:
        """Return where the choices stand, as a formula."""
        from openpyxl.utils import get_column_letter, quote_sheetname

        letter = self.places.setdefault(choices, get_column_letter(len(self.places) + 1))
        return f"{quote_sheetname(self.name)}!${letter}$1:${letter}${len(choices)}"

    def write(self, book: Workbook) -> None:
        """Add the sheet, if there are lists."""
        if self.places:
            sheet = book.create_sheet(self.name)
            sheet.sheet_state = "hidden"
            for choices, letter in self.places.items():
                for row, choice in enumerate(choices, 1):
                    sheet[f"{letter}{row}"] = safe(choice)


def safe(text: str) -> str:
    """Return the text as a cell that no spreadsheet takes for a formula and no workbook refuses."""
    clean = visible(text)
    return f"'{clean}" if {text[:1], clean[:1]} & {"=", "+", "-", "@", "\t", "\r"} else clean


def _fill_table(sheet: Worksheet, page: Page) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill, Protection
    from openpyxl.utils import get_column_letter

    top = Alignment(wrap_text=True, vertical="top")
    # With the name of a scheme, programs take the font that their language needs.
    bold = Font(name="Calibri", size=11, bold=True, scheme="minor")
    shade, free = PatternFill("solid", fgColor="E8EEF4"), Protection(locked=False)
    for place, column in enumerate(page.columns, 1):
        head = put(sheet, 1, place, column.header, page.literal)
        head.font, head.alignment, head.fill = bold, top, shade
        sheet.column_dimensions[get_column_letter(place)].width = column.width
        if page.protected:
            sheet.column_dimensions[get_column_letter(place)].protection = free
    sheet.row_dimensions[1].height = LINE * max(lines_of(column.header, column.width) for column in page.columns)
    for row, cells in enumerate(page.rows, 2):
        for place, value in enumerate(cells, 1):
            cell = put(sheet, row, place, value, page.literal)
            cell.alignment = top
            if page.protected:
                cell.protection = free
        texts = [lines_of(v, c.width) for v, c in zip(cells, page.columns, strict=False) if isinstance(v, str)]
        if max(texts, default=1) > 1:
            sheet.row_dimensions[row].height = LINE * max(texts)
    sheet.freeze_panes = f"{get_column_letter(page.frozen + 1)}2"
    _lay_out_for_print(sheet, sum(column.width for column in page.columns))
    if page.protected:
        _lock(sheet)


def _lay_out_for_print(sheet: Worksheet, width: float) -> None:
    """Print on A4 across, the header on every page; a table that stays legible is fitted to the paper's width."""
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.page_setup.paperSize, sheet.page_setup.orientation = sheet.PAPERSIZE_A4, "landscape"
    sheet.print_title_rows = "1:1"
    if width <= WIDEST_PRINTED:
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.page_setup.fitToHeight = 0


def put(sheet: Worksheet, row: int, place: int, value: str | float | None, literal: bool = False) -> Any:
    """Return the cell, filled; a text is never a formula."""
    cell: Any = sheet.cell(
        row, place, value if not isinstance(value, str) else visible(value) if literal else safe(value)
    )
    if isinstance(value, str):
        cell.data_type = "s"  # a text, whatever it begins with
    return cell


def lines_of(text: str, width: float) -> int:
    """Return how many lines a text takes in a column, if bold: not every program makes a row as high as it must be."""
    cells = [sum(2 if east_asian_width(c) in "WF" else 1 for c in line) for line in text.split("\n")]
    return sum(max(1, ceil(1.15 * n / width)) for n in cells)


def _fill_text(sheet: Worksheet, page: Page) -> None:
    from openpyxl.styles import Alignment

    for row, cells in enumerate(page.rows, 1):
        put(sheet, row, 1, str(cells[0]), literal=False).alignment = Alignment(wrap_text=True, vertical="top")
        sheet.row_dimensions[row].height = LINE * lines_of(str(cells[0]), TEXT_WIDTH)
    sheet.column_dimensions["A"].width = TEXT_WIDTH


def _lock(sheet: Worksheet) -> None:
    # In Excel's terms True forbids: widths, sorting and new rows stay free.
    sheet.protection.sheet = True
    for freedom in ("formatColumns", "formatRows", "formatCells", "insertRows", "deleteRows", "sort", "autoFilter"):
        setattr(sheet.protection, freedom, False)


def _restrict(sheet: Worksheet, lists: _Lists, page: Page) -> None:
    """Have the columns offer their choices, and keep to their limits."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    for place, column in enumerate(page.columns, 1):
        if not (column.choices or column.limits or column.hint):
            continue
        kind: Literal["list", "decimal"] | None = "list" if column.choices else "decimal" if column.limits else None
        rule = DataValidation(type=kind, allow_blank=True, showErrorMessage=True)
        if column.choices:
            rule.formula1 = lists.place(column.choices)
        elif column.limits:
            rule.operator, rule.formula1, rule.formula2 = "between", *(f"{limit:.12g}" for limit in column.limits)
        rule.errorStyle = "stop" if column.refuses else "warning"
        if column.hint:
            rule.showInputMessage, rule.prompt = True, column.hint[:255]
        letter = get_column_letter(place)
        rule.add(f"{letter}2:{letter}{page.room}")
        sheet.add_data_validation(rule)
