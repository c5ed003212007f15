"""Instrument -> the scoring key: how answers become scores and classes, and where the limits are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from resilience_cli.messages import mark, pick, say
from resilience_cli.model.document import Cell, Heading, Paragraph, Part
from resilience_cli.model.instrument import Instrument, Score
from resilience_cli.reports.class_table import class_parts
from resilience_cli.reports.compose_instrument import FLAGS
from resilience_cli.reports.score_outline import AVERAGES, DIRECTIONS, KINDS, METHODS, score_outline
from resilience_cli.reports.tables import number, table

LIMITS = {
    ("screening", "seconds_per_item"): mark("Flagged as too fast: fewer seconds for each answered question than"),
    ("screening", "longstring_share"): mark(
        "Flagged as the same answer all along: share of a block with reversed questions, at least"
    ),
    ("screening", "blank_share"): mark("Flagged as mostly blank: share of the questions answered, less than"),
    ("privacy", "minimum_cell"): mark("Nothing is shown by role or by question of groups smaller than"),
    ("privacy", "minimum_public_cell"): mark("Not published: neighbourhoods with fewer residents than"),
    ("change", "smallest_of_interest"): mark("Smallest change that matters, in points"),
}
BETTER = mark("higher is better")


def key_parts(instrument: Instrument) -> Iterator[Part]:
    """Yield the scoring key, bands, classes, the community register and the limits."""
    yield from _scores(instrument)
    yield from _bands(instrument)
    yield from _classes(instrument)
    yield from _register(instrument)
    yield from _limits(instrument)


def _scores(instrument: Instrument) -> Iterator[Part]:
    yield Heading(say("Scoring key"))
    yield Paragraph(
        say(
            "An answer becomes a place from 0 to 100 between the ends of its scale; a reverse-scored one is turned "
            "round first (lowest plus highest value, less the answer). A score of questions is the mean of a person's "
            "answers, then of the persons of a role, then of the roles by their weights. A score of scores is made of "
            "the neighbourhood's scores."
        )
    )
    yield Paragraph(
        say(
            "Nobody's missing answer is filled in. A role that is asked fewer than half of a score's questions does "
            "not count in it; a role that should have answered and did not makes the score provisional. A score of "
            "scores is missing if one of them is."
        )
    )
    yield score_outline(instrument)
    whole = (say("Title"), say("Kind"), say("Method"), say("Of"), say("Weights"))
    limits = (say("Must be answered"), say("No part below"), say("Direction"))
    yield table(("id", *whole, *limits), map(_score_row, instrument.scores))


def _score_row(score: Score) -> tuple[str | Cell, ...]:
    equal = len(set(score.weights)) == 1
    return (
        score.id,
        pick(score.title),
        say(KINDS[score.kind]),
        say(METHODS[score.method]),
        " ".join(score.of),
        "" if score.method not in AVERAGES else say("equal") if equal else _shares(score.weights),
        _needed(score) if score.of_items else "",
        number(score.floor) if score.floor else "",
        say(DIRECTIONS.get(score.higher_is, BETTER)),
    )


def _shares(weights: Iterable[float]) -> str:
    return " : ".join(f"{weight:.4g}" for weight in weights)


def _needed(score: Score) -> str | Cell:
    """Return how many answers a person must give; of how many, the role decides."""
    if len(score.of) == 1 or isinstance(score.minimum_answered, int):
        return number(score.least_answered(len(score.of)))
    return say("half of those asked, at least 2") if score.minimum_answered == "half" else say("all of those asked")


def _bands(instrument: Instrument) -> Iterator[Part]:
    if not instrument.bands:
        return
    ends = [*(band.start for band in instrument.bands[1:]), None]
    yield Heading(say("Bands"))
    yield table(
        ("id", say("Title"), say("From"), say("Below")),
        (
            (band.id, pick(band.title), number(band.start), number(end))
            for band, end in zip(instrument.bands, ends, strict=True)
        ),
    )


def _classes(instrument: Instrument) -> Iterator[Part]:
    yield Heading(say("Classes"))
    yield from class_parts(instrument)
    if any(definition.advice for definition in instrument.classes):
        yield table(
            ("id", say("Class"), say("Advice")),
            ((one.id, pick(one.title), pick(one.advice)) for one in instrument.classes),
        )


def _register(instrument: Instrument) -> Iterator[Part]:
    if not instrument.register:
        return
    yield Heading(say("Community register"))
    yield table(
        (say("Field"), say("Meaning"), say("Code"), say("Value"), say("Also read as")),
        (
            (field.id, pick(field.text), *cells)
            for field in instrument.register.values()
            for cells in (
                [(one.id, pick(one.label), say(", ").join(one.also)) for one in field.values.values()]
                or [("", say("any text"), "")]
            )
        ),
    )


def _limits(instrument: Instrument) -> Iterator[Part]:
    parts: Mapping[str, Any] = {**instrument.raw, "screening": vars(instrument.screening)}
    known = [(say(words), parts.get(part, {}).get(key)) for (part, key), words in LIMITS.items()]
    yield Heading(say("Limits"))
    yield table((say("Limit"), say("Value")), ((words, number(value)) for words, value in known if value is not None))
    flags = say(", ").join(say(FLAGS.get(flag, flag)) for flag in instrument.screening.exclude)
    yield Paragraph(
        say("Answer sheets with these flags are left out: {flags}.", flags=flags)
        if flags
        else say("Flagged answer sheets are counted and not left out.")
    )
