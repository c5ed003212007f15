"""The items of a sheet -> declared values and reasons, and a finding for every text that means nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from resilience_cli.errors import InputError
from resilience_cli.model.finding import Finding, Where
from resilience_cli.model.instrument import Choice, Instrument, Item, Option
from resilience_cli.model.responses import Reason, Source
from resilience_cli.model.same_text import normal
from resilience_cli.readers.decoding.export import Export
from resilience_cli.readers.decoding.so_far import SoFar
from resilience_cli.readers.decoding.values import Decoded, decode, labels
from resilience_cli.readers.spelling import near, number, number_text, shown

_NO_ANSWER = (Reason.BLANK, Reason.SKIPPED, Reason.NOT_ASKED)
_MOST_TEXTS = 20
"""Beyond so many distinct texts in a column, the rest is one finding."""


@dataclass(frozen=True, eq=False)
class Answers:
    """What the item columns hold, row by row."""

    values: npt.NDArray[np.float64]
    """Row x item of the instrument: declared values, NaN where there is none."""
    reasons: npt.NDArray[np.int8]
    """Same shape: a Reason."""
    columns: Mapping[int, Decoded]
    """By column of the sheet, what it holds of an item."""
    items: int
    """How many items have a column."""

    @property
    def understood(self) -> npt.NDArray[np.bool_]:
        """By row, whether at least half of the items that have a column hold an answer."""
        answered = np.isin(self.reasons, (Reason.ANSWERED, Reason.NOT_SCORED, Reason.OUTSIDE_ROLE)).sum(axis=1)
        return np.asarray(2 * answered >= self.items)


def decode_items(export: Export) -> Answers:
    """Return all items' answers; an item without a column is not asked.

    Raises InputError for rows that answer an item twice.
    """
    items, layout = export.instrument.items, export.layout
    values = np.full((len(export.sheet), len(items)), np.nan)
    reasons = np.full((len(export.sheet), len(items)), Reason.NOT_ASKED, dtype=np.int8)
    columns: dict[int, Decoded] = {}
    faults = []
    for place, item in enumerate(items):
        for at in layout.columns_of(item.id) if item.id in layout.items else ():
            decoded = columns[at] = _decoded(export, item, at)
            taken = np.isin(reasons[:, place], _NO_ANSWER)
            faults += _twice(export, item, at, ~taken & ~np.isin(decoded.reasons, _NO_ANSWER))
            values[taken, place], reasons[taken, place] = decoded.values[taken], decoded.reasons[taken]
    if faults:
        raise InputError(*faults)
    return Answers(values, reasons, columns, len(layout.items))


def _decoded(export: Export, item: Item, at: int) -> Decoded:
    flip = export.mode.reversed and item.reverse
    settled = export.options.corrections.meanings(item.id, item.scale)
    column, no_answer = export.sheet.column(at), export.no_answer(at)
    return decode(column, item.scale, export.mode.name, no_answer, flip=flip, settled=settled)


def _twice(export: Export, item: Item, at: int, rows: npt.NDArray[np.bool_]) -> list[Finding]:
    """Return the fault of rows that answer the item here and in a column before."""
    letters = [export.sheet.letters[column] for column in export.layout.columns_of(item.id)]
    numbers = export.sheet.row_numbers(rows)
    values = {"item": item.id, "columns": letters}
    return [Finding("RES-R042", export.sheet.where(at, numbers), values, numbers)] if numbers else []


def apply_roles(instrument: Instrument, answers: Answers, roles: npt.NDArray[np.int64]) -> None:
    """Take out, in place, what a role was not asked: an answer is OUTSIDE_ROLE, anything else NOT_ASKED.

    `roles`: by row, place of the role in the instrument; -1 where it is not known.
    """
    asked = np.array(
        [[role in item.asked_of for item in instrument.items] for role in instrument.roles]
        + [[True] * len(instrument.items)]
    )
    outside = ~asked[roles]
    given = np.isin(answers.reasons, (Reason.ANSWERED, Reason.NOT_SCORED))
    answers.reasons[outside & given] = Reason.OUTSIDE_ROLE
    answers.reasons[outside & ~given] = Reason.NOT_ASKED
    answers.values[outside] = np.nan


def answer_findings(
    export: Export, answers: Answers, kept: npt.NDArray[np.bool_], so_far: SoFar
) -> tuple[list[Finding], SoFar]:
    """Return (a finding for each item and distinct text that means nothing, with all kept rows that have it; so far).

    Beyond the first texts of an item there is one finding for all others.
    """
    found, named = [], dict(so_far.named)
    for column, decoded in answers.columns.items():
        if decoded.not_understood:
            item = export.layout.used[column]
            before = named.get(item, frozenset())
            more, named[item] = _column_findings(export, column, decoded, kept, before)
            found += more
    return found, replace(so_far, named=named)


def _column_findings(
    export: Export, column: int, decoded: Decoded, kept: npt.NDArray[np.bool_], named: frozenset[str]
) -> tuple[list[Finding], frozenset[str]]:
    sheet, texts = export.sheet, decoded.column.texts
    item = export.instrument.item[export.layout.used[column]]
    codes = np.where(kept, decoded.column.codes, -1)
    present = np.intersect1d(codes, decoded.not_understood).tolist()
    most = 0 if item.scale.kind == "number" else _MOST_TEXTS  # what is written into a number field may be private
    new = [code for code in present if texts[code] not in named][: max(0, most - len(named))]
    alone = [code for code in present if code in new or texts[code] in named]
    found = []
    for code in alone:
        rows = sheet.row_numbers(codes == code)
        name, values = _unknown(texts[code], item, export)
        found.append(Finding(name, sheet.where(column, rows), {"item": item.id, **values}, rows))
    if rest := [code for code in present if code not in alone]:
        rows = sheet.row_numbers(np.isin(codes, rest))
        name, values = _others(item)
        found.append(Finding(name, sheet.where(column, rows), {"item": item.id, **values}, rows))
    return found, named | {texts[code] for code in new}


def _unknown(cell: str, item: Item, export: Export) -> tuple[str, dict[str, object]]:
    """Return (finding code, its values) for a text of an ordinal item that means nothing."""
    scale, text = item.scale, normal(cell)
    values: dict[str, object] = {"answer": shown(cell), "options": labels(scale)}
    separator = export.platform.separator
    if separator and separator in text:
        return "RES-R023", values
    if number(text) is not None:
        places = [str(place) for place, _ in enumerate(labels(scale), 1)]
        numbers = places if export.mode.name == "position" else [number_text(option.value) for option in scale.options]
        return "RES-R020", {**values, "options": [" ".join(pair) for pair in zip(numbers, labels(scale), strict=False)]}
    choices: tuple[Option | Choice, ...] = (*scale.options, *scale.not_scored)
    close = near(text, [normal(t) for choice in choices for t in (*choice.label.values(), *choice.also)])
    return ("RES-R022", {**values, "near": close}) if close else ("RES-R021", values)


def _others(item: Item) -> tuple[str, dict[str, object]]:
    if item.scale.kind == "number":
        ends: dict[str, object] = {
            "minimum": number_text(item.scale.minimum),
            "maximum": number_text(item.scale.maximum),
        }
        return "RES-R025", ends
    return "RES-R028", {}


def answers_outside(
    instrument: Instrument, answers: Answers, roles: npt.NDArray[np.int64], kept: npt.NDArray[np.bool_]
) -> npt.NDArray[np.int64]:
    """Return role x item: how many answers of kept rows were given to items that the role is not asked."""
    outside = (answers.reasons == Reason.OUTSIDE_ROLE) & kept[:, None]
    return np.array([outside[roles == place].sum(axis=0) for place in range(len(instrument.roles))])


def outside_findings(instrument: Instrument, outside: npt.NDArray[np.int64], source: Source) -> Iterator[Finding]:
    """Yield for each role how many answers it gave to items that it is not asked."""
    for role, given in zip(instrument.roles.values(), outside, strict=True):
        if given.any():
            ids = [item.id for item, n in zip(instrument.items, given, strict=True) if n]
            where = Where(file=source.file, sheet=source.sheet)
            yield Finding("RES-R024", where, {"n": int(given.sum()), "role": role.label, "items": ids})
