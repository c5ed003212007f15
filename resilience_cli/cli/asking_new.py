"""`instruments new` in a terminal: asks for what was not given, Chinese first and no more than is needed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from resilience_cli.cli import asking
from resilience_cli.cli.console import tell
from resilience_cli.messages import say

if TYPE_CHECKING:
    from resilience_cli.authoring.new import Plan


def asked(plan: Plan, folder: Path, roles_given: bool) -> Plan:
    """Ask for what was not given; return the plan with it. An id that is there in the folder is asked again."""
    from resilience_cli.authoring.new import ID, language_of, parse_questions
    from resilience_cli.authoring.usual import role_label

    tell(say("A few questions; Enter takes what is proposed, Ctrl-C ends."))
    id_ = plan.id
    while not ID.fullmatch(id_) or (folder / id_).exists():
        if id_:
            tell(say("“{id}” cannot be used, or is there already.", id=id_), "yellow")
        id_ = asking.answer(say("Id (lower-case letters, digits, -), such as hudong-2026"), "").strip()
    title = asking.answer(say("Title of the questionnaire"), say("Neighbourhood governance survey")).strip()
    roles = plan.roles
    if not roles_given:
        named = asking.answer(say("Who is asked (names divided by commas)"), say(",").join(map(role_label, plan.roles)))
        roles = tuple(part.strip() for part in named.replace("，", ",").split(",") if part.strip())
    tell(say("Paste your questions, one a line (“# title” begins a score, “- ” marks a reversed question)."))
    tell(say("Enter twice: no more. None at all: samples to rewrite."))
    lines = _lines(say("Question"))
    groups = parse_questions("\n".join(lines), say("questions")) if lines else ()
    return replace(plan, id=id_, title={language_of(title): title}, roles=roles, groups=groups)


def _lines(question: str) -> list[str]:
    """Return the lines that are typed or pasted, up to two empty ones: a pasted text may have gaps."""
    lines: list[str] = []
    while (line := asking.answer(question, "").strip()) or (lines and lines[-1]):
        lines.append(line)
    return lines
