"""A diagnosis as a document: what the numbers are worth, the gap between residents and institutions first."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

from resilience_cli.messages import mark, say
from resilience_cli.model.assessment import Assessment
from resilience_cli.model.diagnosis import Agreement, Diagnosis, ScoreQuality, Use
from resilience_cli.model.document import Cell, Column, Document, Heading, Paragraph, Part, Table
from resilience_cli.reports.compose_answering import careless_parts, missing_parts
from resilience_cli.reports.compose_items import accused_parts, item_parts
from resilience_cli.reports.compose_perception import perception_parts
from resilience_cli.reports.diagnosis_words import columns, count, group_of, title_of, two
from resilience_cli.reports.rounding import percent, rounded

USES: dict[Use | None, str] = {
    "rank": mark("may be ranked"),
    "profile": mark("profile only"),
    "no_score": mark("not enough agreement to speak of one score"),
    None: mark("cannot be told"),
}


def diagnosis_document(assessment: Assessment, found: Diagnosis) -> Document:
    """Return the diagnosis: gaps between roles, use of each score, reliability, items, answering, missing values."""
    parts = (
        *perception_parts(assessment, found),
        *_uses(assessment, found),
        *_reliability(assessment, found),
        *_agreement(assessment, found),
        *accused_parts(assessment, found),
        *item_parts(assessment, found),
        *careless_parts(assessment, found),
        *missing_parts(assessment, found),
    )
    return Document(say("What the numbers are worth"), parts)


def _uses(assessment: Assessment, found: Diagnosis) -> Iterator[Part]:
    yield Heading(say("What each score may be used for"))
    icc1 = {quality.score: quality.icc1 for quality in found.scores}
    rows = tuple(
        (
            title_of(assessment, warrant.score),
            say(USES[warrant.use]),
            two(icc1.get(warrant.score)),
            percent(warrant.reliable),
            percent(warrant.agreeing),
            title_of(assessment, warrant.part) if warrant.part else "",
        )
        for score in assessment.instrument.scores
        if score.kind != "test_only"
        for warrant in [found.warrants[score.id]]
    )
    titles = (say("Score"), say("Use"), "ICC(1)", say("Reliable"), say("Agreeing"), say("Judged by its part"))
    yield Table(tuple(map(Column, titles)), rows)
    yield Paragraph(
        say(
            "ICC(1): share of the variance that lies between neighbourhoods. Reliable: neighbourhoods whose mean is "
            "reliable enough to be ranked (ICC(2) from .70). Agreeing: those whose answers lie on average no farther "
            "from their mean than a sixth of the number of options. A score may be ranked if both hold in more than "
            "half; it rests on the answers of: {role}.",
            role=group_of(assessment, found.role),
        )
    )


def _reliability(assessment: Assessment, found: Diagnosis) -> Iterator[Part]:
    yield Heading(say("Reliability"))
    rows = tuple(_quality_row(assessment, quality) for quality in found.scores)
    titles = (say("n"), "ω", "α", say("95 % range of α"), say("α stand."), "λ6", say("mean r"))
    yield Table(columns(say("Score"), *titles, left=1), rows)
    yield Paragraph(
        say(
            "Within neighbourhood and role, so that differences between them do not count. n: people who answered all "
            "that they were asked; with fewer than 30, and of a single question, nothing is said. ω needs three "
            "questions that go the same way; of two, the standardised α is the Spearman-Brown coefficient."
        )
    )


def _quality_row(assessment: Assessment, quality: ScoreQuality) -> tuple[str | Cell, ...]:
    interval = "–"
    if quality.alpha_low is not None:
        interval = f"{rounded(quality.alpha_low, digits=2)} – {rounded(quality.alpha_high, digits=2)}"
    return (
        title_of(assessment, quality.score),
        count(quality.n),
        two(quality.omega),
        two(quality.alpha),
        Cell(interval, quality.alpha_low),
        *map(two, (quality.alpha_std, quality.lambda6, quality.mean_r)),
    )


def _agreement(assessment: Assessment, found: Diagnosis) -> Iterator[Part]:
    """Yield how far residents and staff agree inside the neighbourhoods: medians, each is in the JSON."""
    rows = []
    for quality in found.scores:
        for group in dict.fromkeys(one.group for one in quality.agreement):
            told = [one for one in quality.agreement if one.group == group]
            rows.append(_agreement_row(assessment, quality, told))
    if not rows:
        return
    yield Heading(say("Agreement inside the neighbourhoods"))
    titles = ("AD", say("Accepted"), "r_wg(j)", say("r_wg(j), skewed"), say("Compared"))
    yield Table(columns(say("Score"), say("Of whom"), *titles, left=2), tuple(rows))
    yield Paragraph(
        say(
            "Medians over the neighbourhoods where enough people of the group answered. AD: mean distance of the "
            "answers from their mean, in steps of the scale; accepted: share of neighbourhoods where it is at most a "
            "sixth of the number of options. r_wg(j), from .70 on often taken for agreement, grows with the number of "
            "questions and decides nothing; skewed: against answers that lean slightly to one side (variance 1.34 on "
            "five options)."
        )
    )


def _agreement_row(assessment: Assessment, quality: ScoreQuality, told: list[Agreement]) -> tuple[str | Cell, ...]:
    skewed = [one.skewed for one in told if one.skewed is not None]
    accepted = sum(one.deviation <= (quality.limit or 0.0) for one in told) / len(told)
    return (
        title_of(assessment, quality.score),
        group_of(assessment, told[0].group),
        two(median(one.deviation for one in told)),
        percent(accepted),
        two(median(one.within for one in told)),
        two(median(skewed) if skewed else None),
        count(len(told)),
    )
