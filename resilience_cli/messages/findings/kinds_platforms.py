"""Findings about what single survey platforms write (RES-R110…)."""

from resilience_cli.messages import mark
from resilience_cli.messages.findings.kind import Kind

_NUMBERS = {
    "RES-R110": Kind(
        "error",
        mark("The roles are numbers: the export holds the codes of options instead of their texts."),
        mark("Download the export with the texts of the options."),
    ),
    "RES-R111": Kind(
        "error",
        mark("Answers are numbers, and whether these are values or positions of options cannot be told: {items}."),
        mark("Download the export with the texts of the options."),
    ),
}
_ARCHIVES = {
    "RES-R112": Kind(
        "error",
        mark("The archive holds several tables: {tables}."),
        mark("Unpack it and name the files, or name the one table with --sheet."),
    ),
    "RES-R113": Kind(
        "error",
        mark("The archive is protected with a password."),
        mark("Unpack it and name the files in it."),
    ),
}
PLATFORMS: dict[str, Kind] = _NUMBERS | _ARCHIVES
