"""How much of what was opened is held until its turn comes: the rest is read again, so that many files take no more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Lock

import pyarrow as pa

from resilience_cli.readers.containers.files import open_sheets
from resilience_cli.readers.containers.large import HEAD
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
        sheets = self._sheets(path)
        return tuple(
            sheet if sheet.again or self._takes(sheet) else self._beginning(sheet, path, at)
            for at, sheet in enumerate(sheets)
        )

    def _sheets(self, path: Path) -> tuple[Sheet, ...]:
        options = self._options
        return open_sheets(path, options.sheet, options.encoding, options.skip_hidden)

    def _takes(self, sheet: Sheet) -> bool:
        with self._lock:
            needed = len(sheet) * len(sheet.cells)
            self._room -= (takes := needed <= self._room) * needed
        return takes

    def _beginning(self, sheet: Sheet, path: Path, at: int) -> Sheet:
        def again() -> Iterator[Sheet]:
            yield self._sheets(path)[at]

        cells = tuple(pa.array(column.slice(0, HEAD).to_pylist(), pa.string()) for column in sheet.cells)
        computed = None if sheet.computed is None else sheet.computed[:HEAD]
        return replace(sheet, cells=cells, rows=sheet.numbers[:HEAD].copy(), computed=computed, again=again)
