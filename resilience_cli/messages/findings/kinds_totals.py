"""Findings about the platform's own total, by which the key is checked, and about rows pasted together (RES-R16…)."""

from resilience_cli.messages import mark
from resilience_cli.messages.findings.kind import Kind

TOTALS: dict[str, Kind] = {
    "RES-R160": Kind(
        "info",
        mark(
            "The total of the platform reverses the same questions as the instrument. Questions checked: {n} of {of}."
        ),
    ),
    "RES-R161": Kind(
        "info",
        mark(
            "The total of the platform adds up the answers without reversing any; it tells nothing about the "
            "reverse-scored questions ({items})."
        ),
    ),
    "RES-R162": Kind(
        "error",
        mark(
            "{item}: by the total of the platform this column is turned round: its positions run against those of the "
            "instrument."
        ),
        mark(
            "Download the export as text (按文本). Or say --scores-are already_reversed if the form showed the options "
            "in the other order (the column is turned back), or --scores-are as_declared if only the platform's "
            "scoring is wrong."
        ),
    ),
    "RES-R163": Kind(
        "warning",
        mark(
            "{item}: the total of the platform and the instrument do not agree whether this question is reversed. "
            "Scored as the instrument says."
        ),
        mark("Check by its words whether agreeing counts against."),
    ),
    "RES-R164": Kind("info", mark("The total of the platform leaves out questions that are scored here: {items}.")),
    "RES-R165": Kind("info", mark("The total of the platform counts attention checks, which say nothing: {items}.")),
    "RES-R166": Kind(
        "info",
        mark(
            "The reverse-scored questions could not be checked by the platform's total: there are too few answer "
            "sheets, or it is not made of the answers in this file alone."
        ),
    ),
    "RES-R167": Kind(
        "error",
        mark(
            "Here the headers stand again in another order, as where a second export was pasted below: the answers "
            "under them are in the wrong columns. Rows: {count}."
        ),
        mark("Put the second export into a file of its own, and name both files."),
    ),
    "RES-R168": Kind(
        "warning",
        mark("Rows made of formulas among rows that are not, taken for totals and not read: {count}."),
        mark("If they are answers, copy them and paste them as values."),
    ),
    "RES-R169": Kind("warning", mark("{item}: read as turned round, as you said and the total of the platform shows.")),
}
