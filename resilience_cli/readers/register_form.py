"""A register to fill in: a workbook with the communities found, drop-downs, and a sheet that explains."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from resilience_cli.files.workbook import Column, Page, write_workbook
from resilience_cli.messages import pick, say
from resilience_cli.model.instrument import Instrument
from resilience_cli.readers.register import RegisterColumn, register_columns

if TYPE_CHECKING:
    import pandas as pd


def write_register(path: Path, instrument: Instrument, communities: pd.DataFrame) -> None:
    """Write the workbook (communities: index id, column name); raise InputError if it cannot be written."""
    columns = register_columns(instrument)
    form = Page(
        say("Register"),
        tuple(_column(column, 26 if place == 0 else 16) for place, column in enumerate(columns)),
        [(str(name), None if id_ == name else str(id_)) for id_, name in communities["name"].items()],
    )
    write_workbook(path, [form, Page(say("Help"), rows=[(line,) for line in _lines(columns)])])


def _column(column: RegisterColumn, width: float) -> Column:
    return Column(column.header, width, tuple(pick(choice.label) for choice in (column.values or {}).values()))


def _lines(columns: tuple[RegisterColumn, ...]) -> tuple[str, ...]:
    return (
        say("One row for each community. Leave empty what you do not know: nothing is assumed."),
        say("Keep the header row. You may delete columns that you do not need."),
        say("Id: only if the community has an official code; otherwise its name is used."),
        say("Other names: other spellings in the answers, separated by semicolons."),
        say("Numbers of people narrow the intervals where everyone was asked or people were drawn at random."),
        say("Sheets sent out, 12345 cases and petitions are shown in reports; they are in no score."),
        say("Columns: {headers}", headers=say(", ").join(column.header for column in columns)),
    )
