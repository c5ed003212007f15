"""What each column of a sheet is to one instrument, and what is missing or in doubt."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from resilience_cli.messages import mark, pick
from resilience_cli.model.finding import Finding
from resilience_cli.model.same_text import header_text, same
from resilience_cli.readers.correcting.corrections import PLACES, corrected, told_columns
from resilience_cli.readers.decoding.values import look_up, role_key
from resilience_cli.readers.matching.columns import Layout
from resilience_cli.readers.matching.headers import BY_MAPPING, find, identifies, match
from resilience_cli.readers.spelling import near, shown

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from resilience_cli.model.instrument import Instrument, Item
    from resilience_cli.readers.matching.headers import Match, Question
    from resilience_cli.readers.options import ReadOptions
    from resilience_cli.readers.platform import Platform
    from resilience_cli.readers.sheet import Sheet

FILE_NAME = "file-name"
_HOW = {"option": mark("named by the user"), "metadata": mark("column of the platform"), "text": mark("header")}


def lay_out(sheet: Sheet, platform: Platform, instrument: Instrument, options: ReadOptions) -> Layout:
    """Return what the sheet's columns are to the instrument."""
    questions = platform.questions(sheet)
    told = told_columns(sheet, questions, options.corrections)
    places, how, faults = _places(sheet, platform, questions, instrument, options, told=told)
    matches = corrected(match(questions, instrument), told, instrument)
    by_key = _by_key(matches, taken=set(places.values()))
    branches = {key: tuple(columns[1:]) for key, columns in by_key.items() if _apart(sheet, platform, columns)}
    branches = {key: columns for key, columns in branches.items() if key in instrument.item}
    faults += _in_doubt(sheet, matches, {key: columns for key, columns in by_key.items() if key not in branches})
    how |= {column: matches[column][0].how for columns in by_key.values() for column in columns}
    crisis = {item.id for item in instrument.items if item.phase == "crisis" and options.no_event}
    items = {i.id: by_key[i.id][0] for i in instrument.items if i.id in by_key and i.id not in crisis}
    fields = {f.id: by_key[f.id][0] for f in instrument.fields if f.id in by_key}
    used = {*items.values(), *fields.values()}
    filled = dict.fromkeys(place for column in sorted(used) for place in matches[column][0].placeholders)
    faults += _two_events(sheet, tuple(filled))
    roles = _roles_present(sheet, instrument, places, options)
    if options.weight and roles.intersection(instrument.residents):
        faults += _weights(sheet, questions, options.weight, places, how)
    settled = {*items, *crisis, *(m.key for found in matches if len(found) > 1 for m in found)}
    missing = tuple(i for i in instrument.items if i.id not in settled and roles.intersection(i.asked_of))
    left_out = tuple(sorted(crisis))
    return Layout(instrument, items, fields, places, how, tuple(filled), missing, left_out, tuple(faults), branches)


def _places(
    sheet: Sheet,
    platform: Platform,
    questions: Sequence[Question],
    instrument: Instrument,
    options: ReadOptions,
    *,
    told: Mapping[int, str],
) -> tuple[dict[str, int], dict[int, str], list[Finding]]:
    """Return the columns of the platform, the community and the role, how they were found, and what was not."""
    written = {same(name): use for name, use in platform.metadata.items() if use}
    free = [i for i in reversed(range(len(sheet.heads))) if i not in told]
    places = {use: i for i in free if (use := _use(sheet.heads[i], written))}
    how = dict.fromkeys(places.values(), _HOW["metadata"]) | dict.fromkeys(told, BY_MAPPING)
    places |= {use: column for column, use in told.items() if use in PLACES}
    faults: list[Finding] = []
    from_file = options.community_from == FILE_NAME
    community = options.community or (None if from_file else options.community_from)
    wanted = (
        ("community", community, bool(options.community_name or from_file), instrument.community_headers),
        ("role", options.role, bool(options.role_name), instrument.role_headers),
    )
    for name, asked, given, headers in wanted:
        if given and not asked:
            places.pop(name, None)
            continue
        columns, found_by = _asked(sheet, questions, asked), _HOW["option"]
        if not asked:
            columns, found_by = _found(questions, name, headers, told)
        if len(columns) == 1:
            places[name], how[columns[0]] = columns[0], found_by
        elif asked:
            faults.append(Finding("RES-R047", sheet.where(), {"asked": shown(asked), "columns": _columns(sheet)}))
        elif columns:
            letters = [sheet.letters[column] for column in columns]
            faults.append(Finding("RES-R048", sheet.where(), {"option": f"--{name}", "columns": letters}))
        elif name == "community" or len(instrument.roles) > 1:
            code = "RES-R045" if name == "community" else "RES-R046"
            faults.append(Finding(code, sheet.where(), {"headers": [shown(h) for h in headers]}))
    return places, how, faults


def _weights(
    sheet: Sheet, questions: Sequence[Question], asked: str, places: dict[str, int], how: dict[int, str]
) -> list[Finding]:
    """Enter the column of weights; return the fault if there is none or several."""
    columns = _asked(sheet, questions, asked)
    if len(columns) != 1:
        return [Finding("RES-R047", sheet.where(), {"asked": shown(asked), "columns": _columns(sheet)})]
    places["weight"], how[columns[0]] = columns[0], _HOW["option"]
    return []


def _use(heads: Sequence[str], written: Mapping[str, str]) -> str:
    """Return what a column of the platform is by its headers; a name `*_x` is that of all that end in `_x`."""
    names = [same(head) for head in heads]
    names += [f"*_{name.rpartition('_')[2]}" for name in names if "_" in name]
    return next((use for name in names if (use := written.get(name))), "")


def _found(
    questions: Sequence[Question], name: str, headers: Sequence[str], told: Mapping[int, str]
) -> tuple[list[int], str]:
    """Return (the columns that may be the community or the role, by what): a mapping goes before the headers."""
    if mapped := [column for column, use in told.items() if use == name]:
        return mapped, BY_MAPPING
    return [column for column in find(questions, (name, *headers)) if column not in told], _HOW["text"]


def _asked(sheet: Sheet, questions: Sequence[Question], asked: str | None) -> list[int]:
    """Return the columns that the user meant: by header as it stands or without its number, else by letter."""
    if not asked:
        return []
    whole = [i for i, header in enumerate(sheet.headers) if same(header) == same(asked)]
    letters = [i for i, letter in enumerate(sheet.letters) if letter == asked.strip().upper()]
    return whole or find(questions, [asked]) or letters


def _columns(sheet: Sheet) -> list[str]:
    """Return how columns may be named to the user."""
    return [
        f"{letter} {shown(header)}".strip()
        for letter, header in zip(sheet.letters, sheet.headers, strict=True)
        if header and not identifies(header)
    ][:30]


def _by_key(matches: Sequence[Sequence[Match]], taken: set[int]) -> dict[str, list[int]]:
    columns = defaultdict(list)
    for column, found in enumerate(matches):
        if column not in taken and len(found) == 1:
            columns[found[0].key].append(column)
    return columns


def _apart(sheet: Sheet, platform: Platform, columns: Sequence[int]) -> bool:
    """Whether no row answers two of the columns, and each is answered by some: a question asked in several branches."""
    if len(columns) < 2:
        return False
    answered = [sheet.column(column).answered(platform.no_answer) for column in columns]
    return all(some.any() for some in answered) and int(np.sum(answered, axis=0).max(initial=0)) < 2


def _in_doubt(sheet: Sheet, matches: Sequence[Sequence[Match]], by_key: Mapping[str, list[int]]) -> list[Finding]:
    """Return the faults of columns that could be several questions, and of questions that several columns could be."""
    several = [
        Finding("RES-R043", sheet.where(column), {"items": [m.key for m in found]})
        for column, found in enumerate(matches)
        if len(found) > 1
    ]
    twice = [
        Finding("RES-R042", sheet.where(columns[1]), {"item": key, "columns": [sheet.letters[c] for c in columns]})
        for key, columns in by_key.items()
        if len(columns) > 1
    ]
    return several + twice


def _two_events(sheet: Sheet, told: Sequence[tuple[str, str]]) -> list[Finding]:
    events = [value for name, value in told if name == "event"]
    return [Finding("RES-R049", sheet.where(), {"events": [shown(e) for e in events]})] if len(events) > 1 else []


def _roles_present(
    sheet: Sheet, instrument: Instrument, places: Mapping[str, int], options: ReadOptions
) -> frozenset[str]:
    """Return the roles that the file's answers can come from; all of them where it does not say."""
    ask = look_up(role_key(instrument, "position"))
    if options.role_name:
        role = ask(options.role_name)
        return frozenset([role] if role else instrument.roles)
    if "role" not in places:
        return frozenset(instrument.roles)
    found = map(ask, sheet.column(places["role"]).texts)
    return frozenset(role for role in found if role) or frozenset(instrument.roles)


def lacking(layout: Layout, roles: Collection[str]) -> tuple[Item, ...]:
    """Return the items that one of these roles is asked and that have no column."""
    settled = {*layout.items, *layout.left_out}
    return tuple(i for i in layout.instrument.items if i.id not in settled and set(i.asked_of) & set(roles))


def missing_faults(sheet: Sheet, platform: Platform, layout: Layout) -> list[Finding]:
    """Return the error that lists all items without a column, and for each the header that nearly is it."""
    if not layout.missing:
        return []
    only_crisis = all(item.phase == "crisis" for item in layout.missing)
    values = {
        "instrument": layout.instrument.name,
        "items": [f"{item.id} “{_in_words(item)}”" for item in layout.missing],
    }
    found = [Finding("RES-R050" if only_crisis else "RES-R041", sheet.where(), values)]
    free = {
        text: column
        for column, question in enumerate(platform.questions(sheet))
        if column not in layout.used and not identifies(sheet.headers[column])
        for text in question.texts
        if text
    }
    for item in layout.missing:
        close = next((n for text in item.text.values() if (n := near(header_text(text), free))), None)
        if close:
            found.append(Finding("RES-R044", sheet.where(free[close]), {"item": item.id, "text": _in_words(item)}))
    return found


def _in_words(item: Item) -> str:
    """Return the question as a reader knows it: what stands for the event is an ellipsis."""
    return shown(re.sub(r"\{\w+\}", "…", pick(item.text)))
