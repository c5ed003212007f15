"""Assessment -> Document: the report. All of its words are chosen in this room's compose files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from resilience_cli.errors import UsageError
from resilience_cli.messages import pick, say
from resilience_cli.messages.printable import printable
from resilience_cli.model.assessment import Assessment, Verdict
from resilience_cli.model.comparison import WaveChange
from resilience_cli.model.document import Document, Letter, Note, Part
from resilience_cli.model.finding import Finding
from resilience_cli.model.ranking import Ranking
from resilience_cli.model.way_up import WayUp
from resilience_cli.reports.coarse import coarsened
from resilience_cli.reports.communities import find_communities
from resilience_cli.reports.compose_explain import explained
from resilience_cli.reports.compose_findings import first_findings
from resilience_cli.reports.compose_method import evidence_note
from resilience_cli.reports.street.judgement import judgement_details, judgement_parts
from resilience_cli.reports.street.material import Material
from resilience_cli.reports.street.member import community_report
from resilience_cli.reports.street.report import street_report
from resilience_cli.reports.street.survey import people_table, survey_parts
from resilience_cli.reports.suppression import Audience, is_published


def compose(
    assessment: Assessment,
    audience: Audience = "internal",
    communities: Sequence[str] = (),
    beside: Sequence[Part] = (),
    *,
    ranking: Ranking | None = None,
    comparison: WaveChange | None = None,
    titles: Mapping[str, str] = MappingProxyType({}),
    letter: Letter | None = None,
    ways: Sequence[WayUp] = (),
) -> Document:
    """Return the report of all communities, or of those named by id or name: of one, with its questions and advice.

    `ranking` is the order by the headline score, `comparison` the change since an earlier wave, `beside` what an events
    file tells; `ways` what one step on single questions would do to the one community that is named. `titles` renames
    classes (by id) everywhere but in the method part. For the public, counts are in bands, communities with few
    residents are withheld, findings are only counted.
    Raises UsageError for communities and classes that are not in the assessment.
    """
    named = _renamed(assessment, titles)
    chosen = find_communities(named, communities)
    shown = [v for v in chosen if audience == "internal" or is_published(v, assessment.instrument)]
    material = Material(named, tuple(shown), audience, ranking, comparison, tuple(beside))
    if communities and len(chosen) == 1 and shown:
        made = community_report(material, shown[0], tuple(explained(named, shown[0], ways)), letter)
    else:
        made = street_report(material, assessment, tuple(_left_out(assessment, chosen, shown)), letter)
    return made if audience == "internal" else coarsened(made)


def result(assessment: Assessment) -> Document:
    """Return the report's first page: the survey, the judgement with the class of each community, first findings."""
    material = Material(assessment, assessment.verdicts, whole=False)
    return Document(
        say("{title}: result", title=pick(assessment.instrument.title)),
        (
            *survey_parts(material),
            *judgement_parts(material),
            *((*judgement_details(material), people_table(material)) if material.verdicts else ()),
            *evidence_note(assessment.instrument),
            *first_findings(assessment.findings),
        ),
    )


def _renamed(assessment: Assessment, titles: Mapping[str, str]) -> Assessment:
    known = [definition.id for definition in assessment.instrument.classes]
    unknown = [id_ for id_ in titles if id_ not in known]
    if unknown:
        raise UsageError(*(Finding("RES-U020", values={"name": printable(id_), "known": known}) for id_ in unknown))
    if not titles:
        return assessment
    classes = tuple(
        replace(c, title=dict.fromkeys(c.title, titles[c.id])) if c.id in titles else c
        for c in assessment.instrument.classes
    )
    return replace(assessment, instrument=replace(assessment.instrument, classes=classes))


def _left_out(assessment: Assessment, chosen: list[Verdict], shown: list[Verdict]) -> Iterator[Part]:
    if len(chosen) < len(assessment.verdicts):
        yield Note(
            say("Only {shown} of {n} neighbourhoods are shown.", shown=len(chosen), n=len(assessment.verdicts)), "info"
        )
    if len(shown) < len(chosen):
        yield Note(
            say(
                "Too few residents answered for publication, withheld: {n} neighbourhoods.", n=len(chosen) - len(shown)
            ),
            "warning",
        )
