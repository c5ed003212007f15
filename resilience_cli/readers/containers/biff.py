"""The records of an old .xls: how far its cells reach, before the native reader makes room for them all."""

from __future__ import annotations

import struct

_WIDEST, _LONGEST = 256, 65536
"""What an old sheet can hold."""
_CELLS = frozenset({0x0006, 0x00BD, 0x00BE, 0x00FD, 0x0201, 0x0203, 0x0204, 0x0205, 0x0207, 0x027E, 0x0406, 0x0206})
"""Records that begin with a row and a column ([MS-XLS] 2.4)."""
_SEVERAL = 0x00BD
"""A record of several cells beside each other, of six bytes each."""
_SHEET, _EXTENT, _END = 0x0085, 0x0200, 0x000A


def reaches_too_far(stream: bytes) -> bool:
    """Whether a sheet of the stream has, or says that it has, a cell beyond the last column or row."""
    starts: set[int] = set()
    return _walk(stream, 0, starts) or any(_walk(stream, start, set()) for start in starts)


def _walk(stream: bytes, at: int, starts: set[int]) -> bool:
    """Look at the records up to the end of a part; the places where sheets start are added to `starts`."""
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        body = at + 4
        at = body + length
        if kind == _END or at > len(stream):
            return False
        if kind in _CELLS and length >= 4:
            further = (length - 6) // 6 - 1 if kind == _SEVERAL else 0
            if struct.unpack_from("<H", stream, body + 2)[0] + further >= _WIDEST:
                return True
        if kind == _SHEET and length >= 4:
            starts.add(struct.unpack_from("<I", stream, body)[0])
        if kind == _EXTENT and length in (10, 14):
            _, rows, _, columns = struct.unpack_from("<IIHH" if length == 14 else "<HHHH", stream, body)
            if rows > _LONGEST or columns > _WIDEST:
                return True
    return False
