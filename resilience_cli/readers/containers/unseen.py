"""What was found in the XML of a sheet -> the sheet with its merged headers, without its hidden rows, and findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from resilience_cli.model.finding import Finding, Where
from resilience_cli.readers.containers.sheet_xml import Cell, Unseen
from resilience_cli.readers.matching.headers import identifies
from resilience_cli.readers.sheet import Sheet


def merged_below(unseen: Unseen, header: int, letters: Sequence[str], rows: Sequence[Sequence[str]]) -> int:
    """Return how many rows below the header row belong to it, because cells of it are merged with or over them.

    `rows`: the header row, and some below. Cells that are only merged sideways are headings of groups if all headers
    are, or if others reach down beside them; else the cells below may be answers.
    """
    begin = [(first, last) for first, last in unseen.merged if first[1] == header]
    down = max((last[1] - header for _, last in begin), default=0)
    groups = {first[0] for first, last in begin if last[0] != first[0]}
    filled = {letter for letter, text in zip(letters, rows[0], strict=False) if text}
    depth = down or int(bool(groups) and groups >= filled)
    return depth if depth < len(rows) else 0


def lowest(rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Return for each column the lowest of its headers that is filled: what stands over several names a group."""
    return tuple(next((cell for cell in reversed(cells) if cell), "") for cells in zip(*rows, strict=True))


def with_unseen(sheet: Sheet, unseen: Unseen, skip_hidden: bool) -> Sheet:
    """Return the sheet with what was not to be seen in its cells, said; its hidden rows left out if that is asked."""
    found = list(_cells(sheet, unseen))
    hidden = np.zeros(len(sheet), dtype=bool)
    hidden[[row - sheet.first_row for row in unseen.hidden if 0 <= row - sheet.first_row < len(sheet)]] = True
    if numbers := sheet.row_numbers(hidden & sheet.filled):
        found.append(Finding("RES-R140" if skip_hidden else "RES-R139", sheet.where(None, numbers), {}, numbers))
    counts = np.bincount(np.array(unseen.computed, dtype=np.int64), minlength=sheet.first_row + len(sheet))
    computed = counts[sheet.first_row : sheet.first_row + len(sheet)] if unseen.computed else None
    sheet = replace(sheet, findings=(*sheet.findings, *found), computed=computed)
    if not skip_hidden or not hidden.any():
        return sheet
    kept = np.flatnonzero(~hidden)
    left = None if computed is None else computed[kept]
    cells = tuple(column.take(kept) for column in sheet.cells)
    return replace(sheet, cells=cells, rows=kept + sheet.first_row, computed=left)


def _cells(sheet: Sheet, unseen: Unseen) -> Iterator[Finding]:
    yield from _at(sheet, "RES-R142", unseen.uncounted)
    kinds = dict.fromkeys(kind for _, kind in unseen.errors)  # other texts than Excel's errors are not opened at all
    yield from _at(sheet, "RES-R143", [cell for cell, _ in unseen.errors], errors=list(kinds))
    yield from _at(sheet, "RES-R144", [first for first, last in unseen.merged if last[1] > first[1]])


def _at(sheet: Sheet, code: str, cells: Iterable[Cell], **values: object) -> Iterator[Finding]:
    """Yield a finding for each column of these cells, with all rows below the headers."""
    columns: dict[str, list[int]] = {}
    for letter, row in cells:
        if row >= sheet.first_row:
            columns.setdefault(letter, []).append(row)
    for letter, rows in columns.items():
        numbers = tuple(sorted(rows))
        column = sheet.letters.index(letter) if letter in sheet.letters else None
        if column is None or identifies(sheet.headers[column]):
            where = Where(file=sheet.file, sheet=sheet.name, column=letter or None, row=numbers[0])
        else:
            where = sheet.where(column, numbers)
        yield Finding(code, where, values, numbers)
