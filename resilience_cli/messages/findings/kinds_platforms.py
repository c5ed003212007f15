"""Findings about what single survey platforms write (RES-R110…)."""

from resilience_cli.messages import mark
from resilience_cli.messages.findings.kind import Kind

_NUMBERS = {
    "RES-R110": Kind(
        "error",
        mark("The roles are numbers: the export holds the codes of options instead of their texts."),
        mark("Download the export with the texts of the options; or say with --mapping what the numbers mean."),
    ),
    "RES-R111": Kind(
        "error",
        mark("Answers are numbers, and whether these are values or positions of options cannot be told: {items}."),
        mark("Download the export with the texts of the options; or say with --mapping what the numbers mean."),
    ),
    "RES-R114": Kind(
        "error",
        mark("Answers may be digits from 0 among positions from 1, and which they are cannot be told: {items}."),
        mark("Download the export as text (按文本)."),
    ),
    "RES-R173": Kind(
        "error",
        mark("Cells may be scores or the sign for no answer (-2, -3), and which they are cannot be told: {items}."),
        mark("Download the export as text (按文本)."),
    ),
}
_ARCHIVES = {
    "RES-R112": Kind(
        "error",
        mark("Not exactly one CSV of the archive can be meant. It holds: {tables}."),
        mark("Unpack it and name the files, or name one CSV in it with --sheet."),
    ),
    "RES-R113": Kind(
        "error",
        mark("The archive is protected with a password."),
        mark("Unpack it and name the files in it."),
    ),
}
_LEFT_OUT = {
    "RES-R115": Kind(
        "warning",
        mark("Answers that were marked as invalid on the platform, not used. Rows: {count}."),
        mark("To use them, delete the column that says so in a copy of the file."),
    ),
    "RES-R120": Kind(
        "warning",
        mark("Answers that were begun and never submitted, not used. Rows: {count}."),
        mark("To use them, delete the column that says so in a copy of the file."),
    ),
    "RES-R121": Kind("info", mark("Previews, tests and what the platform takes for spam, not used. Rows: {count}.")),
}
_CODES = {
    "RES-R122": Kind(
        "error",
        mark("The community is a number, like the answers: which one it is the file does not say."),
        mark("Download the export with the texts of the options, or name the one community with --community-name."),
    ),
}
PLATFORMS: dict[str, Kind] = _NUMBERS | _ARCHIVES | _LEFT_OUT | _CODES
