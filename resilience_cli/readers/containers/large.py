"""A large CSV or Parquet file -> its first rows, and all of them block by block whenever they are asked for."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from os import SEEK_END
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from resilience_cli.errors import InputError
from resilience_cli.model.finding import Finding, Where
from resilience_cli.readers.containers import parquet
from resilience_cli.readers.containers.delimited import START, encoding_of, joined, records
from resilience_cli.readers.containers.workbook import Grid
from resilience_cli.readers.sheet import Sheet, letter

MOST_HELD = 4 << 20
"""A CSV of more bytes, or a Parquet file of more cells, is read block by block."""
BLOCK = 50_000
"""Rows of a block."""
HEAD = 2_000
"""Rows by which the columns are told."""
_LONGEST_LINE = 16 << 20
_CHUNK = 1 << 20
Blocks = Callable[[int], Iterator[list[Any]]]
"""Reads a file from its beginning: the columns of each so many rows, or some more."""


def csv_blocks(path: Path, asked: str | None) -> tuple[Blocks, str]:
    """Return (how to read the file, its encoding)."""
    encoding = encoding_of(lambda: _chunks(path), path.name, asked)

    return partial(_csv_blocks, path, encoding), encoding


def _csv_blocks(path: Path, encoding: str, rows: int) -> Iterator[list[Any]]:
    with path.open(encoding=encoding, newline="") as file:
        start = file.read(START)
        file.seek(0)
        seen: list[list[Any]] = []
        for block in records(_lines(file, path.name), start, path.name):
            seen.append(block)
            if sum(len(part[0]) for part in seen) >= rows:
                yield joined(seen)
                seen = []
        if seen:
            yield joined(seen)


def parquet_blocks(path: Path) -> tuple[Blocks, Grid] | None:
    """Return (how to read the file, its first rows); None if it is small enough to be held."""
    with path.open("rb") as file:
        file.seek(-4, SEEK_END)
        if file.read() != b"PAR1":
            raise InputError(Finding("RES-R137", Where(file=path.name)))
        table = parquet.opened(file, path.name)
        names, rows = table.schema_arrow.names, table.metadata.num_rows
        if rows * len(names) <= MOST_HELD:
            return None
        first = next(parquet.batches(table, path.name, HEAD))
        columns = [pa.chunked_array([[name], cells]) for name, cells in zip(names, first, strict=True)]
        return partial(_parquet_blocks, path), parquet.with_names(table, columns, path.name)


def _parquet_blocks(path: Path, rows: int) -> Iterator[list[Any]]:
    with path.open("rb") as file:
        yield from parquet.batches(parquet.opened(file, path.name), path.name, rows)


def rest(path: Path, blocks: Blocks, skipped: int, sheet: Sheet) -> Iterator[Sheet]:
    """Yield all rows of the sheet, block by block; `skipped` are the rows of a file that are its headers.

    Raises InputError if it is another file by now, or on the machine that reads it.
    """
    if sha256(path) != sheet.sha256:
        raise InputError(Finding("RES-E007", sheet.where()))
    number = 1
    for columns in blocks(BLOCK):
        height = len(columns[0])
        below = max(0, skipped + 1 - number)
        rows = np.arange(number + below, number + height)
        number += height
        if len(rows):
            yield _block(sheet, [column.slice(below) for column in columns], rows)


def _block(sheet: Sheet, columns: list[Any], rows: Any) -> Sheet:
    """Return a block of rows under the headers of the sheet; columns that only these rows have are without any."""
    more = len(columns) - len(sheet.headers)
    columns += [pa.nulls(len(rows), pa.string())] * -more
    letters = (*sheet.letters, *(letter(at) for at in range(len(sheet.letters), len(columns))))
    blank = ("",) * max(0, more)
    headers = tuple((*row, *blank) for row in sheet.more_headers)
    below = replace(sheet, cells=tuple(columns), rows=rows, held=True)
    return replace(below, letters=letters, headers=(*sheet.headers, *blank), more_headers=headers)


def sha256(path: Path) -> str:
    """Return the hash of the file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk


def _lines(file: Any, name: str) -> Iterator[str]:
    while line := file.readline(_LONGEST_LINE):
        if len(line) == _LONGEST_LINE:
            raise InputError(Finding("RES-R017", Where(file=name)))
        yield line
