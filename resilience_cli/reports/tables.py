"""Tables of texts and numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from resilience_cli.model.document import Cell, Column, Table


def number(value: float | None) -> Cell:
    """Return a cell with the number, or an empty one."""
    return Cell("" if value is None else f"{value:g}", value)


def table(titles: Sequence[str], rows: Iterable[tuple[str | Cell, ...]]) -> Table:
    """Return a table; a column that holds nothing but numbers stands at the right."""
    cells = tuple(rows)
    right = [bool(cells) and all(isinstance(row[place], Cell) for row in cells) for place in range(len(titles))]
    return Table(tuple(Column(title, "right" if r else "left") for title, r in zip(titles, right, strict=True)), cells)
