"""Workbooks to be filled in or read: pages of columns, with drop-down lists, written whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from resilience_cli.files.beside import written_beside
from resilience_cli.messages import say

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

ROOM = 2000
"""Rows for which drop-down lists and limits hold."""
TEXT_WIDTH = 100


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


def write_workbook(path: Path, pages: Sequence[Page]) -> None:
    """Write the pages as an xlsx file; raise InputError if it cannot be written. The lists stand in a hidden sheet."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    lists = book.create_sheet(say("Lists")) if any(c.choices for page in pages for c in page.columns) else None
    for page in pages:
        sheet = book.create_sheet(page.name[:31])
        (_fill_table if page.columns else _fill_text)(sheet, page)
        if lists is not None:
            _restrict(sheet, lists, page)
    if lists is not None:
        book.move_sheet(lists, offset=len(pages))
        lists.sheet_state = "hidden"
    book.active = 0
    written_beside(path, book.save)


def safe(text: str) -> str:
    """Return the text as a cell that no spreadsheet takes for a formula and no workbook refuses."""
    clean = "".join(c for c in text if c.isprintable() or c == "\n")
    return f"'{clean}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else clean


def _fill_table(sheet: Worksheet, page: Page) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill, Protection
    from openpyxl.utils import get_column_letter

    for place, column in enumerate(page.columns, 1):
        head: Any = sheet.cell(1, place, safe(column.header))
        head.font, head.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
        head.fill = PatternFill("solid", fgColor="E8EEF4")
        sheet.column_dimensions[get_column_letter(place)].width = column.width
        if page.protected:
            sheet.column_dimensions[get_column_letter(place)].protection = Protection(locked=False)
    wrapped = Alignment(wrap_text=True, vertical="top")
    for row, cells in enumerate(page.rows, 2):
        for place, value in enumerate(cells, 1):
            cell: Any = sheet.cell(row, place, safe(value) if isinstance(value, str) else value)
            cell.alignment = wrapped
            if page.protected:
                cell.protection = Protection(locked=False)
    sheet.freeze_panes = f"{get_column_letter(page.frozen + 1)}2"
    if page.protected:
        _lock(sheet)


def _fill_text(sheet: Worksheet, page: Page) -> None:
    from openpyxl.styles import Alignment

    for row, cells in enumerate(page.rows, 1):
        sheet.cell(row, 1, safe(str(cells[0]))).alignment = Alignment(wrap_text=True, vertical="top")
    sheet.column_dimensions["A"].width = TEXT_WIDTH


def _lock(sheet: Worksheet) -> None:
    # In Excel's terms True forbids: widths, sorting and new rows stay free.
    sheet.protection.sheet = True
    for freedom in ("formatColumns", "formatRows", "formatCells", "insertRows", "deleteRows", "sort", "autoFilter"):
        setattr(sheet.protection, freedom, False)


def _restrict(sheet: Worksheet, lists: Worksheet, page: Page) -> None:
    """Offer the columns' choices; they stand in the hidden sheet, because a list in the cell ends at 255 characters."""
    from openpyxl.utils import get_column_letter, quote_sheetname
    from openpyxl.worksheet.datavalidation import DataValidation

    for place, column in enumerate(page.columns, 1):
        if not (column.choices or column.limits or column.hint):
            continue
        kind: Literal["list", "decimal"] | None = "list" if column.choices else "decimal" if column.limits else None
        rule = DataValidation(type=kind, allow_blank=True, showErrorMessage=True)
        if column.choices:
            letter = get_column_letter(lists.max_column + (lists.cell(1, lists.max_column).value is not None))
            for row, choice in enumerate(column.choices, 1):
                lists[f"{letter}{row}"] = safe(choice)
            rule.formula1 = f"{quote_sheetname(lists.title)}!${letter}$1:${letter}${len(column.choices)}"
        elif column.limits:
            rule.operator, rule.formula1, rule.formula2 = "between", *(f"{limit:g}" for limit in column.limits)
        rule.errorStyle = "stop" if column.refuses else "warning"
        if column.hint:
            rule.showInputMessage, rule.prompt = True, column.hint[:255]
        letter = get_column_letter(place)
        rule.add(f"{letter}2:{letter}{ROOM}")
        sheet.add_data_validation(rule)
