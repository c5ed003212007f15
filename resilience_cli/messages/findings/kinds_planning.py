"""Findings about planning a survey."""

from __future__ import annotations

from resilience_cli.messages import mark
from resilience_cli.messages.findings.kind import Kind

PLANNING: dict[str, Kind] = {
    "RES-A120": Kind(
        "error",
        mark("Nothing tells how much people differ: neither an assessment nor a standard deviation was given."),
        mark("Give --from ASSESSMENT of an earlier survey, or --sd N in points of the score."),
    ),
    "RES-A121": Kind(
        "error",
        mark("How much people differ is not known for: {roles}."),
        mark("Add --sd ROLE=N for each of them, or --answers ROLE=0 if nobody of it will answer."),
    ),
    "RES-A122": Kind(
        "error",
        mark("By these numbers people do not differ at all, so nothing can be planned."),
        mark("Give another score with --score, or a standard deviation with --sd N."),
    ),
    "RES-A123": Kind("error", mark("“{role}” is not a role of the questionnaire."), mark("Its roles: {roles}.")),
    "RES-A124": Kind(
        "error",
        mark("{option} cannot be “{value}”."),
        mark("Write a number from 0 to {most}, whole for people; for one role ROLE=NUMBER."),
    ),
    "RES-A125": Kind(
        "error",
        mark("{option} needs a questionnaire: it says which roles there are and how they count."),
        mark("Give it with -i ID[@VERSION], or an assessment with --from."),
    ),
    "RES-A126": Kind(
        "error",
        mark("--answers is for institutions, and “{role}” is none."),
        mark("Institutions: {roles}. The number of residents is what is planned."),
    ),
}
