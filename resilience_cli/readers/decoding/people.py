"""Who answered, and which rows are respondents: community, role, seconds, fields; nothing that identifies a person."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

import numpy as np
import numpy.typing as npt
import pandas as pd

from resilience_cli.errors import InputError
from resilience_cli.messages import pick
from resilience_cli.model.finding import Finding
from resilience_cli.model.instrument import Instrument
from resilience_cli.model.same_text import normal
from resilience_cli.readers.correcting.corrections import IGNORE
from resilience_cli.readers.decoding.durations import durations
from resilience_cli.readers.decoding.export import Export
from resilience_cli.readers.decoding.values import decode_field, look_up, role_key
from resilience_cli.readers.sheet import Sheet
from resilience_cli.readers.spelling import number, personal, shown, written

Rows = npt.NDArray[np.bool_]
_WJX_NAME = re.compile(r"^\d+_(?:按文本|按分数|按序号|[012])_(.+?)(?:_\d+)*$")
_COPY = re.compile(r"^(?:副本|Copy of)\s*|\s*(?:[-–]\s*(?:副本|Copy|Sheet1)|\(\d+\))$", re.IGNORECASE)


@dataclass(frozen=True, eq=False)
class Belonging:
    """Community and role of each row."""

    communities: npt.NDArray[np.object_]
    """By row, the community's id; "" where there is none."""
    roles: npt.NDArray[np.int64]
    """By row, place of the role in the instrument; -1 where there is none or it is not known."""
    names: Mapping[str, str]
    """Community id -> how it is first written."""


def belonging(export: Export) -> Belonging:
    """Return the community and role of each row; raise InputError where all of them cannot be told."""
    communities, names = _communities(export)
    return Belonging(communities, _roles(export), names)


def _communities(export: Export) -> tuple[npt.NDArray[np.object_], dict[str, str]]:
    sheet, options = export.sheet, export.options
    settled = options.corrections.communities
    if "community" not in export.layout.places:
        name = options.community_name or from_file_name(sheet.file)
        name = settled.get(normal(name), name)
        return np.full(len(sheet), normal(name), dtype=object), {normal(name): written(name)}
    place = export.layout.places["community"]
    blank = {"", *export.no_answer(place)}
    texts = [text for text in map(normal, sheet.column(place).texts) if text not in blank]
    if export.mode.name == "position" and texts and all(number(text) is not None for text in texts):
        raise InputError(Finding("RES-R067", sheet.where(place)))
    names = {normal(name): written(name) for name in settled.values()}
    names |= {normal(text): written(text) for text in reversed(sheet.column(place).texts)}
    return sheet.column(place).map(lambda text: _community(text, blank, settled), "", object), names


def _community(text: str, blank: Container[str], settled: Mapping[str, str]) -> str:
    """Return the id that a cell says; "" where it says none, or what may identify a person."""
    id_ = normal(text)
    return normal(settled[id_]) if id_ in settled else "" if id_ in blank or personal(text) else id_


def from_file_name(file: str) -> str:
    """Return the name that a file name holds, without the platform's own parts and marks of a copy."""
    stem = normal(PurePath(file).stem)
    while (cut := _COPY.sub("", stem)) != stem:
        stem = cut
    return hit[1] if (hit := _WJX_NAME.match(stem)) else stem


def _roles(export: Export) -> npt.NDArray[np.int64]:
    instrument, options = export.instrument, export.options
    places = {id_: place for place, id_ in enumerate(instrument.roles)}
    if "role" not in export.layout.places:
        role = look_up(role_key(instrument, "text"))(options.role_name or next(iter(places)))
        if role is None:
            values = {"role": shown(options.role_name or ""), "roles": role_labels(instrument)}
            raise InputError(Finding("RES-R052", values=values))
        return np.full(len(export.sheet), places[role])
    key = role_key(instrument, "text")
    settled = {text: look_up(key)(role) or "" for text, role in options.corrections.roles.items()}
    ask = look_up(role_key(instrument, export.mode.name) | settled)
    column = export.sheet.column(export.layout.places["role"])
    _refuse_a_lone_position(export, column.texts)
    return column.map(lambda text: places.get(ask(text) or "", -1), -1, np.int64)


def _refuse_a_lone_position(export: Export, texts: Sequence[str]) -> None:
    """Raise InputError if every role is the same position: on a form for one role, 1 is that role, whichever it is."""
    said = {normal(text) for text in texts} - {"", *export.platform.no_answer}
    if export.mode.name == "position" and len(export.instrument.roles) > 1 and len(said) == 1 and said <= {"1"}:
        place = export.layout.places["role"]
        raise InputError(Finding("RES-R082", export.sheet.where(place), {"roles": role_labels(export.instrument)}))


def role_labels(instrument: Instrument) -> list[str]:
    """Return the labels of the roles in the language in use."""
    return [pick(role.label) for role in instrument.roles.values()]


def unnamed_findings(export: Export, rows: Rows) -> Iterator[Finding]:
    """Yield a finding for these rows, which have no community, by whether something personal stands in its place."""
    sheet, place = export.sheet, export.layout.places.get("community")
    hidden = np.zeros(len(sheet), dtype=bool) if place is None else sheet.column(place).map(personal, False, bool)
    for code, some in (("RES-R071", rows & ~hidden), ("RES-R080", rows & hidden)):
        if numbers := sheet.row_numbers(some):
            yield Finding(code, sheet.where(place, numbers), {}, numbers)


def role_findings(export: Export, who: Belonging, rows: Rows) -> Iterator[Finding]:
    """Yield a finding for each text that is no role, and one for the rows without any; with all rows."""
    sheet, place = export.sheet, export.layout.places.get("role")
    if place is None:
        return
    column, known = sheet.column(place), role_labels(export.instrument)
    settled, unknown = export.options.corrections.roles, np.where(rows & (who.roles < 0), column.codes, -2)
    for code in np.unique(unknown[unknown > -2]).tolist():
        found = sheet.row_numbers(unknown == code)
        text = normal(column.texts[code]) if code >= 0 else ""
        if settled.get(text) == IGNORE:
            yield Finding("RES-R159", sheet.where(place, found), {"answer": shown(text)}, found)
        elif text and text not in export.no_answer(place):
            yield Finding("RES-R070", sheet.where(place, found), {"answer": shown(text), "roles": known}, found)
        else:
            yield Finding("RES-R079", sheet.where(place, found), {"roles": known}, found)


def people_frame(export: Export, who: Belonging, kept: Rows) -> tuple[pd.DataFrame, list[Finding]]:
    """Return (community, role, seconds, weight and fields of the kept rows, what was not understood of them)."""
    sheet, layout = export.sheet, export.layout
    ids = np.array(list(export.instrument.roles), dtype=object)
    frame = {"community": who.communities[kept], "role": ids[who.roles[kept]]}
    found = []
    taken, place, not_understood = durations(export)
    frame["seconds"] = taken[kept]
    if place is not None:
        found += _not_read(sheet, "RES-R027", place, kept & not_understood)
    frame["weight"] = weights(export, who)[kept]
    for field in export.instrument.fields:
        if field.id in layout.fields:
            at = layout.fields[field.id]
            column = sheet.column(at)
            settled = export.options.corrections.said(field.id, field.scale)
            values, wrong = decode_field(column, field, export.mode.name, export.no_answer(at), settled)
            frame[field.id] = values[kept]
            found += _not_read(sheet, "RES-R026", layout.fields[field.id], kept & np.isin(column.codes, wrong))
    return pd.DataFrame(frame), found


def weights(export: Export, who: Belonging) -> npt.NDArray[np.float64]:
    """Return by row the weight of a resident, NaN where the column that the user named holds none; else 1.

    A body's people are not weighted. A weight is a number above 0.
    """
    sheet, place, n = export.sheet, export.layout.places.get("weight"), len(export.sheet)
    if export.options.weight is None:
        return np.ones(n)
    taken = np.full(n, np.nan) if place is None else sheet.column(place).map(_weight, np.nan, np.float64)
    residents = [at for at, id_ in enumerate(export.instrument.roles) if id_ in export.instrument.residents]
    return np.where(np.isin(who.roles, residents), taken, 1.0)


def _weight(text: str) -> float:
    value = number(normal(text))
    return value if value is not None and value > 0 else float("nan")


def weight_findings(export: Export, who: Belonging, rows: Rows) -> Iterator[Finding]:
    """Yield a finding for each text that is no weight, and one for the residents without any; with all rows."""
    sheet, place = export.sheet, export.layout.places.get("weight")
    codes = np.zeros(len(sheet), dtype=np.int64) if place is None else sheet.column(place).codes
    wrong = np.where(rows & np.isnan(weights(export, who)), codes, -2)
    for code in np.unique(wrong[wrong > -2]).tolist():
        found = sheet.row_numbers(wrong == code)
        text = "" if place is None or code < 0 else shown(sheet.column(place).texts[code])
        yield Finding("RES-S046", sheet.where(place, found), {"text": text or "–"}, found)


def _not_read(sheet: Sheet, code: str, column: int, rows: Rows) -> list[Finding]:
    numbers = sheet.row_numbers(rows)
    return [Finding(code, sheet.where(column, numbers), {}, numbers)] if numbers else []
