"""What all drawings share: texts in them, an axis, marks, and the frame with its equivalent for who cannot see it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from resilience_cli.messages import say
from resilience_cli.messages.printable import printable
from resilience_cli.model.document import Drawing, Tone
from resilience_cli.reports.html.tables import grid
from resilience_cli.reports.html.words import broken, ems, safe
from resilience_cli.reports.parts import in_figures
from resilience_cli.reports.tones import DOT, HOLLOW, css_class, shape

WIDTH = 480.0
"""Units across a drawing that fills the column."""
SCALE = 1.26
"""Pixels a unit where there is room; where there is less, it shrinks."""
FONT = 12.0
"""Units an em."""
LINE = 14.0
NAMES = 150.0
"""Units that names take at most."""


@dataclass(frozen=True)
class Axis:
    """A scale laid from left to right, or from bottom to top."""

    start: float
    end: float
    minimum: float = 0.0
    maximum: float = 100.0

    def at(self, value: float) -> float:
        """Return the unit where a value stands; values outside stand at the end."""
        share = (value - self.minimum) / ((self.maximum - self.minimum) or 1.0)
        return self.start + (self.end - self.start) * min(max(share, 0.0), 1.0)


def number(value: float) -> str:
    """Return a coordinate with at most one decimal."""
    return f"{round(value, 1):g}"


def figure(drawing: Drawing, body: Iterable[str], width: float, height: float) -> str:
    """Return a drawing under its title, and the same figures as a table unless the document tells them anyway."""
    title = safe(drawing.title)
    where = say("The figures are in a table of this report.") if drawing.told else say("The figures follow as a table.")
    table = "" if drawing.told else _table(drawing)
    return (
        f'<figure class="drawing"><figcaption>{title}</figcaption>\n<svg role="img" width="{number(width * SCALE)}" '
        f'viewBox="0 0 {number(width)} {number(height)}"><title>{title}</title><desc>{safe(where)}</desc>'
        f"{''.join(body)}</svg>{table}</figure>"
    )


def _table(drawing: Drawing) -> str:
    table = in_figures(drawing)
    opener = safe(say("As a table"))
    return f'<details><summary>{opener}</summary><div class="scroll">{grid(table.columns, table.rows)}</div></details>'


def label(text: str, x: float, y: float, room: float, *, kind: str = "", most: int = 2) -> str:
    """Return a text whose lines have their middle at y; what was left out is in its <title>."""
    lines = broken(text, room / FONT, most)
    top = y - LINE * (len(lines) - 1) / 2
    return words(lines, x, top, kind, text if lines[-1].endswith("…") else "")


def words(lines: Sequence[str], x: float, y: float, kind: str = "", full: str = "") -> str:
    """Return lines of text, the first with its middle at y."""
    place = f'<text{f" class={chr(34)}{kind}{chr(34)}" if kind else ""} x="{number(x)}" y="{number(y + 4)}">'
    first, *others = (safe(line) for line in lines)
    more = "".join(f'<tspan x="{number(x)}" dy="{number(LINE)}">{line}</tspan>' for line in others)
    return f"{place}{first}{more}{f'<title>{safe(full)}</title>' if full else ''}</text>"


def sign(tone: Tone, x: float, y: float) -> str:
    """Return the mark of a tone: its colour and its shape."""
    kind = ' class="hollow"' if tone in HOLLOW else ""
    if shape(tone) == DOT:
        return f'<circle{kind} cx="{number(x)}" cy="{number(y)}" r="4.5"/>'
    return f'<path{kind} d="M{number(x)} {number(y)}{shape(tone)}"/>'


def toned(tone: Tone, *drawn: str) -> str:
    """Return drawn things in the colour of a tone."""
    return f'<g class="{css_class(tone) or "plain"}">{"".join(drawn)}</g>'


def column(texts: Iterable[str], most: float) -> float:
    """Return the units that the longest of some texts takes, `most` at most."""
    return min(max((ems(printable(text, longest=None)) * FONT + 1 for text in texts), default=0.0), most)


def rows_of(texts: Iterable[tuple[tuple[str, float], ...]]) -> tuple[tuple[float, ...], float]:
    """Return the middle of every row, each as high as the text in it (texts with their room), and where they end."""
    middles, y = [], 0.0
    for row in texts:
        height = 10 + LINE * max(len(broken(text, room / FONT)) for text, room in row)
        middles.append(y + height / 2)
        y += height
    return tuple(middles), y


def scale(axis: Axis, cuts: Sequence[float], top: float, bottom: float) -> Iterator[str]:
    """Yield a horizontal axis under its plot, and the cuts as broken lines with their values above."""
    ticks = [axis.minimum + (axis.maximum - axis.minimum) * part / 4 for part in range(5)]
    lines = "".join(f"M{number(axis.at(tick))} {number(top)}V{number(bottom)}" for tick in ticks)
    yield f'<path class="rule" d="{lines}"/>'
    for tick in ticks[::2]:
        yield words((f"{tick:g}",), axis.at(tick), bottom + 10, "tick")
    drawn = sorted(cut for cut in cuts if axis.minimum < cut < axis.maximum)
    if drawn:
        lines = "".join(f"M{number(axis.at(cut))} {number(top - 2)}V{number(bottom)}" for cut in drawn)
        yield f'<path class="cut" d="{lines}"/>'
    last = -math.inf
    for cut in drawn:
        if axis.at(cut) - last >= FONT * 1.6:
            last = axis.at(cut)
            yield words((f"{cut:g}",), last, top - 9, "tick")
