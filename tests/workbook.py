"""Test exports written as readable tables: a list of rows, or lines with | between the cells."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import openpyxl

Row = list[object]


def table(text: str) -> list[Row]:
    """Return the rows of a text table: one line a row, | between cells, an empty cell is None."""
    return [[cell.strip() or None for cell in line.strip().split("|")] for line in text.strip("\n").splitlines()]


def write_xlsx(path: Path, rows: str | list[Row], sheet: str = "Sheet1", **more: list[Row]) -> Path:
    """Write the rows, and `more` sheets by name; return the path."""
    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    first.title = sheet
    for name, content in {sheet: table(rows) if isinstance(rows, str) else rows, **more}.items():
        target = first if name == sheet else book.create_sheet(name)
        for number, row in enumerate(content, 1):
            for place, cell in enumerate(row, 1):
                if cell is not None:
                    target.cell(number, place, cell)
    book.save(path)
    return path


def write_csv(path: Path, rows: str | list[Row], encoding: str = "utf-8", delimiter: str = ",") -> Path:
    """Write the rows as text; return the path."""
    cells = table(rows) if isinstance(rows, str) else rows
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(cells)
    path.write_bytes(text.getvalue().encode(encoding))
    return path
