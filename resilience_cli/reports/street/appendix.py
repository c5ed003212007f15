"""The appendices: all scores with their ranges, method and limits, the questionnaire, what was noticed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from resilience_cli.messages import pick, say
from resilience_cli.model.assessment import Assessment, Verdict
from resilience_cli.model.document import Column, Heading, Interval, Paragraph, Part, Row, Table
from resilience_cli.model.instrument import Score
from resilience_cli.reports.compose_findings import finding_parts
from resilience_cli.reports.compose_method import method_parts
from resilience_cli.reports.item_text import item_text
from resilience_cli.reports.street.factors import score_groups, score_table, triangles
from resilience_cli.reports.street.judgement import class_table, probability_bars, status_note
from resilience_cli.reports.street.material import Material
from resilience_cli.reports.street.survey import people_table
from resilience_cli.reports.wording import band_tone, community_name, score_column, with_interval


def result_parts(material: Material) -> Iterator[Part]:
    """Yield every score of every community with its range; of many communities also what the body leaves out."""
    if not material.verdicts:
        return
    yield Heading(say("All results"), new_page=True)
    if not material.few:
        yield class_table(material)
        yield from status_note(material)
        yield from probability_bars(material)
        yield people_table(material)
        for title, scores in score_groups(material):
            yield Heading(title, 2)
            yield score_table(material, scores)
        yield from triangles(material)
    yield Paragraph(
        say(
            "In brackets, the range of sampling and measurement (95%); it covers how many people answered, not who "
            "did not."
        )
    )
    for title, scores in score_groups(material):
        yield Heading(title, 2)
        rows: tuple[Row, ...] = tuple((community_name(v), *_ranges(material, v, scores)) for v in material.verdicts)
        yield Table(
            (Column(say("Neighbourhood")), *(score_column(material.instrument, score) for score in scores)), rows
        )


def _ranges(material: Material, verdict: Verdict, scores: Sequence[Score]) -> Iterator[Interval]:
    for score in scores:
        row = material.rows.get((verdict.community, score.id))
        yield with_interval(row, score, material.cuts[score.id], band_tone(material.instrument, score, row))


def method_appendix(assessment: Assessment) -> Iterator[Part]:
    """Yield how the numbers were made, with the classes as the questionnaire calls them, and the words used."""
    for part in method_parts(assessment):
        yield replace(part, new_page=True) if isinstance(part, Heading) else part
    yield Heading(say("Words used"), 2)
    yield Table(
        (Column(say("Word")), Column(say("Meaning"))),
        (
            (say("Score"), say("A place on a scale from 0 to 100 made of answers; no exam mark.")),
            (say("Range"), say("What the score could be, given how many answered and how exactly questions measure.")),
            (say("Firm"), say("The class holds in at least 80% of what the answers leave open.")),
            (say("Borderline"), say("It holds in 50 to 80%, or one or two staff forms decide it.")),
            (say("Unresolved"), say("It holds in less than half, or another class is more probable.")),
            (say("Share"), say("How many of the residents' answers are at the upper end of the scale.")),
        ),
    )


def questionnaire_appendix(assessment: Assessment) -> Iterator[Part]:
    """Yield every question with the score that it belongs to and how many residents and staff were asked."""
    instrument = assessment.instrument
    yield Heading(say("The questionnaire"), new_page=True)
    of: dict[str, list[str]] = {}
    for score in instrument.base_scores:
        for item in score.of:
            of.setdefault(item, []).append(pick(score.title))
    rows = tuple(
        (
            item.id,
            item_text(assessment, item.id) + (say(" (reverse-scored)") if item.reverse else ""),
            say(", ").join(of.get(item.id, [])) or "–",
        )
        for item in instrument.items
    )
    yield Table((Column(say("No.")), Column(say("Question")), Column(say("Score"))), rows)


def finding_appendix(material: Material) -> Iterator[Part]:
    """Yield what was noticed in the files, if anything."""
    for part in finding_parts(material.assessment.findings, material.audience):
        yield replace(part, new_page=True) if isinstance(part, Heading) else part
