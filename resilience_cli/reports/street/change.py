"""Sections eight and nine: beside the year before, and beside what the administration counts."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator

from resilience_cli.messages import mark, pick, say
from resilience_cli.model.comparison import ChangeWord
from resilience_cli.model.document import Arrow, Arrows, Cell, Column, Heading, Note, Paragraph, Part, Row, Table
from resilience_cli.reports.rounding import rounded
from resilience_cli.reports.street.material import Material
from resilience_cli.reports.wording import class_title, community_name, headline

WORDS: dict[ChangeWord, str] = {
    "improved": mark("improved"),
    "declined": mark("declined"),
    "stable": mark("stable"),
    "not resolved": mark("not resolved"),
}
TONES: dict[ChangeWord, str] = {"improved": "better", "declined": "worse", "stable": "same", "not resolved": "open"}
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
    changes = [c for c in found.changes if c.score == index.id]
    counts = {word: sum(change.verdict == word for change in changes) for word in WORDS}
    told = [say("{word} {n}", word=say(text), n=counts[word]) for word, text in WORDS.items() if counts[word]]
    yield Paragraph(
        say(
            "{score}, {before} to {after}: {told}. A change counts if it is larger than {smallest} points and surely "
            "no chance; the others are not resolved.",
            score=pick(index.title),
            before=found.before,
            after=found.after,
            told=say(", ").join(told) or "–",
            smallest=f"{found.smallest:g}",
        )
    )
    shown = {v.community: community_name(v) for v in material.verdicts}
    rows = tuple(
        Arrow(
            shown[c.community],
            c.before,
            c.after,
            TONES[c.verdict],
            say("{difference} {word}", difference=f"{c.difference:+.1f}", word=say(WORDS[c.verdict])),
        )
        for c in changes
        if c.community in shown
    )
    if rows:
        yield Arrows(say("Change of {score}", score=pick(index.title)), rows, material.cuts[index.id])
    moves = [
        say("{before} → {after}: {n}", before=_class(material, a), after=_class(material, b), n=n)
        for (a, b), n in Counter((move.before, move.after) for move in found.moves).items()
        if a != b
    ]
    if moves:
        yield Paragraph(say("Moves between classes: {moves}.", moves=say("; ").join(moves)))
    elif found.moves:
        yield Paragraph(say("No neighbourhood changed its class."))


def _class(material: Material, class_id: str | None) -> str:
    return class_title(material.instrument, class_id)


def service_parts(material: Material) -> Iterator[Part]:
    """Yield hotline cases and petitions per 100 households beside tension, where the register counts them."""
    register = material.assessment.register
    counted = [id_ for id_ in SERVICES if register is not None and id_ in register.table.columns]
    tension = [s for s in material.of_kind("outcome") if s.higher_is == "worse" and s.of_items]
    if not counted or register is None:
        return
    rows: list[Row] = []
    for v in material.verdicts:
        households = register.value(v.community, "households")
        values = [_per_hundred(register.value(v.community, id_), households) for id_ in counted]
        if not all(map(math.isnan, values)):
            values += [material.value(v.community, s.id) for s in tension]
            rows.append((community_name(v), *(Cell(rounded(x), None if math.isnan(x) else x) for x in values)))
    if not rows:
        return
    yield Heading(say("Beside hotline cases and petitions"))
    titles = [*(say(SERVICES[id_]) for id_ in counted), *(pick(s.title) for s in tension)]
    yield Table((Column(say("Neighbourhood")), *(Column(title, "right") for title in titles)), tuple(rows))
    yield Note(say("Counts of the administration stand beside the survey; they are in no score and no class."))


def _per_hundred(count: object, households: object) -> float:
    if not isinstance(count, int | float) or not isinstance(households, int | float) or households <= 0:
        return math.nan
    return 100.0 * float(count) / float(households)
