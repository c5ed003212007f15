"""Bytes of a zip of tables -> the one that is read, as a workbook of which the others are out of sight."""

from __future__ import annotations

import io
import zipfile
from pathlib import PurePosixPath

from resilience_cli.errors import InputError
from resilience_cli.model.finding import Finding, Where
from resilience_cli.model.same_text import normal
from resilience_cli.readers.containers.delimited import read_csv
from resilience_cli.readers.containers.packed import MOST_BYTES, MOST_PARTS, MOST_RATIO, SMALL
from resilience_cli.readers.containers.workbook import Grid
from resilience_cli.readers.sheet import letter
from resilience_cli.readers.spelling import shown

_TEXT, _TABLES = {".csv", ".tsv"}, {".csv", ".tsv", ".xlsx", ".xls", ".sav"}
_LABELS = "all_data_readable.csv"
"""What 问卷网 calls the table of labels, beside one of codes and the key to them."""
_DOCUMENTS = ("xl/workbook", "word/", "ppt/", "content.xml")
"""What is packed itself, and may have tables embedded."""
_UTF8, _LOCKED = 0x800, 1
_KNOWN = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}


def holds_tables(data: bytes) -> bool:
    """Whether a zip is no workbook itself, but holds tables."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            return not any(name.startswith(_DOCUMENTS) for name in names) and bool(_tables(archive))
    except Exception:  # what a hostile zip may raise is said by whoever opens it as a workbook
        return False


def only_workbook(data: bytes, file: str) -> bytes | None:
    """Return the workbook that is the only table of a zip; None if it holds others. InputError if it is a trap."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        tables = _tables(archive)
        ((name, part), *others) = tables.items()
        if others or PurePosixPath(name).suffix.lower() in _TEXT:
            return None
        try:
            return _unpacked(archive, part, Where(file=file))
        except InputError:
            raise
        except Exception as error:  # zlib.error and what else a hostile zip may raise
            raise InputError(Finding("RES-R005", Where(file=file))) from error


def read_archive(data: bytes, file: str, asked: str | None, encoding: str | None) -> tuple[list[Grid], str]:
    """Return (a grid for each table, only the one that is read with cells; its encoding).

    It is the one asked for, else the one with labels, else the only one. Raises InputError if there is none such, or
    if it is damaged, protected, or would unpack to more than can be read.
    """
    place = Where(file=file)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if len(archive.filelist) > MOST_PARTS:
                raise InputError(Finding("RES-R133", place))
            tables = _tables(archive)
            wanted = _wanted(tables, place, asked)
            content = _unpacked(archive, tables[wanted], place)
    except InputError:
        raise
    except Exception as error:  # zlib.error and what else a hostile zip may raise
        raise InputError(Finding("RES-R005", place)) from error
    cells, used = read_csv(content, f"{file}/{wanted}", encoding)
    read = Grid(wanted, cells, [letter(index) for index in range(len(cells))])
    return [read, *(Grid(name, [], [], False) for name in tables if name != wanted)], used


def _tables(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """Return the tables by name; what an operating system adds is none."""
    named = {_name(part): part for part in archive.infolist() if not part.is_dir()}
    paths = {name: PurePosixPath(name) for name in named}
    return {
        name: part
        for name, part in named.items()
        if paths[name].suffix.lower() in _TABLES and not paths[name].name.startswith((".", "~$"))
    }


def _name(part: zipfile.ZipInfo) -> str:
    """Return the name of a member: where it is not marked as UTF-8 it may be all the same, or GBK as of Windows."""
    if part.flag_bits & _UTF8 or part.filename.isascii():
        return part.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return part.filename.encode("cp437").decode(encoding)
        except UnicodeError:
            continue
    return part.filename


def _wanted(tables: dict[str, zipfile.ZipInfo], place: Where, asked: str | None) -> str:
    names = [shown(name) for name in tables]
    if asked is not None:
        found = [name for name in tables if normal(asked) in (normal(name), normal(PurePosixPath(name).name))]
        if not found:
            raise InputError(Finding("RES-R009", place, {"asked": shown(asked), "sheets": names}))
    else:
        labels = [name for name in tables if PurePosixPath(name).name.lower() == _LABELS]
        found = labels or list(tables)
    if len(found) != 1 or PurePosixPath(found[0]).suffix.lower() not in _TEXT:
        raise InputError(Finding("RES-R112", place, {"tables": names}))
    return found[0]


def _unpacked(archive: zipfile.ZipFile, part: zipfile.ZipInfo, place: Where) -> bytes:
    if part.flag_bits & _LOCKED:
        raise InputError(Finding("RES-R113", place))
    if part.compress_type not in _KNOWN:
        raise InputError(Finding("RES-R005", place))
    size = part.file_size
    if size > SMALL and size > MOST_RATIO * part.compress_size:
        raise InputError(Finding("RES-R133", place))
    if size > MOST_BYTES:
        raise InputError(Finding("RES-R007", place))
    return archive.read(part)
