"""Tables: as they stand, and those of the members, which can be sorted, filtered and jumped from."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from numbers import Real

from resilience_cli.messages import say
from resilience_cli.model.document import Cell, Column, Interval, Row, Table
from resilience_cli.reports.html.words import ems, safe
from resilience_cli.reports.parts import cell_text
from resilience_cli.reports.tones import css_class

MANY = 60
"""A table of more rows, unless it is to be sorted, tells its intervals in words alone: the page stays small."""
LONG = 16
"""A text of more ems gets a column in which it can be read on a narrow screen too."""


def table(part: Table, anchors: Mapping[str, str]) -> str:
    """Return a table; one with keys leads to the members by `anchors` (key: id)."""
    caption = f"<figcaption>{safe(part.caption)}</figcaption>" if part.caption else ""
    if not part.keys:
        body = grid(part.columns, part.rows, drawn=len(part.rows) <= MANY)
        return f'<figure><div class="scroll">{body}</div>{caption}</figure>'
    targets = [anchors.get(key, "") for key in part.keys]
    body = grid(part.columns, part.rows, targets, drawn=True)
    name = safe(part.caption or part.columns[0].title)
    return (
        f'<figure class="keyed">{_tools(part, any(targets))}<div class="scroll" role="region" aria-label="{name}" '
        f'tabindex="0">{body}</div>{caption}</figure>'
    )


def grid(columns: Sequence[Column], rows: Sequence[Row], targets: Sequence[str] = (), *, drawn: bool = False) -> str:
    """Return the table itself.

    `targets` are the ids that rows lead to, in a table that can be sorted; `drawn` says whether intervals are drawn
    beside their words.
    """
    aligns = [column.align for column in columns]
    head = "".join(f"<th{_classes(column.align)}>{safe(column.title)}</th>" for column in columns)
    lines = []
    for row, target in zip(rows, targets or [""] * len(rows), strict=True):
        cells = (_cell(cell, align, bool(targets), drawn) for cell, align in zip(row[1:], aligns[1:], strict=True))
        lines.append(f"<tr>{_name(row[0], aligns[0], target)}{''.join(cells)}</tr>\n")
    return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{''.join(lines)}</tbody>\n</table>"


def _name(cell: str | Cell | Interval, align: str, target: str) -> str:
    """Return the first cell, which names its row."""
    words = safe(cell_text(cell))
    tone = _long(cell) if isinstance(cell, str) else css_class(cell.tone)
    linked = f'<a href="#{target}">{words}</a>' if target else words
    return f"<th{_classes(align, tone)}>{linked}</th>"


def _cell(cell: str | Cell | Interval, align: str, valued: bool, drawn: bool) -> str:
    if isinstance(cell, str):
        return f"<td{_classes(align, _long(cell))}>{safe(cell)}</td>"
    value = cell.estimate if isinstance(cell, Interval) else cell.value
    picture = _interval(cell) if drawn and isinstance(cell, Interval) else ""
    by = _value(value) if valued else ""
    return f"<td{_classes(align, css_class(cell.tone))}{by}>{safe(cell.text)}{picture}</td>"


def _long(text: str) -> str:
    return "long" if ems(text) > LONG else ""


def _classes(align: str, tone: str = "") -> str:
    kinds = " ".join(filter(None, ("right" if align == "right" else "", tone)))
    return f' class="{kinds}"' if kinds else ""


def _value(value: object) -> str:
    """Return the number by which a cell is sorted, if it has one."""
    if not isinstance(value, Real) or math.isnan(value):
        return ""
    return f' data-v="{float(value):.6g}"'


def _interval(score: Interval) -> str:
    """Return an interval as a line of at most 100 units, crossed where the score is; words beside it say the same."""
    if math.isnan(score.estimate):
        return ""
    unit = 100 / ((score.maximum - score.minimum) or 1.0)
    at, low, high = (
        f"{min(max(unit * ((score.estimate if value is None else value) - score.minimum), 0), 100):.3g}"
        for value in (score.estimate, score.low, score.high)
    )
    return f'<svg aria-hidden="true"><path d="M{low} 5H{high}M{at} 1v8"/></svg>'


def _tools(part: Table, jumps: bool) -> str:
    """Return what searches, filters and jumps; the script shows it and fills it from the rows."""
    search, jump = safe(say("Search")), safe(say("Jump to"))
    jumper = f'<label>{jump} <input class="jump"></label>' if jumps else ""
    return (
        f'<div class="tools" hidden><label>{search} <input type="search" class="search"></label>'
        f'{"".join(_choices(part))}{jumper}<output aria-live="polite"></output></div>\n'
    )


def _choices(part: Table) -> Iterator[str]:
    """Yield a list of the classes in every column that holds some, in the order of the classes."""
    every = safe(say("All"))
    for at, column in enumerate(part.columns):
        cells = [row[at] for row in part.rows]
        classes = {cell.text: cell.tone for cell in cells if isinstance(cell, Cell) and cell.tone.startswith("class")}
        options = "".join(f"<option>{safe(text)}</option>" for text in sorted(classes, key=lambda text: classes[text]))
        if options:
            yield (
                f'<label>{safe(column.title)} <select class="choice" data-column="{at}">'
                f'<option value="">{every}</option>{options}</select></label>'
            )
