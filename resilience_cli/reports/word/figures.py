"""A drawing of a report -> a grid: the table that tells the same, with a strip of shaded cells in it.

A strip is cut into units; its cells are runs of units of one shade. A unit never reaches across a mark, so that a
score stands on its side of every cut.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import singledispatch
from itertools import accumulate, groupby, pairwise

from resilience_cli.files.word import Grid, Look, Square
from resilience_cli.model.document import Arrows, Bars, Chart, Drawing, Interval, Radar, Table, Trends
from resilience_cli.reports.parts import cell_text, in_figures
from resilience_cli.reports.word.fitting import SIZES, Demand, demand, fitted
from resilience_cli.reports.word.tables import column_texts, square
from resilience_cli.reports.word.tints import DARK, PALE, PLAIN, band_tint, inks, letters, lighter, tint

_UNITS = 48
"""Of a strip; Word's tables have at most 63 columns."""
_STRIP, _LABEL = Demand(44, 24), 22
"""Room that a strip asks for, and that a label has at least if it is as long."""
_DIGIT = 1.15
"""Units that a digit above a strip takes."""
_LONGEST = 1000
"""Letters of a description for those who cannot see a drawing."""
_Unit = tuple[str, str]
"""(shade, text) of a unit."""


@dataclass(frozen=True)
class _Strip:
    """What is drawn in the rows of a figure."""

    units: tuple[float, ...]
    """Width of each unit, as a share of the strip."""
    head: tuple[Square, ...]
    rows: tuple[tuple[Square, ...], ...]


@singledispatch
def figure_grid(drawing: Drawing, look: Look) -> Grid:  # noqa: ARG001 - those that know their drawing need it
    """Return the drawing's grid: label, strip, figures; the colours of bars are those of their columns' titles."""
    raise TypeError(type(drawing))


@figure_grid.register
def _(chart: Chart, look: Look) -> Grid:
    scales = [one for _label, one in chart.rows] or [Interval(math.nan, None, None)]
    axis = _axis(min(one.minimum for one in scales), max(one.maximum for one in scales), chart.marks)
    rows = []
    for _label, one in chart.rows:
        units: list[_Unit] = [("", "")] * (len(axis) - 1)
        if one.low is not None and one.high is not None:
            _fill(units, _unit(axis, one.low), _unit(axis, one.high), (tint(one.tone) or lighter(PLAIN), ""))
        if not math.isnan(one.estimate):
            units[_unit(axis, one.estimate)] = (DARK, "")
        rows.append(units)
    return _with_strip(in_figures(chart), _on_axis(axis, chart.marks, rows), look)


@figure_grid.register
def _(bars: Bars, look: Look) -> Grid:
    colours = inks([tone for _name, tone in bars.segments])
    shares = [[0.0 if math.isnan(share) else share for share in row] for _label, row in bars.rows]
    starts = [-_left_of(row, bars.middle) for row in shares]
    first = min(starts, default=0.0)
    length = max((start + sum(row) for start, row in zip(starts, shares, strict=True)), default=1.0) - first or 1.0
    rows = []
    for start, row in zip(starts, shares, strict=True):
        units: list[_Unit] = [("", "")] * _UNITS
        places = [round((start - first + end) / length * _UNITS) for end in accumulate(row, initial=0.0)]
        for (begin, end), colour in zip(pairwise(places), colours, strict=True):
            units[begin:end] = [(colour, "")] * (end - begin)
        rows.append(units)
    head = (Square(span=_UNITS, drawn=True),)
    strip = _Strip((1 / _UNITS,) * _UNITS, head, tuple(_squares(units, ()) for units in rows))
    return _with_strip(in_figures(bars), strip, look, ["", *colours])


@figure_grid.register
def _(arrows: Arrows, look: Look) -> Grid:
    axis = _axis(arrows.minimum, arrows.maximum, arrows.marks)
    rows = []
    for row in arrows.rows:
        units: list[_Unit] = [("", "")] * (len(axis) - 1)
        if not math.isnan(row.before) and not math.isnan(row.after):
            before, after = _unit(axis, row.before), _unit(axis, row.after)
            _fill(
                units,
                min(before, after),
                max(before, after),
                (tint(row.tone) or lighter(PLAIN), "→" if after > before else "←"),
            )
            units[before] = (PALE, "")
            units[after] = (DARK, "")
        rows.append(units)
    return _with_strip(in_figures(arrows), _on_axis(axis, arrows.marks, rows), look)


@figure_grid.register(Radar)
@figure_grid.register(Trends)
def _(drawing: Radar | Trends, look: Look) -> Grid:
    table = in_figures(drawing)
    points, widths = fitted(list(map(demand, _texts(table))), look, SIZES[1:])
    shades = [[band_tint(value, drawing.marks) for value in row[1]] for row in drawing.rows]
    rows = (
        tuple(map(square, cells, table.columns, ("", *shade))) for cells, shade in zip(table.rows, shades, strict=True)
    )
    head = (Square(), *(Square(column.title, "right") for column in table.columns[1:]))
    return Grid(head, tuple(rows), widths, points=points, title=drawing.title, description=_said(table))


def _axis(low: float, high: float, marks: Sequence[float]) -> tuple[float, ...]:
    """Return where the units of a scale begin, and its end; each mark begins one."""
    ends = sorted({low, high, *(mark for mark in marks if low < mark < high)})
    places = [low]
    for start, end in pairwise(ends):
        n = max(1, round(_UNITS * (end - start) / (high - low)))
        places += [start + (end - start) * step / n for step in range(1, n)] + [end]
    return tuple(places)


def _unit(axis: Sequence[float], value: float) -> int:
    """Return the unit that a value lies in."""
    return min(max(bisect_right(axis, value) - 1, 0), len(axis) - 2)


def _fill(units: list[_Unit], first: int, last: int, what: _Unit) -> None:
    units[first : last + 1] = [what] * (last + 1 - first)


def _on_axis(axis: Sequence[float], marks: Sequence[float], rows: Iterable[Sequence[_Unit]]) -> _Strip:
    """Return a strip with a scale above it; the marks are dashed lines."""
    places = {axis.index(mark) for mark in marks if mark in axis[1:-1]}
    units = tuple((end - start) / (axis[-1] - axis[0]) for start, end in pairwise(axis))
    return _Strip(units, tuple(_scale(axis, places)), tuple(_squares(row, places) for row in rows))


def _scale(axis: Sequence[float], places: set[int]) -> Iterator[Square]:
    """Yield the cells above a strip with the numbers where they begin; one without room stands in the next cell."""
    last = (max(places, default=0) + len(axis)) // 2  # half of the room behind the last mark is for the scale's end
    waiting: list[str] = []
    for start, end in pairwise([0, *sorted(places), last]):
        waiting.append(f"{axis[start]:g}")
        text = " ".join(waiting)
        fits = end == last or end - start > _DIGIT * len(text)
        yield Square(text if fits else "", span=end - start, drawn=True, mark=start in places)
        waiting = [] if fits else waiting
    ending, room = f"{axis[-1]:g}", len(axis) - 1 - last
    yield Square(ending if room > _DIGIT * len(ending) else "", "right", span=room, drawn=True)


def _squares(units: Sequence[_Unit], marks: Iterable[int]) -> tuple[Square, ...]:
    """Return the cells of a strip: units of one kind beside each other are one, but for marks between them."""
    passed = list(accumulate(place in set(marks) for place in range(len(units))))
    runs = [(kind, list(run)) for kind, run in groupby(zip(units, passed, strict=True))]
    places = accumulate((len(run) for _kind, run in runs), initial=0)
    return tuple(
        Square(text, "center", shade, span=len(run), drawn=True, mark=place in set(marks))
        for (((shade, text), _passed), run), place in zip(runs, places, strict=False)
    )


def _left_of(shares: Sequence[float], middle: int | None) -> float:
    """Return how much of a bar stands left of the common line."""
    return 0.0 if middle is None else sum(shares[:middle]) + shares[middle] / 2


def _with_strip(table: Table, strip: _Strip, look: Look, colours: Sequence[str] = ()) -> Grid:
    label, *figures = map(demand, _texts(table))
    named = Demand(label.whole, max(label.least, min(label.whole, _LABEL)))
    points, (first, length, *others) = fitted([named, _STRIP, *figures], look, SIZES[1:])
    shades = [*colours, *[""] * len(table.columns)]
    titles = [
        Square(one.title, one.align, shade, colour=letters(shade) if shade else "")
        for one, shade in zip(table.columns, shades, strict=False)
    ]
    rows = []
    for cells, drawn in zip(table.rows, strip.rows, strict=True):
        name, *rest = map(square, cells, table.columns)
        rows.append((name, *drawn, *rest))
    return Grid(
        (Square(), *strip.head, *titles[1:]),
        tuple(rows),
        (first, *(unit * length for unit in strip.units), *others),
        points=points,
        title=table.columns[0].title,
        description=_said(table),
    )


def _texts(table: Table) -> list[list[str]]:
    """Return by column what stands in a figure's cells: the title of the first stands above it."""
    (_title, *labels), *figures = column_texts(table)
    return [labels, *figures]


def _said(table: Table) -> str:
    """Return the figures of a table in one line."""
    text = "; ".join(f"{cell_text(row[0])}: {', '.join(map(cell_text, row[1:]))}" for row in table.rows)
    return text[:_LONGEST]
