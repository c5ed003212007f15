"""Bytes of a CSV -> cells: encoding, delimiter, records."""

from __future__ import annotations

import csv
import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from itertools import islice, zip_longest
from typing import Any

import pyarrow as pa

from resilience_cli.errors import InputError
from resilience_cli.model.finding import Finding, Where

MOST_CELLS = 100_000_000
"""More cells are refused: they would not fit in memory."""
MOST_COLUMNS = 16_384
"""As many as Excel has; more are no survey."""
_BLOCK = 20_000
_LINES = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")
"""A line with its end: io.StringIO would hold the text a second time, four bytes a character."""
_BOMS = ((BOM_UTF8, "utf-8-sig"), (BOM_UTF16_LE, "utf-16"), (BOM_UTF16_BE, "utf-16"))


def read_csv(data: bytes, file: str, asked: str | None) -> tuple[list[Any], str]:
    """Return (Arrow text arrays, one a column; the encoding). A record is a row, as Excel would number it."""
    text, encoding = decode(data, file, asked)
    place = Where(file=file)
    if "\0" in text or sum(ord(c) < 32 and c not in "\t\r\n" for c in text[:4096]) > 2:
        raise InputError(Finding("RES-R006", place, {"what": {"zh": "二进制数据", "en": "binary data"}}))
    reader = csv.reader((line[0] for line in _LINES.finditer(text)), delimiter=_delimiter(text), strict=True)
    try:  # strict: a quote that is never closed would swallow rows
        return _columns(reader, place), encoding
    except csv.Error:
        raise InputError(Finding("RES-R017", Where(file=file, line=reader.line_num))) from None


def _columns(records: Iterator[list[str]], place: Where) -> list[Any]:
    """Return the columns of the records, block by block: texts of Python take ten times the memory of Arrow's."""
    blocks: list[list[Any]] = []
    rows = width = 0
    while block := list(islice(records, _BLOCK)):
        rows, width = rows + len(block), max(width, *map(len, block))
        check_size(rows, width, place)
        blocks.append([pa.array(column, pa.string()) for column in zip_longest(*block)] or [pa.nulls(len(block))])
    return [
        pa.concat_arrays([b[at] if at < len(b) else pa.nulls(len(b[0]), pa.string()) for b in blocks])
        for at in range(width)
    ]


def check_size(rows: int, columns: int, place: Where) -> None:
    """Raise InputError if a table is larger than can be held."""
    if columns > MOST_COLUMNS:
        raise InputError(Finding("RES-R131", place, {"n": columns, "most": MOST_COLUMNS}))
    if rows * columns > MOST_CELLS:
        raise InputError(Finding("RES-R130", place, {"most": MOST_CELLS}))


def decode(data: bytes, file: str, asked: str | None) -> tuple[str, str]:
    """Return (text, encoding): as asked, else by its mark, else strict UTF-8, else GB18030 if that is plausible."""
    marked = next((name for bom, name in _BOMS if data.startswith(bom)), None)
    for encoding in [asked] if asked else [marked] if marked else ["utf-8", "gb18030"]:
        try:
            text = data.decode(encoding)
        except LookupError:
            raise InputError(Finding("RES-R016", Where(file=file), {"encoding": encoding})) from None
        except (UnicodeError, ValueError):
            continue
        if asked or encoding != "gb18030" or _plausible(text):
            return text, encoding
    raise InputError(Finding("RES-R008", Where(file=file), {"encoding": [asked] if asked else ["UTF-8", "GB18030"]}))


def _plausible(text: str) -> bool:
    """Whether it reads as Chinese: GB18030 also decodes Latin files, into rare characters between Latin letters."""
    sample = text[:200_000]
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
    line = next((line for line in text[:100_000].splitlines() if line.strip()), "")
    return max(",;\t", key=lambda mark: len(next(csv.reader([line], delimiter=mark))))
