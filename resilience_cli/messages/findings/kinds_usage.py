"""Findings about calling the program and about assessment directories (RES-U…)."""

from resilience_cli.messages import mark
from resilience_cli.messages.findings.kind import Kind

USAGE: dict[str, Kind] = {
    "RES-U001": Kind(
        "error", mark("{name} exists already."), mark("Give --force to replace it, or another name with --out.")
    ),
    "RES-U002": Kind(
        "error", mark("Several inputs are scored into one assessment."), mark("Name it with --out DIRECTORY.")
    ),
    "RES-U003": Kind(
        "error",
        mark("The assessment has no neighbourhood “{community}”."),
        mark("Nearest or first names: {near}."),
    ),
    "RES-U004": Kind(
        "error",
        mark("{name} cannot be written: {why}."),
        mark("Choose another place, or close the program that has it open."),
    ),
    "RES-U005": Kind(
        "error", mark("The sample data was not found beside the program."), mark("Install the program again.")
    ),
    "RES-U006": Kind("error", mark("{first} and {second} exclude each other."), mark("Leave one of them out.")),
    "RES-U007": Kind("error", mark("{option} cannot be “{value}”; it is one of: {choices}.")),
    "RES-U008": Kind(
        "error",
        mark("{name} is not an assessment directory, so it is not replaced."),
        mark("Give another name with --out, or remove it yourself."),
    ),
    "RES-U010": Kind(
        "error",
        mark("{name} is not an assessment directory."),
        mark("Give the directory that `resilience score` wrote; it holds assessment.json."),
    ),
    "RES-U011": Kind(
        "error",
        mark("{name} has the format {format}, which this version cannot read."),
        mark("Score the exports again, or use the version that wrote it."),
    ),
    "RES-U020": Kind(
        "error",
        mark("The questionnaire has no class “{name}”."),
        mark("Its classes are: {known}. Write --class-title ID=TITLE."),
    ),
    "RES-U021": Kind(
        "error",
        mark("“{value}” is no title for a class."),
        mark("Write --class-title ID=TITLE, such as deficient=重点提升型."),
    ),
    "RES-U022": Kind(
        "error",
        mark("The reports of all neighbourhoods need a folder."),
        mark("Name one with --out DIRECTORY, such as --out reports."),
    ),
    "RES-U030": Kind(
        "error",
        mark("{name} is being written by another run."),
        mark("Wait until it has ended, or give another name."),
    ),
    "RES-U031": Kind("error", mark("{name} cannot be used: {why}."), mark("Choose another place or another name.")),
    "RES-U012": Kind("error", mark("a file of the assessment is missing."), mark("Score the exports again.")),
    "RES-U013": Kind(
        "error",
        mark("a file of the assessment is not as it was written."),
        mark("Take the original back, or score the exports again."),
    ),
}
