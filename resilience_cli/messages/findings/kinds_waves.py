"""Findings about waves."""

from __future__ import annotations

from resilience_cli.messages import mark
from resilience_cli.messages.findings.kind import Kind

WAVES: dict[str, Kind] = {
    "RES-A020": Kind(
        "error",
        mark("Scores of {before} and {after} cannot be compared."),
        mark("`resilience instruments diff {before} {after}` says why."),
    ),
    "RES-A021": Kind(
        "error",
        mark("{before} and {after} compare only on the questions that they share, and these assessments rest on all."),
        mark(
            "`resilience instruments diff {before} {after}` names them. Score again with --common-with; the commands "
            "are told."
        ),
    ),
    "RES-A022": Kind(
        "error",
        mark("No neighbourhood is in both assessments."),
        mark("Enter other names in the register, and score both waves with it."),
    ),
    "RES-A023": Kind("error", mark("No role counts in both assessments.")),
    "RES-A025": Kind(
        "info",
        mark("Which wave is earlier cannot be told from the labels: {waves}; taken as given."),
        mark("Labels such as 2025 or 2025-03 (score --wave) tell it."),
    ),
    "RES-A026": Kind(
        "warning", mark("Given as {given}, but by the labels the order is {order}: so they are compared.")
    ),
    "RES-A027": Kind(
        "error",
        mark("Some of these assessments have the same neighbourhoods, others not."),
        mark("Compare waves of one street, or streets with one another."),
    ),
    "RES-A028": Kind(
        "warning",
        mark("Not made in the same way: {choices}. A difference may come from that."),
        mark("Score again with the same choices."),
    ),
    "RES-A029": Kind(
        "warning",
        mark("Asked about different events ({values}): scores about the event do not measure the same."),
    ),
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
    "RES-A036": Kind(
        "info",
        mark("Hardly any neighbourhood is in several of the assessments ({n}): they are taken as different streets."),
        mark("If they are the same under other names, enter these in the register and score again with it."),
    ),
    "RES-A037": Kind(
        "error",
        mark("Events (--events) are shown beside one street or its waves, not beside several streets."),
        mark("Compare each street on its own, or see the events of all: resilience events FILE"),
    ),
}
