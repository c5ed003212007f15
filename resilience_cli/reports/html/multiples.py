"""Small figures side by side, one a row: scores on axes from one centre, and values over time."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from resilience_cli.model.document import Drawing, Radar, Tone, Trends
from resilience_cli.reports.html.svg import FONT, LINE, Axis, figure, label, number, path, words
from resilience_cli.reports.html.words import broken
from resilience_cli.reports.rounding import rounded

CELL, COLUMNS = 160.0, 3
RADIUS = 46.0
TITLE = 2 * LINE + 6
PLOT = 66.0
Row = TypeVar("Row")


def radar(drawing: Radar) -> str:
    """Return small figures of scores on axes from one centre; three axes make triangles."""
    turns = [2 * math.pi * at / len(drawing.axes) for at in range(len(drawing.axes))]
    ways = [(math.sin(turn), -math.cos(turn)) for turn in turns]
    low = max((down for _across, down in ways), default=1.0)

    def one(row: tuple[str, tuple[float, ...], Tone], x: float, y: float) -> Iterator[str]:
        name, values, tone = row
        centre = (x + CELL / 2, y + TITLE + 2 * LINE + 8 + RADIUS)
        yield _frame(centre, ways, drawing.marks)
        yield label(name, centre[0], y + TITLE / 2 + 4, CELL - 8, kind="name")
        yield _web(values, ways, centre, tone)
        yield '<g class="tip">'
        for axis, value, way in zip(drawing.axes, values, ways, strict=True):
            yield _tip(axis, rounded(value, drawing.marks), centre, way)
        yield "</g>"

    return _side_by_side(drawing, drawing.rows, one, TITLE + 4 * LINE + 16 + (1 + low) * RADIUS)


def _point(centre: tuple[float, float], way: tuple[float, float], score: float) -> str:
    length = RADIUS * min(max(score, 0.0), 100.0) / 100
    return f"{number(centre[0] + way[0] * length)} {number(centre[1] + way[1] * length)}"


def _frame(centre: tuple[float, float], ways: Sequence[tuple[float, float]], cuts: Sequence[float]) -> str:
    """Return the axes, their ends joined, and every cut as a broken line around the centre."""
    spokes = "".join(f"M{_point(centre, way, 0)}L{_point(centre, way, 100)}" for way in ways)
    rings = "".join(f"M{'L'.join(_point(centre, way, cut) for way in ways)}z" for cut in cuts if 0 < cut < 100)
    rim = f"M{'L'.join(_point(centre, way, 100) for way in ways)}z"
    return f'<path class="rule" d="{spokes}{rim}"/>' + (f'<path class="cut" d="{rings}"/>' if rings else "")


def _web(values: Sequence[float], ways: Sequence[tuple[float, float]], centre: tuple[float, float], tone: Tone) -> str:
    """Return the area of the scores, or only the lines between neighbours where one is missing, and their marks."""
    points = [None if math.isnan(v) else _point(centre, way, v) for v, way in zip(values, ways, strict=True)]
    if points and None not in points:
        return path(tone, f"M{'L'.join(filter(None, points))}z", "area at")
    pairs = zip(points, points[1:] + points[:1], strict=True)
    lines = "".join(f"M{one}L{other}" for one, other in pairs if one and other)
    alone = "".join(f"M{point}h0" for point in points if point)
    return path(tone, alone + lines, "line at") if alone else ""


def _tip(axis: str, value: str, centre: tuple[float, float], way: tuple[float, float]) -> str:
    """Return the name of an axis and its score, beyond its end."""
    x = centre[0] + way[0] * (RADIUS + 4)
    y = centre[1] + way[1] * RADIUS + (12 if way[1] > 0.1 else -10 - LINE)
    room = CELL / 2 - 4 if abs(way[0]) > 0.1 else CELL - 8
    (name,) = broken(axis, room / FONT, 1)
    return words((name, value), x, y, full=axis if name != axis else "")


def trends(drawing: Trends) -> str:
    """Return small figures of values over time, all on one scale."""
    values = [value for _name, row in drawing.rows for value in row if not math.isnan(value)]
    inside = all(0 <= value <= 100 for value in values)
    low, high = (0.0, 100.0) if inside else (min(values), max(values))
    count = len(drawing.times)

    def one(row: tuple[str, tuple[float, ...]], x: float, y: float) -> Iterator[str]:
        name, values = row
        across = Axis(x + 22, x + CELL - 24, 0, max(count - 1, 1))
        up = Axis(y + TITLE + LINE + PLOT, y + TITLE + LINE, low, high)
        yield label(name, x + CELL / 2, y + TITLE / 2 + 4, CELL - 8, kind="name")
        yield _ground(across, up, drawing.marks)
        points = [(across.at(at), up.at(value), value) for at, value in enumerate(values)]
        yield _line(points)
        known = [point for point in points if not math.isnan(point[2])]
        for px, py, value in dict.fromkeys((*known[:1], *known[-1:])):
            yield words((rounded(value, drawing.marks),), px, py - 11, "tip")
        for at in dict.fromkeys((0, count - 1) if count else ()):
            yield label(drawing.times[at], across.at(at), up.start + 10, CELL / 2 - 8, kind="tick", most=1)

    return _side_by_side(drawing, drawing.rows, one, TITLE + LINE + PLOT + 26)


def _ground(across: Axis, up: Axis, cuts: Sequence[float]) -> str:
    edge = f"M{number(across.start - 8)} "
    side = f"H{number(across.end + 8)}"
    rule = "".join(f"{edge}{number(at)}{side}" for at in (up.start, up.end))
    lines = "".join(f"{edge}{number(up.at(cut))}{side}" for cut in cuts if up.minimum < cut < up.maximum)
    return f'<path class="rule" d="{rule}"/>' + (f'<path class="cut" d="{lines}"/>' if lines else "")


def _line(points: Sequence[tuple[float, float, float]]) -> str:
    """Return the line through the values; it stops where one is missing."""
    line, broken_off = "", True
    for x, y, value in points:
        if not math.isnan(value):
            line += f"{'M' if broken_off else 'L'}{number(x)} {number(y)}{'h0' if broken_off else ''}"
        broken_off = math.isnan(value)
    return path("firm", line, "line at") if line else ""


def _side_by_side(
    drawing: Drawing, rows: Sequence[Row], one: Callable[[Row, float, float], Iterator[str]], height: float
) -> str:
    """Return a figure a row, at most three beside each other."""
    columns = min(max(len(rows), 1), COLUMNS)
    body = (text for at, row in enumerate(rows) for text in one(row, CELL * (at % columns), height * (at // columns)))
    return figure(drawing, body, CELL * columns, height * math.ceil(len(rows) / columns))
