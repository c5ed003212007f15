"""Bytes of a Parquet file -> cells, every one as text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from resilience_cli.errors import InputError
from resilience_cli.model.finding import Finding, Where
from resilience_cli.readers.containers.delimited import check_size
from resilience_cli.readers.containers.packed import MOST_BYTES
from resilience_cli.readers.containers.workbook import Grid
from resilience_cli.readers.sheet import letter
from resilience_cli.readers.spelling import shown

_BLOCK = 8_192


def read_parquet(data: bytes, file: str, _sheet: str | None, _encoding: str | None) -> tuple[list[Grid], str | None]:
    """Return (one grid, its first row the names of the columns; None).

    Columns that hold no texts, numbers or dates are left empty, and said. Raises InputError if the file is damaged or
    too large.
    """
    place = Where(file=file)
    table = opened(pa.BufferReader(data), file)
    check_size(table.metadata.num_rows, len(table.schema_arrow), place)
    names = table.schema_arrow.names
    blocks: list[list[Any]] = [[pa.array([name], pa.string()) for name in names]]
    size = 0
    for block in batches(table, file, _BLOCK):
        if (size := size + sum(column.nbytes for column in block)) > MOST_BYTES:
            raise InputError(Finding("RES-R007", place))
        blocks.append(block)
    columns = [pa.chunked_array(list(parts)) for parts in zip(*blocks, strict=True)]
    return [with_names(table, columns, file)], None


def opened(source: Any, file: str) -> Any:
    """Return the open Parquet file; raise InputError if it is damaged."""
    import pyarrow.parquet as pq

    try:
        table = pq.ParquetFile(source)
        texts = [field.name for field in table.schema_arrow if pa.types.is_string(field.type)]
        return pq.ParquetFile(
            source, metadata=table.metadata, read_dictionary=texts
        )  # else a group of rows fills memory
    except Exception as error:  # Arrow says what is wrong in many kinds
        raise InputError(Finding("RES-R005", Where(file=file))) from error


def with_names(table: Any, columns: list[Any], file: str) -> Grid:
    """Return the columns, the first cell of each its name, as a grid; those that hold no texts are said."""
    schema = table.schema_arrow
    nested = [shown(name) for name, kind in zip(schema.names, schema.types, strict=True) if not _is_flat(kind)]
    found = (Finding("RES-R104", Where(file=file), {"columns": nested}),) if nested else ()
    return Grid(None, columns, [letter(at) for at in range(len(columns))], headers=1, findings=found)


def batches(table: Any, file: str, rows: int) -> Iterator[list[Any]]:
    """Yield the columns of so many rows each, as arrays of text; raise InputError if they are damaged or too large."""
    try:
        for batch in table.iter_batches(rows):
            if batch.nbytes > MOST_BYTES:
                raise InputError(Finding("RES-R007", Where(file=file)))
            batch.validate(full=True)  # bytes that are no text
            yield [_texts(column) for column in batch.columns]
    except InputError:
        raise
    except Exception as error:  # Arrow says what is wrong in many kinds
        raise InputError(Finding("RES-R005", Where(file=file))) from error


def _is_flat(kind: Any) -> bool:
    kind = kind.value_type if pa.types.is_dictionary(kind) else kind
    return not (pa.types.is_nested(kind) or pa.types.is_binary(kind) or pa.types.is_large_binary(kind))


def _texts(column: Any) -> Any:
    if not _is_flat(column.type):
        return pa.nulls(len(column), pa.string())
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    if pa.types.is_duration(column.type):
        column = pc.divide(pc.cast(column, pa.duration("ms")).cast(pa.int64()).cast(pa.float64()), 1000.0)
    return pc.cast(column, pa.string())
