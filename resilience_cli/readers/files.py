"""A path -> a sheet of text. What a file is, its bytes say, not its name."""

from __future__ import annotations

import hashlib
from pathlib import Path

from resilience_cli.errors import InputError
from resilience_cli.messages.system import why
from resilience_cli.model.finding import Finding, Where
from resilience_cli.readers.delimited import read_csv
from resilience_cli.readers.ole import SIGNATURE, check_ole
from resilience_cli.readers.sheet import Sheet, letter, split_header
from resilience_cli.readers.spelling import shown
from resilience_cli.readers.workbook import MOST_BYTES, check_zip, read_workbook

_KINDS = {".xlsx": "xlsx", ".xlsm": "xlsx", ".xls": "xls", ".csv": "csv", ".txt": "csv", ".tsv": "csv"}


def open_sheet(path: Path, sheet: str | None = None, encoding: str | None = None) -> Sheet:
    """Return the file's sheet with its headers; raise InputError if it cannot be read or holds no table."""
    data = _bytes(path)
    file = path.name
    kind = container(data, file)
    found: list[Finding] = []
    if _KINDS.get(path.suffix.lower(), kind) != kind:
        found.append(Finding("RES-R011", Where(file=file), {"kind": kind}))
    name: str | None = None
    used: str | None = None
    passed_over: tuple[str, ...] = ()
    if kind == "csv":
        cells, used = read_csv(data, file, encoding)
        letters = [letter(index) for index in range(len(cells))]
    else:
        name, cells, letters, passed_over = read_workbook(data, file, sheet)
    if passed_over:
        found.append(Finding("RES-R012", Where(file=file, sheet=name), {"sheets": [shown(n) for n in passed_over]}))
    parts = split_header(cells)
    if parts is None or not len(parts[2][0]):
        raise InputError(Finding("RES-R010", Where(file=file, sheet=name)))
    at, headers, below, above = parts
    if above:
        found.append(Finding("RES-R014", Where(file=file, sheet=name), {"n": above, "header": at + 1}))
    sha256 = hashlib.sha256(data).hexdigest()
    return Sheet(file, sha256, kind, name, used, tuple(letters), headers, at + 1, below, passed_over, tuple(found))


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
    """Return xlsx, xls or csv, by the bytes; raise InputError for what is none of them."""
    place = Where(file=file)
    if data.startswith(b"PK"):
        check_zip(data, file)
        return "xlsx"
    if data.startswith(SIGNATURE):
        check_ole(data, file)
        return "xls"
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith((b"<", b"%PDF", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff")):
        raise InputError(Finding("RES-R006", place))
    return "csv"
