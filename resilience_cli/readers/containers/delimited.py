"""Bytes of a CSV -> cells: encoding, delimiter, records."""

from __future__ import annotations

import csv
import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, getincrementaldecoder
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice, zip_longest
from typing import Any

import pyarrow as pa

from resilience_cli.errors import InputError
from resilience_cli.model.finding import Finding, Where

MOST_CELLS = 100_000_000
"""More cells are refused: they would not fit in memory."""
MOST_COLUMNS = 16_384
"""As many as Excel has; more are no survey."""
_BLOCK = 5_000
START, _SAMPLE = 100_000, 200_000
"""By so many characters the delimiter is told, and by so many whether an encoding is plausible."""
_LINES = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")
"""A line with its end: io.StringIO would hold the text a second time, four bytes a character."""
_BINARY = {"zh": "二进制数据", "en": "binary data"}
_BOMS = ((BOM_UTF8, "utf-8-sig"), (BOM_UTF16_LE, "utf-16"), (BOM_UTF16_BE, "utf-16"))


def read_csv(data: bytes, file: str, asked: str | None) -> tuple[list[Any], str]:
    """Return (Arrow text arrays, one a column; the encoding). A record is a row, as Excel would number it."""
    text, encoding = decode(data, file, asked)
    if "\0" in text:
        raise InputError(Finding("RES-R006", Where(file=file), {"what": _BINARY}))
    blocks = []
    rows = 0
    for block in records((line[0] for line in _LINES.finditer(text)), text[:START], file):
        rows += len(block[0])
        check_size(rows, len(block), Where(file=file))
        blocks.append(block)
    return joined(blocks), encoding


def joined(blocks: Sequence[Sequence[Any]]) -> list[Any]:
    """Return the columns of blocks of records that may not be equally wide."""
    width = max(map(len, blocks), default=0)
    return [
        pa.concat_arrays([b[at] if at < len(b) else pa.nulls(len(b[0]), pa.string()) for b in blocks])
        for at in range(width)
    ]


def records(lines: Iterable[str], start: str, file: str) -> Iterator[list[Any]]:
    """Yield the columns of some records after others as Arrow text arrays: texts of Python take ten times their memory.

    `start`: the first characters, by which the delimiter is told. Raises InputError for what is no table of text.
    """
    place = Where(file=file)
    if "\0" in start or sum(ord(c) < 32 and c not in "\t\r\n" for c in start[:4096]) > 2:
        raise InputError(Finding("RES-R006", place, {"what": _BINARY}))
    reader = csv.reader(lines, delimiter=_delimiter(start), strict=True)
    try:  # strict: a quote that is never closed would swallow rows
        while block := list(islice(reader, _BLOCK)):
            check_size(0, max(map(len, block)), place)
            columns = [pa.array(column, pa.string()) for column in zip_longest(*block)]
            yield columns or [pa.nulls(len(block), pa.string())]
    except csv.Error:
        raise InputError(Finding("RES-R017", Where(file=file, line=reader.line_num))) from None


def check_size(rows: int, columns: int, place: Where) -> None:
    """Raise InputError if a table is larger than can be held."""
    if columns > MOST_COLUMNS:
        raise InputError(Finding("RES-R131", place, {"n": columns, "most": MOST_COLUMNS}))
    if rows * columns > MOST_CELLS:
        raise InputError(Finding("RES-R130", place, {"most": MOST_CELLS}))


def decode(data: bytes, file: str, asked: str | None) -> tuple[str, str]:
    """Return (the text, its encoding); raise InputError if it cannot be told."""
    encoding = encoding_of(lambda: iter([data]), file, asked)
    return data.decode(encoding), encoding


def encoding_of(chunks: Callable[[], Iterator[bytes]], file: str, asked: str | None) -> str:
    """Return the encoding: as asked, else by its mark, else strict UTF-8, else GB18030 if that is plausible.

    `chunks`: gives the bytes from their beginning, as often as it is called.
    """
    first = next(chunks(), b"")
    marked = next((name for bom, name in _BOMS if first.startswith(bom)), None)
    for encoding in [asked] if asked else [marked] if marked else ["utf-8", "gb18030"]:
        try:
            start = _start_of(chunks(), encoding)
        except LookupError:
            raise InputError(Finding("RES-R016", Where(file=file), {"encoding": encoding})) from None
        except (UnicodeError, ValueError):
            continue
        if asked or encoding != "gb18030" or _plausible(start):
            return encoding
    raise InputError(Finding("RES-R008", Where(file=file), {"encoding": [asked] if asked else ["UTF-8", "GB18030"]}))


def _start_of(chunks: Iterator[bytes], encoding: str) -> str:
    """Return the first characters after decoding all; raise UnicodeError if that cannot be done."""
    decoder = getincrementaldecoder(encoding)()
    start = ""
    for chunk in chunks:
        text = decoder.decode(chunk)
        start = start if len(start) >= _SAMPLE else start + text[:_SAMPLE]
    decoder.decode(b"", final=True)
    return start


def _plausible(text: str) -> bool:
    """Whether it reads as Chinese: GB18030 also decodes Latin files, into rare characters between Latin letters."""
    sample = text[:_SAMPLE]
    foreign = [i for i, c in enumerate(sample) if not c.isascii()]
    common = sum(_is_common(sample[i]) for i in foreign)
    lone = sum(_is_latin(sample[i - 1 : i]) and _is_latin(sample[i + 1 : i + 2]) for i in foreign)
    return common >= 0.9 * len(foreign) and lone <= 0.2 * len(foreign)


def _is_common(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalpha()


def _delimiter(text: str) -> str:
    """Return the one of comma, semicolon and tab that cuts the first filled line into most fields."""
    line = next((line for line in text.splitlines() if line.strip()), "")
    return max(",;\t", key=lambda mark: len(next(csv.reader([line], delimiter=mark))))
