"""The words of a draft's workbook: names of sheets, headers, and what is chosen from lists; for writer and reader."""

from __future__ import annotations

from collections.abc import Mapping

from resilience_cli.messages import in_all, mark, say
from resilience_cli.model.same_text import normal

QUESTIONS, SCALES, SCORES, ROLES, SETTINGS = "questions", "scales", "scores", "roles", "settings"
SHEETS = {
    QUESTIONS: mark("Question list"),
    SCALES: mark("Answer options"),
    SCORES: mark("Score list"),
    ROLES: mark("Role list"),
    SETTINGS: mark("Setting list"),
}
"""Names of the sheets."""
HEADERS: dict[str, dict[str, str]] = {
    QUESTIONS: {
        "column": mark("Column"),
        "zh": mark("Question (Chinese)"),
        "en": mark("Question (English)"),
        "remark": mark("Recognised as"),
        "id": mark("Id"),
        "use": mark("Use"),
        "scale": mark("Options"),
        "reverse": mark("Reversed"),
        "score": mark("Score"),
        "roles": mark("Asked of"),
    },
    SCALES: {
        "scale": mark("Options"),
        "value": mark("Value"),
        "zh": mark("Text (Chinese)"),
        "en": mark("Text (English)"),
        "also": mark("Also written"),
        "remark": mark("Remark"),
    },
    SCORES: {
        "id": mark("Id"),
        "zh": mark("Title (Chinese)"),
        "en": mark("Title (English)"),
        "kind": mark("Kind of score"),
        "higher": mark("Higher is"),
    },
    ROLES: {
        "id": mark("Id"),
        "zh": mark("Name (Chinese)"),
        "en": mark("Name (English)"),
        "also": mark("Also written"),
        "institution": mark("Speaks for a body"),
        "weight": mark("Weight"),
    },
    SETTINGS: {"setting": mark("Setting"), "value": mark("Value"), "remark": mark("Remark")},
}
"""By sheet and key: the headers."""
USES = {
    "score": mark("scored"),
    "field": mark("background"),
    "attention": mark("attention check"),
    "community": mark("neighbourhood"),
    "role": mark("role"),
    "leave": mark("left out"),
}
YES_NO = {"yes": mark("yes"), "no": mark("no")}
NOT_SCORED = {"not_scored": mark("not scored")}
KINDS = {"factor": mark("factor"), "side": mark("side"), "outcome": mark("outcome")}
HIGHER = {"better": mark("better"), "worse": mark("worse"), "neutral": mark("neither")}
SETTING_NAMES = {
    "id": mark("Id of the questionnaire"),
    "title_zh": mark("Title (Chinese)"),
    "title_en": mark("Title (English)"),
    "weak": mark("Lower cut"),
    "strong": mark("Upper cut"),
    "gap": mark("Gap between sides"),
    "few": mark("Fewest respondents for a score"),
    "enough": mark("Respondents that are enough"),
}


def words(texts: Mapping[str, str]) -> tuple[str, ...]:
    """Return the texts in the language in use, for a list to choose from."""
    return tuple(say(text) for text in texts.values())


def word(texts: Mapping[str, str], key: str) -> str:
    """Return one of the texts in the language in use."""
    return say(texts[key])


def meaning(text: str, texts: Mapping[str, str]) -> str | None:
    """Return the key whose text, in any language, or which itself is the given text; None if none is."""
    asked = normal(text).casefold()
    for key, own in texts.items():
        known = in_all(lambda own=own: say(own)).values()  # type: ignore[misc]
        if asked in {key.casefold(), *(normal(one).casefold() for one in known)}:
            return key
    return None
