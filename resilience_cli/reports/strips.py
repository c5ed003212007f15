"""Drawings as lines of signs that are one cell wide everywhere: dots with intervals, stacked bars, arrows."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from resilience_cli.messages import say
from resilience_cli.model.document import Arrow, Arrows, Bars, Chart, Interval
from resilience_cli.reports.rounding import percent

Strip = Chart | Bars | Arrows
FILLS = "#=+:.%*o"
"""One sign a segment of a stacked bar."""


def lines(drawing: Strip) -> tuple[list[str], list[str], Callable[[int, int], str]]:
    """Return by row whose it is, its figures, and a function of (row, width) that draws it."""
    if isinstance(drawing, Chart):
        found = [interval for _name, interval in drawing.rows]
        return (
            [name for name, _ in drawing.rows],
            [interval.text for interval in found],
            lambda row, width: bar_of(found[row], width, drawing.marks),
        )
    if isinstance(drawing, Bars):
        shares = [shares for _name, shares in drawing.rows]
        figures = [" ".join(f"{percent(share):>4}" for share in row) for row in shares]
        return [name for name, _ in drawing.rows], figures, lambda row, width: stacked(shares[row], width)
    return (
        [arrow.label for arrow in drawing.rows],
        [arrow.text for arrow in drawing.rows],
        lambda row, width: arrow_of(drawing.rows[row], width, drawing),
    )


def legend(drawing: Strip) -> list[str]:
    """Return what the signs of stacked bars mean, in the order of the figures; of other drawings nothing."""
    if not isinstance(drawing, Bars):
        return []
    names = (f"{FILLS[place % len(FILLS)]} {name}" for place, (name, _tone) in enumerate(drawing.segments))
    return [say("; ").join(names)]


def bar_of(interval: Interval, width: int, marks: Sequence[float] = ()) -> str:
    """Return a score drawn in `width` cells such as `.....|.--o--.`: its interval, and the marks as `|`."""
    if math.isnan(interval.estimate):
        return " " * width
    cells = _scale(width, marks, interval.minimum, interval.maximum)
    ends = (interval.minimum, interval.maximum, width)
    if interval.low is not None and interval.high is not None:
        for cell in range(_place(interval.low, *ends), _place(interval.high, *ends) + 1):
            cells[cell] = "-"
    cells[_place(interval.estimate, *ends)] = "o"
    return "".join(cells)


def arrow_of(arrow: Arrow, width: int, drawing: Arrows) -> str:
    """Return a change drawn in `width` cells such as `...o---->..|`, from the value before to the one after."""
    if math.isnan(arrow.before) or math.isnan(arrow.after):
        return " " * width
    ends = (drawing.minimum, drawing.maximum, width)
    cells = _scale(width, drawing.marks, drawing.minimum, drawing.maximum)
    start, end = _place(arrow.before, *ends), _place(arrow.after, *ends)
    for cell in range(min(start, end), max(start, end) + 1):
        cells[cell] = "-"
    cells[start] = "o"
    cells[end] = "o" if start == end else ">" if end > start else "<"
    return "".join(cells)


def stacked(shares: Sequence[float], width: int) -> str:
    """Return the shares as runs of signs that fill `width` cells; nothing where they are not known."""
    if any(map(math.isnan, shares)):
        return " " * width
    total, drawn, done = sum(shares), "", 0.0
    for place, share in enumerate(shares):
        done += share
        end = round(width * done / total) if total > 0 else 0
        drawn += FILLS[place % len(FILLS)] * (end - len(drawn))
    return drawn.ljust(width)


def _scale(width: int, marks: Sequence[float], minimum: float, maximum: float) -> list[str]:
    cells = ["."] * width
    for value in marks:
        cells[_place(value, minimum, maximum, width)] = "|"
    return cells


def _place(value: float, minimum: float, maximum: float, width: int) -> int:
    return min(max(int((value - minimum) / (maximum - minimum) * width), 0), width - 1)
