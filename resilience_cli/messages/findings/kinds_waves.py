"""Findings about waves."""

from __future__ import annotations

from resilience_cli.messages import mark
from resilience_cli.messages.findings.kind import Kind

WAVES: dict[str, Kind] = {
    "RES-A020": Kind(
        "error",
        mark("Scores of {before} and {after} cannot be compared."),
        mark("`resilience instruments diff {before} {after}` says why. Read the two reports side by side."),
    ),
    "RES-A021": Kind(
        "error",
        mark("{before} and {after} compare only on the questions that they share, and these assessments rest on all."),
        mark("`resilience instruments diff {before} {after}` names them. Read the two reports side by side."),
    ),
    "RES-A022": Kind(
        "error",
        mark("No neighbourhood is in both assessments."),
        mark("Enter other names in the register, and score both waves with it."),
    ),
    "RES-A023": Kind("error", mark("No role counts in both assessments.")),
    "RES-A024": Kind("error", mark("One or two assessments can be compared, not {n}.")),
    "RES-A030": Kind("error", mark("{name} shares no score with {others}: nothing can be scored on common questions.")),
    "RES-A031": Kind(
        "warning",
        mark("Scored only on the questions shared with {others}: to compare with them, not to report."),
        mark("For a report, score again without --common-with."),
    ),
    "RES-A032": Kind("warning", mark("Not given, because too few questions are shared: {scores}.")),
    "RES-A033": Kind("warning", mark("On two shared questions only, so with less to rest on: {scores}.")),
    "RES-A034": Kind(
        "warning", mark("The classes here rest on the shared questions: they are not the published classes.")
    ),
    "RES-A035": Kind("info", mark("On the shared questions there are no classes: not all that they test is left.")),
}
