"""A path -> a sheet of text. What a file is, its bytes say, not its name."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from resilience_cli.errors import InputError
from resilience_cli.messages.system import why
from resilience_cli.model.finding import Finding, Where
from resilience_cli.readers.archive import holds_tables, read_archive
from resilience_cli.readers.delimited import read_csv
from resilience_cli.readers.entry import entry_sheets, prepared
from resilience_cli.readers.header_rows import further_rows
from resilience_cli.readers.ole import SIGNATURE, check_ole
from resilience_cli.readers.sheet import Sheet, letter, split_header
from resilience_cli.readers.spelling import shown
from resilience_cli.readers.workbook import MOST_BYTES, Grid, check_zip, read_workbook

_KINDS = {".xlsx": "xlsx", ".xlsm": "xlsx", ".xls": "xls", ".csv": "csv", ".txt": "csv", ".tsv": "csv", ".zip": "zip"}


def open_sheet(path: Path, sheet: str | None = None, encoding: str | None = None) -> Sheet:
    """Return the file's sheet with its headers; raise InputError if it cannot be read or holds no table."""
    return open_sheets(path, sheet, encoding)[0]


def open_sheets(path: Path, sheet: str | None = None, encoding: str | None = None) -> tuple[Sheet, ...]:
    """Return the file's sheets of answers: one, but all that were used of a workbook made for typing in.

    It is the sheet asked for, else the visible one with most filled cells. Raises InputError if the file cannot be
    read or holds no table.
    """
    data = _bytes(path)
    file = path.name
    kind = container(data, file)
    grids, used = CONTAINERS[kind](data, file, sheet, encoding)
    facts = (file, hashlib.sha256(data).hexdigest(), kind)
    seen = [grid for grid in grids if grid.visible]
    made = prepared(grids)
    if made and (sheet is None or seen[0].name in made.roles):
        chosen = entry_sheets([_table(*facts, grid, used) for grid in seen], made)
        others = [grid for grid in grids if made.overlooks(grid)]
    else:
        best = max(seen, key=lambda grid: grid.filled)
        chosen = (_table(*facts, best, used),)
        others = [grid for grid in grids if grid is not best]
    if not len(chosen[0]):
        raise InputError(Finding("RES-R010", chosen[0].where()))
    return _with_findings(chosen[0], path, tuple(str(grid.name) for grid in others)), *chosen[1:]


def _workbook(data: bytes, file: str, sheet: str | None, _encoding: str | None) -> tuple[list[Grid], str | None]:
    return read_workbook(data, file, sheet), None


def _csv(data: bytes, file: str, _sheet: str | None, encoding: str | None) -> tuple[list[Grid], str | None]:
    cells, used = read_csv(data, file, encoding)
    return [Grid(None, cells, [letter(index) for index in range(len(cells))])], used


Opener = Callable[[bytes, str, str | None, str | None], tuple[list[Grid], str | None]]
"""(bytes, name of the file, sheet asked for, encoding asked for) -> (its tables, the encoding of its text)."""
CONTAINERS: dict[str, Opener] = {"xlsx": _workbook, "xls": _workbook, "csv": _csv, "zip": read_archive}
"""How each kind of file is opened; `container` tells which it is."""


def _table(file: str, sha256: str, kind: str, grid: Grid, encoding: str | None) -> Sheet:
    """Return the grid with its headers; without rows if it has none."""
    at, headers, below, above = split_header(grid.cells) or (0, (), (), 0)
    top = [column.slice(0, 3).to_pylist() for column in below]
    rows = [headers, *([cell or "" for cell in row] for row in zip(*top, strict=True))]
    more = tuple(map(tuple, rows[1 : further_rows(rows) + 1]))
    below = tuple(column.slice(len(more)) for column in below)
    name, letters = grid.name, tuple(grid.letters)
    found = (Finding("RES-R014", Where(file=file, sheet=name), {"n": above, "header": at + 1}),) if above else ()
    return Sheet(file, sha256, kind, name, encoding, letters, headers, at + 1, below, more, findings=found)


def _with_findings(sheet: Sheet, path: Path, passed_over: tuple[str, ...]) -> Sheet:
    """Return the first sheet with what was noticed about its file."""
    found = []
    if _KINDS.get(path.suffix.lower(), sheet.container) != sheet.container:
        found.append(Finding("RES-R011", Where(file=sheet.file), {"kind": sheet.container}))
    if passed_over:
        found.append(Finding("RES-R012", sheet.where(), {"sheets": [shown(name) for name in passed_over]}))
    return replace(sheet, passed_over=passed_over, findings=(*found, *sheet.findings))


def _bytes(path: Path) -> bytes:
    place = Where(file=path.name or str(path))
    if path.is_dir():
        raise InputError(Finding("RES-R002", place))
    try:
        if path.stat().st_size > MOST_BYTES:
            raise InputError(Finding("RES-R007", place))
        data = path.read_bytes()
    except FileNotFoundError:
        raise InputError(Finding("RES-R001", place)) from None
    except (OSError, ValueError) as error:
        raise InputError(Finding("RES-R013", place, {"why": why(error)})) from None
    if not data:
        raise InputError(Finding("RES-R003", place))
    return data


def container(data: bytes, file: str) -> str:
    """Return xlsx, xls, zip or csv, by the bytes; raise InputError for what is none of them."""
    place = Where(file=file)
    if data.startswith(b"PK"):
        if holds_tables(data):
            return "zip"
        check_zip(data, file)
        return "xlsx"
    if data.startswith(SIGNATURE):
        check_ole(data, file)
        return "xls"
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith((b"<", b"%PDF", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff")):
        raise InputError(Finding("RES-R006", place))
    return "csv"
