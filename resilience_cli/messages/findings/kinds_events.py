"""Findings about events files (RES-A07…, RES-A08…)."""

from resilience_cli.messages import mark
from resilience_cli.messages.findings.kind import Kind

EVENTS: dict[str, Kind] = {
    "RES-A070": Kind(
        "error",
        mark("Columns that an events file needs are missing: {columns}."),
        mark("`resilience events --template FILE` writes an empty file with all columns."),
    ),
    "RES-A071": Kind(
        "error", mark("The columns {first} and {second} have the same header."), mark("Keep one of them.")
    ),
    "RES-A072": Kind(
        "error",
        mark("“{answer}” is none of the options: {options}."),
        mark("Where several may stand in a cell, put a semicolon between them."),
    ),
    "RES-A073": Kind("error", mark("This is no date."), mark("Write year, month and day, such as 2024-09-16.")),
    "RES-A074": Kind("error", mark("This is no whole number from {low} to {high}.")),
    "RES-A075": Kind("error", mark("The cell must not be empty: an event has a place and a start.")),
    "RES-A076": Kind("error", mark("The event ends before it starts.")),
    "RES-A077": Kind(
        "error",
        mark("Rows of one event (of the same number) do not say the same here."),
        mark("Several rows of an event are ratings by several people; what happened is the same in all of them."),
    ),
    "RES-A078": Kind(
        "error",
        mark("Several rows have the same event number, and who rated is not said: a row may be there twice."),
        mark("Fill in who rated each; a short sign is enough, no name is needed."),
    ),
    "RES-A079": Kind(
        "error",
        mark("The same person rated the same event twice."),
        mark("Keep one of the rows, or give the events different numbers."),
    ),
    "RES-A080": Kind("warning", mark("Columns that are not known and were not read: {columns}.")),
    "RES-A081": Kind("warning", mark("Not rated. Without all three parts a rating has no strength. Rows: {count}.")),
    "RES-A082": Kind("warning", mark("Nothing is said here, and nothing was assumed. Rows: {count}.")),
    "RES-A083": Kind(
        "warning",
        mark("Resolved, but not on which day: not counted in the days to resolution. Rows: {count}."),
        mark("Fill in the end."),
    ),
    "RES-A084": Kind("info", mark("Events that began after {until}, left out: {n}.")),
    "RES-A089": Kind("info", mark("Events that ended after {until}, still open on that day: {n}.")),
    "RES-A085": Kind(
        "error",
        mark("There is no sudden shock “{shock}”. Sudden shocks here: {shocks}."),
        mark("Give the name or the number of an event that the file calls a sudden shock."),
    ),
    "RES-A086": Kind(
        "warning", mark("Communities of the events file that the assessment does not know, not shown: {names}.")
    ),
    "RES-A088": Kind(
        "error",
        mark("Name an events file, or the file to write with --template."),
        mark("See: resilience events --help"),
    ),
    "RES-A087": Kind("error", mark("“{text}” is no date."), mark("Write year, month and day, such as 2024-09-16.")),
    "RES-A060": Kind(
        "error",
        mark("--shock tells which event of an events file is meant, and none is given."),
        mark("Add --events FILE."),
    ),
}
