"""The changes of all scores at a glance: the headline score drawn, the main ones as one table."""

from __future__ import annotations

from collections.abc import Iterator

from resilience_cli.messages import say
from resilience_cli.messages.printable import printable
from resilience_cli.model.comparison import WaveChange
from resilience_cli.model.document import Arrow, Arrows, Cell, Column, Heading, Part, Row, Table
from resilience_cli.model.instrument import Instrument, Score
from resilience_cli.reports.change_words import TONES, WORDS, in_words
from resilience_cli.reports.rounding import rounded
from resilience_cli.reports.wording import cuts_of, directed, headline

MAIN = (("composite", "factor"), ("side",), ("outcome",))
"""Kinds of scores that stand in one table."""


def overview_parts(instrument: Instrument, change: WaveChange) -> Iterator[Part]:
    """Yield the headline score's changes drawn, and a table of communities by main scores."""
    changed = {one.score for one in change.changes}
    shown = [s for s in instrument.scores if s.id in changed]
    if not shown:
        return
    index = headline(instrument)
    yield from _drawn(instrument, change, index if index is not None and index in shown else shown[0])
    groups = [[s for s in shown if s.kind in kinds] for kinds in MAIN]
    if sum(map(len, groups)) > 1:
        yield Heading(say("All main scores"), 2)
        yield from (_table(change, group) for group in groups if group)


def _drawn(instrument: Instrument, change: WaveChange, score: Score) -> Iterator[Part]:
    changes = sorted(
        (one for one in change.changes if one.score == score.id), key=lambda one: _name(change, one.community)
    )
    rows = tuple(
        Arrow(_name(change, one.community), one.before, one.after, TONES[one.verdict], in_words(one)) for one in changes
    )
    lowest = -100.0 if score.method == "difference" else 0.0
    title = say("Change of {score}", score=directed(score))
    yield Arrows(title, rows, cuts_of(instrument)[score.id], lowest)


def _table(change: WaveChange, scores: list[Score]) -> Table:
    """Return the difference of each score by community, with a word where it is more than chance, or surely none."""
    known = {(one.community, one.score): one for one in change.changes}
    rows: list[Row] = []
    for community in sorted({one.community for one in change.changes}, key=lambda id_: _name(change, id_)):
        cells: list[str | Cell] = [_name(change, community)]
        for score in scores:
            one = known.get((community, score.id))
            told = "–" if one is None else rounded(one.difference) if one.verdict == "not resolved" else in_words(one)
            tone = "" if one is None else TONES[one.verdict]
            cells.append(Cell(told, None if one is None else one.difference, tone))
        rows.append(tuple(cells))
    columns = (Column(say("Neighbourhood")), *(Column(directed(score), "right") for score in scores))
    return Table(columns, tuple(rows), say("Without a word: {word}.", word=say(WORDS["not resolved"])))


def _name(change: WaveChange, community: str) -> str:
    return printable(change.names.get(community, community))
