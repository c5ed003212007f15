"""Findings about the platform's own total, by which the key is checked (RES-R160 and following)."""

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
        mark("{item}: the instrument reverses this question, the total of the platform does not. Scored as reversed."),
        mark("Check by its words whether agreeing counts against."),
    ),
    "RES-R164": Kind("info", mark("The total of the platform leaves out questions that are scored here: {items}.")),
    "RES-R165": Kind("info", mark("The total of the platform counts attention checks, which say nothing: {items}.")),
    "RES-R166": Kind(
        "info",
        mark(
            "The total of the platform is not made of the answers in this file alone, so the reverse-scored questions "
            "could not be checked by it."
        ),
    ),
    "RES-R167": Kind(
        "info", mark("There are too few answer sheets to check the reverse-scored questions by the platform's total.")
    ),
    "RES-R168": Kind(
        "warning",
        mark(
            "{item}: the total of the platform reverses this question, the instrument does not. Scored as not reversed."
        ),
        mark("Check by its words whether agreeing counts against."),
    ),
    "RES-R169": Kind("warning", mark("{item}: read as turned round, as you said and the total of the platform shows.")),
}
