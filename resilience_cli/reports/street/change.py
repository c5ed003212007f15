"""Sections eight and nine: beside the year before, and beside what the administration counts."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence

from resilience_cli.messages import mark, pick, say
from resilience_cli.model.assessment import Verdict
from resilience_cli.model.comparison import ChangeWord, ScoreChange, WaveChange
from resilience_cli.model.document import Arrow, Arrows, Cell, Column, Heading, Note, Paragraph, Part, Row, Table
from resilience_cli.model.instrument import Score
from resilience_cli.reports.change_words import TONES, WORDS, in_words
from resilience_cli.reports.rounding import rounded
from resilience_cli.reports.street.material import Material
from resilience_cli.reports.wording import class_title, community_name, directed, headline, paragraph

NAMED: tuple[ChangeWord, ...] = ("improved", "declined")
SERVICES = {
    "hotline": mark("12345 cases per 100 households"),
    "petitions": mark("Petitions per 100 households"),
}
"""Columns of the register that count what the administration knows, and what they come to."""


def change_parts(material: Material) -> Iterator[Part]:
    """Yield the change of the headline score by community and moves between classes; nothing without another wave."""
    found, index = material.comparison, headline(material.instrument)
    if found is None or index is None:
        return
    yield Heading(say("Beside the wave before"))
    shown = {v.community for v in material.verdicts}  # the others are withheld from the public
    changes = [c for c in found.changes if c.score == index.id and c.community in shown]
    yield Paragraph(
        paragraph((_counted_changes(found, index, changes), *_named(found, changes), *_moves(material, found)))
    )


def _counted_changes(found: WaveChange, index: Score, changes: Sequence[ScoreChange]) -> str:
    counts = {word: sum(change.verdict == word for change in changes) for word in WORDS}
    told = [say("{word} {n}", word=say(text), n=counts[word]) for word, text in WORDS.items() if counts[word]]
    return say(
        "{score}, {before} to {after}: {told}. A change counts if it is at least {smallest} points and more than "
        "chance would make; the others are not resolved.",
        score=pick(index.title),
        before=found.before,
        after=found.after,
        told=say(", ").join(told) or "–",
        smallest=f"{found.smallest:g}",
    )


def _named(found: WaveChange, changes: Sequence[ScoreChange]) -> Iterator[str]:
    for word in NAMED:
        told = [
            say("{name} ({points})", name=found.names[c.community], points=f"{c.difference:+.1f}")
            for c in changes
            if c.verdict == word
        ]
        if told:
            yield say("{word}: {names}.", word=say(WORDS[word]).capitalize(), names=say(", ").join(told))


def _moves(material: Material, found: WaveChange) -> Iterator[str]:
    shown = {v.community for v in material.verdicts}
    known = [move for move in found.moves if move.community in shown]
    counts = Counter((move.before, move.after) for move in known if move.before != move.after)
    moves = [
        say("{before} → {after}: {n}", before=_class(material, a), after=_class(material, b), n=n)
        for (a, b), n in counts.items()
    ]
    if moves:
        yield say("Moves between classes: {moves}.", moves=say("; ").join(moves))
    elif known:
        yield say("No neighbourhood changed its class.")


def change_details(material: Material) -> Iterator[Part]:
    """Yield the change of the headline score of every community, drawn."""
    found, index = material.comparison, headline(material.instrument)
    if found is None or index is None:
        return
    shown = {v.community: community_name(v) for v in material.verdicts}
    rows = tuple(
        Arrow(
            shown[c.community],
            c.before,
            c.after,
            TONES[c.verdict],
            in_words(c),
        )
        for c in found.changes
        if c.score == index.id and c.community in shown
    )
    if rows:
        yield Heading(say("Beside the wave before"), 2)
        yield Arrows(say("Change of {score}", score=pick(index.title)), rows, material.cuts[index.id])


def _class(material: Material, class_id: str | None) -> str:
    return class_title(material.instrument, class_id)


def service_parts(material: Material) -> Iterator[Part]:
    """Yield where hotline cases and petitions per 100 households are most frequent, beside tension there."""
    tension, counted = _tension(material), _counted(material)
    told = []
    for id_ in counted:
        values = {v.community: _rate(material, v, id_) for v in material.verdicts}
        known = {c: value for c, value in values.items() if not math.isnan(value)}
        if known:
            most = max(material.verdicts, key=lambda v: known.get(v.community, -1.0))
            beside = [
                say("{title} {score}", title=directed(s), score=rounded(material.value(most.community, s.id)))
                for s in tension
            ]
            text = mark("{what}: highest in {name} ({rate}; {beside})")
            rate = rounded(known[most.community])
            named = community_name(most)
            told.append(say(text, what=say(SERVICES[id_]), name=named, rate=rate, beside=say(", ").join(beside) or "–"))
    if told:
        yield Heading(say("Beside hotline cases and petitions"))
        yield Paragraph(say("{sentence}.", sentence=say("; ").join(told)))
        yield Note(say("Counts of the administration stand beside the survey; they are in no score and no class."))


def service_details(material: Material) -> Iterator[Part]:
    """Yield hotline cases and petitions per 100 households beside tension, by community."""
    tension, counted = _tension(material), _counted(material)
    rows: list[Row] = []
    for v in material.verdicts if counted else ():
        values = [_rate(material, v, id_) for id_ in counted]
        if not all(map(math.isnan, values)):
            values += [material.value(v.community, s.id) for s in tension]
            rows.append((community_name(v), *(Cell(rounded(x), None if math.isnan(x) else x) for x in values)))
    if rows:
        yield Heading(say("Beside hotline cases and petitions"), 2)
        titles = [*(say(SERVICES[id_]) for id_ in counted), *(directed(s) for s in tension)]
        yield Table((Column(say("Neighbourhood")), *(Column(title, "right") for title in titles)), tuple(rows))


def _counted(material: Material) -> list[str]:
    register = material.assessment.register
    return [id_ for id_ in SERVICES if register is not None and id_ in register.table.columns]


def _tension(material: Material) -> list[Score]:
    return [s for s in material.of_kind("outcome") if s.higher_is == "worse" and s.of_items]


def _rate(material: Material, verdict: Verdict, id_: str) -> float:
    register = material.assessment.register
    if register is None:
        return math.nan
    return _per_hundred(register.value(verdict.community, id_), register.value(verdict.community, "households"))


def _per_hundred(count: object, households: object) -> float:
    if not isinstance(count, int | float) or not isinstance(households, int | float) or households <= 0:
        return math.nan
    return 100.0 * float(count) / float(households)
