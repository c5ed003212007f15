"""A table of a report -> a grid of a Word file: widths by its texts, numbers at the right, tones as shades."""

from __future__ import annotations

from resilience_cli.files.word import Grid, Look, Square
from resilience_cli.model.document import Cell, Column, Interval, Table
from resilience_cli.reports.parts import cell_text
from resilience_cli.reports.word.fitting import demand, fitted
from resilience_cli.reports.word.tints import tint


def table_grid(table: Table, look: Look) -> Grid:
    """Return the table, fitted to the page, upright or across."""
    points, widths = fitted([demand(texts) for texts in column_texts(table)], look)
    scores = [any(isinstance(row[place], Interval) for row in table.rows) for place in range(len(table.columns))]
    columns = [
        Column(column.title, "right") if right else column for column, right in zip(table.columns, scores, strict=True)
    ]
    return Grid(
        tuple(Square(column.title, column.align) for column in columns),
        tuple(tuple(map(square, row, columns)) for row in table.rows),
        widths,
        points=points,
        title=table.caption or " · ".join(column.title for column in columns),
    )


def column_texts(table: Table) -> list[list[str]]:
    """Return by column its title and texts."""
    return [
        [column.title, *(cell_text(row[place]) for row in table.rows)] for place, column in enumerate(table.columns)
    ]


def square(cell: str | Cell | Interval, column: Column, shade: str = "") -> Square:
    """Return a cell in a shade, else in that of its tone."""
    tone = "" if isinstance(cell, str) else cell.tone
    return Square(cell_text(cell), column.align, shade or tint(tone))
