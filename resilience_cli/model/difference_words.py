"""What a difference is called, in the language in use."""

from __future__ import annotations

from collections.abc import Iterable

from resilience_cli.messages import mark, say
from resilience_cli.model.difference import Change, Comparable, Compared, Kind, Step

KINDS: dict[Kind, str] = {
    "identical": mark("identical"),
    "wording": mark("wording"),
    "changed": mark("changed"),
    "added": mark("added"),
    "renamed": mark("renamed"),
    "regrouped": mark("regrouped"),
    "rescaled": mark("rescaled"),
    "rescored": mark("rescored"),
    "removed": mark("removed"),
}
STEPS: dict[Step, str] = {
    "none": mark("none"),
    "patch": mark("patch"),
    "minor": mark("minor"),
    "major": mark("major"),
}
VERDICTS: dict[Comparable, str] = {
    "comparable": mark("comparable"),
    "comparable on common items": mark("comparable on common items"),
    "not comparable": mark("not comparable"),
}
ASPECTS = {
    "also": mark("other texts that mean it"),
    "asked_of": mark("asked of"),
    "attention": mark("attention check"),
    "advice": mark("advice"),
    "cut": mark("cut"),
    "default": mark("default"),
    "description": mark("description"),
    "evidence": mark("evidence"),
    "exclude": mark("who is excluded"),
    "exists_if": mark("where it exists"),
    "floor": mark("floor"),
    "from": mark("cut"),
    "higher_is": mark("what is good"),
    "id": mark("id"),
    "institution": mark("speaks for a body"),
    "kind": mark("kind"),
    "label": mark("label"),
    "method": mark("method"),
    "minimum_answered": mark("answers needed"),
    "not_scored": mark("answers without a value"),
    "of": mark("parts"),
    "options": mark("options"),
    "phase": mark("phase"),
    "place": mark("place in the order"),
    "reverse": mark("reverse-scored"),
    "scale": mark("scale"),
    "text": mark("text"),
    "title": mark("title"),
    "unscored": mark("in no score on purpose"),
    "value": mark("value"),
    "values": mark("values"),
    "weights": mark("weights"),
    "when": mark("rule"),
}
"""By key of a definition; keys that are not here, such as a language, are shown as they are."""

SETTINGS = {
    "title": mark("title"),
    "about": mark("about the questionnaire"),
    "introduction": mark("introduction"),
    "placeholders": mark("placeholders"),
    "community_question": mark("question about the neighbourhood"),
    "role_question": mark("question about the role"),
    "bands": mark("bands"),
    "role_weights": mark("weights of the roles"),
    "minimum_respondents": mark("respondents needed"),
    "screening": mark("careless answers"),
    "privacy": mark("small groups"),
    "change": mark("change of interest"),
    "export_hints": mark("how exports are read"),
}
"""By id of a setting; those that have no effect have no name."""


def kind_in_words(part: Compared | Change) -> str:
    """Return what happened to the part."""
    return say(KINDS[part.kind])


def aspect_in_words(change: Change) -> str:
    """Return what about a part changed, such as “text zh”; empty for the part as a whole."""
    return " ".join(say(ASPECTS[key]) if key in ASPECTS else key for key in change.aspect)


def aspects_in_words(changes: Iterable[Change]) -> str:
    """Return what about a part changed, each aspect once."""
    return say(", ").join(dict.fromkeys(aspect_in_words(change) or say("as a whole") for change in changes))
