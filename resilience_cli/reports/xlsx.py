"""Document -> pages of a workbook: each table a sheet named after its section, all other words on the first."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from unicodedata import east_asian_width

from resilience_cli.files.workbook import Column, Page
from resilience_cli.messages import say
from resilience_cli.messages.printable import printable
from resilience_cli.model.document import (
    Blank,
    Cell,
    Document,
    Drawing,
    Heading,
    Interval,
    Note,
    Outline,
    Paragraph,
    Table,
)
from resilience_cli.reports.parts import blank_text, cell_text, in_figures, note_text, without_told

LONGEST_NAME = 31
NARROWEST, WIDEST = 8, 60
INDENT = "　"
_Row = tuple[str | Cell | Interval, ...]


def pages(document: Document) -> tuple[Page, ...]:
    """Return the pages; a cell with a number behind it holds the number."""
    words: list[str] = [document.title]
    sheets: list[Page] = []
    section = document.title
    for part in without_told(document.parts):
        if isinstance(part, Heading):
            section = part.text
            words += ["", part.text]
        elif isinstance(part, Paragraph | Note):
            words.append(note_text(part) if isinstance(part, Note) else part.text)
        elif isinstance(part, Blank):
            words.append(blank_text(part))
        else:
            name = _name(section, [say("Contents"), *(sheet.name for sheet in sheets)])
            sheets.append(_sheet(name, part))
            words.append(say("→ sheet “{name}”", name=name))
            words += [part.caption] if isinstance(part, Table) and part.caption else []
    return (Page(say("Contents"), rows=[(printable(line, None),) for line in words]), *sheets)


def _sheet(name: str, part: Table | Drawing | Outline) -> Page:
    if isinstance(part, Outline):
        rows: Sequence[_Row] = [(INDENT * line.level + printable(line.text, None), line.detail) for line in part.lines]
        return _page(name, (say("Score or question"), say("Remarks")), rows)
    table = part if isinstance(part, Table) else in_figures(part)
    return _page(name, tuple(column.title for column in table.columns), table.rows)


def _page(name: str, titles: Sequence[str], rows: Sequence[_Row]) -> Page:
    values = [tuple(map(_value, row)) for row in rows]
    columns = []
    for place, title in enumerate(titles):
        longest = max(_cells(str(text)) for text in (title, *(row[place] for row in values)))
        columns.append(Column(printable(title, None), min(max(longest + 2, NARROWEST), WIDEST)))
    return Page(name, tuple(columns), values)


def _value(cell: str | Cell | Interval) -> str | float | None:
    """Return the number behind a cell, else its text."""
    number = cell.value if isinstance(cell, Cell) else cell.estimate if isinstance(cell, Interval) else None
    if isinstance(number, int | float) and not isinstance(number, bool) and math.isfinite(number):
        return number
    text = cell_text(cell)
    indent = text[: len(text) - len(text.lstrip(INDENT))]
    # a dash in front, unlike a minus, is no formula that would have to be disarmed
    return indent + re.sub("^-+(?= )", lambda minus: "–" * len(minus[0]), printable(text, None)) or None


def _cells(text: str) -> int:
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def _name(section: str, taken: Sequence[str]) -> str:
    """Return a sheet name for the section that is none of those taken, without the signs that a name may not hold."""
    plain = re.sub(r"[\[\]:*?/\\']", " ", printable(section, None)).strip() or "-"
    return next(name for name in _numbered(plain) if name.casefold() not in map(str.casefold, taken))


def _numbered(name: str) -> Iterator[str]:
    yield name[:LONGEST_NAME]
    number = 2
    while True:
        ending = f" {number}"
        yield name[: LONGEST_NAME - len(ending)] + ending
        number += 1
