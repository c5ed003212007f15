"""For the public: behind a number that is shown stands none that is finer, in no form of the report."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import singledispatch
from typing import Any

from resilience_cli.model.document import Arrows, Bars, Cell, Chart, Document, Interval, Part, Radar, Table, Trends

DIGITS, SHARE_DIGITS = 1, 2
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")


def coarsened(document: Document) -> Document:
    """Return the document with every number behind its words as coarse as they are: exact ones and public weights
    would tell what few people answered."""
    parts = tuple(_part(part) for part in document.parts)
    return replace(document, parts=parts, members=tuple(map(coarsened, document.members)))


@singledispatch
def _part(part: Part) -> Part:
    return part


@_part.register
def _(table: Table) -> Part:
    return replace(table, rows=tuple(tuple(map(_cell, row)) for row in table.rows))


@_part.register
def _(chart: Chart) -> Part:
    return replace(chart, rows=tuple((name, _interval(interval)) for name, interval in chart.rows))


@_part.register
def _(radar: Radar) -> Part:
    return replace(radar, rows=tuple((name, _rounded(values), tone) for name, values, tone in radar.rows))


@_part.register
def _(bars: Bars) -> Part:
    return replace(bars, rows=tuple((name, _rounded(shares, SHARE_DIGITS)) for name, shares in bars.rows))


@_part.register
def _(arrows: Arrows) -> Part:
    rows = (replace(row, before=round(row.before, DIGITS), after=round(row.after, DIGITS)) for row in arrows.rows)
    return replace(arrows, rows=tuple(rows))


@_part.register
def _(trends: Trends) -> Part:
    return replace(trends, rows=tuple((name, _rounded(values)) for name, values in trends.rows))


def _cell(cell: str | Cell | Interval) -> str | Cell | Interval:
    if isinstance(cell, Interval):
        return _interval(cell)
    if isinstance(cell, Cell) and isinstance(cell.value, float):
        return replace(cell, value=_shown(cell.text, cell.value))
    return cell


def _interval(interval: Interval) -> Interval:
    low, high = (None if end is None else round(end, DIGITS) for end in (interval.low, interval.high))
    return replace(interval, estimate=_shown(interval.text, interval.estimate), low=low, high=high)


def _shown(text: str, value: float) -> float:
    """Return the number that the words begin with, else the value, rounded."""
    found = _NUMBER.match(text)
    if math.isnan(value) or "%" in text or not found:
        return round(value, SHARE_DIGITS)
    return float(found[0])


def _rounded(values: Sequence[Any], digits: int = DIGITS) -> tuple[Any, ...]:
    return tuple(round(value, digits) for value in values)
