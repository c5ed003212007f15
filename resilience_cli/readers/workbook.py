"""Bytes of an xlsx or xls -> cells, every one as text."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from typing import Any

import fastexcel

from resilience_cli.errors import InputError
from resilience_cli.model.fielded import MARK
from resilience_cli.model.finding import Finding, Where
from resilience_cli.model.same_text import normal
from resilience_cli.readers.delimited import MOST_CELLS
from resilience_cli.readers.sheet import letter
from resilience_cli.readers.spelling import shown

MOST_BYTES = 1 << 30
"""A workbook that unpacks to more is refused."""
MOST_RATIO = 200
"""Real workbooks shrink to a tenth or a fiftieth; more than this is a trap (small files excepted)."""
_SCANNED = 64 << 20
_FAR_COLUMN = re.compile(rb"\br=[\"']([A-Z]{3})\d")
_ROW = re.compile(rb"\br=[\"'][A-Z]{0,3}(\d+)[\"']")


def check_zip(data: bytes, file: str) -> None:
    """Raise InputError if the zip is damaged, no workbook, or would unpack to more than can be read."""
    place = Where(file=file)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if not any(part.filename.startswith("xl/workbook") for part in parts):
                raise InputError(Finding("RES-R006", place))
            unpacked = sum(part.file_size for part in parts)
            if unpacked > MOST_BYTES or (unpacked > 50 << 20 and unpacked > MOST_RATIO * len(data)):
                raise InputError(Finding("RES-R007", place))
            for part in parts:
                if part.filename.startswith("xl/worksheets/") and part.file_size <= _SCANNED:
                    _check_extent(archive.read(part), place)
    except (zipfile.BadZipFile, OSError, EOFError, RuntimeError, NotImplementedError, ValueError) as error:
        raise InputError(Finding("RES-R005", place)) from error
    except Exception as error:
        if isinstance(error, InputError):
            raise
        raise InputError(Finding("RES-R005", place)) from error  # zlib.error and what a hostile zip may raise


def _check_extent(xml: bytes, place: Where) -> None:
    """One stray cell far away makes a small file an enormous table: refuse it before it is laid out in memory."""
    last = _ROW.findall(xml[-(1 << 20) :])
    far = _FAR_COLUMN.findall(xml)
    rows = max(map(int, last), default=0)
    columns = max((_index(letters) for letters in set(far)), default=702)
    if rows > 1 << 20 or (far and rows * columns > MOST_CELLS):
        raise InputError(Finding("RES-R007", place))


def _index(letters: bytes) -> int:
    return (letters[0] - 64) * 676 + (letters[1] - 64) * 26 + letters[2] - 64


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
