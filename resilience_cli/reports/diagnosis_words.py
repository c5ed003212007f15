"""The short words of a diagnosis: names of scores, groups and questions, and columns."""

from __future__ import annotations

import re

from resilience_cli.messages import pick, say
from resilience_cli.model.assessment import Assessment
from resilience_cli.model.diagnosis import INSTITUTIONS
from resilience_cli.model.document import Cell, Column
from resilience_cli.reports.rounding import rounded


def title_of(assessment: Assessment, score: str) -> str:
    """Return the name of a score."""
    return pick(assessment.instrument.score[score].title)


def name_of(assessment: Assessment, community: str) -> str:
    """Return how a community is written."""
    return next((v.name for v in assessment.verdicts if v.community == community), community)


def group_of(assessment: Assessment, group: str) -> str:
    """Return the label of a role, or words for all staff as one."""
    roles = assessment.instrument.roles
    if group in roles:
        return pick(roles[group].label)
    return say("All staff") if group == INSTITUTIONS else say("Residents")


def question_of(assessment: Assessment, item: str) -> str:
    """Return the question as a reader knows it; what stands for the event is an ellipsis."""
    return re.sub(r"\{\w+\}", "…", pick(assessment.instrument.item[item].text))


def two(value: float | None) -> Cell:
    """Return a number with two decimals, or a dash."""
    return Cell(rounded(value, digits=2), value)


def count(n: float) -> Cell:
    """Return a number of people or answers."""
    return Cell(f"{n:g}", n)


def signed(value: float | None) -> Cell:
    """Return a difference in points with its sign, or a dash."""
    text = rounded(value)
    return Cell(f"+{text}" if value is not None and value > 0 and text != "0.0" else text, value)


def columns(*titles: str, left: int) -> tuple[Column, ...]:
    """Return columns of which the first `left` hold texts, the others numbers."""
    return tuple(Column(title, "left" if place < left else "right") for place, title in enumerate(titles))
