"""Tables of cells as files: what all forms share."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from asked import Question, Row, Survey
from openpyxl import Workbook

Column = tuple[str, Row]
"""(header, cells)."""


def xlsx(
    path: Path, columns: Sequence[Column], title: str = "Sheet1", below: Iterable[Row] = (), dimension: str = ""
) -> Path:
    """Write a sheet of columns; `below`: further rows; `dimension`: what the file says of its size, right or wrong."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    for row in [[header for header, _ in columns], *zip(*(cells for _, cells in columns), strict=True), *below]:
        sheet.append(row)
    book.save(path)
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in parts.items():
            said = f'<dimension ref="{dimension}"/><sheetViews'.encode()
            wrong = dimension and name.startswith("xl/worksheets/")
            new.writestr(
                name, re.sub(rb"(?:<dimension[^>]*>)?<sheetViews", said, content, count=1) if wrong else content
            )
    return path


def text(columns: Sequence[Column], heads: Sequence[Row] = (), delimiter: str = ",", quoting: int = 0) -> str:
    """Return a CSV; `heads`: the rows of headers, else the columns' own."""
    out = io.StringIO(newline="")
    rows = zip(*(cells for _, cells in columns), strict=True)
    csv.writer(out, delimiter=delimiter, quoting=quoting).writerows([*(heads or [[h for h, _ in columns]]), *rows])  # type: ignore[arg-type]
    return out.getvalue()


def saved(path: Path, content: str, encoding: str = "utf-8") -> Path:
    """Write a text; return the path."""
    path.write_bytes(content.encode(encoding))
    return path


def each(survey: Survey, say: Callable[[int], Any]) -> Row:
    """Return a cell for each respondent."""
    return [say(k) for k in range(len(survey.place))]


def lasted(k: int) -> str:
    """Return minutes and seconds as Chinese platforms write them."""
    return f"{(200 + 7 * k) // 60}分{(200 + 7 * k) % 60}秒"


def address(k: int) -> str:
    """Return a network address out of the range kept for documents."""
    return f"192.0.2.{k}"


def joined(question: Question, mark: str, empty: str = "", end: str = "", other: str = "") -> Row:
    """Return several answers in one cell."""
    words = [*question.labels[:-1], question.labels[-1] + other]
    return [mark.join(words[w] for w in sorted(given)) + end if given else empty for given in question.given]
