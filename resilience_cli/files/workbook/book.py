"""A report as a workbook: sheets of words, tables with filters, and native charts; written whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from resilience_cli.files.beside import written_beside
from resilience_cli.files.workbook.pages import LINE, lines_of, put
from resilience_cli.files.workbook.plots import DEEP, Kind, add_plot
from resilience_cli.files.workbook.saved import save

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

Value = str | float | None
FILLS = {"low": "F8D7C9", "middle": "FBF3D0", "high": "CFE8E0"}
"""Light tints that dark text is read on; a word or a number stands beside each."""
SIZES = {"title": 16, "heading": 13, "body": 11, "note": 10}


@dataclass(frozen=True)
class Words:
    """A line of text across the sheet."""

    text: str
    style: Literal["title", "heading", "body", "note"] = "body"
    link: str = ""
    """Name of the sheet that it leads to."""


@dataclass(frozen=True)
class Head:
    """A column of a table."""

    title: str
    width: float
    """In characters."""
    format: str = "General"
    """Number format of its cells."""
    bands: tuple[tuple[float, str], ...] = ()
    """(from which number on, which tone of FILLS), rising: cells are coloured by rules, not for good."""


@dataclass(frozen=True)
class Plot:
    """A native chart of the table before it, whose first column are names and whose others are numbers."""

    kind: Kind
    """dots: estimates with error bars up to the second and third column; stacked: shares of one; compared: before and
    after side by side."""
    title: str


@dataclass(frozen=True)
class Grid:
    """A table with its header; it can be filtered."""

    heads: tuple[Head, ...]
    rows: Sequence[Sequence[Value]]
    plot: Plot | None = None


@dataclass(frozen=True)
class Sheet:
    """A sheet, read from above."""

    name: str
    """At most 31 characters."""
    blocks: Sequence[Words | Grid]
    names: tuple[str, ...] = ()
    """Names for the columns of its last table, for formulas; empty: none."""


@dataclass(frozen=True)
class Book:
    """A workbook to be read and gone on with."""

    title: str
    """Its name in the file's properties."""
    sheets: tuple[Sheet, ...]


def write_book(path: Path, described_book: Book) -> None:
    """Write it as an xlsx file; raise InputError if it cannot be written. Texts are no formulas."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.title, book.properties.creator = described_book.title[:255], ""
    tables = 0
    for described in described_book.sheets:
        sheet = book.create_sheet(described.name)
        _set_widths(sheet, described)
        row = 1
        for block in described.blocks:
            if isinstance(block, Words):
                _add_words(sheet, row, block)
                row += 1
            else:
                tables += 1
                row = _add_grid(sheet, row, block, f"table_{tables}") + 1
                if described.names and block is described.blocks[-1]:
                    _name_columns(book, sheet, described.names, row - 2 - len(block.rows), len(block.rows))
        _set_up(sheet, described)
    written_beside(path, partial(save, book))


def _set_widths(sheet: Worksheet, described: Sheet) -> None:
    from openpyxl.utils import get_column_letter

    widths: dict[int, float] = {}
    for block in described.blocks:
        for place, head in enumerate(block.heads if isinstance(block, Grid) else (), 1):
            widths[place] = max(widths.get(place, 0), head.width)
    for place, width in (widths or {1: 100.0}).items():
        sheet.column_dimensions[get_column_letter(place)].width = width


def _add_words(sheet: Worksheet, row: int, words: Words) -> None:
    from openpyxl.styles import Alignment, Font

    cell = put(sheet, row, 1, words.text)
    large = words.style in ("title", "heading")
    colour = "1F4E79" if words.link else "595959" if words.style == "note" else "000000"
    cell.font = Font(
        name="Calibri",
        size=SIZES[words.style],
        bold=large,
        scheme="minor",
        color=colour,
        underline="single" if words.link else None,
    )
    across = _across(sheet)
    if len(across) > 1:
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(across))
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.row_dimensions[row].height = LINE * SIZES[words.style] / 11 * lines_of(words.text, sum(across))
    if words.link:
        cell.hyperlink = f"#'{words.link}'!A1"


def _across(sheet: Worksheet) -> list[float]:
    """Return the widths of the columns that a text runs across: up to about a page."""
    widths: list[float] = []
    total = 0.0
    for dimension in sheet.column_dimensions.values():
        if widths and total + dimension.width > 110:
            break
        widths.append(dimension.width)
        total += dimension.width
    return widths


def _add_grid(sheet: Worksheet, top: int, grid: Grid, name: str) -> int:
    """Add the table and its chart from row `top` on; return the first row below."""
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.table import Table, TableStyleInfo

    for place, title in enumerate(_different([head.title for head in grid.heads]), 1):
        head = put(sheet, top, place, title)
        head.font, head.alignment = (
            Font(name="Calibri", bold=True, scheme="minor"),
            Alignment(wrap_text=True, vertical="top"),
        )
    sheet.row_dimensions[top].height = LINE * max(lines_of(head.title, head.width - 2) for head in grid.heads)
    for row, values in enumerate(grid.rows, top + 1):
        lines = 1
        for place, (value, head) in enumerate(zip(values, grid.heads, strict=True), 1):
            cell = put(sheet, row, place, value)
            cell.number_format = head.format if isinstance(value, int | float) else "General"
            cell.alignment = Alignment(wrap_text=isinstance(value, str), vertical="top")
            lines = max(lines, lines_of(value, head.width)) if isinstance(value, str) else lines
        if lines > 1:
            sheet.row_dimensions[row].height = LINE * lines
    bottom = top + max(len(grid.rows), 1)
    _colour(sheet, grid, top + 1, bottom)
    if grid.rows:
        table = Table(displayName=name, ref=f"A{top}:{get_column_letter(len(grid.heads))}{bottom}")
        table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
        sheet.add_table(table)
    if grid.plot is None or not grid.rows:
        return bottom + 1
    add_plot(sheet, grid.plot.kind, grid.plot.title, top=top, bottom=bottom, columns=len(grid.heads))
    return bottom + 2 + DEEP


def _colour(sheet: Worksheet, grid: Grid, first: int, last: int) -> None:
    from openpyxl.formatting.rule import Rule
    from openpyxl.styles import PatternFill
    from openpyxl.styles.differential import DifferentialStyle
    from openpyxl.utils import get_column_letter

    for place, head in enumerate(grid.heads, 1):
        letter = get_column_letter(place)
        for at, (start, tone) in enumerate(head.bands):
            above = [f"{letter}{first}>={start:.12g}-1E-9"] if at else []
            below = [f"{letter}{first}<{head.bands[at + 1][0]:.12g}-1E-9"] if at + 1 < len(head.bands) else []
            test = ",".join([f"ISNUMBER({letter}{first})", *above, *below])
            fill = PatternFill(bgColor=FILLS[tone], fill_type="solid")
            rule = Rule("expression", formula=[f"AND({test})"], dxf=DifferentialStyle(fill=fill))
            sheet.conditional_formatting.add(f"{letter}{first}:{letter}{last}", rule)


def _different(titles: Sequence[str]) -> list[str]:
    """Return the titles, told apart and none empty, as a table demands."""
    found: list[str] = []
    for title in titles:
        plain, number = title.strip() or "-", 2
        name = plain
        while name.casefold() in map(str.casefold, found):
            name, number = f"{plain} ({number})", number + 1
        found.append(name)
    return found


def _name_columns(book: Workbook, sheet: Worksheet, names: Sequence[str], header: int, rows: int) -> None:
    """Give each column of the table below row `header` a name."""
    from openpyxl.utils import get_column_letter, quote_sheetname
    from openpyxl.workbook.defined_name import DefinedName

    for place, name in enumerate(names, 1):
        letter = get_column_letter(place)
        where = f"{quote_sheetname(sheet.title)}!${letter}${header + 1}:${letter}${header + max(rows, 1)}"
        book.defined_names[name] = DefinedName(name, attr_text=where)


def _set_up(sheet: Worksheet, described: Sheet) -> None:
    """Keep names in sight while scrolling; print on A4 across, as wide as the paper."""
    from openpyxl.worksheet.properties import PageSetupProperties

    grids = [block for block in described.blocks if isinstance(block, Grid)]
    if grids:
        first = next(at for at, block in enumerate(described.blocks, 1) if isinstance(block, Grid))
        sheet.freeze_panes = f"B{first + 1}" if len(grids) == 1 else "B1"
    sheet.page_setup.paperSize, sheet.page_setup.orientation = sheet.PAPERSIZE_A4, "landscape"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToHeight = 0
    view: Any = sheet.sheet_view
    view.showGridLines = False
