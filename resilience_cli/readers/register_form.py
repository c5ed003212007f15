"""A register to fill in: a workbook with the communities found, drop-downs, and a sheet that explains."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from resilience_cli.errors import InputError
from resilience_cli.messages import pick, say
from resilience_cli.messages.system import why
from resilience_cli.model.finding import Finding, Where
from resilience_cli.model.instrument import Instrument
from resilience_cli.readers.register import RegisterColumn, register_columns

if TYPE_CHECKING:
    import pandas as pd

_ROWS = 500


def write_register(path: Path, instrument: Instrument, communities: pd.DataFrame) -> None:
    """Write the workbook (communities: index id, column name); raise InputError if it cannot be written.

    It is written beside and then renamed, so that there is never half of it.
    """
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font

    book = Workbook()
    sheet: Any = book.active
    sheet.title = say("Register")
    columns = register_columns(instrument)
    lists = book.create_sheet(say("Lists"))
    for place, column in enumerate(columns, 1):
        head = sheet.cell(1, place, safe(column.header))
        head.font, head.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[head.column_letter].width = 26 if place == 1 else 16
        if column.values:
            _drop_down(sheet, lists, place, column)
    for row, (id_, name) in enumerate(communities["name"].items(), 2):
        sheet.cell(row, 1, safe(str(name)))
        sheet.cell(row, 2, safe(str(id_)) if id_ != name else None)
    sheet.freeze_panes = "B2"
    lists.sheet_state = "hidden"
    _explain(book.create_sheet(say("Help")), columns)
    _save(book, path)


def safe(text: str) -> str:
    """Return the text as a cell that no spreadsheet takes for a formula and no workbook refuses."""
    clean = "".join(c for c in text if c.isprintable())
    return f"'{clean}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else clean


def _drop_down(sheet: Any, lists: Any, place: int, column: RegisterColumn) -> None:
    """Offer the column's values; they stand in a hidden sheet, because a list in the cell ends at 255 characters."""
    from openpyxl.utils import get_column_letter, quote_sheetname
    from openpyxl.worksheet.datavalidation import DataValidation

    labels = [pick(choice.label) for choice in (column.values or {}).values()]
    letter = get_column_letter(place)
    for row, label in enumerate(labels, 1):
        lists.cell(row, place, safe(label))
    source = f"={quote_sheetname(lists.title)}!${letter}$1:${letter}${len(labels)}"
    rule = DataValidation(type="list", formula1=source, allow_blank=True, showErrorMessage=True)
    rule.add(f"{letter}2:{letter}{_ROWS}")
    sheet.add_data_validation(rule)


def _explain(sheet: Any, columns: tuple[RegisterColumn, ...]) -> None:
    lines = (
        say("One row for each community. Leave empty what you do not know: nothing is assumed."),
        say("Keep the header row. You may delete columns that you do not need."),
        say("Id: only if the community has an official code; otherwise its name is used."),
        say("Other names: other spellings in the answers, separated by semicolons."),
        say("Numbers of people narrow the intervals where everyone was asked or people were drawn at random."),
        say("Columns: {headers}", headers=say(", ").join(column.header for column in columns)),
    )
    for row, line in enumerate(lines, 1):
        sheet.cell(row, 1, safe(line))
    sheet.column_dimensions["A"].width = 100


def _save(book: Any, path: Path) -> None:
    beside = path.with_name(f".{path.name}.part")
    try:
        book.save(beside)
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise InputError(Finding("RES-R098", Where(file=path.name), {"why": why(error)})) from None
