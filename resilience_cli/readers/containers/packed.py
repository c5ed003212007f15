"""The zip of a workbook: checked before anything trusts what it says of itself."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from resilience_cli.errors import InputError
from resilience_cli.model.finding import Finding, Where
from resilience_cli.readers.containers.delimited import MOST_CELLS

MOST_BYTES = 2 << 30
"""A file that is larger, or unpacks to more, is refused."""
MOST_RATIO = 200
"""Real workbooks shrink to a tenth or a fiftieth; more than this is a trap (small files excepted)."""
MOST_PARTS = 10_000
"""A workbook of so many parts is a trap too."""
MOST_SHEETS = 1_000
SMALL = 50 << 20
"""What unpacks to no more is no trap, however it shrank."""
_CHUNK = 8 << 20
# The attribute r says where a cell or a row stands.
_COLUMNS = re.compile(rb"\sr\s*=\s*[\"']([A-Za-z]{2,3})\d")
_TALLEST = 1 << 20
"""As many rows as Excel has."""
_TWO_LETTERS = 702
"""As many columns as have a name of one or two letters."""
_ROW = r"\sr\s*=\s*[\"'][A-Za-z]{0,3}(\d{%d,})"
_SIGNS = r"""hidden\s*=|t\s*=\s*["']e["']|<f|:f|mergeCell\s"""
"""What stands in a sheet of which its cells do not show all."""
_ENTITIES = (b"<!DOCTYPE", b"<!ENTITY", "<!DOCTYPE".encode("utf-16-le"), "<!DOCTYPE".encode("utf-16-be"))
_PICTURES = (".svg", ".png", ".jpg", ".jpeg", ".gif", ".emf", ".wmf", ".bin")
_OTHERS = (
    ("xl/workbook.bin", {"zh": "二进制工作簿（xlsb）", "en": "a binary workbook (xlsb)"}),
    ("word/", {"zh": "Word 文档", "en": "a Word document"}),
    ("ppt/", {"zh": "PowerPoint 演示文稿", "en": "a PowerPoint presentation"}),
    ("content.xml", {"zh": "OpenDocument 文件（如 ods 表格）", "en": "an OpenDocument file (as ods tables are)"}),
    ("Index/", {"zh": "Numbers 或 Pages 文件", "en": "a file of Numbers or Pages"}),
)
"""What else is packed as workbooks are, by a part of it."""
_OTHER = {"zh": "别的压缩文件", "en": "another packed file"}
_END = b"PK\x05\x06"


def check_zip(data: bytes, file: str) -> frozenset[str]:
    """Return the parts with signs of what cells do not show: hidden rows, formulas, errors, merged cells.

    Raises InputError if the zip is damaged, cut off, no workbook, a trap, or more than can be read.
    """
    place = Where(file=file)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            _check_parts(parts, len(data), place)
            return frozenset(part.filename for part in parts if _check_part(archive, part, place))
    except InputError:
        raise
    except Exception as error:  # zlib.error and what else a hostile zip may raise
        raise InputError(Finding("RES-R005" if _END in data[-66_000:] else "RES-R137", place)) from error


def _check_parts(parts: list[zipfile.ZipInfo], size: int, place: Where) -> None:
    names = {part.filename for part in parts}
    if not any(name.startswith("xl/workbook") for name in names) or "xl/workbook.bin" in names:
        known = (what for sign, what in _OTHERS if any(name.startswith(sign) for name in names))
        raise InputError(Finding("RES-R006", place, {"what": next(known, _OTHER)}))
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or (unpacked > SMALL and unpacked > MOST_RATIO * size):
        raise InputError(Finding("RES-R133", place))
    if unpacked > MOST_BYTES:
        raise InputError(Finding("RES-R007", place))
    sheets = sum(part.filename.startswith("xl/worksheets/") for part in parts if part.filename.endswith(".xml"))
    if sheets > MOST_SHEETS:
        raise InputError(Finding("RES-R132", place, {"n": sheets, "most": MOST_SHEETS}))


def chunks(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """Yield a part's bytes, piece by piece; raises what zipfile does if it is not what it says of itself."""
    with archive.open(name) as stream:
        while piece := stream.read(_CHUNK):
            yield piece


def _check_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo, place: Where) -> bool:
    """Unpack a part once, to see that it is as large as it says, defines no entities, and has no cell far away.

    One stray cell makes a small file an enormous table when it is laid out in memory. Which parts are sheets, and what
    they are called, is for the workbook to say: so all are looked at. Returns whether it has signs of unseen things.
    """
    picture = part.filename.lower().endswith(_PICTURES)
    far = rf"\sr\s*=\s*[\"'](?:[A-Za-z]{{3}}|[A-Za-z]{{0,2}}\d{{{len(str(MOST_CELLS // _TWO_LETTERS))}}})"
    maybe_far = signs = False
    for piece in _overlapping(archive, part):
        if not picture and (b"!" in piece or b"\0" in piece) and any(sign in piece for sign in _ENTITIES):
            raise InputError(Finding("RES-R134", place))
        if not (maybe_far and signs) and _matches(piece, f"{far}|{_SIGNS}"):
            maybe_far = maybe_far or _matches(piece, far)
            signs = signs or _matches(piece, _SIGNS)
    if maybe_far and _is_far(archive, part):
        raise InputError(Finding("RES-R130", place, {"most": MOST_CELLS}))
    return signs


def _matches(piece: bytes, pattern: str) -> bool:
    """Whether the pattern is anywhere in it: four times as fast as `re`, and leaves the interpreter free."""
    return bool(pc.match_substring_regex(pa.array([piece], pa.binary()), pattern)[0].as_py())


def _overlapping(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield a part's pieces, each with the end of the one before: what is looked for may stand across two."""
    last = b""
    for piece in chunks(archive, part.filename):
        yield last[-64:] + piece
        last = piece


def _is_far(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Whether its cells, laid out as a table, are more than can be read or stand below Excel's last row."""
    columns = {name for piece in _overlapping(archive, part) for name in _COLUMNS.findall(piece)}
    most = min(MOST_CELLS // max(map(_index, columns), default=26), _TALLEST)
    rows = re.compile((_ROW % len(str(most))).encode())
    return any(int(row) > most for piece in _overlapping(archive, part) for row in rows.findall(piece))


def _index(letters: bytes) -> int:
    """Return the place of a column, from 1."""
    place = 0
    for letter in letters.upper():
        place = 26 * place + letter - 64
    return place


def noticed(data: bytes, file: str) -> tuple[Finding, ...]:
    """Return what a workbook holds besides its cells: links to other files, programs. Neither is ever used."""
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
        links = any(name.startswith("xl/externalLinks/") for name in names)
        programs = any(name.endswith("vbaProject.bin") for name in names)
    else:
        links, programs = False, "_VBA_PROJECT".encode("utf-16-le") in data
    found = (("RES-R135", links), ("RES-R136", programs))
    return tuple(Finding(code, Where(file=file)) for code, there in found if there)
