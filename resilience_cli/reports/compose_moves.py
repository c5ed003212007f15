"""Moves between classes as a document: how many went where, how many were to be expected, and who."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from resilience_cli.messages import say
from resilience_cli.messages.printable import printable
from resilience_cli.model.comparison import Move, WaveChange
from resilience_cli.model.document import Cell, Column, Heading, Note, Paragraph, Part, Table
from resilience_cli.model.instrument import Instrument
from resilience_cli.reports.rounding import percent, rounded
from resilience_cli.reports.wording import class_title

WIDEST_BAR = 20


class Transition(NamedTuple):
    """All communities that went from one class to another."""

    before: str | None
    """Class before; None: none."""
    after: str | None
    """Class after."""
    moves: Sequence[Move]
    """The communities; may be none where some were to be expected."""
    expected: float | None
    """How many were to be expected; None where a class is none."""


def transitions(change: WaveChange) -> tuple[Transition, ...]:
    """Return every pair of classes between which communities went, or were to be expected to."""
    pairs = dict.fromkeys([*((move.before, move.after) for move in change.moves), *change.expected])
    return tuple(
        Transition(
            before,
            after,
            tuple(move for move in change.moves if (move.before, move.after) == (before, after)),
            change.expected.get((before, after), 0.0) if before and after else None,
        )
        for before, after in sorted(pairs, key=lambda pair: (pair[0] is None, str(pair[0]), str(pair[1])))
    )


def move_parts(instrument: Instrument, change: WaveChange) -> Iterator[Part]:
    """Yield the matrix of the moves and the table of who moved."""
    if not instrument.classes:
        return
    yield Heading(say("Moves between classes"))
    if not change.classes_comparable:
        yield Note(say("The classes do not mean the same in both questionnaires: no move is told."), "warning")
        return
    found = transitions(change)
    if not found:
        return
    yield _matrix(instrument, found)
    yield _flows(instrument, change, found)
    yield Paragraph(
        say("Expected: by the probabilities of the classes; where it is far from the count, classes are near a cut.")
    )


def _matrix(instrument: Instrument, found: Sequence[Transition]) -> Table:
    """Return before down, after across: how many, and in brackets how many were to be expected."""
    ids: list[str | None] = [one.id for one in instrument.classes]
    if any(None in (one.before, one.after) for one in found):
        ids.append(None)
    cells = {(one.before, one.after): one for one in found}
    titles = [class_title(instrument, id_) for id_ in ids]
    columns = (Column(say("From \\ to")), *(Column(title, "right") for title in titles))
    rows: list[tuple[str | Cell, ...]] = [
        (title, *(_count(cells.get((before, after))) for after in ids))
        for before, title in zip(ids, titles, strict=True)
    ]
    caption = say("From the class at the left to that above: how many, and in brackets how many were expected.")
    return Table(columns, tuple(rows), caption)


def _count(one: Transition | None) -> Cell:
    if one is None:
        return Cell("–", 0)
    n = len(one.moves)
    return Cell(str(n) if one.expected is None else f"{n} ({rounded(one.expected)})", n)


def _flows(instrument: Instrument, change: WaveChange, found: Sequence[Transition]) -> Table:
    """Return one row a move that was made: from, to, how many, and which communities with the probability of theirs."""
    rows = []
    for one in found:
        if one.moves:
            sign = "=" if one.before == one.after else "->"
            first, second = (class_title(instrument, id_) for id_ in (one.before, one.after))
            n = len(one.moves)
            listed = say(", ").join(_named(change, move) for move in sorted(one.moves, key=lambda m: m.community))
            rows.append((first, sign, second, Cell(str(n), n), "#" * min(n, WIDEST_BAR), listed))
    titles = (say("Before"), "", say("After"), say("Moved"), "", say("Neighbourhoods (P)"))
    columns = tuple(Column(title, "right" if place == 3 else "left") for place, title in enumerate(titles))
    return Table(columns, tuple(rows))


def _named(change: WaveChange, move: Move) -> str:
    name = printable(change.names.get(move.community, move.community))
    if move.probability is None:
        return name
    return say("{name} ({share})", name=name, share=percent(move.probability))
