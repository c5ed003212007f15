"""Assessments beside one another as a document: what changed, what may be said of it, and who stands where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from resilience_cli.messages import mark, pick, say
from resilience_cli.messages.printable import printable
from resilience_cli.model.comparison import Comparison, ScoreChange, Series, WaveChange
from resilience_cli.model.document import Cell, Column, Document, Heading, Note, Paragraph, Part, Table
from resilience_cli.model.instrument import Instrument
from resilience_cli.model.ranking import Ranking
from resilience_cli.reports.change_words import WORDS
from resilience_cli.reports.compose_beside import beside_waves
from resilience_cli.reports.compose_changes import overview_parts
from resilience_cli.reports.compose_moves import move_parts
from resilience_cli.reports.compose_ranking import ranking_parts
from resilience_cli.reports.rounding import rounded
from resilience_cli.reports.wording import headline

LEVELS = "⣀⣤⣶⣿"
"""Signs of a course from low to high; one cell wide on every console, as blocks are not."""
NARROWEST_SPAN = 20.0
"""A course is drawn over at least so many points, so that small changes look small."""


def comparison_document(found: Comparison) -> Document:
    """Return what there is to say of the assessments together, remarks first; what is withheld is said."""
    parts: list[Part] = [Note(printable(finding, longest=None), finding.severity) for finding in found.findings]
    if found.change is not None:
        parts += _waves(found, found.change)
    elif found.form == "waves":
        parts += beside_waves(found, _shown(found))
    if found.form == "waves":
        parts.append(Heading(say("Order in {wave}", wave=printable(found.names[-1]))))
    first, others = _by_importance(found)
    parts += ranking_parts(replace(found, ranks=first))
    if found.change is not None:
        parts += _details(found, found.change)
    if others:
        parts += [
            Heading(say("Order by the other scores"), new_page=True),
            *ranking_parts(replace(found, ranks=others)),
        ]
    return Document(_title(found), tuple(parts))


def _by_importance(found: Comparison) -> tuple[tuple[Ranking, ...], tuple[Ranking, ...]]:
    """Return the ranking by the headline score, or else the first, with all that are withheld; and the others.

    The others stand in an appendix; that scores are withheld is said once.
    """
    index = headline(found.assessments[-1].instrument)
    main = [ranking for ranking in found.ranks if index is not None and ranking.score == index.id] or found.ranks[:1]
    body = tuple(ranking for ranking in found.ranks if ranking in main or ranking.withheld)
    return body, tuple(ranking for ranking in found.ranks if ranking not in body)


def _title(found: Comparison) -> str:
    if found.form != "waves":
        return say("Order of the neighbourhoods")
    if found.change is None:
        return say("{waves} side by side", waves=say(", ").join(map(printable, found.names)))
    return say("From {before} to {after}", before=printable(found.names[0]), after=printable(found.names[-1]))


def _shown(found: Comparison) -> list[str]:
    """Return the ids of the scores that the ranking is about: those that were named, or are good or bad."""
    return [ranking.score for ranking in found.ranks]


def _waves(found: Comparison, change: WaveChange) -> Iterator[Part]:
    instrument = found.assessments[-1].instrument
    yield from _in_short(change)
    yield from move_parts(instrument, change)
    yield from overview_parts(instrument, change)
    yield from _remarks(change)


def _details(found: Comparison, change: WaveChange) -> Iterator[Part]:
    """Yield the course of each score over all waves, every change with all that is known of it, and step by step."""
    instrument = found.assessments[-1].instrument
    yield from _courses(found, instrument)
    yield Heading(say("Every change"), new_page=True)
    yield from _how_to_read()
    yield from _changes(instrument, change)
    for step in found.steps:
        title = say("From {before} to {after}", before=printable(step.before), after=printable(step.after))
        yield Heading(title, new_page=True)
        yield Paragraph(_counts(step))
        yield from move_parts(instrument, step)
        yield from _changes(instrument, step)
        yield from _remarks(step)


def _counts(change: WaveChange) -> str:
    words = [one.verdict for one in change.changes]
    counts = say(", ").join(f"{say(title)} {words.count(word)}" for word, title in WORDS.items())
    told = {change.names.get(one.community, one.community) for one in change.changes}
    n = len(told | set(change.withheld)) + len(change.without)
    return say("Neighbourhoods in both: {n}. Changes of scores: {counts}.", n=n, counts=counts)


def _in_short(change: WaveChange) -> Iterator[Part]:
    yield Paragraph(_counts(change))
    yield Paragraph(
        say(
            "Improved or declined: p adjusted over all changes shown (Holm) below .05, and at least {smallest} points. "
            "Stable: the 90 % range lies within ±{smallest}. All else is not resolved. Only roles that answered in "
            "both waves count; the waves are taken as independent samples.",
            smallest=f"{change.smallest:g}",
        )
    )


def _how_to_read() -> Iterator[Part]:
    yield Paragraph(
        say(
            "p is adjusted by Holm, q by Benjamini and Hochberg: up to .10 it tells where to look closer. Detectable: "
            "what chance alone makes in one of twenty. g (Hedges) is the change in standard deviations between "
            "people; it only describes."
        )
    )


def _courses(found: Comparison, instrument: Instrument) -> Iterator[Part]:
    """Yield by score the course of each community over all waves, as its reports gave it."""
    if not found.series:
        return
    yield Heading(say("Over all waves"), new_page=True)
    yield Paragraph(say("As the reports of the waves give them; roles that answered may differ from wave to wave."))
    for score in instrument.scores:
        rows = [one for one in found.series if one.score == score.id]
        known = [value for one in rows for value in one.values if value is not None]
        if known:
            middle, span = (max(known) + min(known)) / 2, max(max(known) - min(known), NARROWEST_SPAN)
            low, high = middle - span / 2, middle + span / 2
            caption = say("The line goes from {low} to {high}.", low=rounded(low), high=rounded(high))
            columns = [Column(say("Neighbourhood")), Column(say("Course"))]
            columns += [Column(printable(name), "right") for name in found.names]
            yield Heading(pick(score.title), 2)
            yield Table(tuple(columns), tuple(_course(one, low, span) for one in _by_name(rows)), caption)


def _by_name(rows: Sequence[Series]) -> list[Series]:
    return sorted(rows, key=lambda one: one.community)


def _course(one: Series, low: float, span: float) -> tuple[str | Cell, ...]:
    cells = (Cell(rounded(value), value) for value in one.values)
    return (printable(one.community), spark(one.values, low, span), *cells)


def spark(values: Sequence[float | None], low: float, span: float) -> str:
    """Return one sign a value, from the lowest at `low` to the highest `span` above it; a dot where there is none."""
    most = len(LEVELS) - 1
    steps = [None if value is None else int(len(LEVELS) * (value - low) / span) for value in values]
    return "".join("." if step is None else LEVELS[min(max(step, 0), most)] for step in steps)


def _changes(instrument: Instrument, change: WaveChange) -> Iterator[Part]:
    for score in instrument.scores:
        changes = [one for one in change.changes if one.score == score.id]
        if changes:
            yield Heading(pick(score.title), 2)
            titles = [say("Neighbourhood"), say("Before"), say("After"), say("Change"), say("95 % range")]
            titles += [say("Verdict"), "p", "q", say("Detectable"), "g"]
            columns = tuple(Column(c, "left" if place in (0, 5) else "right") for place, c in enumerate(titles))
            rows = sorted(changes, key=lambda one: change.names.get(one.community, one.community))
            yield Table(columns, tuple(_row(change, one) for one in rows))


def _row(change: WaveChange, one: ScoreChange) -> tuple[str | Cell, ...]:
    interval = "–"
    if one.low is not None and one.high is not None:
        interval = f"{one.low:+.1f} – {one.high:+.1f}"
    return (
        printable(change.names.get(one.community, one.community)),
        Cell(rounded(one.before), one.before),
        Cell(rounded(one.after), one.after),
        Cell(f"{one.difference:+.1f}", one.difference),
        Cell(interval, one.low),
        say(WORDS[one.verdict]),
        Cell(_p(one.p_holm), one.p_holm),
        Cell(_p(one.q_bh), one.q_bh),
        Cell(rounded(one.mdc95), one.mdc95),
        Cell("–" if one.g is None else f"{one.g:+.2f}", one.g),
    )


def _p(value: float | None) -> str:
    if value is None:
        return "–"
    return "<.001" if value < 0.001 else f"{value:.3f}".lstrip("0") if value < 1 else "1"


def _remarks(change: WaveChange) -> Iterator[Part]:
    if change.drifting:
        items = say(", ").join(change.drifting)
        yield Note(
            say("These questions moved far from all others; look whether they were asked alike: {items}.", items=items),
            "warning",
        )
    for names, text in (
        (
            change.withheld,
            mark("Not shown, because a role of few people answered in one wave only, whom it would tell: {names}."),
        ),
        (change.without, mark("In both, but without a score in one of them: {names}.")),
        (change.only_before, mark("Only in the earlier wave: {names}.")),
        (change.only_after, mark("Only in the later wave: {names}.")),
    ):
        if names:
            yield Note(say(text, names=say(", ").join(map(printable, names))))
