"""Document -> sheets of a workbook: an overview, a sheet for each section with its tables and charts, the data."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from unicodedata import east_asian_width

from resilience_cli.files.workbook import Book, Grid, Head, Plot, Sheet, Value, Words
from resilience_cli.messages import say
from resilience_cli.messages.printable import printable
from resilience_cli.model.document import (
    Arrows,
    Bars,
    Blank,
    Cell,
    Chart,
    Column,
    Data,
    Document,
    Drawing,
    Heading,
    Interval,
    Letter,
    Note,
    Outline,
    Paragraph,
    Part,
    Radar,
    Row,
    Table,
)
from resilience_cli.reports.parts import blank_text, cell_text, in_figures, note_text

LONGEST_NAME = 31
NARROWEST, WIDEST = 8, 60
IN_OVERVIEW = 2
"""Of so many sections, the words stand on the first sheet too."""
INDENT = "　"
_NUMBER = re.compile(r"[<>]?[+-]?\d+(\.\d+)?%?")


def book(document: Document) -> Book:
    """Return the workbook. A number is the one that is shown; the data sheets hold what the document gives."""
    sections = _sections(document)
    taken = [say("Contents")]
    made: list[Sheet] = []
    for heading, parts in sections:
        name = _name(heading, taken)
        taken.append(name)
        made.append(Sheet(name, (Words(heading, "title"), *_blocks(parts))))
    for data in document.data:
        name = _name(data.title, taken)
        taken.append(name)
        made.append(_data_sheet(name, data))
    return Book(_safe(document.title), (_overview(document, sections, made), *made))


def _sections(document: Document) -> list[tuple[str, list[Part]]]:
    """Return (title, parts) of each section; what stands before the first heading is a section by itself."""
    found: list[tuple[str, list[Part]]] = []
    for part in document.parts:
        if isinstance(part, Heading) and part.level == 1:
            found.append((part.text, []))
        else:
            if not found:
                found.append((document.title, []))
            found[-1][1].append(part)
    return found


def _overview(document: Document, sections: Sequence[tuple[str, Sequence[Part]]], made: Sequence[Sheet]) -> Sheet:
    words = [Words(document.title, "title"), *_letter(document.letter)]
    for heading, parts in sections[:IN_OVERVIEW]:
        told = [_words(part) for part in parts if isinstance(part, Paragraph | Note)]
        words += [Words(heading, "heading"), *told] if told else []
    words.append(Words(say("Contents"), "heading"))
    words += [Words(sheet.name, "body", link=sheet.name) for sheet in made]
    return Sheet(say("Contents"), words)


def _letter(letter: Letter | None) -> Iterator[Words]:
    for text in (letter.to, letter.sender, letter.date) if letter else ():
        if text:
            yield Words(text)


def _blocks(parts: Sequence[Part]) -> Iterator[Words | Grid]:
    """Yield the section's words and tables, with an empty line behind each table."""
    for part in parts:
        if isinstance(part, Outline):
            yield _outline(part)
        elif isinstance(part, Table):
            yield _grid(part.columns, part.rows)
            if part.caption:
                yield Words(part.caption, "note")
        elif isinstance(part, Drawing):
            yield Words(part.title, "heading")
            yield _plotted(part)
        else:
            yield _words(part)


def _words(part: Heading | Paragraph | Note | Blank) -> Words:
    if isinstance(part, Note):
        return Words(_safe(note_text(part)), "note")
    if isinstance(part, Blank):
        return Words(_safe(blank_text(part)), "note")
    return Words(_safe(part.text), "heading" if isinstance(part, Heading) else "body")


def _outline(outline: Outline) -> Grid:
    rows = [(INDENT * line.level + _safe(line.text), _safe(line.detail) or None) for line in outline.lines]
    return _sized((Column(say("Score or question")), Column(say("Remarks"))), rows, ["General"] * 2)


def _plotted(drawing: Drawing) -> Grid:
    table = in_figures(drawing)
    grid = _grid(table.columns, table.rows)
    if isinstance(drawing, Chart):
        grid = _grid((Column(""), Column(say("0–100"))), drawing.rows)
    kind = {Chart: "dots", Radar: "radar", Bars: "stacked", Arrows: "compared"}.get(type(drawing), "lines")
    if isinstance(drawing, Arrows):
        grid = _grid(table.columns[:3], tuple(row[:3] for row in table.rows))
    return Grid(grid.heads, grid.rows, Plot(kind, _safe(drawing.title)))  # type: ignore[arg-type]


def _grid(columns: Sequence[Column], rows: Sequence[Row]) -> Grid:
    """Return a table; a score with its range takes three columns."""
    wide: list[Column] = []
    values: list[list[Value]] = [[] for _ in rows]
    formats: list[str] = []
    for place, column in enumerate(columns):
        cells = [row[place] for row in rows]
        intervals = [cell for cell in cells if isinstance(cell, Interval)]
        parts = [column, Column(say("low")), Column(say("high"))] if intervals else [column]
        wide += parts
        formats += ["0.0"] * 3 if intervals else [_format(cells)]
        for row, cell in zip(values, cells, strict=True):
            row.extend(_spread(cell) if intervals else [_value(cell)])
    return _sized(wide, values, formats)


def _spread(cell: str | Cell | Interval) -> list[Value]:
    if not isinstance(cell, Interval):
        return [_value(cell), None, None]
    return [_shown(cell_text(cell)), *(None if end is None else round(end, 1) for end in (cell.low, cell.high))]


def _sized(columns: Sequence[Column], rows: Sequence[Sequence[Value]], formats: Sequence[str]) -> Grid:
    heads = []
    for place, (column, form) in enumerate(zip(columns, formats, strict=True)):
        longest = max((_cells(_as_read(row[place])) for row in rows), default=0)
        title = _safe(column.title)
        width = min(max(longest + 2, min(_cells(title) + 4, 18), NARROWEST), WIDEST)
        heads.append(Head(title, width, form, column.bands))
    return Grid(tuple(heads), rows)


def _as_read(value: Value) -> str:
    return "" if value is None else f"{value:.3f}" if isinstance(value, float) else str(value)


def _format(cells: Sequence[str | Cell | Interval]) -> str:
    """Return the number format of a column's cells, by what they show."""
    texts = [cell_text(cell) for cell in cells]
    if any(text.startswith(("+", "-")) for text in texts):
        return "+0.0;-0.0;0.0"
    if any(text.endswith("%") for text in texts):
        return "0%"
    return "0.0" if any("." in text for text in texts) else "General"


def _value(cell: str | Cell | Interval) -> Value:
    """Return the number that a cell shows, else its text; what stands in brackets behind a score is in the data."""
    text = cell_text(cell)
    if isinstance(cell, Cell) and isinstance(cell.value, int | float) and not isinstance(cell.value, bool):
        number = text.split(" (")[0].split("（")[0]
        if _NUMBER.fullmatch(number) and "/" not in text:
            return _shown(text) if number[0] not in "<>" else round(float(cell.value), 3)
    indent = text[: len(text) - len(text.lstrip(INDENT))]
    # a dash in front, unlike a minus, is no formula that would have to be disarmed
    return indent + re.sub("^-+(?= )", lambda minus: "–" * len(minus[0]), _safe(text)) or None


def _shown(text: str) -> Value:
    found = _NUMBER.match(text)
    if not found:
        return _safe(text) or None
    number = float(found[0].strip("<>%"))
    return number / 100 if found[0].endswith("%") else number


def _data_sheet(name: str, data: Data) -> Sheet:
    rows = [[_safe(v) if isinstance(v, str) else _finite(v) for v in row] for row in data.rows]
    numbers = [any(isinstance(row[place], float) for row in rows) for place in range(len(data.columns))]
    grid = _sized([Column(column) for column in data.columns], rows, ["0.000" if n else "General" for n in numbers])
    return Sheet(name, (Words(data.title, "title"), grid), tuple(f"{data.name}_{column}" for column in data.columns))


def _finite(value: float | None) -> float | None:
    return None if value is None or not math.isfinite(value) else value


def _safe(text: str) -> str:
    return printable(text, None)


def _cells(text: str) -> int:
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def _name(section: str, taken: Sequence[str]) -> str:
    """Return a sheet name for the section that is none of those taken, without the signs that a name may not hold."""
    plain = re.sub(r"[\[\]:*?/\\']", " ", _safe(section)).strip() or "-"
    return next(name for name in _numbered(plain) if name.casefold() not in map(str.casefold, taken))


def _numbered(name: str) -> Iterator[str]:
    yield name[:LONGEST_NAME].strip()
    number = 2
    while True:
        ending = f" {number}"
        yield name[: LONGEST_NAME - len(ending)] + ending
        number += 1
