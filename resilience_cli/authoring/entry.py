"""A workbook for typing in paper questionnaires: a sheet a role, a row a questionnaire, in the order of the paper."""

from __future__ import annotations

import re
from collections.abc import Sequence

from resilience_cli.authoring.form import Form, numbered, options
from resilience_cli.files.workbook import ROOM, Column, Page
from resilience_cli.messages import pick, say
from resilience_cli.messages.printable import printable
from resilience_cli.model.fielded import MARK, NUMBER, SHEET, Fielded
from resilience_cli.model.instrument import Scale

_FORBIDDEN = re.compile(r"[\[\]:*?/\\]|^'+|'+$")
_LONGEST = 31
"""Characters in the name of a sheet."""


def entry_pages(forms: Sequence[Form], said: Fielded, communities: Sequence[str] = (), rows: int = ROOM) -> list[Page]:
    """Return the sheets, in the language in use: instructions, one a role, and a hidden one that says what it is.

    `communities`: names to choose from; none: any name may be written. Lists and limits hold for `rows` rows.
    """
    about, *names = _distinct([say("Instructions"), *(pick(form.role.label) for form in forms)])
    facts = said.facts() | {f"{SHEET}{form.role.id}": name for form, name in zip(forms, names, strict=True)}
    mark = (Column("", 24), Column("", 40))
    return [
        Page(about, rows=[(line,) for line in _instructions(forms, said, names)]),
        *(_sheet(form, name, communities, rows) for form, name in zip(forms, names, strict=True)),
        Page(MARK, mark, [*facts.items(), (SHEET, about)], hidden=True, literal=True),
    ]


def _distinct(names: Sequence[str]) -> list[str]:
    """Return the names as sheets may bear them: short, without signs of paths, none twice."""
    found = [_FORBIDDEN.sub("", printable(name, None)).strip()[:_LONGEST] for name in names]
    taken = {MARK}
    for place, name in enumerate(found):
        number = 2
        while not found[place] or found[place].casefold() in taken:
            found[place] = f"{name[: _LONGEST - 4]} {number}".strip()
            number += 1
        taken.add(found[place].casefold())
    return found


def _sheet(form: Form, name: str, communities: Sequence[str], rows: int) -> Page:
    numbers = numbered(form)
    community = _header(1, pick(form.instrument.raw["respondent"]["community"]["text"]))
    columns = (
        Column(say(NUMBER), 10),
        Column(community, 20, tuple(communities), refuses=False),
        *(_column(_header(numbers[asked.id], pick(asked.text)), asked.scale) for asked in form.questions),
    )
    return Page(name, columns, frozen=2, protected=True, room=rows + 1)


def _header(number: int, text: str) -> str:
    return say("{number}. {text}", number=number, text=text)


def _column(header: str, scale: Scale) -> Column:
    width = 16 if len(header) < 20 else 24
    if scale.kind != "number":
        return Column(header, width, options(scale))
    low, high = f"{scale.minimum:.12g}", f"{scale.maximum:.12g}"
    return Column(
        header, width, limits=(scale.minimum, scale.maximum), hint=say("A number, {low} to {high}.", low=low, high=high)
    )


def _instructions(forms: Sequence[Form], said: Fielded, names: Sequence[str]) -> list[str]:
    event = say("none: the questions about an event are left out") if said.no_event else said.event
    facts = ((say("Questionnaire"), said.instrument), (say("Event"), event), (say("Period"), said.period))
    return [
        say("{title}: typing in paper questionnaires", title=pick(forms[0].instrument.title)),
        "",
        *(say("{name}: {value}", name=name, value=value) for name, value in facts if value),
        "",
        *(_header(number, line) for number, line in enumerate(_steps(forms, names), 1)),
    ]


def _steps(forms: Sequence[Form], names: Sequence[str]) -> list[str]:
    unknown = dict.fromkeys(pick(c.label) for form in forms for item in form.items for c in item.scale.not_scored)
    is_answer = say("“{answer}” is an answer: choose it where it is ticked.", answer=say(", ").join(unknown))
    return [
        say(
            "Each row is one paper questionnaire, on the sheet of the role that it was answered in: {sheets}.",
            sheets=say(", ").join(names),
        ),
        say(
            "In the first column write a running number, and the same number at the foot of the paper, so that an "
            "entry can be checked later. Write no names, telephone numbers or addresses."
        ),
        say("The number before a question is its number on the paper. Choose the answers from the lists."),
        say(
            "Where nothing is ticked, where more than one answer is ticked, or where it cannot be read, leave the cell "
            "empty. Never guess."
        ),
        *([is_answer] if unknown else []),
        say(
            "Do not change the headers or the names of the sheets. Several people can type at the same time, each in a "
            "copy of this file under another name."
        ),
        say(
            "When all is typed in, save it as xlsx and score it, or all the copies together: "
            "resilience score A.xlsx B.xlsx -o DIRECTORY"
        ),
    ]
