"""A path -> a sheet of text."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np

from resilience_cli.errors import InputError
from resilience_cli.messages.printable import file_name
from resilience_cli.messages.system import why
from resilience_cli.model.finding import Finding, Where
from resilience_cli.readers.containers.archive import only_workbook, read_archive
from resilience_cli.readers.containers.container import KINDS, container
from resilience_cli.readers.containers.delimited import read_csv
from resilience_cli.readers.containers.garbled import garbled
from resilience_cli.readers.containers.header_rows import further_rows
from resilience_cli.readers.containers.large import HEAD, MOST_HELD, csv_blocks, parquet_blocks, rest, sha256
from resilience_cli.readers.containers.ole import SIGNATURE, check_ole
from resilience_cli.readers.containers.packed import MOST_BYTES, check_zip, noticed
from resilience_cli.readers.containers.parquet import read_parquet
from resilience_cli.readers.containers.repeat_groups import is_repeat_group
from resilience_cli.readers.containers.sav import read_sav
from resilience_cli.readers.containers.sheet_xml import Unseen, look, sheet_parts
from resilience_cli.readers.containers.typed_in import entry_sheets, prepared
from resilience_cli.readers.containers.unseen import lowest, merged_below, with_unseen
from resilience_cli.readers.containers.workbook import Grid, read_workbook
from resilience_cli.readers.sheet import Sheet, letter, split_header
from resilience_cli.readers.spelling import shown

_PACKED = (b"PK", SIGNATURE, b"$FL2", b"$FL3")
_TOP = 8
"""Rows below the headers that may belong to them are among so many."""


def open_sheet(path: Path, sheet: str | None = None, encoding: str | None = None, skip_hidden: bool = False) -> Sheet:
    """Return the file's sheet with its headers; raise InputError if it cannot be read or holds no table."""
    return open_sheets(path, sheet, encoding, skip_hidden)[0]


def open_sheets(
    path: Path, sheet: str | None = None, encoding: str | None = None, skip_hidden: bool = False
) -> tuple[Sheet, ...]:
    """Return the file's sheets of answers: one, but all that were used of a workbook made for typing in.

    It is the sheet asked for, else the visible one with most filled cells that is no repeat group of another. Raises
    InputError if the file cannot be read or holds no table.
    """
    if large := _large(path, encoding):
        return (large,)
    data = bytes_of(path)
    file, digest = file_name(path), hashlib.sha256(data).hexdigest()
    kind = container(data, file)
    if kind == "zip" and (workbook := only_workbook(data, file)):
        data, kind = workbook, container(workbook, file)
    if kind == "xls" and skip_hidden:
        raise InputError(Finding("RES-R141", Where(file=file)))
    grids, used = CONTAINERS[kind](data, file, sheet, encoding)
    blank = Sheet(file, digest, kind, None, used, (), (), 1, ())
    seen = [grid for grid in grids if grid.visible]
    made = prepared(grids)
    if made and (sheet is None or seen[0].name in made.roles):
        chosen = entry_sheets([_table(blank, grid, data, skip_hidden) for grid in seen], made)
        others = [grid for grid in grids if made.overlooks(grid)]
    else:
        best = max(seen, key=lambda grid: (not is_repeat_group(grid), grid.filled))
        chosen = (_table(blank, best, data, skip_hidden),)
        others = [grid for grid in grids if grid is not best]
    if not len(chosen[0]):
        raise InputError(Finding("RES-R010", chosen[0].where()))
    return _with_findings(chosen[0], path, data, others), *chosen[1:]


def _large(path: Path, encoding: str | None) -> Sheet | None:
    """Return the first rows of a CSV or Parquet file that is too large to be held, with a way to read all of it."""
    file = file_name(path)
    try:
        with path.open("rb") as content:
            start, size = content.read(1024), path.stat().st_size
    except OSError:
        return None  # said where it is read
    if start.startswith(b"PAR1"):
        found = parquet_blocks(path)
        if found is None:
            return None
        (blocks, grid), kind, used = found, "parquet", None
    elif size <= MOST_HELD or start.startswith(_PACKED) or container(start, file) != "csv":
        return None
    else:
        blocks, used = csv_blocks(path, encoding)
        cells, kind = next(blocks(HEAD)), "csv"
        grid = Grid(None, cells, [letter(index) for index in range(len(cells))])
    sheet = _table(Sheet(file, sha256(path), kind, None, used, (), (), 1, ()), grid, b"", False)
    if not len(sheet):
        raise InputError(Finding("RES-R010", sheet.where()))
    again = partial(rest, path, blocks, 0 if grid.headers else sheet.first_row - 1)
    sheet = replace(sheet, again=again, held=False)
    return _with_findings(sheet, path, b"", [])


def _xlsx(data: bytes, file: str, sheet: str | None, _encoding: str | None) -> tuple[list[Grid], str | None]:
    signs = check_zip(data, file)
    grids = read_workbook(data, file, sheet)
    named = sheet_parts(data, file) if signs else {}
    parts = [named.get(str(grid.name), "") for grid in grids]
    return [replace(grid, part=part if part in signs else "") for grid, part in zip(grids, parts, strict=True)], None


def _xls(data: bytes, file: str, sheet: str | None, _encoding: str | None) -> tuple[list[Grid], str | None]:
    check_ole(data, file)
    return read_workbook(data, file, sheet), None


def _csv(data: bytes, file: str, _sheet: str | None, encoding: str | None) -> tuple[list[Grid], str | None]:
    cells, used = read_csv(data, file, encoding)
    return [Grid(None, cells, [letter(index) for index in range(len(cells))])], used


Opener = Callable[[bytes, str, str | None, str | None], tuple[list[Grid], str | None]]
"""(bytes, name of the file, sheet asked for, encoding asked for) -> (its tables, the encoding of its text)."""
CONTAINERS: dict[str, Opener] = {
    "xlsx": _xlsx,
    "xls": _xls,
    "csv": _csv,
    "zip": read_archive,
    "sav": read_sav,
    "parquet": read_parquet,
}
"""How each kind of file is opened; `container` tells which it is."""


def _table(blank: Sheet, grid: Grid, data: bytes, skip_hidden: bool) -> Sheet:
    """Return the grid with its headers; without rows if it has none.

    `data`: the workbook, to look into for what its cells do not show.
    """
    at, headers, below, above = split_header(grid.cells) or (0, (), (), 0)
    top = [column.slice(0, _TOP).to_pylist() for column in below]
    rows = [headers, *(tuple(cell or "" for cell in row) for row in zip(*top, strict=True))]
    unseen = look(data, grid.part, str(grid.name), blank.file) if grid.part else Unseen()
    place = Where(file=blank.file, sheet=grid.name)
    found = [Finding("RES-R014", place, {"n": above, "header": at + 1})] if above else []
    depth = grid.headers - 1 if grid.headers else further_rows(rows)
    if not depth and (depth := merged_below(unseen, at + 1, grid.letters, rows)):
        headers = lowest(rows[: depth + 1])
        found.append(Finding("RES-R106", place, {"first": at + 1, "last": at + 1 + depth}))
    if hit := garbled([*headers, *(text for row in rows[1 : depth + 1] for text in row)]):
        code = "RES-R138" if hit[1] else "RES-R107"
        raise InputError(Finding(code, place, {"text": shown(hit[0]), "meant": shown(hit[1])}))
    below = tuple(column.slice(depth) for column in below)
    numbers = np.arange(1, len(below[0]) + 1) if grid.headers and below else None
    sheet = replace(
        blank,
        name=grid.name,
        letters=tuple(grid.letters),
        headers=headers,
        header_row=at + 1,
        cells=below,
        more_headers=tuple(rows[1 : depth + 1]),
        findings=(*found, *grid.findings),
        coded=grid.coded,
        rows=numbers,
    )
    return with_unseen(sheet, unseen, skip_hidden)


def _with_findings(sheet: Sheet, path: Path, data: bytes, others: Sequence[Grid]) -> Sheet:
    """Return the first sheet with what was noticed about its file."""
    place, names = Where(file=sheet.file), tuple(str(grid.name) for grid in others)
    found = [*noticed(data, sheet.file)] if sheet.container in ("xlsx", "xls") else []
    named = KINDS.get(path.suffix.lower(), sheet.container)
    if named not in (sheet.container, "zip"):  # a zip that is read as a workbook holds one
        found.append(Finding("RES-R011", place, {"kind": sheet.container}))
    if sheet.container == "xls":
        found.append(Finding("RES-R057", place))
    repeats = [shown(str(grid.name)) for grid in others if is_repeat_group(grid)]
    rest = [shown(name) for name in names if shown(name) not in repeats]
    for code, sheets in (("RES-R108", repeats), ("RES-R012", rest)):
        if sheets:
            found.append(Finding(code, sheet.where(), {"sheets": sheets}))
    return replace(sheet, passed_over=names, findings=(*found, *sheet.findings))


def bytes_of(path: Path) -> bytes:
    """Return the file's bytes; raise InputError if it cannot be read, is empty or too large."""
    place = Where(file=path.name or str(path))
    if path.is_dir():
        raise InputError(Finding("RES-R002", place))
    try:
        if path.stat().st_size > MOST_BYTES:
            raise InputError(Finding("RES-R007", place))
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        raise _unreadable(place, error) from None
    if not data:
        raise InputError(Finding("RES-R003", place))
    return data


def hash_of(path: Path) -> str:
    """Return the hash of the file's bytes; raise InputError if it cannot be read."""
    try:
        return sha256(path)
    except (OSError, ValueError) as error:
        raise _unreadable(Where(file=path.name or str(path)), error) from None


def _unreadable(place: Where, error: OSError | ValueError) -> InputError:
    if isinstance(error, FileNotFoundError):
        return InputError(Finding("RES-R001", place))
    if isinstance(error, IsADirectoryError):
        return InputError(Finding("RES-R002", place))
    return InputError(Finding("RES-R013", place, {"why": why(error)}))
