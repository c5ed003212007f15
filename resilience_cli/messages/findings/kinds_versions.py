"""Findings about what a new version of an instrument changes (RES-I090 to RES-I109)."""

from resilience_cli.messages import mark
from resilience_cli.messages.findings.kind import Kind

STEPS: dict[str, Kind] = {
    "RES-I090": Kind(
        "error",
        mark("The previous version {previous} is not below {version}."),
        mark("Name the version from which this one was made."),
    ),
    "RES-I091": Kind(
        "error",
        mark("The previous version {name} is not there: what has changed since cannot be checked."),
        mark("Put {expected} beside this file."),
    ),
    "RES-I092": Kind(
        "error",
        mark(
            "The previous version {name} has errors itself, or was changed after its release: "
            "nothing can be held against it."
        ),
        mark("See: resilience instruments validate {expected}"),
    ),
    "RES-I093": Kind(
        "error",
        mark("{part}: {kind} ({aspects}). From {old} to {new} is too small a step for it; it takes a {step} one."),
        mark("Make it version {least}, or say under `approved_breaks` why {part} may change."),
    ),
    "RES-I094": Kind(
        "warning",
        mark("“{part}” is approved, but is no break of this version."),
        mark("Breaks are: {near}. Take out what is not needed."),
    ),
    "RES-I095": Kind(
        "warning",
        mark("{name} was released before, and `previous` does not name it: what changed since is not checked."),
        mark('Say "previous": {{"version": "{expected}"}}.'),
    ),
    "RES-I096": Kind(
        "error",
        mark("{name} has no “{id}” that could be renamed."),
        mark("The nearest there are: {near}."),
    ),
    "RES-I097": Kind(
        "error",
        mark("“{id}” cannot become “{new}”: that is an id of another part of {name}, or was named before."),
        mark("Give it an id that is free."),
    ),
    "RES-I098": Kind("info", mark("{part}: {kind} ({aspects}); approved: {why}")),
}
"""Found when a version is checked against the one before."""
DIFFERENCES: dict[str, Kind] = {
    "RES-I100": Kind("error", mark("git is needed to read an earlier revision, and was not found.")),
    "RES-I101": Kind(
        "error", mark("There is no revision “{revision}” here that git could read: {why}."), mark("See: git log")
    ),
    "RES-I102": Kind(
        "error",
        mark("The revision “{revision}” has no file of this name here."),
        mark("Name the old file instead: resilience instruments diff OLD NEW"),
    ),
    "RES-I103": Kind(
        "error",
        mark("Two questionnaires are compared; here are {count}."),
        mark("Name the old and the new one, or the new one and --against REVISION."),
    ),
    "RES-I104": Kind("info", mark("{old} and {new}: {verdict}. Least version step: {step}.")),
    "RES-I105": Kind(
        "warning",
        mark(
            "The score {score} has too few items in common to be compared; it rested on {before}, and rests on {after}."
        ),
    ),
    "RES-I106": Kind(
        "warning", mark("The score {score} can be compared on two common items only: a small change may be chance.")
    ),
}
"""Found when two instruments are compared."""
VERSIONS: dict[str, Kind] = STEPS | DIFFERENCES
