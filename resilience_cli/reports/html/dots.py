"""Scores with their intervals, and changes, each as a row on one scale."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from resilience_cli.model.document import Arrow, Arrows, Chart, Interval
from resilience_cli.reports.html.svg import (
    NAMES,
    WIDTH,
    Axis,
    column,
    figure,
    head,
    label,
    number,
    path,
    rows_of,
    scale,
    sign,
)

GAP = 12.0
TEXTS = 150.0
"""Units that the values in words take at most."""
FOOT = 22.0


def chart(drawing: Chart) -> str:
    """Return scores as dots with their intervals."""
    scores = [score for _name, score in drawing.rows]
    low = min((score.minimum for score in scores), default=0.0)
    high = max((score.maximum for score in scores), default=100.0)
    rows = [(name, score.text, partial(_dot, score)) for name, score in drawing.rows]
    return _plot(drawing, rows, low, high)


def arrows(drawing: Arrows) -> str:
    """Return changes as arrows from the value before to the value after."""
    rows = [(row.label, row.text, partial(_arrow, row)) for row in drawing.rows]
    return _plot(drawing, rows, drawing.minimum, drawing.maximum)


def _plot(
    drawing: Chart | Arrows, rows: Sequence[tuple[str, str, Callable[[Axis, float], str]]], low: float, high: float
) -> str:
    """Return rows of (name, value in words, what draws it on an axis at a height) on one scale."""
    names = column((name for name, _text, _draw in rows), NAMES)
    values = column((text for _name, text, _draw in rows), TEXTS)
    axis = Axis(names + GAP, WIDTH - values - GAP, low, high)
    middles, height = rows_of(((name, names), (text, values)) for name, text, _draw in rows)
    top = head(axis, drawing.marks)

    def body() -> Iterator[str]:
        yield from scale(axis, drawing.marks, top, top + height)
        for (name, _text, draw), middle in zip(rows, middles, strict=True):
            yield label(name, 0, top + middle, names)
            yield draw(axis, top + middle)
        yield f'<g transform="translate({number(axis.end + GAP)})">'
        for (_name, text, _draw), middle in zip(rows, middles, strict=True):
            yield label(text, 0, top + middle, values)
        yield "</g>"

    return figure(drawing, body(), WIDTH, top + height + FOOT)


def _dot(score: Interval, axis: Axis, y: float) -> str:
    if math.isnan(score.estimate):
        return ""
    if score.low is None or score.high is None:
        return sign(score.tone, axis.at(score.estimate), y)
    low, at, high = (number(axis.at(value)) for value in (score.low, score.estimate, score.high))
    return path(score.tone, f"M{low} {number(y)}H{at}H{high}", "span")


def _arrow(row: Arrow, axis: Axis, y: float) -> str:
    known = [value for value in (row.before, row.after) if not math.isnan(value)]
    if len(known) < 2:
        return "".join(sign("open", axis.at(value), y) for value in known)
    start, end = axis.at(row.before), axis.at(row.after)
    way = math.copysign(8, end - start)
    line = path(row.tone, f"M{number(start)} {number(y - 4)}v8m0-4H{number(end)}", "line")
    if abs(end - start) < abs(way) or row.tone == "same":
        return line + sign(row.tone, end, y)
    tip = f"M{number(end)} {number(y)}l{number(-way)}-4.5v9z"
    return line + path(row.tone, tip, "hollow" if row.tone == "open" else "head")
