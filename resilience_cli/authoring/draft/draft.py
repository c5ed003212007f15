"""What a draft of an instrument is made from, and what is in it: columns of an old export, questions, scales, roles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["question", "platform", "identifying", "several"]
Use = Literal["score", "field", "attention", "community", "role", "leave"]


@dataclass(frozen=True)
class SeenAnswer:
    """One distinct text of a column."""

    readings: tuple[str, ...]
    """What it may be read as: as it stands, then without a letter, number or score around it."""
    count: int
    """In how many rows it stands."""
    shareable: bool = True
    """Whether it holds nothing personal and no long number."""


@dataclass(frozen=True)
class SeenColumn:
    """One column of an export, without what identifies people."""

    letter: str
    """Its letter, as Excel shows it."""
    number: str | None
    """Number of the question; the rows of a matrix share one."""
    text: str
    """The question with its stem; empty if the header may identify a person."""
    short: str
    """The row of a matrix alone, else the same as `text`."""
    kind: Kind
    """platform: added by the survey platform; several: a multiple choice."""
    answers: tuple[SeenAnswer, ...] = ()
    """Distinct answers, the most frequent first."""
    by_role: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """By text of the role column: (how many answered, how many there are); empty if no column tells roles."""


@dataclass(frozen=True)
class Seen:
    """An export, as far as a draft may know it."""

    file: str
    """Its name."""
    columns: tuple[SeenColumn, ...]
    """Its columns."""


@dataclass(frozen=True)
class DraftOption:
    """One answer of a scale."""

    labels: tuple[str, str]
    """Text in Chinese and in English; empty where not known."""
    value: float | None = None
    """Its value; None: still to be given."""
    scored: bool = True
    """False: an answer without a value, such as "don't know"."""
    remark: str = ""
    """What should be looked at."""
    also: tuple[str, ...] = ()
    """Other texts that were found for it."""


@dataclass(frozen=True)
class DraftScale:
    """A set of answers that several questions may share."""

    id: str
    """Its id."""
    options: tuple[DraftOption, ...]
    """From low to high if the order is known, else the most frequent first."""


@dataclass(frozen=True)
class DraftQuestion:
    """A column of the export, and what is proposed for it."""

    column: str
    """Its letter."""
    text: str
    """The question; empty if it was not taken over."""
    id: str
    """Proposed id; empty if it is left out."""
    use: Use
    """What it is to be."""
    scale: str
    """Id of its scale, or `number LOW-HIGH`; empty if there is none."""
    remark: str
    """How it was recognised, or why it is left out."""
    roles: tuple[str, ...] = ()
    """Roles (ids or texts) that answered it; empty: all."""


@dataclass(frozen=True)
class DraftRole:
    """A text of the role column."""

    id: str
    """Id of the usual role that it means; empty: unknown."""
    texts: tuple[str, ...]
    """The texts that were found for it."""


@dataclass(frozen=True)
class Draft:
    """A proposal, to be completed by a person."""

    file: str
    """The export it was made from."""
    language: Literal["zh", "en"]
    """Language of the questions."""
    questions: tuple[DraftQuestion, ...]
    """In the order of the columns."""
    scales: tuple[DraftScale, ...]
    """The sets of answers that were found."""
    roles: tuple[DraftRole, ...]
    """Roles; the residents alone if no column tells."""


@dataclass(frozen=True)
class FilledSheet:
    """A sheet of a workbook that somebody filled in, every cell as text."""

    file: str
    """Name of the file."""
    name: str
    """Name of the sheet."""
    letters: tuple[str, ...]
    """Column letters."""
    headers: tuple[str, ...]
    """Header of each column."""
    first_row: int
    """Row number, as Excel counts, of the first row beneath the headers."""
    rows: tuple[tuple[str, ...], ...]
    """Cells by row and column; empty text where there is nothing."""
