"""Bytes of an xlsx or xls -> cells, every one as text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import fastexcel

from resilience_cli.errors import InputError
from resilience_cli.model.fielded import MARK
from resilience_cli.model.finding import Finding, Where
from resilience_cli.model.same_text import normal
from resilience_cli.readers.sheet import letter
from resilience_cli.readers.spelling import shown

if TYPE_CHECKING:
    from resilience_cli.readers.coded import Coded


@dataclass(frozen=True, eq=False)
class Grid:
    """The cells of one sheet."""

    name: str | None
    """Its name; None for a CSV."""
    cells: list[Any]
    """By column, an Arrow array of text."""
    letters: list[str]
    """By column, its letter."""
    visible: bool = True
    """Whether it is in sight, or asked for."""
    headers: int = 0
    """How many rows of headers there are where the file says it; its rows are then numbered below them, from 1."""
    coded: Mapping[int, Coded] = field(default_factory=dict)
    """By column, what the file says of its values."""
    findings: tuple[Finding, ...] = ()
    """What was noticed on opening."""
    part: str = ""
    """The part of the workbook that holds it, if there are signs in it of what its cells do not show."""

    @property
    def filled(self) -> int:
        """How many cells hold something."""
        return sum(len(column) - column.null_count for column in self.cells)


def read_workbook(data: bytes, file: str, asked: str | None) -> list[Grid]:
    """Return the sheets; if one is asked for, the others (but for the sheet MARK) without their cells.

    Raises InputError if the workbook cannot be opened, has no visible sheet, or not the one asked for.
    """
    place = Where(file=file)
    try:
        reader = fastexcel.read_excel(data)
        names = list(reader.sheet_names)
        wanted = {name for name in names if asked is None or normal(name) == normal(asked)}
        read = {*wanted, MARK}
        grids = [_grid(reader, name, asked) if name in read else Grid(name, [], [], False) for name in names]
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:  # a hostile file may make the native reader panic, which is no Exception
        code = "RES-R004" if "password" in str(error).lower() else "RES-R005"
        raise InputError(Finding(code, place)) from None
    if not any(grid.visible for grid in grids):
        raise InputError(Finding("RES-R009", place, {"asked": asked or "", "sheets": [shown(n) for n in names]}))
    return grids


def _grid(reader: fastexcel.ExcelReader, name: str, asked: str | None) -> Grid:
    sheet = reader.load_sheet(name, header_row=None, skip_rows=0, dtypes="string")
    cells = sheet.to_arrow().columns if sheet.width else []
    letters = [letter(column.absolute_index) for column in sheet.available_columns()]
    seen = sheet.visible == "visible" if asked is None else normal(name) == normal(asked)
    return Grid(name, cells, letters, seen)
