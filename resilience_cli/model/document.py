"""A report as parts: words are chosen once, in reports.compose; renderers only walk the parts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Tone = str
"""What a mark means, for its colour; never told by colour alone. Empty, or one of `low middle high` (places on a scale,
high is good), `firm borderline unresolved`, `better worse same open` (changes), `class1 class2 …` (classes in the order
in which they are tried), `step1 step2 …` (options from the worst to the best), `muted`."""


@dataclass(frozen=True)
class Heading:
    """A title of a part."""

    text: str
    level: int = 1
    new_page: bool = False
    """Whether it begins a page, where there are pages: an appendix does."""


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
class Blank:
    """A place that the author of the letter fills; the program writes nothing there."""

    prompt: str
    """What belongs there."""


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
    tone: Tone = ""


@dataclass(frozen=True)
class Column:
    """A column of a table."""

    title: str
    align: Literal["left", "right"] = "left"
    bands: tuple[tuple[float, Tone], ...] = ()
    """(from which value on, which tone) its numbers have, rising, so that a workbook colours what is changed in it."""


@dataclass(frozen=True)
class Cell:
    """A table cell: what is printed, and the value behind it for sorting."""

    text: str
    value: Any = None
    tone: Tone = ""


Row = tuple[str | Cell | Interval, ...]
"""The cells of a row of a table."""


@dataclass(frozen=True)
class Table:
    """A table; cells are texts, intervals, or cells with a value behind them."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    caption: str = ""
    keys: tuple[str, ...] = ()
    """By row, the key of the member document that tells more of it. Such a table can be sorted and filtered, where
    the reader has a screen; empty: one to be read as it stands."""


@dataclass(frozen=True)
class Chart:
    """Scores of one community (or of several) as dots with intervals on one scale."""

    title: str
    rows: tuple[tuple[str, Interval], ...]
    marks: tuple[float, ...] = ()
    """Cuts to be shown as lines."""
    told: bool = False
    """Whether the same figures stand in a table of the document: where nothing can be drawn, it is then left out."""


@dataclass(frozen=True)
class Radar:
    """Several scores of one thing on axes from one centre, one small figure a row: three axes are the triangle."""

    title: str
    axes: tuple[str, ...]
    """Names of the axes, each from 0 to 100."""
    rows: tuple[tuple[str, tuple[float, ...], Tone], ...]
    """(whose figure it is, its scores, their tone); NaN where one is missing."""
    marks: tuple[float, ...] = ()
    told: bool = False
    """Whether the same figures stand in a table of the document: where nothing can be drawn, it is then left out."""


@dataclass(frozen=True)
class Bars:
    """Parts of a whole as segments of one bar a row."""

    title: str
    segments: tuple[tuple[str, Tone], ...]
    """(name, tone) of the segments, in order."""
    rows: tuple[tuple[str, tuple[float, ...]], ...]
    """(whose bar it is, the shares of its segments, 0 to 1)."""
    middle: int | None = None
    """The segment whose middle stands on one line in all bars, as for answers from no to yes; None: all begin there."""
    told: bool = False
    """Whether the same figures stand in a table of the document: where nothing can be drawn, it is then left out."""


@dataclass(frozen=True)
class Arrow:
    """A value before and after."""

    label: str
    before: float
    after: float
    tone: Tone
    text: str
    """The change in words."""


@dataclass(frozen=True)
class Arrows:
    """Changes on one scale."""

    title: str
    rows: tuple[Arrow, ...]
    marks: tuple[float, ...] = ()
    minimum: float = 0.0
    maximum: float = 100.0
    told: bool = False
    """Whether the same figures stand in a table of the document: where nothing can be drawn, it is then left out."""


@dataclass(frozen=True)
class Trends:
    """Values over several times, one small figure a row."""

    title: str
    times: tuple[str, ...]
    rows: tuple[tuple[str, tuple[float, ...]], ...]
    """(whose values, one a time; NaN where there is none)."""
    marks: tuple[float, ...] = ()
    told: bool = False
    """Whether the same figures stand in a table of the document: where nothing can be drawn, it is then left out."""


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


Drawing = Chart | Radar | Bars | Arrows | Trends
"""What is drawn where there is room; `reports.parts.in_figures` says the same as a table."""
Part = Heading | Paragraph | Note | Blank | Table | Drawing | Outline


@dataclass(frozen=True)
class Data:
    """Numbers in long form for those who go on computing; only workbooks carry them."""

    name: str
    """A name in ASCII letters, by which formulas find it."""
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str | float | None, ...], ...]


@dataclass(frozen=True)
class Letter:
    """What makes a report a letter to an office."""

    to: str = ""
    """主送机关."""
    sender: str = ""
    """发文机关, above the date at the end."""
    date: str = ""
    """As it is to be printed."""


@dataclass(frozen=True)
class Document:
    """A report."""

    title: str
    parts: tuple[Part, ...]
    key: str = ""
    """Id of what it is about, for links to it."""
    members: tuple[Document, ...] = ()
    """Documents about one of its subjects each; a screen shows them on demand, paper and terminal do not."""
    data: tuple[Data, ...] = ()
    letter: Letter | None = None
    properties: Mapping[str, str] = field(default_factory=dict)
    """What file properties say: subject, keywords."""
