"""How much of what was opened is held until its turn comes: the rest is read again, so that many files take no more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Lock

import pyarrow as pa

from resilience_cli.errors import InputError
from resilience_cli.model.finding import Finding
from resilience_cli.readers.containers.files import open_sheets
from resilience_cli.readers.containers.large import HEAD, sha256
from resilience_cli.readers.options import ReadOptions
from resilience_cli.readers.sheet import Sheet

MOST_CELLS = 10_000_000
"""So many cells of small files are held at once: about 600 MB."""


class Shelf:
    """Opens files one beside another, and holds the cells of those that find room."""

    def __init__(self, options: ReadOptions) -> None:
        self._options = options
        self._room = MOST_CELLS
        self._lock = Lock()

    def open(self, path: Path) -> tuple[Sheet, ...]:
        """Return the sheets of the file, whole if there is room, else their first rows; InputError as `open_sheets`."""
        sheets = _sheets(self._options, path)
        return tuple(
            sheet if sheet.again else self._shelved(replace(sheet, again=partial(_again, self._options, path, at)))
            for at, sheet in enumerate(sheets)
        )

    def _takes(self, sheet: Sheet) -> bool:
        with self._lock:
            needed = len(sheet) * len(sheet.cells)
            self._room -= (takes := needed <= self._room) * needed
        return takes

    def _shelved(self, sheet: Sheet) -> Sheet:
        """Return the sheet, or its first rows if there is no room for all."""
        if self._takes(sheet):
            return sheet
        cells = tuple(pa.array(column.slice(0, HEAD).to_pylist(), pa.string()) for column in sheet.cells)
        computed = None if sheet.computed is None else sheet.computed[:HEAD]
        return replace(sheet, cells=cells, rows=sheet.numbers[:HEAD].copy(), computed=computed, held=False)


def _sheets(options: ReadOptions, path: Path) -> tuple[Sheet, ...]:
    return open_sheets(path, options.sheet, options.encoding, options.skip_hidden)


def _again(options: ReadOptions, path: Path, at: int, sheet: Sheet) -> Iterator[Sheet]:
    if sha256(path) != sheet.sha256:
        raise InputError(Finding("RES-E007", sheet.where()))
    yield _sheets(options, path)[at]
