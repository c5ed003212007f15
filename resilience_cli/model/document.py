"""A report as parts: words are chosen once, in reports.compose; renderers only walk the parts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal


@dataclass(frozen=True)
class Heading:
    """A title of a part."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """Running text."""

    text: str


@dataclass(frozen=True)
class Note:
    """A remark that must not be missed: a limit, a warning, something left out."""

    text: str
    tone: Literal["info", "warning", "error"] = "info"


@dataclass(frozen=True)
class Interval:
    """A score with its interval on a scale, to be drawn in a table cell or a chart."""

    estimate: float
    low: float | None
    high: float | None
    minimum: float = 0.0
    maximum: float = 100.0
    text: str = ""
    """The same in words, rounded for print."""


@dataclass(frozen=True)
class Column:
    """A column of a table."""

    title: str
    align: Literal["left", "right"] = "left"


@dataclass(frozen=True)
class Cell:
    """A table cell: what is printed, and the value behind it for colour and for sorting."""

    text: str
    value: Any = None


@dataclass(frozen=True)
class Table:
    """A table; cells are texts, intervals, or cells with a value behind them."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str | Cell | Interval, ...], ...]
    caption: str = ""


@dataclass(frozen=True)
class Chart:
    """Scores of one community (or of several) as dots with intervals on one scale."""

    title: str
    rows: tuple[tuple[str, Interval], ...]
    marks: tuple[float, ...] = ()
    """Cuts to be shown as lines."""


@dataclass(frozen=True)
class Line:
    """A line of an outline."""

    level: int
    """How deep it stands: 0 for the outermost, at most one more than the line before."""
    text: str
    detail: str = ""
    """What is said of it besides, set apart."""


@dataclass(frozen=True)
class Outline:
    """A tree as lines, each above what belongs to it."""

    lines: tuple[Line, ...]


Part = Heading | Paragraph | Note | Table | Chart | Outline


@dataclass(frozen=True)
class Document:
    """A report."""

    title: str
    parts: tuple[Part, ...]
