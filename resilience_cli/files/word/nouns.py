"""What stands on the pages of a Word file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from resilience_cli.files.word.looks import FORM, Kind, Look


@dataclass(frozen=True)
class Line:
    """A paragraph."""

    text: str
    """What it says."""
    style: Kind = "body"
    """What it is; a heading stays on the page of what follows."""
    centred: bool = False
    """Whether it stands in the middle."""
    detail: str = ""
    """What is said of it besides, fainter."""
    level: int = 0
    """How deep it stands in an outline."""
    back: float = 0
    """How many letters it keeps away from the right edge, if it stands there."""
    new_page: bool = False
    """Whether it begins a page; such a heading is not indented."""
    bar: str = ""
    """Colour (RRGGBB) of a bar at its left; empty: none."""


@dataclass(frozen=True)
class Space:
    """A place to be filled by whoever edits the file; what is typed takes the place of the prompt."""

    prompt: str
    """What stands there until then."""
    title: str
    """What word processors call the place."""


@dataclass(frozen=True)
class Square:
    """A cell of a table."""

    text: str = ""
    """What it says."""
    align: Literal["left", "center", "right"] = "left"
    """Where its text stands."""
    shade: str = ""
    """Colour (RRGGBB) behind it; empty: none."""
    colour: str = ""
    """Colour of its letters; empty: black."""
    span: int = 1
    """How many columns it takes."""
    drawn: bool = False
    """Whether it is a piece of a drawing: without lines around it and without room for text."""
    mark: bool = False
    """Whether a dashed line stands at its left."""


@dataclass(frozen=True)
class Grid:
    """A table; its header stands on every page, and no row is cut by the end of a page."""

    header: tuple[str | Square, ...]
    """Titles of the columns."""
    rows: tuple[tuple[str | Square, ...], ...]
    """The cells."""
    widths: tuple[float, ...]
    """Width of each column in centimetres; together at most the width between the margins."""
    centred: frozenset[int] = frozenset()
    """Columns (from 0) whose texts stand in the middle."""
    points: float = 0
    """Size of its letters; 0: that of the paper's look."""
    title: str = ""
    """What those hear who cannot see it."""
    description: str = ""
    """The same at more length."""


@dataclass(frozen=True)
class Turn:
    """From here on, pages lie across, or stand upright again."""

    across: bool
    """Whether they lie across."""


Piece = Line | Space | Grid | Turn


@dataclass(frozen=True)
class Paper:
    """What a Word file holds."""

    title: str
    """Its name in the file's properties."""
    parts: Sequence[Piece]
    """What stands on its pages."""
    footer: str = ""
    """What stands at the foot of every page, before the number of the page."""
    look: Look = FORM
    """How it is set."""
    subject: str = ""
    """What the file's properties say it is about."""
    keywords: str = ""
    """By what the file's properties want it to be found."""
