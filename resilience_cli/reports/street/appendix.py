"""The appendices: all scores with their ranges, method and limits, the questionnaire, what was noticed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from resilience_cli.messages import mark, pick, say
from resilience_cli.messages.printable import printable
from resilience_cli.model.assessment import Assessment, Verdict
from resilience_cli.model.document import Cell, Column, Heading, Interval, Note, Paragraph, Part, Row, Table
from resilience_cli.model.instrument import Score
from resilience_cli.reports.compose_findings import sorted_findings
from resilience_cli.reports.compose_method import method_parts
from resilience_cli.reports.item_text import item_text
from resilience_cli.reports.street.change import change_details, service_details
from resilience_cli.reports.street.factors import factor_details, score_groups
from resilience_cli.reports.street.groups import group_details
from resilience_cli.reports.street.judgement import judgement_details
from resilience_cli.reports.street.material import Material
from resilience_cli.reports.street.problems import problem_details
from resilience_cli.reports.street.survey import people_parts
from resilience_cli.reports.street.tiers import tier_details
from resilience_cli.reports.wording import band_tone, community_name, score_column, with_interval


def detail_parts(material: Material) -> Iterator[Part]:
    """Yield all that the body sums up, by community: who answered, classes, scores, gaps, problems, changes."""
    if not material.verdicts:
        return
    yield Heading(say("All results by neighbourhood"), new_page=True)
    yield Heading(say("Who answered"), 2)
    yield from people_parts(material)
    yield Heading(say("Classes"), 2)
    yield from judgement_details(material)
    yield from tier_details(material)
    yield from factor_details(material)
    yield from _range_tables(material)
    yield from group_details(material)
    yield from problem_details(material)
    yield from change_details(material)
    yield from service_details(material)


def _range_tables(material: Material) -> Iterator[Part]:
    """Yield every score with its range."""
    yield Heading(say("Scores with their ranges"), 2)
    yield Paragraph(
        say(
            "In brackets, the range of sampling and measurement (95%); it covers how many people answered, not who "
            "did not."
        )
    )
    for _title, scores in score_groups(material):
        rows: tuple[Row, ...] = tuple((community_name(v), *_ranges(material, v, scores)) for v in material.verdicts)
        columns = (Column(say("Neighbourhood")), *(score_column(material.instrument, score) for score in scores))
        yield Table(columns, rows)


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
    """Yield what was noticed in the files, if anything; for the public, only how much it is."""
    findings = sorted_findings(material.assessment.findings)
    if not findings:
        return
    yield Heading(say("Findings"), new_page=True)
    if material.audience == "public":
        yield Note(say("Remarks made while reading and scoring: {n}; see the internal report.", n=len(findings)))
        return
    rows = tuple((Cell(say(SEVERITY[f.severity]), f.severity), printable(f, longest=None)) for f in findings)
    yield Table((Column(say("Kind")), Column(say("What was noticed"))), rows)


SEVERITY = {"error": mark("error"), "warning": mark("to be looked at"), "info": mark("remark")}


def beside_appendix(material: Material) -> Iterator[Part]:
    """Yield what else happened, as an appendix."""
    for part in material.beside:
        yield replace(part, new_page=True) if isinstance(part, Heading) and part.level == 1 else part
