"""The container of an old .xls (a compound file): checked before the native reader trusts what it says of itself."""

from __future__ import annotations

import re
import struct
from typing import TYPE_CHECKING

import numpy as np

from resilience_cli.errors import InputError
from resilience_cli.model.finding import Finding, Where
from resilience_cli.readers.containers.biff import reaches_too_far

if TYPE_CHECKING:
    import numpy.typing as npt

    Table = npt.NDArray[np.uint32]

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PROTECTED = re.compile(
    rb"\x09\x08(?:\x10\x00\x00\x06\x05\x00.{12}|\x08\x00\x00\x05\x05\x00.{4})(?:\x86\x00\x00\x00)?\x2f\x00", re.DOTALL
)
"""The records that begin a workbook (BOF, perhaps WRITEPROT), then the one that says how it is encrypted (FILEPASS)."""
_LAST = 0xFFFFFFFA
_FREE = 0xFFFFFFFF
_IN_HEADER = 109
_LARGE = 4096
_ENTRY = (("<H", 64), ("<I", 116), ("<I", 120))


def check_ole(data: bytes, file: str) -> None:
    """Raise InputError if the file is encrypted, cut off, has chains that leave it or never end, or cells far away."""
    place = Where(file=file)
    if _ENCRYPTED in data or _PROTECTED.search(data):
        raise InputError(Finding("RES-R004", place))
    try:
        tables = _tables(data)
        if tables and reaches_too_far(_stream(data, *tables)):
            raise InputError(Finding("RES-R133", place))
    except (struct.error, ValueError):  # what its tables name is not there
        raise InputError(Finding("RES-R137", place)) from None
    if not tables:
        raise InputError(Finding("RES-R005", place))


def _tables(data: bytes) -> tuple[int, Table, Table] | None:
    """Return (log2 of the size of a sector, what follows each sector, the same of the small sectors).

    None unless every sector that the tables name is in the file, and every chain ends ([MS-CFB] 2.2 to 2.6).
    """
    shift, mini_shift = struct.unpack_from("<HH", data, 30)
    if (shift, mini_shift) not in {(9, 6), (12, 6)}:
        return None
    n_fat, directory = struct.unpack_from("<II", data, 44)
    mini_start, n_mini, more_start, n_more = struct.unpack_from("<IIII", data, 60)
    sectors = -(-len(data) // (1 << shift)) - 1
    if max(n_fat, n_mini, n_more) > sectors or directory >= sectors:
        return None
    ids = np.frombuffer(data, "<u4", _IN_HEADER, 76)
    for _ in range(n_more):
        *more, more_start = _sectors(data, [more_start], shift).tolist()
        ids = np.append(ids, np.array(more, dtype=np.uint32))
    if more_start < _LAST or (ids[n_fat:] < _LAST).any():  # the native reader follows them without counting
        return None
    fat, beyond = np.split(_sectors(data, ids[:n_fat].tolist(), shift), [sectors])
    if (beyond != _FREE).any() or not _ends(fat):
        return None
    small = _sectors(data, _chain(fat, mini_start)[:n_mini], shift)
    return (shift, fat, small) if _ends(small) else None


def _stream(data: bytes, shift: int, fat: Table, small: Table) -> bytes:
    """Return the stream of the workbook; empty if there is none."""
    parts = {}
    content = _content(data, shift, fat, struct.unpack_from("<I", data, 48)[0])
    for at in range(0, len(content), 128):
        length, start, size = (struct.unpack_from(form, content, at + k)[0] for form, k in _ENTRY)
        parts[content[at : at + max(length - 2, 0)].decode("utf-16-le", "replace").lower()] = start, size
    start, size = parts.get("workbook") or parts.get("book") or (_FREE, 0)
    if size >= _LARGE:
        return _content(data, shift, fat, start)[:size]
    inner = _content(data, shift, fat, parts.get("root entry", (_FREE, 0))[0])
    return b"".join(inner[i << 6 : (i + 1) << 6] for i in _chain(small, start))[:size]


def _content(data: bytes, shift: int, fat: Table, start: int) -> bytes:
    return b"".join(data[(i + 1) << shift : (i + 2) << shift] for i in _chain(fat, start))


def _sectors(data: bytes, ids: list[int], shift: int) -> Table:
    parts = [np.frombuffer(data, "<u4", 1 << shift >> 2, (i + 1) << shift) for i in ids]
    return np.concatenate(parts) if parts else np.empty(0, np.uint32)


def _chain(fat: Table, start: int) -> list[int]:
    found = []
    while start < len(fat):
        found.append(start)
        start = int(fat[start])
    return found


def _ends(table: Table) -> bool:
    """Whether every chain of the table stays inside and ends: followed by doubling, all must have stopped."""
    end = len(table)
    linked = table < _LAST
    if (table[linked] >= end).any():
        return False
    following = np.append(np.where(linked, table, end), end).astype(np.int64)
    for _ in range(end.bit_length()):
        following = following[following]
    return bool((following == end).all())
