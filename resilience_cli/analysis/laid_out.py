"""The layout that an assessment was scored with, made again from what it keeps."""

from __future__ import annotations

from resilience_cli.model.assessment import Assessment
from resilience_cli.scoring.communities import on_roles
from resilience_cli.scoring.layout import Layout, lay_out


def layout_of(assessment: Assessment) -> Layout:
    """Return the layout that the assessment was scored with."""
    instrument = assessment.instrument
    communities = tuple(verdict.community for verdict in assessment.verdicts)
    used = assessment.people.set_index(["community", "role"])["used"]
    scores = assessment.moments["scores"].over(tuple(score.id for score in instrument.base_scores))
    roles = tuple(assessment.recipe["options"].get("roles", ()))
    people = on_roles(used, communities, tuple(instrument.roles))
    return lay_out(instrument, communities, scores, people, register=assessment.register, roles=roles)
