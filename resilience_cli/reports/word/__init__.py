"""Document -> paper: an official letter by GB/T 9704-2012, its drawings as tables with shaded cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from resilience_cli.files.word import LETTERS, Grid, Kind, Line, Look, Paper, Piece, Space, Turn
from resilience_cli.messages import language
from resilience_cli.model.document import (
    Arrows,
    Bars,
    Blank,
    Chart,
    Document,
    Heading,
    Letter,
    Note,
    Outline,
    Paragraph,
    Part,
    Table,
)
from resilience_cli.reports.parts import addressee_text, blank_text, note_text, without_told
from resilience_cli.reports.word.figures import figure_grid
from resilience_cli.reports.word.fitting import half_letters
from resilience_cli.reports.word.tables import table_grid
from resilience_cli.reports.word.tints import NOTES

_ON_A_LINE = 44
"""Half letters of a sender that stands on one line with room at its side."""
_HEADINGS: tuple[Kind, ...] = ("heading", "heading2", "heading3", "heading4")


def paper(document: Document) -> Paper:
    """Return the document as a letter in the language in use; documents of its members and data are not printed."""
    look = LETTERS[language()]
    letter = document.letter or Letter()
    said = document.properties
    front: list[Piece] = [Line(document.title, "title")]
    front += [Line(addressee_text(letter), "addressee")] if letter.to else []
    return Paper(
        document.title,
        (*front, *_turned(_groups(document.parts, letter, look), look)),
        look=look,
        subject=said.get("subject", ""),
        keywords=said.get("keywords", ""),
    )


def _groups(parts: Sequence[Part], letter: Letter, look: Look) -> list[list[Piece]]:
    """Return the pieces of each part; who sends it and when stands where the body ends."""
    groups: list[list[Piece]] = []
    closed = False
    for part in parts:
        if not closed and isinstance(part, Heading) and part.new_page:
            groups.append(list(_closing(letter)))
            closed = True
        groups.append(list(_pieces(part, look)))
    return groups if closed else [*groups, list(_closing(letter))]


def _pieces(part: Part, look: Look) -> Iterator[Piece]:
    if isinstance(part, Heading):
        yield Line(part.text, _HEADINGS[min(part.level, len(_HEADINGS)) - 1], new_page=part.new_page)
    elif isinstance(part, Paragraph):
        yield Line(part.text)
    elif isinstance(part, Note):
        yield Line(note_text(part), "note", bar=NOTES[part.tone])
    elif isinstance(part, Blank):
        yield Space(blank_text(part), part.prompt)
    elif isinstance(part, Outline):
        for line in part.lines:
            yield Line(line.text, "outline", detail=line.detail, level=line.level)
    elif isinstance(part, Table):
        yield table_grid(part, look)
        if part.caption:
            yield Line(part.caption, "small")
    elif isinstance(part, Chart | Bars | Arrows) or without_told([part]):
        yield Line(part.title, "caption")
        yield figure_grid(part, look)


def _closing(letter: Letter) -> Iterator[Piece]:
    """Yield sender and date: two letters from the right, the date beginning two letters right of the sender.

    Where the date is the longer, it is the one two letters from the right (GB/T 9704-2012, 7.3.5.2).
    """
    lines = [text for text in (letter.sender, letter.date) if text]
    back = [2.0] * len(lines)
    if language() != "zh":
        back = [0.0] * len(lines)
    elif len(lines) == 2 and max(map(half_letters, lines)) <= _ON_A_LINE:
        sender, date = (half_letters(text) / 2 for text in lines)
        back = [date - sender + 4, 2.0] if date > sender else [2.0, sender - date]
    if lines:
        yield Line("", "closing")
    for text, away in zip(lines, back, strict=True):
        yield Line(text, "closing", back=away)


def _turned(groups: Sequence[list[Piece]], look: Look) -> Iterator[Piece]:
    """Yield all pieces; where a table is too wide for the upright page, pages lie across, with its headings."""
    across = [any(isinstance(piece, Grid) and sum(piece.widths) > look.width + 0.1 for piece in g) for g in groups]
    for place in reversed(range(len(groups) - 1)):
        if all(isinstance(piece, Line) and piece.style in _HEADINGS for piece in groups[place]):
            across[place] = across[place + 1]
    for (before, now), group in zip(pairwise([False, *across]), groups, strict=True):
        if before != now:
            yield Turn(now)
        yield from group
