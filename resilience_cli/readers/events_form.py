"""An empty events file: a workbook with drop-downs, and a sheet that explains."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from resilience_cli.files.workbook import Column, Page, write_workbook
from resilience_cli.messages import say
from resilience_cli.model.events import HIGHEST, LOWEST, PARTS
from resilience_cli.readers.events import COLUMNS, EventColumn

_WIDE = {"name": 28.0, "community": 18.0, "tension": 20.0, "answered": 20.0}


def write_events_form(path: Path) -> None:
    """Write the workbook; raise InputError if it cannot be written."""
    form = Page(say("Events"), tuple(map(_column, COLUMNS)), frozen=3)
    write_workbook(path, [form, Page(say("Help"), rows=[(line,) for line in _lines()])])


def _column(column: EventColumn) -> Column:
    limits = (float(LOWEST), float(HIGHEST)) if column.id in PARTS else None
    choices = tuple(say(words) for words in (column.choices or {}).values())
    hint = say("Several: put a semicolon between them.") if column.several else ""
    if column.id in ("start", "end"):
        hint = say("Year, month and day, such as 2024-09-16.")
    return Column(say(column.text), _WIDE.get(column.id, 13.0), choices, limits, refuses=not column.several, hint=hint)


def _lines() -> Sequence[str]:
    return (
        say("One row for each event in one neighbourhood. What hit several neighbourhoods has a row in each."),
        say("A daily disturbance comes up in everyday life (a quarrel over parking), a sudden shock from outside."),
        say("Novelty, disruption and criticality: whole numbers from 1 (not at all) to 5 (very much)."),
        say("Novelty: nobody had met with it. Disruption: life could not go on as usual. Criticality: it came first."),
        say("Sides in tension: leave it empty if there was no tension between sides."),
        say("End: the day on which it was resolved or over. Leave it empty while it goes on."),
        say("If two people rate an event, each has a row: the same event number, and in “Rated by” a short sign."),
        say("Write no names of persons anywhere, and nothing that tells who they are."),
    )
