"""The list of names of neighbourhoods: written to be confirmed by hand, and read back -> Corrections."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from resilience_cli.errors import InputError
from resilience_cli.files.workbook import Column, Page, write_workbook
from resilience_cli.messages import in_all, mark, say
from resilience_cli.model.finding import Finding, Where
from resilience_cli.model.same_text import normal, same
from resilience_cli.readers.containers.files import open_sheet
from resilience_cli.readers.correcting.alike import alike, nearest
from resilience_cli.readers.correcting.corrections import Corrections
from resilience_cli.readers.spelling import shown, written

if TYPE_CHECKING:
    from resilience_cli.model.responses import Register, Responses
    from resilience_cli.readers.sheet import Sheet

SPELLING, SHEETS = mark("Spelling in the answers"), mark("Answer sheets")
SUGGESTION, CONFIRMED = mark("May be the same as"), mark("Confirmed name")
KEEP = mark("keep as it is")
_ESCAPED = re.compile(r"'(?=[=+@-])")


def write_names(path: Path, responses: Responses, register: Register | None) -> int:
    """Write the list as an xlsx file and return how many names it holds; raise InputError if it cannot be written.

    With a register it holds the names that the register does not know; otherwise all, those in doubt first.
    """
    rows = list(_rows(responses, register))
    names = responses.communities["name"] if register is None else register.table["name"]
    page = Page(
        say("Names"),
        (
            Column(say(SPELLING), 30),
            Column(say(SHEETS), 12),
            Column(say(SUGGESTION), 30),
            Column(
                say(CONFIRMED),
                30,
                (say(KEEP), *sorted(set(map(str, names)))),
                refuses=False,
                hint=say("Choose the name that is meant, or “keep as it is”. Empty: not decided."),
            ),
        ),
        rows,
    )
    lines = (
        say("Each line is a name of a neighbourhood as it stands in the answers. Nothing is merged by itself."),
        say("In the last column choose the name that is meant, or “keep as it is”; leave it empty to decide later."),
        say("Save, and give the file back: resilience inspect … --names FILE, and the same with score."),
    )
    write_workbook(path, [page, Page(say("Help"), rows=[(line,) for line in lines])])
    return len(rows)


def _rows(responses: Responses, register: Register | None) -> Iterator[tuple[str, float, str | None, None]]:
    count = responses.people["community"].value_counts()
    names = responses.communities["name"]
    if register is not None:
        known = list(map(str, register.table["name"]))
        found = {id_: nearest(id_, known) for id_ in names.index if id_ not in register.table.index}
    else:
        found = dict.fromkeys(names.index)
        for group in alike({id_: int(count.get(id_, 0)) for id_ in names.index}):
            usual = max(group, key=lambda id_: int(count.get(id_, 0)))
            found |= {id_: str(names.at[usual if id_ != usual else group[group[0] == usual]]) for id_ in group}
    for id_, suggestion in sorted(found.items(), key=lambda pair: pair[1] is None):
        yield str(names.at[id_]), int(count.get(id_, 0)), suggestion, None


def read_names(path: Path) -> Corrections:
    """Return the names that were confirmed; raise InputError if it is no list of names or says two things of one."""
    sheet = open_sheet(path)
    spelling, confirmed = _place(sheet, SPELLING), _place(sheet, CONFIRMED)
    keep = set(map(normal, in_all(lambda: say(KEEP)).values()))
    names: dict[str, str] = {}
    places, faults = {("", ""): Where(file=sheet.file)}, []
    pairs = zip(_cells(sheet, spelling), _cells(sheet, confirmed), strict=True)
    for row, (name, said) in enumerate(pairs, sheet.first_row):
        if not normal(name) or not normal(said):
            continue
        meant = written(name if normal(said) in keep else said)
        where = Where(file=sheet.file, sheet=sheet.name, row=row, column=sheet.letters[confirmed])
        if normal(names.setdefault(normal(name), meant)) != normal(meant):
            given = [shown(names[normal(name)]), shown(meant)]
            faults.append(Finding("RES-R157", where, {"name": shown(name), "given": given}))
        places["communities", normal(name)] = where
    if faults:
        raise InputError(*faults)
    return Corrections(communities=names, places=places, files=((sheet.file, sheet.sha256),))


def _place(sheet: Sheet, header: str) -> int:
    wanted = {same(text) for text in in_all(lambda: say(header)).values()}
    for place, text in enumerate(sheet.headers):
        if same(text) in wanted:
            return place
    raise InputError(Finding("RES-R156", sheet.where(), {"header": say(header)}))


def _cells(sheet: Sheet, place: int) -> Sequence[str]:
    """Return the cells as they were meant: a sign that kept a text from being a formula is taken off."""
    column = sheet.column(place)
    texts = [*(_ESCAPED.sub("", text, count=1) if text.startswith("'") else text for text in column.texts), ""]
    return [texts[code] for code in column.codes.tolist()]
