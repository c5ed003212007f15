"""The community register: what is known of a community without asking anyone."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from resilience_cli.errors import InputError
from resilience_cli.messages import LANGUAGES, mark, pick, say, speaking
from resilience_cli.model.finding import Finding, Where
from resilience_cli.model.instrument import Choice, Instrument
from resilience_cli.model.responses import Register, Responses
from resilience_cli.model.same_text import header_text, normal, same
from resilience_cli.readers.containers.files import open_sheet
from resilience_cli.readers.decoding.values import choice_key, look_up
from resilience_cli.readers.matching.headers import identifies
from resilience_cli.readers.sheet import Sheet
from resilience_cli.readers.spelling import near, number, shown

NAME = mark("Community")
_TEXTS = {
    "name": NAME,
    "id": mark("Id"),
    "also": mark("Other names"),
    "street": mark("Street"),
    "district": mark("District"),
    "households": mark("Households"),
    "hotline": mark("12345 cases"),
    "petitions": mark("Petitions"),
}
_COUNTS = {"households", "hotline", "petitions"}
"""Of these, the columns that hold numbers."""
_ALSO = {
    "name": ("community", "name", "小区名称", "小区"),
    "id": ("编号",),
    "also": ("别名",),
    "households": ("户数",),
    "hotline": ("12345", "12345工单", "12345热线", "热线工单"),
    "petitions": ("信访", "信访件", "信访件数"),
}
POPULATION = mark("Number of people: {role}")
SAMPLING = mark("How respondents were found: {role}")
SENT = mark("Sheets sent out: {role}")
SAMPLINGS = {"census": mark("everyone was asked"), "random": mark("drawn at random"), "volunteers": mark("volunteers")}
_FEW = 8
"""Up to so many unknown columns are shown with their headers: an export given as register has dozens."""


@dataclass(frozen=True)
class RegisterColumn:
    """One column of a register."""

    id: str
    """Its name in Register.table."""
    headers: tuple[str, ...]
    """Texts that its header may be: its id, and how it is called in every language."""
    header: str
    """How it is called in the language in use."""
    values: Mapping[str, Choice] | None = None
    """Allowed values, if they are fixed."""
    number: bool = False
    """Whether it holds a number that is not negative."""


def register_columns(instrument: Instrument) -> tuple[RegisterColumn, ...]:
    """Return the columns that a register of this instrument has, in order."""
    columns = [_column(id_, text, number=id_ in _COUNTS) for id_, text in _TEXTS.items()]
    columns[0] = replace(columns[0], headers=(*columns[0].headers, *instrument.community_headers))
    sampling = {id_: Choice(id_, in_every_language(text)) for id_, text in SAMPLINGS.items()}
    for role in instrument.roles.values():
        columns.append(_column(f"population_{role.id}", POPULATION, role.label, number=True))
        columns.append(_column(f"sampling_{role.id}", SAMPLING, role.label, values=sampling))
        columns.append(_column(f"sent_{role.id}", SENT, role.label, number=True))
    for field in instrument.register.values():
        headers = (field.id, *field.text.values())
        columns.append(RegisterColumn(field.id, headers, pick(field.text), field.values or None))
    return tuple(columns)


def _column(id_: str, text: str, role: Mapping[str, str] | None = None, **kind: Any) -> RegisterColumn:
    texts = in_every_language(text, role)
    return RegisterColumn(id_, (id_, *_ALSO.get(id_, ()), *texts.values()), pick(texts), **kind)


def in_every_language(text: str, role: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the text in every language; `role` fills its place in each."""
    texts = {}
    for lang in LANGUAGES:
        with speaking(lang):
            texts[lang] = say(text, role=pick(role)) if role else say(text)
    return texts


def read_register(path: Path, instrument: Instrument) -> tuple[Register, tuple[Finding, ...]]:
    """Return (the register, what was not understood in it); raise InputError if no community can be told."""
    sheet = open_sheet(path)
    columns = register_columns(instrument)
    places, findings = _places(sheet, columns)
    if "name" not in places:
        raise InputError(*findings, Finding("RES-R090", sheet.where(), {"header": columns[0].header}))
    rows = sheet.filled & (_texts(sheet, places["name"]) != "")
    if numbers := sheet.row_numbers(sheet.filled & ~rows):
        findings.append(Finding("RES-R097", sheet.where(places["name"], numbers), {}, numbers))
    table = pd.DataFrame(index=pd.RangeIndex(int(rows.sum())))
    for column in columns:
        if column.id in places:
            table[column.id], wrong = _read_column(sheet, places[column.id], column, rows)
            findings += wrong
    ids = table.pop("id") if "id" in table else pd.Series("", index=table.index, dtype=object)
    table.index = pd.Index(ids.where(ids.astype(bool), table["name"]).tolist(), name="community", dtype=object)
    if faults := _shared_names(table, sheet):
        raise InputError(*findings, *faults)
    return Register(table, sheet.file, sheet.sha256), (*(f for f in sheet.findings if f.code != "RES-R012"), *findings)


def _places(sheet: Sheet, columns: Sequence[RegisterColumn]) -> tuple[dict[str, int], list[Finding]]:
    """Return (column id -> its place, findings about headers that are none or the same twice)."""
    known = {same(header): column.id for column in reversed(columns) for header in column.headers}
    headers = [header for column in columns for header in column.headers]
    places: dict[str, int] = {}
    findings, unlike = [], []
    for place, header in enumerate(map(header_text, sheet.headers)):
        id_ = known.get(same(header))
        if id_ and id_ not in places:
            places[id_] = place
        elif close := near(header, headers):
            where = Where(file=sheet.file, sheet=sheet.name, column=sheet.letters[place])
            name = sheet.letters[place] if identifies(header) else shown(header)
            findings.append(Finding("RES-R091", where, {"column": name, "near": close}))
        elif header:
            unlike.append(place)
    if unlike:
        few = len(unlike) <= _FEW
        named = [_named(sheet, place) if few else sheet.letters[place] for place in unlike]
        findings.append(Finding("RES-R099", sheet.where(), {"columns": named}))
    return places, findings


def _named(sheet: Sheet, place: int) -> str:
    """Return how a column is shown: its letter, and its header unless that may identify a person."""
    header, letter = sheet.headers[place], sheet.letters[place]
    return letter if identifies(header) else f"{letter} {shown(header_text(header))}"


def _texts(sheet: Sheet, place: int) -> Any:
    return sheet.column(place).map(normal, "", object)


def _read_column(sheet: Sheet, place: int, column: RegisterColumn, rows: Any) -> tuple[Any, list[Finding]]:
    """Return (the column's values for these rows, a finding for each text that is none)."""
    cells = sheet.column(place)
    if column.number:
        taken = cells.map(amount, np.nan, np.float64)
        missing = np.isnan(taken)
    elif column.values is not None:
        taken = cells.map(look_up(choice_key(column.values)), None, object)
        missing = pd.isna(taken)
    elif column.id == "also":
        return pd.Series([_names(text) for text in _texts(sheet, place)[rows]], dtype=object), []
    else:
        texts = cells.map(normal, "", object)[rows]
        return (texts if column.id in {"id", "name"} else np.where(texts == "", None, texts)), []
    codes = np.where(missing & rows & (_texts(sheet, place) != ""), cells.codes, -1)
    findings = []
    for code in np.unique(codes[codes >= 0]).tolist():
        numbers = sheet.row_numbers(codes == code)
        values = {"answer": shown(cells.texts[code])}
        if column.values is not None:
            values["options"] = [pick(choice.label) for choice in column.values.values()]  # type: ignore[assignment]
        name = "RES-R096" if column.number else "RES-R092"
        findings.append(Finding(name, sheet.where(place, numbers), values, numbers))
    return taken[rows], findings


def amount(text: str) -> float:
    """Return the number of people, households or papers that a cell says (1,200 or 350人), NaN where it says none."""
    value = number(re.sub(r"(?<=\d)[,，](?=\d{3})|[人户份件]$", "", normal(text)))
    return value if value is not None and value >= 0 else float("nan")


def _names(text: str) -> tuple[str, ...]:
    return tuple(name for part in re.split("[;；、]", text) if (name := normal(part)))


def known_as(table: pd.DataFrame) -> dict[str, list[str]]:
    """Return name -> ids of the communities that bear it as id, name or other name."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    others = table["also"] if "also" in table else [()] * len(table)
    for id_, name, also in zip(table.index, table["name"], others, strict=True):
        for text in (id_, name, *also):
            found[normal(text)][id_] = None
    return {name: list(ids) for name, ids in found.items()}


def _shared_names(table: pd.DataFrame, sheet: Sheet) -> list[Finding]:
    """Return the error that lists the names and ids of more than one community, if there are any."""
    twice = table.index[table.index.duplicated()].unique().tolist()
    shared = [name for name, ids in known_as(table).items() if len(ids) > 1]
    names = [shown(name) for name in dict.fromkeys([*twice, *shared])]
    return [Finding("RES-R093", sheet.where(), {"names": names})] if names else []


def apply_register(responses: Responses, register: Register) -> Responses:
    """Return the responses with the register's community ids (found by id, name or other name).

    A community that the register does not know keeps its own id and is a finding; so are those without answers.
    """
    known = known_as(register.table)
    ids = {id_: known[id_][0] if id_ in known else id_ for id_ in responses.communities.index}
    people = responses.people.assign(community=responses.people["community"].map(ids))
    order = list(dict.fromkeys(ids.values()))
    names = register.table["name"].to_dict()
    written = [names.get(id_) or responses.communities.at[id_, "name"] for id_ in order]
    told = {shown(name) for name in known}
    findings = [f for f in responses.findings if f.code != "RES-R077" or not told.issuperset(f.values["names"])]
    for id_ in responses.communities.index.difference(pd.Index(known), sort=False):
        values = {"name": shown(id_), "near": near(id_, known) or "–"}
        findings.append(Finding("RES-R094", Where(file=register.file, community=shown(id_)), values))
    if silent := [shown(name) for id_, name in names.items() if id_ not in order]:
        findings.append(Finding("RES-R095", Where(file=register.file), {"names": silent}))
    communities = pd.DataFrame({"name": written}, index=pd.Index(order, name="community"))
    return replace(responses, people=people, communities=communities, findings=tuple(findings))


def with_register(part: Responses, register: Register, noticed: Sequence[Finding]) -> Responses:
    """Return a part with the register's community ids; the last with the findings, and what was noticed in it."""
    known = apply_register(part, register)
    return known if part.partial else replace(known, findings=(*known.findings, *noticed))
