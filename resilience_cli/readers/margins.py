"""The margins file: how many people of a community are of which age, tenure or other kind that respondents tell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from resilience_cli.errors import InputError
from resilience_cli.messages import mark, pick
from resilience_cli.model.finding import Finding
from resilience_cli.model.instrument import Field, Instrument
from resilience_cli.model.margins import Margins
from resilience_cli.model.responses import Register
from resilience_cli.model.same_text import header_text, normal, same
from resilience_cli.readers.containers.files import open_sheet
from resilience_cli.readers.decoding.values import answer_key, choice_key, labels, look_up
from resilience_cli.readers.register import amount, in_every_language, known_as
from resilience_cli.readers.sheet import Sheet
from resilience_cli.readers.spelling import shown

COLUMNS = {
    "community": mark("Community"),
    "field": mark("Question"),
    "value": mark("Answer"),
    "population": mark("Number of people"),
}
_ALSO = {
    "community": ("小区", "小区名称"),
    "field": ("字段", "变量"),
    "value": ("选项", "取值"),
    "population": ("人口",),
}
_RANGE = re.compile(r"(\d+(?:\.\d+)?)岁?(?:[-–—~至](\d+(?:\.\d+)?)岁?|(\+|及以上))?")
EVERY = mark("every neighbourhood")
ROUNDING = 0.005
"""Totals of two fields that differ by no more than this share are the same: percentages are rounded."""


def read_margins(path: Path, instrument: Instrument, register: Register | None = None) -> Margins:
    """Return the margins; communities are known by the names that the register gives them.

    Raises InputError with all that is wrong: columns, fields, values, numbers, groups twice, totals that do not add up.
    """
    sheet = open_sheet(path)
    places = _places(sheet)
    if lacking := [name for name in COLUMNS if name not in places and name != "community"]:
        raise InputError(*(Finding("RES-S031", sheet.where(), {"column": _named(name)}) for name in lacking))
    known = {} if register is None else {name: ids[0] for name, ids in known_as(register.table).items()}
    rows, faults = _rows(sheet, places, instrument, known)
    faults = [*faults, *_twice(sheet, rows), *_unequal(sheet, rows, instrument)]
    if faults:
        raise InputError(*faults)
    return Margins(rows, sheet.file, sheet.name, sheet.sha256, tuple(f for f in sheet.findings if f.code != "RES-R012"))


def _named(column: str) -> dict[str, str]:
    """Return how a column is called, by language, with its name for machines."""
    return {lang: f"{text} ({column})" for lang, text in in_every_language(COLUMNS[column]).items()}


def _places(sheet: Sheet) -> dict[str, int]:
    """Return column -> its place, the first that bears one of its names."""
    names = {id_: (id_, *_ALSO[id_], *in_every_language(text).values()) for id_, text in COLUMNS.items()}
    headers = [same(header_text(header)) for header in sheet.headers]
    found = {id_: next((i for i, h in enumerate(headers) if h in map(same, texts)), -1) for id_, texts in names.items()}
    return {id_: place for id_, place in found.items() if place >= 0}


def _rows(
    sheet: Sheet, places: Mapping[str, int], instrument: Instrument, known: Mapping[str, str]
) -> tuple[pd.DataFrame, list[Finding]]:
    """Return (the rows that are understood, a finding for each cell that is not)."""
    cells = {id_: sheet.column(place).map(str, "", object) for id_, place in places.items()}
    fields = {
        normal(text): field for field in instrument.fields for text in (field.id, *field.text.values(), *field.also)
    }
    rows, faults = [], []
    for i in np.flatnonzero(sheet.filled).tolist():
        number = int(sheet.numbers[i])
        text = {id_: str(column[i]) for id_, column in cells.items()}
        field, people = fields.get(normal(text["field"])), amount(text["population"])
        if field is None:
            values = {"name": shown(text["field"]), "fields": [f"{f.id} {pick(f.text)}" for f in instrument.fields]}
            faults.append(Finding("RES-S032", sheet.where(places["field"], (number,)), values))
        if np.isnan(people):
            values = {"text": shown(text["population"])}
            faults.append(Finding("RES-S034", sheet.where(places["population"], (number,)), values))
        if field is None:
            continue
        value = _value(text["value"], field)
        if value is None:
            told = {"value": shown(text["value"]), "field": field.text, "options": labels_of(field)}
            code = "RES-S048" if field.scale.kind == "number" else "RES-S033"
            faults.append(Finding(code, sheet.where(places["value"], (number,)), told))
        elif not np.isnan(people):
            name = normal(text.get("community", ""))
            rows.append((known.get(name, name), field.id, shown(text["value"]), *value, people, number))
    return pd.DataFrame(
        rows, columns=["community", "field", "value", "ids", "low", "high", "population", "row"]
    ), faults


def labels_of(field: Field) -> list[str]:
    """Return the labels of a field's options in the language in use; none of a number."""
    return [pick(choice.label) for choice in field.scale.choices] or labels(field.scale)


def _value(cell: str, field: Field) -> tuple[tuple[str, ...], float, float] | None:
    """Return (options, lowest, highest) of what a cell names, or None where the field has no such values.

    Several options of one group are parted by a semicolon.
    """
    text = normal(cell)
    if field.scale.kind == "nominal":
        ask = look_up(choice_key({choice.id: choice for choice in field.scale.choices}))
        ids = [ask(part) for part in re.split("[;；]", cell)]
        known = tuple(id_ for id_ in ids if id_ is not None)
        return (known, np.nan, np.nan) if len(known) == len(ids) else None
    if field.scale.kind == "ordinal":
        meaning = answer_key(field.scale, "value", {}).get(text)
        return None if meaning is None or np.isnan(meaning[0]) else ((), meaning[0], meaning[0])
    hit = _RANGE.fullmatch(re.sub(r"\s", "", text))
    if hit is None:
        return None
    low = float(hit[1])
    high = float(hit[2]) if hit[2] else np.inf if hit[3] else low
    return ((), low, high) if low <= high else None


def _twice(sheet: Sheet, rows: pd.DataFrame) -> Iterator[Finding]:
    """Yield a finding for each group that has an option of another, or whose range meets another's."""
    for _, group in rows.groupby(["community", "field"], sort=False):
        ordered = group.sort_values(["low", "row"], kind="stable")
        meets = ordered["low"].to_numpy() <= ordered["high"].shift().to_numpy()
        options = ordered["ids"].explode().dropna()
        again = meets | ordered.index.isin(options.index[options.duplicated()])
        for value, number in ordered.loc[again, ["value", "row"]].itertuples(index=False):
            yield Finding("RES-S035", sheet.where(None, (int(number),)), {"value": value})


def _unequal(sheet: Sheet, rows: pd.DataFrame, instrument: Instrument) -> Iterator[Finding]:
    """Yield a finding for each community whose fields add up to different numbers of people, or to nobody."""
    text = {field.id: pick(field.text) for field in instrument.fields}
    for community, group in rows.groupby("community", sort=False):
        totals: dict[Any, float] = group.groupby("field", sort=False)["population"].sum().to_dict()
        if min(totals.values()) <= 0 or max(totals.values()) - min(totals.values()) > ROUNDING * max(totals.values()):
            numbers = tuple(group["row"].astype(int))
            told = [f"{text[field]} {total:g}" for field, total in totals.items()]
            values = {"totals": told, "community": str(community) or in_every_language(EVERY)}
            yield Finding("RES-S036", sheet.where(None, numbers), values, numbers)
