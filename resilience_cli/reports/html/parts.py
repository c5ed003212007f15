"""The parts of a document as HTML."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from resilience_cli.model.document import (
    Arrows,
    Bars,
    Blank,
    Chart,
    Drawing,
    Heading,
    Line,
    Note,
    Outline,
    Paragraph,
    Part,
    Radar,
    Table,
)
from resilience_cli.reports.html.bars import bars
from resilience_cli.reports.html.dots import arrows, chart
from resilience_cli.reports.html.multiples import radar, trends
from resilience_cli.reports.html.tables import table
from resilience_cli.reports.html.words import safe
from resilience_cli.reports.parts import blank_text, note_text

LOWEST = 6


@dataclass(frozen=True)
class Setting:
    """Where in a page a part stands."""

    depth: int = 1
    """The level of the title above it."""
    anchors: Mapping[str, str] = field(default_factory=dict)
    """The ids of the member documents by their keys."""


def html(part: Part, setting: Setting) -> str:
    """Return a part as HTML."""
    if isinstance(part, Heading):
        return _heading(part, setting.depth)
    if isinstance(part, Table):
        return table(part, setting.anchors)
    if isinstance(part, Outline):
        return "".join(_branches(part.lines))
    return _drawing(part) if isinstance(part, Drawing) else _paragraph(part)


def _heading(part: Heading, depth: int) -> str:
    level = min(part.level + depth, LOWEST)
    page = ' class="page"' if part.new_page else ""
    return f"<h{level}{page}>{safe(part.text)}</h{level}>"


def _paragraph(part: Paragraph | Note | Blank) -> str:
    if isinstance(part, Note):
        return f'<p class="note {part.tone}">{safe(note_text(part))}</p>'
    if isinstance(part, Blank):
        return f'<p class="blank">{safe(blank_text(part))}</p>'
    return f"<p>{safe(part.text)}</p>"


def _drawing(part: Drawing) -> str:
    if isinstance(part, Chart):
        return chart(part)
    if isinstance(part, Arrows):
        return arrows(part)
    if isinstance(part, Bars):
        return bars(part)
    return radar(part) if isinstance(part, Radar) else trends(part)


def _branches(lines: Sequence[Line]) -> Iterator[str]:
    """Yield nested lists: a line that stands deeper opens a list inside the item before it."""
    depth = -1
    for line in lines:
        if line.level > depth:
            yield "<ul>" * (line.level - depth)
        else:
            yield "</li>" + "</ul></li>" * (depth - line.level)
        detail = f' <span class="detail">{safe(line.detail)}</span>' if line.detail else ""
        yield f"\n<li>{safe(line.text)}{detail}"
        depth = line.level
    yield "</li></ul>" * (depth + 1)
