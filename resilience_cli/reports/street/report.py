"""The street report in its order."""

from __future__ import annotations

from collections.abc import Iterator

from resilience_cli.messages import mark, pick, say
from resilience_cli.model.assessment import Assessment
from resilience_cli.model.document import Blank, Document, Letter, Part
from resilience_cli.reports.street.appendix import (
    beside_appendix,
    detail_parts,
    finding_appendix,
    method_appendix,
    questionnaire_appendix,
)
from resilience_cli.reports.street.change import change_parts, service_parts
from resilience_cli.reports.street.data import data_of
from resilience_cli.reports.street.factors import factor_parts
from resilience_cli.reports.street.groups import group_parts
from resilience_cli.reports.street.judgement import judgement_parts
from resilience_cli.reports.street.material import Material
from resilience_cli.reports.street.member import member
from resilience_cli.reports.street.numbering import numbered
from resilience_cli.reports.street.problems import practice_parts, problem_parts
from resilience_cli.reports.street.survey import survey_parts
from resilience_cli.reports.street.tiers import tier_parts

PARTY_BUILDING = mark("Party building: what was done, in the words of the street office")


def street_report(
    material: Material, original: Assessment, left_out: tuple[Part, ...] = (), letter: Letter | None = None
) -> Document:
    """Return the report of all communities; `original` has the classes as the questionnaire calls them.

    `left_out`: what is said of communities that are not shown.
    """
    return Document(
        say("{title}: report", title=pick(material.instrument.title)),
        tuple(numbered((*_body(material, left_out), *_appendices(material, original)))),
        members=tuple(member(material, verdict) for verdict in material.verdicts),
        data=data_of(material),
        letter=letter,
    )


def _body(material: Material, left_out: tuple[Part, ...]) -> Iterator[Part]:
    yield from survey_parts(material)
    yield from left_out
    yield from judgement_parts(material)
    yield from tier_parts(material)
    yield from factor_parts(material)
    yield from group_parts(material)
    yield from problem_parts(material)
    yield from practice_parts(material)
    yield from change_parts(material)
    yield from service_parts(material)
    yield Blank(say(PARTY_BUILDING))


def _appendices(material: Material, original: Assessment) -> Iterator[Part]:
    yield from detail_parts(material)
    yield from beside_appendix(material)
    yield from method_appendix(original)
    yield from questionnaire_appendix(original)
    yield from finding_appendix(material)
