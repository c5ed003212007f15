"""Parts of a whole: a bar a row, from one edge or around one middle."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from resilience_cli.model.document import Bars
from resilience_cli.reports.html.svg import FONT, NAMES, WIDTH, column, figure, label, number, rows_of, words
from resilience_cli.reports.html.words import broken, ems
from resilience_cli.reports.rounding import percent
from resilience_cli.reports.tones import spread

GAP = 12.0
THICK = 16.0
SWATCH = 11.0
ROOM = 130.0
"""Units that the name of a segment has in the legend."""


def bars(drawing: Bars) -> str:
    """Return the bars under their legend; shares are written where they fit."""
    kinds = spread(tuple(tone for _name, tone in drawing.segments))
    names = column((name for name, _ in drawing.rows), NAMES)
    legend, top = _legend([name for name, _tone in drawing.segments], kinds)
    middles, height = rows_of((((name, names),)) for name, _ in drawing.rows)
    left, room = names + GAP, WIDTH - names - GAP
    before, whole = _extent(drawing)

    def body() -> Iterator[str]:
        yield '<g class="bars">'
        yield from legend
        if drawing.middle is not None:
            x = number(left + room * before / whole)
            yield f'<path class="cut" d="M{x} {number(top)}V{number(top + height)}"/>'
        for (name, shares), middle in zip(drawing.rows, middles, strict=True):
            yield label(name, 0, top + middle, names)
            start = left + room * (before - _before(shares, drawing.middle)) / whole
            yield from _bar(shares, kinds, start, room / whole, top + middle)

        yield "</g>"

    return figure(drawing, body(), WIDTH, top + height)


def _legend(names: Sequence[str], kinds: Sequence[str]) -> tuple[list[str], float]:
    """Return the legend, line by line, and where it ends."""
    drawn: list[str] = []
    x, y = 0.0, 10.0
    for name, kind in zip(names, kinds, strict=True):
        width = SWATCH + 5 + FONT * max(map(ems, broken(name, ROOM / FONT, 1)))
        if x and x + width > WIDTH:
            x, y = 0.0, y + 18
        drawn += (_box(kind, x, y - SWATCH / 2, (SWATCH, SWATCH)), label(name, x + SWATCH + 5, y, ROOM, most=1))
        x += width + 16
    return drawn, y + 16


def _bar(shares: Sequence[float], kinds: Sequence[str], start: float, unit: float, y: float) -> Iterator[str]:
    if any(map(math.isnan, shares)):
        yield words((percent(math.nan),), start, y)
        return
    for share, kind in zip(shares, kinds, strict=True):
        width = share * unit
        text = percent(share)
        said = words((text,), start + width / 2, y) if ems(text) * FONT + 2 <= width else ""
        if width > 0:
            yield _box(kind, start, y - THICK / 2, (max(width - 0.8, 0.4), THICK), said)
        start += width


def _box(kind: str, x: float, y: float, size: tuple[float, float], said: str = "") -> str:
    width, height = size
    box = f'<path d="M{number(x)} {number(y)}h{number(width)}v{number(height)}h{number(-width)}z"/>'
    return f'<g class="{kind}">{box}{said}</g>'


def _before(shares: Sequence[float], middle: int | None) -> float:
    """Return the share that lies before the line on which the bars are laid."""
    return 0.0 if middle is None else math.fsum(shares[:middle]) + shares[middle] / 2


def _extent(drawing: Bars) -> tuple[float, float]:
    """Return the greatest share before the line, and the shares from there to the greatest behind it."""
    known = [shares for _name, shares in drawing.rows if not any(map(math.isnan, shares))]
    before = max((_before(shares, drawing.middle) for shares in known), default=0.0)
    behind = max((math.fsum(shares) - _before(shares, drawing.middle) for shares in known), default=1.0)
    return before, (before + behind) or 1.0
