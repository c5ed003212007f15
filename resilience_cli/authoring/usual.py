"""What most questionnaires of this kind share: scores of the theory, roles, columns about the respondent."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from resilience_cli.authoring.outline import Json, in_languages
from resilience_cli.messages import in_all, mark, say
from resilience_cli.model.same_text import header_text, normal

SCORES = {
    "structure": ("factor", mark("Flexible governance structure")),
    "capital": ("factor", mark("Social capital")),
    "leadership": ("factor", mark("Coordinating leadership")),
    "memory": ("factor", mark("Shared memory and knowledge")),
    "state": ("side", mark("State side")),
    "market": ("side", mark("Market side")),
    "society": ("side", mark("Society side")),
}
"""Four factors and three sides: kind and title."""
ROLES = {
    "resident": (mark("Resident"), ("业主", "租户", "住户", "小区居民", "本小区居民", "业主或租户", "Owner", "Tenant")),
    "committee": (mark("Residents' committee staff"), ("居委会", "居委", "居委会干部")),
    "property": (mark("Property company staff"), ("物业", "物业公司", "物业工作人员", "物业人员")),
    "owners": (mark("Owners' committee member"), ("业委会", "业委会委员", "业主委员会", "业主委员会成员")),
}
"""Roles: label and other texts that mean the same."""
WEIGHTS = {"resident": 3.0}
"""Weight of a role, if it is not 1."""
COMMUNITY, ROLE = mark("Your neighbourhood"), mark("Your role")
COMMUNITY_ALSO = (
    "小区名称",
    "小区",
    "社区",
    "所在小区",
    "您所在的小区名称",
    "您居住的小区",
    "社区名称",
    "Neighbourhood",
    "Community",
)
ROLE_ALSO = ("身份", "角色", "您的角色", "您在本小区的身份", "Role")
_BODIES: dict[str, tuple[str, dict[str, str], tuple[str, ...]]] = {
    "owners_committee": (
        mark("Owners' committee"),
        {
            "working": mark("Doing its work"),
            "stalled": mark("Stalled"),
            "forming": mark("Being formed"),
            "none": mark("None"),
        },
        ("working", "stalled"),
    ),
    "property_company": (
        mark("Property company"),
        {"market": mark("Market company"), "managed": mark("Managed for the neighbourhood"), "none": mark("None")},
        ("market", "managed"),
    ),
}
_SPEAKS_FOR = {"property": "property_company", "owners": "owners_committee"}


def known_score(title: str) -> str | None:
    """Return the id of the usual score that a title or an id names, in any language."""
    named = normal(title).casefold()
    return next((id_ for id_, (_, text) in SCORES.items() if named in {id_, *_cased(text)}), None)


def known_role(text: str) -> str | None:
    """Return the id of the usual role that an answer, a label or an id names, in any language."""
    named = normal(text).casefold()
    return next(
        (id_ for id_, (label, also) in ROLES.items() if named in {id_, *_cased(label), *map(str.casefold, also)}), None
    )


def role_label(id_: str) -> str:
    """Return the label of a usual role in the language in use; of another, the id itself."""
    return say(ROLES[id_][0]) if id_ in ROLES else id_


def asks_for(header: str) -> str | None:
    """Return community or role if a header, in any language, asks for it."""
    asked = header_text(header).casefold()
    for kind, text, also in (("community", COMMUNITY, COMMUNITY_ALSO), ("role", ROLE, ROLE_ALSO)):
        if asked in {header_text(one).casefold() for one in (*_cased(text), *also)}:
            return kind
    return None


def role(id_: str, languages: Sequence[str]) -> Json:
    """Return a usual role as the instrument format writes it."""
    label, also = ROLES[id_]
    found: Json = {"label": in_languages(languages, label), "also": list(also)}
    if id_ != "resident":
        found["institution"] = True
    if id_ in _SPEAKS_FOR:
        body = _SPEAKS_FOR[id_]
        found["exists_if"] = {"register": body, "in": list(_BODIES[body][2])}
    return found


def register(roles: Sequence[str], languages: Sequence[str]) -> dict[str, Json]:
    """Return the facts of the community register that say whether the roles' bodies exist."""
    bodies = [_SPEAKS_FOR[id_] for id_ in roles if id_ in _SPEAKS_FOR]
    return {
        body: {
            "text": in_languages(languages, _BODIES[body][0]),
            "values": {id_: {"label": in_languages(languages, text)} for id_, text in _BODIES[body][1].items()},
        }
        for body in bodies
    }


def column(text: str, also: Sequence[str], languages: Sequence[str]) -> dict[str, Any]:
    """Return one of the two columns about the respondent as the instrument format writes it."""
    return {"text": in_languages(languages, text), "also": list(also)}


def _cased(text: str) -> set[str]:
    return {normal(words).casefold() for words in in_all(lambda: say(text)).values()}
