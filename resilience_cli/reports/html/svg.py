"""What all drawings share: texts in them, an axis, marks, and the frame with its equivalent for who cannot see it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from resilience_cli.messages import say
from resilience_cli.messages.printable import printable
from resilience_cli.model.document import Drawing, Tone
from resilience_cli.reports.html.marks import PLAIN
from resilience_cli.reports.html.tables import grid
from resilience_cli.reports.html.words import broken, ems, safe
from resilience_cli.reports.parts import in_figures
from resilience_cli.reports.tones import css_class

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
    return f"{round(value, 1) + 0.0:g}"  # not -0


def figure(drawing: Drawing, body: Iterable[str], width: float, height: float) -> str:
    """Return a drawing under its title, and the same figures as a table unless the document tells them anyway."""
    title = safe(drawing.title)
    where = say("The figures are in a table of this report.") if drawing.told else say("The figures follow as a table.")
    table = "" if drawing.told else _table(drawing)
    return (
        f'<figure class="drawing"><figcaption>{title}</figcaption>\n<svg role="img" width="{round(width * SCALE)}" '
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
    across = f' x="{number(x)}"' if x else ""
    place = f'<text{f" class={chr(34)}{kind}{chr(34)}" if kind else ""}{across} y="{number(y + 4)}">'
    first, *others = (safe(line) for line in lines)
    more = "".join(f'<tspan x="{number(x)}" dy="{number(LINE)}">{line}</tspan>' for line in others)
    return f"{place}{first}{more}{f'<title>{safe(full)}</title>' if full else ''}</text>"


def sign(tone: Tone, x: float, y: float) -> str:
    """Return the mark of a tone, in its colour and its shape."""
    return path(tone, f"M{number(x)} {number(y)}h0", "at")


def path(tone: Tone, drawn: str, kind: str) -> str:
    """Return a path in the colour of a tone; `kind` says in page.css and in `marks.rules` what else it is."""
    return f'<path class="{kind} {css_class(tone) or PLAIN}" d="{drawn}"/>'


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
    drawn = _inside(axis, cuts)
    yield _upright("rule", axis, ticks, top, bottom)
    yield _upright("cut", axis, drawn, top - 2, bottom) if drawn else ""
    yield '<g class="tick">'
    for tick in ticks[::2]:
        yield words((f"{tick:g}",), axis.at(tick), bottom + 10)
    for cut, high in zip(drawn, _raised(axis, drawn), strict=True):
        yield words((f"{cut:g}",), axis.at(cut), top - (9 + LINE if high else 9))
    yield "</g>"


def _upright(kind: str, axis: Axis, values: Iterable[float], top: float, bottom: float) -> str:
    lines = "".join(f"M{number(axis.at(value))} {number(top)}V{number(bottom)}" for value in values)
    return f'<path class="{kind}" d="{lines}"/>'


def head(axis: Axis, cuts: Sequence[float]) -> float:
    """Return how much room the values of the cuts need above a plot."""
    return 18 + (LINE if any(_raised(axis, _inside(axis, cuts))) else 0)


def _inside(axis: Axis, cuts: Sequence[float]) -> list[float]:
    return sorted({cut for cut in cuts if axis.minimum < cut < axis.maximum})


def _raised(axis: Axis, cuts: Sequence[float]) -> list[bool]:
    """Return which cuts stand so near to the one before that their values go above its own."""
    high: list[bool] = []
    for at, cut in enumerate(cuts):
        near = at > 0 and axis.at(cut) - axis.at(cuts[at - 1]) < 1.6 * FONT
        high.append(near and not high[-1])
    return high
