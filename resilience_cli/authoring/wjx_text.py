"""A form as a text that 问卷星 takes under 文本导入: a title, what is said first, and questions with their kind.

Each item is a question of its own with one option a line: of all forms that the import knows, this is the one that
every version of it reads alike, and the export's headers are then the texts of the questions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from resilience_cli.authoring.form import Form, form_title, options
from resilience_cli.messages import pick
from resilience_cli.messages.printable import printable
from resilience_cli.model.same_text import normal

CHOICE, BLANK = "[单选题]", "[填空题]"
_LIKE_A_NUMBER = re.compile(r"(?:第|问题|[A-Za-z])?\s*\d")
_JOINER, _NO_BREAK = "\u2060", "\u00a0"


def wjx_text(form: Form, communities: Sequence[str]) -> str:
    """Return the form as text in the language in use, with these neighbourhoods to choose from.

    The first question is the role, with the form's own role as its only option: so the answers say whose they are, and
    the exports of all roles can be scored together.
    """
    about = [_line(pick(text)) for text in (form.introduction, form.privacy) if text]
    blocks = ["\n".join([_line(form_title(form)), *about])]
    for number, (text, choices) in enumerate(_questions(form, communities), 1):
        kind = CHOICE if choices else BLANK
        blocks.append("\n".join([f"{number}. {printable(text, None)}{kind}", *map(_option, choices)]))
    return "\n\n".join(blocks) + "\n"


def _questions(form: Form, communities: Sequence[str]) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield (text, choices) of each question; without choices it is filled in."""
    asked = form.instrument.raw["respondent"]
    yield pick(asked["role"]["text"]), [pick(form.role.label)]
    yield pick(asked["community"]["text"]), communities
    for question in form.questions:
        yield pick(question.text), options(question.scale)


def _line(text: str) -> str:
    """Return a line that is not taken for a question: one that begins like a number gets a mark that nobody sees."""
    line = printable(text, None)
    return _JOINER + line if _LIKE_A_NUMBER.match(normal(line)) else line


def _option(text: str) -> str:
    """Return an option in one piece: the import takes spaces for the border between two options."""
    return _line(text).replace(" ", _NO_BREAK)
