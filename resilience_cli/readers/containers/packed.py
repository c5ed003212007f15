"""The zip of a workbook: checked before anything trusts what it says of itself."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

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
"""Up to so much, what is unpacked does no harm."""
"""What unpacks to no more is no trap, however it shrank."""
_CHUNK = 1 << 20
# The attribute r says where a cell or a row stands. Looked for by its name first: that is six times as fast.
_COLUMNS = re.compile(rb"r=(?<=\sr=)[\"']([A-Z]{2,3})\d")
_MILLIONTH = re.compile(rb"r=(?<=\sr=)[\"'][A-Z]{0,3}(\d{7,})")
_TALLEST = 1 << 20
"""As many rows as Excel has."""
_ENTITIES = (b"<!DOCTYPE", b"<!ENTITY", "<!DOCTYPE".encode("utf-16-le"), "<!DOCTYPE".encode("utf-16-be"))
_PICTURES = (".svg", ".png", ".jpg", ".jpeg", ".gif", ".emf", ".wmf", ".bin")
_BINARY = {"zh": "二进制工作簿（xlsb）", "en": "a binary workbook (xlsb)"}
_OTHER = {"zh": "别的压缩文件", "en": "another packed file"}
_END = b"PK\x05\x06"


def check_zip(data: bytes, file: str) -> None:
    """Raise InputError if the zip is damaged, cut off, no workbook, a trap, or more than can be read."""
    place = Where(file=file)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            _check_parts(parts, len(data), place)
            for part in parts:
                _check_part(archive, part, place)
    except InputError:
        raise
    except Exception as error:  # zlib.error and what else a hostile zip may raise
        raise InputError(Finding("RES-R005" if _END in data[-66_000:] else "RES-R137", place)) from error


def _check_parts(parts: list[zipfile.ZipInfo], size: int, place: Where) -> None:
    names = {part.filename for part in parts}
    if not any(name.startswith("xl/workbook") for name in names) or "xl/workbook.bin" in names:
        what = _BINARY if "xl/workbook.bin" in names else _OTHER
        raise InputError(Finding("RES-R006", place, {"what": what}))
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


def _check_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo, place: Where) -> None:
    """Unpack a part once, to see that it is as large as it says, defines no entities, and has no cell far away.

    One stray cell makes a small file an enormous table when it is laid out in memory. Which parts are sheets, and what
    they are called, is for the workbook to say: so all are looked at.
    """
    picture = part.filename.lower().endswith(_PICTURES)
    columns: set[bytes] = set()
    rows: set[bytes] = set()
    last = b""
    for piece in chunks(archive, part.filename):
        both = last[-64:] + piece
        if not picture and (b"!" in both or b"\0" in both) and any(sign in both for sign in _ENTITIES):
            raise InputError(Finding("RES-R134", place))
        columns.update(_COLUMNS.findall(both))
        rows.update(_MILLIONTH.findall(both))
        last = piece
    width = max(map(_index, columns), default=26)
    if any(int(row) > _TALLEST for row in rows) or (
        MOST_CELLS // width < _TALLEST and _has_row_beyond(archive, part, MOST_CELLS // width)
    ):
        raise InputError(Finding("RES-R130", place, {"most": MOST_CELLS}))


def _has_row_beyond(archive: zipfile.ZipFile, part: zipfile.ZipInfo, most: int) -> bool:
    """Whether a row or a cell stands below that row: only numbers of as many digits are looked at."""
    rows = re.compile(rb"r=(?<=\sr=)[\"'][A-Z]{0,3}(\d{%d,})" % len(str(most)))
    last = b""
    for piece in chunks(archive, part.filename):
        if any(int(row) > most for row in rows.findall(last[-64:] + piece)):
            return True
        last = piece
    return False


def _index(letters: bytes) -> int:
    """Return the place of a column, from 1."""
    place = 0
    for letter in letters:
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
