"""The words of a document's parts that every renderer takes from them alike."""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import singledispatch

from resilience_cli.messages import mark, say
from resilience_cli.model.document import (
    Arrows,
    Bars,
    Blank,
    Cell,
    Chart,
    Column,
    Drawing,
    Interval,
    Letter,
    Note,
    Part,
    Radar,
    Table,
    Trends,
)
from resilience_cli.reports.rounding import percent, rounded

LABELS = {"error": mark("Error: "), "warning": mark("Note: "), "info": ""}


def cell_text(cell: str | Cell | Interval) -> str:
    """Return what is printed in a cell."""
    return cell if isinstance(cell, str) else cell.text


def note_text(note: Note) -> str:
    """Return a note, with a word in front of it that says how grave it is."""
    return say(LABELS[note.tone]) + note.text


def blank_text(blank: Blank) -> str:
    """Return the words that stand where the author has to write."""
    return say("[To be filled in: {prompt}]", prompt=blank.prompt)


def addressee_text(letter: Letter) -> str:
    """Return to whom a letter goes, as it stands above the text."""
    return say("{office}:", office=letter.to.rstrip("：: "))


def without_told(parts: Iterable[Part]) -> tuple[Part, ...]:
    """Return the parts without drawings whose figures stand in a table anyway, for forms that draw nothing."""
    return tuple(part for part in parts if not (isinstance(part, Drawing) and part.told))


@singledispatch
def in_figures(drawing: Drawing) -> Table:
    """Return what a drawing shows as a table: its equivalent for those who cannot see it, or where nothing is drawn."""
    raise TypeError(type(drawing))


@in_figures.register
def _(chart: Chart) -> Table:
    return Table((Column(chart.title), Column("0–100")), chart.rows)


@in_figures.register
def _(radar: Radar) -> Table:
    columns = (Column(radar.title), *(Column(axis, "right") for axis in radar.axes))
    return Table(columns, tuple((Cell(label, tone=tone), *map(_number, values)) for label, values, tone in radar.rows))


@in_figures.register
def _(bars: Bars) -> Table:
    columns = (Column(bars.title), *(Column(name, "right") for name, _tone in bars.segments))
    return Table(columns, tuple((label, *map(_share, shares)) for label, shares in bars.rows))


@in_figures.register
def _(arrows: Arrows) -> Table:
    titles = (say("Before"), say("After"))
    columns = (Column(arrows.title), *(Column(title, "right") for title in titles), Column(say("Change")))
    rows = (
        (row.label, _number(row.before), _number(row.after), Cell(row.text, row.after - row.before, row.tone))
        for row in arrows.rows
    )
    return Table(columns, tuple(rows))


@in_figures.register
def _(trends: Trends) -> Table:
    columns = (Column(trends.title), *(Column(time, "right") for time in trends.times))
    return Table(columns, tuple((label, *map(_number, values)) for label, values in trends.rows))


def _number(value: float) -> Cell:
    return Cell(rounded(value), None if math.isnan(value) else value)


def _share(value: float) -> Cell:
    return Cell(percent(value), None if math.isnan(value) else value)
