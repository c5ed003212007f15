"""Forms for tests: the small questionnaire with an event, its entry workbook, and answers typed into it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
from questionnaire import both, questionnaire

from resilience_cli.authoring.entry import entry_pages
from resilience_cli.authoring.form import Form, Occasion, carried, forms
from resilience_cli.files.workbook import write_workbook
from resilience_cli.model.instrument import Instrument

EVENT = "台风“贝碧嘉”"


def fielded(id_: str = "small", **changes: Any) -> Instrument:
    """Return the small questionnaire as it goes to the field; `changes` replace its parts."""
    words = {
        "placeholders": {"event": both("突发事件", "the event")},
        "introduction": both("请作答。", "Please answer."),
    }
    return questionnaire(id_, **{**words, **changes})


def role_forms(instrument: Instrument | None = None, **occasion: Any) -> tuple[Form, ...]:
    """Return the forms of all roles; about EVENT if nothing else is said."""
    return forms(instrument or fielded(), Occasion(**(occasion or {"event": EVENT})))


def template(path: Path, instrument: Instrument | None = None, **occasion: Any) -> Path:
    """Write an entry workbook with nothing typed in; return the path."""
    instrument = instrument or fielded()
    occasion = occasion or {"event": EVENT}
    made = role_forms(instrument, **occasion)
    write_workbook(path, entry_pages(made, carried(instrument, Occasion(**occasion))), fixed=True)
    return path


def typed(path: Path, sheets: dict[str, list[list[object]]], renamed: dict[str, str] | None = None) -> Path:
    """Type rows into the entry sheets, from row 2 on, and save; `renamed`: new names of sheets."""
    book = openpyxl.load_workbook(path)
    for name, rows in sheets.items():
        for number, row in enumerate(rows, 2):
            for place, cell in enumerate(row, 1):
                if cell is not None:
                    book[name].cell(number, place, cell)
    for old, new in (renamed or {}).items():
        book[old].title = new
    book.save(path)
    return path
