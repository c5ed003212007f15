"""Scores with their intervals, and changes, each as a row on one scale."""

from __future__ import annotations

import math
from collections.abc import Iterator

from resilience_cli.model.document import Arrow, Arrows, Chart, Interval
from resilience_cli.reports.html.svg import (
    NAMES,
    WIDTH,
    Axis,
    column,
    figure,
    label,
    number,
    rows_of,
    scale,
    sign,
    toned,
)

GAP = 12.0
TEXTS = 150.0
"""Units that the values in words take at most."""
TOP, FOOT = 18.0, 22.0


def chart(drawing: Chart) -> str:
    """Return scores as dots with their intervals."""
    scores = [score for _name, score in drawing.rows]
    low = min((score.minimum for score in scores), default=0.0)
    high = max((score.maximum for score in scores), default=100.0)
    texts = [(name, score.text) for name, score in drawing.rows]
    axis, names, values = _columns(texts, low, high)
    middles, height = rows_of(((name, names), (text, values)) for name, text in texts)

    def body() -> Iterator[str]:
        yield from scale(axis, drawing.marks, TOP, TOP + height)
        for (name, score), middle in zip(drawing.rows, middles, strict=True):
            y = TOP + middle
            yield label(name, 0, y, names)
            yield _dot(score, axis, y)
            yield label(score.text, axis.end + GAP, y, values)

    return figure(drawing, body(), WIDTH, TOP + height + FOOT)


def arrows(drawing: Arrows) -> str:
    """Return changes as arrows from the value before to the value after."""
    texts = [(row.label, row.text) for row in drawing.rows]
    axis, names, values = _columns(texts, drawing.minimum, drawing.maximum)
    middles, height = rows_of(((name, names), (text, values)) for name, text in texts)

    def body() -> Iterator[str]:
        yield from scale(axis, drawing.marks, TOP, TOP + height)
        for row, middle in zip(drawing.rows, middles, strict=True):
            y = TOP + middle
            yield label(row.label, 0, y, names)
            yield _arrow(row, axis, y)
            yield label(row.text, axis.end + GAP, y, values)

    return figure(drawing, body(), WIDTH, TOP + height + FOOT)


def _columns(texts: list[tuple[str, str]], low: float, high: float) -> tuple[Axis, float, float]:
    """Return the axis, and the units that names before it and values behind it have."""
    names = column((name for name, _ in texts), NAMES)
    values = column((text for _, text in texts), TEXTS)
    return Axis(names + GAP, WIDTH - values - GAP, low, high), names, values


def _dot(score: Interval, axis: Axis, y: float) -> str:
    if math.isnan(score.estimate):
        return ""
    span = ""
    if score.low is not None and score.high is not None:
        span = f'<path class="span" d="M{number(axis.at(score.low))} {number(y)}H{number(axis.at(score.high))}"/>'
    return toned(score.tone, span, sign(score.tone, axis.at(score.estimate), y))


def _arrow(row: Arrow, axis: Axis, y: float) -> str:
    known = [value for value in (row.before, row.after) if not math.isnan(value)]
    if len(known) < 2:
        return toned(row.tone, *(sign("open", axis.at(value), y) for value in known))
    start, end = axis.at(row.before), axis.at(row.after)
    side = math.copysign(1, end - start)
    kind = "span open" if row.tone == "open" else "span"
    line = f'<path class="{kind}" d="M{number(start)} {number(y)}H{number(end)}"/>'
    origin = f'<path class="span" d="M{number(start)} {number(y - 4)}v8"/>'
    if abs(end - start) < 6 or row.tone == "same":
        return toned(row.tone, line, origin, sign(row.tone, end, y))
    hollow = ' class="hollow"' if row.tone == "open" else ""
    head = f'<path{hollow} d="M{number(end)} {number(y)}l{number(-8 * side)}-4.5v9z"/>'
    return toned(row.tone, line, origin, head)
