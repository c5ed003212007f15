"""An events file: one row an event, or one a rating of it, read with all of its faults at once."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from resilience_cli.errors import InputError, UsageError
from resilience_cli.messages import in_all, mark, say
from resilience_cli.messages.printable import printable
from resilience_cli.model.events import HIGHEST, KINDS, LOWEST, OUTCOMES, PAIRS, PARTS, SIDES, Events
from resilience_cli.model.finding import Finding
from resilience_cli.model.instrument import Choice
from resilience_cli.model.same_text import header_text, normal, same
from resilience_cli.readers.containers.files import open_sheet
from resilience_cli.readers.decoding.values import choice_key, look_up
from resilience_cli.readers.sheet import Sheet
from resilience_cli.readers.spelling import number, question_text, shown

FACTS = ("community", "name", "kind", "start", "end", "tension", "answered", "outcome")
"""What is true of an event whoever rates it."""
NEEDED = ("community", "start", *PARTS)
"""Columns without which nothing can be said of any event."""
_SEPARATORS = re.compile("[;；、,，]")
_DATE = re.compile(
    r"(\d{4})(?:([-/.])(\d{1,2})\2(\d{1,2})|年(\d{1,2})月(\d{1,2})日?|(\d{2})(\d{2}))"
    r"(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?"
)
_YEARS = range(1900, 2200)
_ALSO = {
    "market_society": ("society_market",),
    "state_market": ("market_state",),
    "state_society": ("society_state",),
    "open": ("unresolved",),
}


Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class EventColumn:
    """A column of an events file."""

    id: str
    """Its name, which is also understood as a header."""
    text: str
    """Its header (marked for translation)."""
    choices: Mapping[str, str] | None = None
    """Id -> words (marked for translation) of what may stand in it."""
    several: bool = False
    """Whether several choices may stand in a cell."""

    @property
    def known(self) -> Mapping[str, Choice]:
        """What may stand in it, in every language."""
        return {
            id_: Choice(id_, in_all(partial(say, words)), _ALSO.get(id_, ()))
            for id_, words in (self.choices or {}).items()
        }


COLUMNS = (
    EventColumn("id", mark("Event number")),
    EventColumn("name", mark("Event")),
    EventColumn("community", mark("Community")),
    EventColumn("kind", mark("Kind of event"), KINDS),
    EventColumn("start", mark("Start")),
    EventColumn("end", mark("End")),
    *(EventColumn(id_, text) for id_, text in PARTS.items()),
    EventColumn("tension", mark("Sides in tension"), PAIRS, several=True),
    EventColumn("answered", mark("Who responded"), SIDES, several=True),
    EventColumn("outcome", mark("How it ended"), OUTCOMES),
    EventColumn("rater", mark("Rated by")),
)
"""The columns that an events file may have, in order."""


def day(text: str) -> pd.Timestamp | None:
    """Return the day that a text says as year, month, day, or None: other orders are not guessed at."""
    hit = _DATE.fullmatch(normal(text))
    parts = [int(part) for part in hit.groups() if part and part.isdigit()] if hit else [0]
    try:
        return pd.Timestamp(dt.date(*parts)) if parts[0] in _YEARS else None
    except ValueError:
        return None


def asked_day(text: str) -> pd.Timestamp:
    """Return the day that the user gave; raise UsageError if it is none."""
    found = day(text)
    if found is None:
        raise UsageError(Finding("RES-A087", values={"text": printable(text)}))
    return found


def read_events(path: Path) -> Events:
    """Return the events of an xlsx or csv file; raise InputError with all that is wrong in it, cell by cell."""
    sheet = open_sheet(path)
    places, findings = _places(sheet)
    if any(finding.severity == "error" for finding in findings):
        raise InputError(*findings)
    faults: list[Finding] = []
    table = pd.DataFrame({"row": sheet.numbers[sheet.filled]})
    for column in COLUMNS:
        table[column.id] = None
        if column.id in places:
            table[column.id], wrong = _read_column(sheet, places[column.id], column)
            faults += wrong
    unnamed = table["id"].isna()
    table["id"] = table["id"].where(~unnamed, "@" + table["row"].astype(str))
    place_of = _Places(sheet, places)
    not_read = table["row"].isin({row for fault in faults for row in fault.rows})
    read = table[~table["id"].isin(table.loc[not_read, "id"])]
    faults += [*_left_out(read, place_of), *_contradictions(read, place_of), *_raters(read, place_of)]
    if faults:
        raise InputError(*findings, *faults)  # with the columns not known: a wrong header may be the reason
    ratings = table[["id", *PARTS]].astype(dict.fromkeys(PARTS, float)).rename(columns={"id": "event"})
    ratings.insert(1, "rater", ratings.groupby("event").cumcount() + 1)
    events = _facts(table).sort_values("start", kind="stable")
    noticed = [f for f in sheet.findings if f.code != "RES-R012"]
    return Events(events, ratings, sheet.file, sheet.sha256, (*noticed, *findings, *_remarks(table, place_of)))


def _facts(table: pd.DataFrame) -> pd.DataFrame:
    """Return what is said of each event, in any of its rows; index id."""
    facts = table.groupby("id", sort=False)[list(FACTS)].first()
    for column in ("start", "end"):
        facts[column] = pd.to_datetime(facts[column])
    others = [column for column in FACTS if column not in ("start", "end")]
    facts[others] = facts[others].astype(object).where(facts[others].notna(), None)
    return facts.rename_axis(None)


@dataclass(frozen=True)
class _Places:
    """Where a finding about some rows and a column is."""

    sheet: Sheet
    columns: Mapping[str, int]

    def finding(self, code: str, column: str, table: pd.DataFrame, rows: Any, **values: Any) -> Iterator[Finding]:
        """Yield the finding, if any row has it."""
        numbers = tuple(table.loc[rows, "row"].tolist())
        if numbers:
            yield Finding(code, self.sheet.where(self.columns.get(column), numbers), values, numbers)


def _places(sheet: Sheet) -> tuple[dict[str, int], list[Finding]]:
    """Return (column -> its place, findings on what is missing, there twice or not known)."""
    known = {
        same(text): column.id for column in COLUMNS for text in (column.id, *in_all(partial(say, column.text)).values())
    }
    places: dict[str, int] = {}
    findings, others = [], []
    for place, header in enumerate(sheet.headers):
        id_ = known.get(same(header))
        if id_ is None and header_text(header):
            others.append(sheet.letters[place])
        elif id_ in places:
            first = sheet.letters[places[id_]]
            findings.append(Finding("RES-A071", sheet.where(place), {"first": first, "second": sheet.letters[place]}))
        elif id_ is not None:
            places[id_] = place
    if missing := [say(column.text) for column in COLUMNS if column.id in NEEDED and column.id not in places]:
        findings.append(Finding("RES-A070", sheet.where(), {"columns": missing}))
    if others:
        findings.append(Finding("RES-A080", sheet.where(), {"columns": others}))
    return places, findings


def _read_column(sheet: Sheet, place: int, column: EventColumn) -> tuple[Any, list[Finding]]:
    """Return (the column's values in the filled rows, None where there is none; a fault for each text that is none)."""
    cells = sheet.column(place)
    meaning, code = _meaning(column)
    found = [meaning(text) for text in cells.texts]
    values = np.empty(len(found) + 1, dtype=object)
    values[:-1] = found
    faults = []
    for index, (text, value) in enumerate(zip(cells.texts, found, strict=True)):
        rows = sheet.row_numbers(cells.codes == index)
        if value is None and normal(text) and rows:
            told: dict[str, Any] = {"low": LOWEST, "high": HIGHEST}
            if column.choices:
                told = {"answer": shown(text), "options": [say(words) for words in column.choices.values()]}
            faults.append(Finding(code, sheet.where(place, rows), told, rows))
    return values[cells.codes][sheet.filled], faults


def _meaning(column: EventColumn) -> tuple[Callable[[str], Any], str]:
    """Return (text -> its value or None, the code of the fault where there is none)."""
    if column.choices is not None:
        one = look_up(choice_key(column.known))
        return (partial(_several, one, tuple(column.choices)) if column.several else one), "RES-A072"
    if column.id in ("start", "end"):
        return day, "RES-A073"
    if column.id in PARTS:
        return _rating, "RES-A074"
    return (lambda text: (question_text if column.id == "name" else normal)(text) or None), ""


def _several(one: Callable[[str], str | None], order: Sequence[str], text: str) -> tuple[str, ...] | None:
    """Return the choices in a cell, in their order of declaration; None if any of its parts is none."""
    found = [one(part) for part in _SEPARATORS.split(text) if part.strip()]
    return tuple(id_ for id_ in order if id_ in found) if found and all(found) else None


def _rating(text: str) -> float | None:
    value = number(normal(text))
    return value if value in range(LOWEST, HIGHEST + 1) else None


def _left_out(table: pd.DataFrame, at: _Places) -> Iterator[Finding]:
    """Yield the events whose community or start is not said, and ends before starts."""
    for column in ("community", "start"):
        said = table.groupby("id")[column].transform("count") > 0
        yield from at.finding("RES-A075", column, table, ~said)
    ends = pd.to_datetime(table["end"]) < pd.to_datetime(table["start"])
    yield from at.finding("RES-A076", "end", table, ends)


def _contradictions(table: pd.DataFrame, at: _Places) -> Iterator[Finding]:
    """Yield the facts in which the rows of one event differ."""
    for column in FACTS:
        differs = table.groupby("id")[column].transform("nunique") > 1
        yield from at.finding("RES-A077", column, table, differs)


def _raters(table: pd.DataFrame, at: _Places) -> Iterator[Finding]:
    """Yield the rows that rate an event again without saying that it is someone else."""
    again = table.duplicated("id", keep=False)
    yield from at.finding("RES-A078", "rater", table, again & table["rater"].isna())
    named = again & table["rater"].notna()
    yield from at.finding("RES-A079", "rater", table, named & table.duplicated(["id", "rater"], keep=False))


def _remarks(table: pd.DataFrame, at: _Places) -> Iterator[Finding]:
    """Yield what is not said: counted, not guessed."""
    for part in PARTS:
        yield from at.finding("RES-A081", part, table, table[part].isna())
    facts = table.groupby("id")
    for column in ("kind", "outcome"):
        yield from at.finding("RES-A082", column, table, facts[column].transform("count") == 0)
    unended = (facts["end"].transform("count") == 0) & (facts["outcome"].transform("first") == "resolved")
    yield from at.finding("RES-A083", "end", table, unended)
