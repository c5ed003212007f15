"""Document -> terminal: right at any width with double-width letters, readable without colour and in a pipe."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

from rich.cells import cell_len, chop_cells
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from resilience_cli.messages import say
from resilience_cli.messages.printable import printable
from resilience_cli.model.document import (
    Arrows,
    Bars,
    Blank,
    Cell,
    Chart,
    Column,
    Document,
    Heading,
    Interval,
    Note,
    Outline,
    Paragraph,
    Part,
    Radar,
    Table,
    Trends,
)
from resilience_cli.reports import strips
from resilience_cli.reports.parts import blank_text, cell_text, in_figures, note_text
from resilience_cli.reports.strips import Strip

GAP, NARROW_GAP = 2, 1
NARROWEST_BAR, WIDEST_BAR = 10, 40
WIDEST_TEXT = 28
"""A column of texts is no wider; longer texts are wrapped in it."""
LONGEST_TITLE = 8
"""A title wider than this is wrapped: into halves, or at its words."""
TONES = {"error": "bold red", "warning": "yellow", "info": "dim"}
NARROW = str.maketrans("–", "-")
"""Chinese consoles draw signs such as dashes, dots and lines two cells wide, others one: columns and bars use none."""
NEVER_FIRST = "，。、；：？！）》」』】〉”’…—％,.;:?!)]%"
NEVER_LAST = "（《「『【〈“‘([#"
CELL_TONES = {"firm": "green", "borderline": "yellow", "unresolved": "yellow", "ok": "dim"}


def show(document: Document, console: Console) -> None:
    """Print the document on the console, at its width."""
    console.print(
        _safe(document.title, console.width, "bold"), Text("=" * min(cell_len(document.title), console.width)), sep="\n"
    )
    for part in document.parts:
        if isinstance(part, Radar | Trends) and part.told:
            continue  # a table tells it, and nothing is drawn here
        console.print(_rendered(part, console.width))


def render(document: Document, width: int = 100) -> str:
    """Return the document as plain text, no line wider than `width` cells."""
    console = Console(file=io.StringIO(), width=width, color_system=None, legacy_windows=False)
    show(document, console)
    text: str = console.file.getvalue()  # type: ignore[attr-defined]
    return "".join(line.rstrip() + "\n" for line in text.splitlines())


def _safe(text: str, width: int, style: str = "") -> Text:
    return Text(wrapped(printable(text, longest=None), width), style)


def _rendered(part: Part, width: int) -> RenderableType:
    if isinstance(part, Heading):
        return Group(Text(), _safe(part.text, width, "bold" if part.level == 1 else "bold dim"))
    if isinstance(part, Paragraph | Blank):
        return _safe(part.text if isinstance(part, Paragraph) else blank_text(part), width)
    if isinstance(part, Note):
        return _safe(note_text(part), width, TONES[part.tone])
    if isinstance(part, Chart | Bars | Arrows) and part.rows:
        return _strips(part, width)
    if isinstance(part, Outline):
        return _outline(part, width)
    return Group(*_table(part if isinstance(part, Table) else in_figures(part), width))


def _outline(outline: Outline, width: int) -> RenderableType:
    """Return the lines, each behind `- ` at its level; a line that is wrapped hangs under its text."""
    drawn = []
    for line in outline.lines:
        left = min(2 * line.level, width // 2)
        words = f"{line.text} [{line.detail}]" if line.detail else line.text
        text = _safe(words.translate(NARROW), max(1, width - left - 2), "" if line.level else "bold")
        grid = Grid.grid()
        grid.add_column(width=left + 2)
        grid.add_column()
        grid.add_row(Text(" " * left + "-"), text)
        drawn.append(grid)
    return Group(*drawn)


def _strips(drawing: Strip, width: int) -> RenderableType:
    """Return a title, and a line a row: whose it is, the figures, and a strip of signs if there is room for one."""
    labels, texts, draw = strips.lines(drawing)
    label = min(max(map(cell_len, labels)), width // 3)
    text = max(map(cell_len, texts))
    bar = min(width - label - text - 2 * GAP - 2, 2 * WIDEST_BAR)
    grid = Grid.grid(padding=(0, GAP, 0, 0))
    grid.add_column(width=label, overflow="fold")
    grid.add_column(width=text, no_wrap=True)
    grid.add_column(no_wrap=True)
    for place, (name, words) in enumerate(zip(labels, texts, strict=True)):
        drawn = Text(draw(place, bar)) if bar >= NARROWEST_BAR else Text()
        grid.add_row(_safe(name.translate(NARROW), label), Text(words.translate(NARROW)), drawn)
    legend = [_safe(words.translate(NARROW), width, "dim") for words in strips.legend(drawing)]
    return Group(_safe(drawing.title.translate(NARROW), width, "bold dim"), *legend, grid)


def _table(table: Table, width: int) -> Iterator[RenderableType]:
    """Yield the table's lines: the columns that fit stand side by side, the others on a line under their row."""
    widths = _natural_widths(table, width)
    gap = GAP if sum(widths) + GAP * (len(widths) - 1) <= width else NARROW_GAP
    kept = _fitting(widths, width, gap)
    if kept < len(widths):
        gap, kept = GAP, _fitting(widths, width, GAP)
    bars = _bar_widths(table, widths[:kept], width)
    columns = [
        (column, widths[i] + (GAP + bars[i] if i in bars else 0)) for i, column in enumerate(table.columns[:kept])
    ]
    folded = table.columns[kept:]
    yield _line([_title(column.title, natural) for column, natural in columns], columns, gap)
    yield Text("-" * min(width, sum(natural for _, natural in columns) + gap * (kept - 1)), "dim")
    for row in table.rows:
        yield _line([_text(cell, widths[i], bars.get(i, 0)) for i, cell in enumerate(row[:kept])], columns, gap)
        if folded:
            pairs = ((column.title, _plain(cell)) for column, cell in zip(folded, row[kept:], strict=True))
            if told := [f"{title} {text}" for title, text in pairs if text]:
                yield Padding(_safe(say("; ").join(told), width - GAP, "dim"), (0, 0, 0, GAP))
    if table.caption:
        yield _safe(table.caption, width, "dim")


def _natural_widths(table: Table, width: int) -> list[int]:
    """Return how wide each column is: its longest cell, texts at most WIDEST_TEXT and more only if there is room.

    A title is on one line where there is room that no bar could use.
    """
    bars = any(isinstance(cell, Interval) for row in table.rows for cell in row)
    widths, wanted = [], []
    for place, column in enumerate(table.columns):
        cells = [row[place] for row in table.rows]
        longest = max((cell_len(_plain(cell)) for cell in cells), default=0)
        is_text = not any(isinstance(cell, Interval) for cell in cells)
        title = _title_width(column.title)
        widths.append(max(title, min(longest, WIDEST_TEXT) if is_text else longest))
        wanted.append(max(title if bars else cell_len(column.title), longest))
    free = width - sum(widths) - GAP * (len(widths) - 1)
    for place, natural in enumerate(wanted):
        more = max(0, min(natural - widths[place], free))
        widths[place] += more
        free -= more
    return widths


def _title_width(title: str) -> int:
    if cell_len(title) <= LONGEST_TITLE:
        return max(1, cell_len(title))
    longest_word = max((len(word) for word in title.split() if word.isascii()), default=0)
    return max(longest_word, cell_len(title[: (len(title) + 1) // 2]) if not title.isascii() else 0)


def _title(title: str, width: int) -> Text:
    return Text(evenly(printable(title, longest=None).translate(NARROW), width), "bold")


def _fitting(widths: Sequence[int], width: int, gap: int) -> int:
    used, kept = -gap, 0
    for natural in widths:
        used += natural + gap
        if used > width and kept:
            break
        kept += 1
    return kept


def _bar_widths(table: Table, widths: Sequence[int], width: int) -> dict[int, int]:
    """Return by column with intervals how wide its bar is: what the texts leave free, shared; none if too narrow."""
    places = [i for i in range(len(widths)) if any(isinstance(row[i], Interval) for row in table.rows)]
    free = width - sum(widths) - GAP * (len(widths) - 1)
    share = min(free // len(places) - GAP, WIDEST_BAR) if places else 0
    return dict.fromkeys(places, share) if share >= NARROWEST_BAR else {}


def _line(cells: Sequence[Text], columns: Sequence[tuple[Column, int]], gap: int) -> Grid:
    grid = Grid.grid(padding=(0, gap, 0, 0))
    for column, width in columns:
        grid.add_column(width=width, justify=column.align, overflow="fold")
    grid.add_row(*cells)
    return grid


def _plain(cell: str | Cell | Interval) -> str:
    return cell_text(cell).translate(NARROW)


def _text(cell: str | Cell | Interval, text: int, bar: int) -> Text:
    if isinstance(cell, Interval) and bar:
        return Text(f"{_plain(cell)}{' ' * (text - cell_len(_plain(cell)) + GAP)}{strips.bar_of(cell, bar)}")
    tone = CELL_TONES.get(cell.value, "") if isinstance(cell, Cell) and isinstance(cell.value, str) else ""
    return _safe(_plain(cell), text, tone)


def wrapped(text: str, width: int) -> str:
    """Return the one-line text with line breaks, no line wider than `width` cells.

    No line begins with a closing mark or ends with an opening one, and a number stays with its unit, unless the width
    is too small for that.
    """
    lines = [""]
    for piece in _pieces(text):
        if cell_len(lines[-1] + piece.rstrip()) <= width:
            lines[-1] += piece
        else:
            lines += chop_cells(piece, width)
    return "\n".join(kept for line in lines if (kept := line.rstrip()))


def evenly(text: str, width: int) -> str:
    """Return the text in as few lines as `width` cells allow, about equally long."""
    fewest = wrapped(text, width).count("\n")
    longest = max(cell_len(piece.rstrip()) for piece in _pieces(text))  # narrower than that, a word would be cut
    fitting = (made for narrow in range(longest, width) if (made := wrapped(text, narrow)).count("\n") == fewest)
    return next(fitting, wrapped(text, width))


def _pieces(text: str) -> Iterator[str]:
    """Yield what no line break may part."""
    start = 0
    for place in range(1, len(text)):
        if _may_break(text, place):
            yield text[start:place]
            start = place
    yield text[start:]


def _may_break(text: str, place: int) -> bool:
    before, after = text[place - 1], text[place]
    if after == " " or after in NEVER_FIRST or before in NEVER_LAST:
        return False
    if before == " ":
        return not (text[place - 2 : place - 1].isdigit() and cell_len(after) > 1)
    return cell_len(before) > 1 or cell_len(after) > 1
