"""A diagnosis as a document: what the numbers are worth, the gap between residents and institutions first."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from resilience_cli.messages import mark, pick, say
from resilience_cli.model.assessment import FLAG_NAMES, Assessment
from resilience_cli.model.diagnosis import Diagnosis, Gap, Missing, ScoreQuality, Use
from resilience_cli.model.document import Cell, Column, Document, Heading, Note, Paragraph, Part, Table
from resilience_cli.reports.rounding import percent, rounded

USES: dict[Use | None, str] = {
    "rank": mark("may be ranked"),
    "profile": mark("profile only"),
    "no_score": mark("not enough agreement to speak of one score"),
    None: mark("cannot be told"),
}
REASONS = {
    "blank": mark("left out"),
    "skipped": mark("skipped by branching"),
    "not_scored": mark("option without score"),
    "invalid": mark("not understood"),
}
CLEAR = 1.96
"""A gap of so many standard errors is clear."""
_MOST_LINES = 12


def diagnosis_document(assessment: Assessment, found: Diagnosis) -> Document:
    """Return the diagnosis: gaps between roles, use of each score, reliability, items, answering, missing values."""
    parts = (
        *_gaps(assessment, found),
        *_uses(assessment, found),
        *_reliability(assessment, found),
        *_accused(assessment, found),
        *_careless(assessment, found),
        *_missing(assessment, found),
    )
    return Document(say("What the numbers are worth"), parts)


def title_of(assessment: Assessment, score: str) -> str:
    """Return the name of a score."""
    return pick(assessment.instrument.score[score].title)


def _gaps(assessment: Assessment, found: Diagnosis) -> Iterator[Part]:
    """Yield how differently residents and each institution see it: the widest clear gap in words, sides in a table."""
    instrument = assessment.instrument
    yield Heading(say("Residents and institutions"))
    shown = [gap for gap in found.gaps if _is_shown(assessment, gap)]
    if not shown:
        yield Paragraph(say("No gap between residents and institutions can be shown: too few of either answered."))
        return
    clear = [gap for gap in shown if gap.se is not None and abs(gap.gap) >= CLEAR * gap.se]
    if clear:
        widest = max(clear, key=lambda gap: abs(gap.gap))
        yield Note(_in_words(assessment, widest))
    else:
        yield Note(say("No gap is clear: none is as wide as twice its standard error."))
    sides = [gap for gap in shown if instrument.score[gap.score].kind == "side"] or shown
    rows = tuple(
        (
            title_of(assessment, gap.score),
            pick(instrument.roles[gap.other].label),
            Cell(f"{gap.gap:+.1f}", gap.gap),
            Cell(rounded(gap.se), gap.se),
            Cell(str(gap.communities), gap.communities),
        )
        for gap in sides
    )
    columns = (say("Score"), say("Role compared with"), say("Residents minus role"), say("SE"), say("Compared"))
    yield Table(_columns(*columns, left=2), rows)
    yield Paragraph(
        say(
            "A gap is the mean over neighbourhoods where both answered, on the questions that both are asked. A role "
            "that is not asked about its own side has no gap there."
        )
    )


def _is_shown(assessment: Assessment, gap: Gap) -> bool:
    """Whether residents are compared with an institution."""
    instrument = assessment.instrument
    return gap.role in instrument.residents and gap.other in instrument.institutions


def _in_words(assessment: Assessment, gap: Gap) -> str:
    instrument = assessment.instrument
    words = mark("“{score}”: {residents} lower than {role} by {gap} points (standard error {se}).")
    if gap.gap > 0:
        words = mark("“{score}”: {residents} higher than {role} by {gap} points (standard error {se}).")
    return say(
        words,
        residents=pick(instrument.roles[gap.role].label),
        score=title_of(assessment, gap.score),
        role=pick(instrument.roles[gap.other].label),
        gap=rounded(abs(gap.gap)),
        se=rounded(gap.se),
    )


def _uses(assessment: Assessment, found: Diagnosis) -> Iterator[Part]:
    yield Heading(say("What each score may be used for"))
    rows = tuple(
        (
            title_of(assessment, warrant.score),
            say(USES[warrant.use]),
            percent(warrant.reliable),
            percent(warrant.agreeing),
            title_of(assessment, warrant.part) if warrant.part else "",
        )
        for score in assessment.instrument.scores
        if score.kind != "test_only"
        for warrant in [found.warrants[score.id]]
    )
    columns = (say("Score"), say("Use"), say("Reliable"), say("Agreeing"), say("Judged by its part"))
    yield Table(tuple(map(Column, columns)), rows)
    yield Paragraph(
        say(
            "Reliable: neighbourhoods whose mean is reliable enough to be ranked (ICC(2) from .70). Agreeing: those "
            "whose answers lie on average no farther from their mean than a sixth of the number of options. A score "
            "may be ranked if both hold in more than half; it rests on the answers of: {role}.",
            role=pick(assessment.instrument.roles[found.role].label),
        )
    )


def _reliability(assessment: Assessment, found: Diagnosis) -> Iterator[Part]:
    yield Heading(say("Reliability"))
    rows = tuple(_quality_row(assessment, quality) for quality in found.scores)
    columns = (say("Score"), say("n"), "ω", "α", say("95 % range of α"), "λ6", say("mean r"), "ICC(1)")
    yield Table(_columns(*columns, left=1), rows)
    yield Paragraph(
        say(
            "Within neighbourhood and role, so that differences between them do not count. n: people who answered all "
            "that they were asked; with fewer than 30, and of a single question, nothing is said. ω needs three "
            "questions that go the same way."
        )
    )


def _quality_row(assessment: Assessment, quality: ScoreQuality) -> tuple[str | Cell, ...]:
    interval = "–"
    if quality.alpha_low is not None:
        interval = f"{_two(quality.alpha_low)} – {_two(quality.alpha_high)}"
    numbers = (quality.lambda6, quality.mean_r, quality.icc1)
    return (
        title_of(assessment, quality.score),
        Cell(str(quality.n), quality.n),
        Cell(_two(quality.omega), quality.omega),
        Cell(_two(quality.alpha), quality.alpha),
        Cell(interval, quality.alpha_low),
        *(Cell(_two(value), value) for value in numbers),
    )


def _accused(assessment: Assessment, found: Diagnosis) -> Iterator[Part]:
    """Yield the items that run against the others of their score, with what the platform says of the direction."""
    yield Heading(say("Questions that may count the wrong way"))
    rows = [
        (
            title_of(assessment, quality.score),
            item.item,
            _question(assessment, item.item),
            Cell(_two(item.loading), item.loading),
            Cell(_two(item.r_drop), item.r_drop),
            say("reversed") if assessment.instrument.item[item.item].reverse else say("as asked"),
        )
        for quality in found.scores
        for item in quality.items
        if item.flag
    ]
    if left_out := [item for quality in found.scores for item in quality.left_out if len(quality.items) > 1]:
        items = say(", ").join(left_out)
        yield Paragraph(say("Not judged, and not in the reliability, since too few answered: {items}.", items=items))
    if not rows:
        yield Paragraph(say("None of the others: no question runs against those of its score."))
        return
    columns = (say("Score"), say("Item"), say("Question"), say("Loading"), say("Rest r"), say("Counted"))
    yield Table(tuple(map(Column, columns)), tuple(rows))
    modes = ", ".join(dict.fromkeys(f"{source.platform} {source.mode}" for source in assessment.sources))
    yield Note(
        say(
            "The loading on the first component accuses; the correlation with the rest accuses too many. Look whether "
            "the export had turned the question already (read as: {modes}), or the form worded it the other way.",
            modes=modes,
        ),
        "warning",
    )


def _careless(assessment: Assessment, found: Diagnosis) -> Iterator[Part]:
    yield Heading(say("Careless answering"))
    rows = tuple(
        (say(FLAG_NAMES[name]), Cell(str(n), n), Cell(str(of), of), percent(n / of if of else None))
        for name, (n, of) in found.flags.items()
    )
    yield Table(_columns(say("Sign"), say("Answer sheets"), say("Of"), say("Share"), left=1), rows)
    known = {score: value for score, value in found.without_flagged.items() if not math.isnan(value)}
    if known and any(found.flags.values()):
        score, moved = max(known.items(), key=lambda pair: abs(pair[1]))
        yield Paragraph(
            say(
                "Without all flagged answer sheets “{score}” moves most: by {moved} points on average.",
                score=title_of(assessment, score),
                moved=f"{moved:+.1f}",
            )
        )


def _missing(assessment: Assessment, found: Diagnosis) -> Iterator[Part]:
    yield Heading(say("Who and what is missing"))
    if found.response:
        rows = tuple(
            (
                pick(assessment.instrument.roles[role].label),
                Cell(str(received), received),
                Cell(f"{people:g}", people),
                percent(received / people if people else None),
            )
            for role, (received, people) in found.response.items()
        )
        columns = (say("Role"), say("Answer sheets"), say("People (register)"), say("Share"))
        yield Table(_columns(*columns, left=1), rows)
    worst = sorted(found.missing, key=lambda missing: -sum(missing.reasons.values()) / missing.asked)[:_MOST_LINES]
    if worst:
        titles = [say(REASONS[reason]) for reason in REASONS]
        lines = tuple(_missing_row(assessment, missing) for missing in worst)
        yield Table(_columns(say("Question"), say("Of"), say("Asked"), *titles, left=2), lines)
    for role, item in found.not_for:
        yield Note(
            say(
                "{role}: more than 30 % chose an option without score on {item}. Consider not asking them (asked_of).",
                role=pick(assessment.instrument.roles[role].label),
                item=item,
            ),
            "warning",
        )


def _missing_row(assessment: Assessment, missing: Missing) -> tuple[str | Cell, ...]:
    shares = (percent(missing.reasons[reason] / missing.asked) for reason in REASONS)
    roles = assessment.instrument.roles
    group = pick(roles[missing.group].label) if missing.group in roles else say("Staff of all institutions")
    question = f"{missing.item} {_question(assessment, missing.item)}"
    return (question, group, Cell(str(missing.asked), missing.asked), *shares)


def _question(assessment: Assessment, item: str) -> str:
    """Return the question as a reader knows it; what stands for the event is an ellipsis."""
    return re.sub(r"\{\w+\}", "…", pick(assessment.instrument.item[item].text))


def _two(value: float | None) -> str:
    return rounded(value, digits=2)


def _columns(*titles: str, left: int) -> tuple[Column, ...]:
    return tuple(Column(title, "left" if place < left else "right") for place, title in enumerate(titles))
