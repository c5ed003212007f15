"""What a mapping and a list of names did to the cells of a sheet: said, so that it is in every result."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from resilience_cli.messages import mark, pick, say
from resilience_cli.model.finding import Finding
from resilience_cli.model.same_text import normal
from resilience_cli.readers.decoding.values import BLANK, look_up, role_key
from resilience_cli.readers.spelling import number_text, shown

if TYPE_CHECKING:
    import numpy.typing as npt

    from resilience_cli.model.instrument import Field, Item, Scale
    from resilience_cli.readers.decoding.export import Export

_NO_ANSWER = mark("no answer")


def settled_findings(export: Export, kept: npt.NDArray[np.bool_]) -> Iterator[Finding]:
    """Yield for each text that the user gave a meaning what it was taken as, with all kept rows that have it."""
    said, layout, instrument = export.options.corrections, export.layout, export.instrument
    parts: tuple[Item | Field, ...] = (*instrument.items, *instrument.fields)
    for part in parts:
        meanings = {text: _in_words(value, part.scale) for text, value in said.said(part.id, part.scale).items()}
        for column in [column for column, used in layout.used.items() if used == part.id] if meanings else ():
            yield from _taken(export, column, "RES-R154", meanings, kept, item=part.id)
    if "role" in layout.places and said.roles:
        ask = look_up(role_key(instrument, "text"))
        meanings = {t: pick(instrument.roles[id_].label) for t, role in said.roles.items() if (id_ := ask(role))}
        yield from _taken(export, layout.places["role"], "RES-R154", meanings, kept, item="role")
    if "community" in layout.places:
        renamed = {name: meant for name, meant in said.communities.items() if normal(meant) != name}
        yield from _taken(export, layout.places["community"], "RES-R155", renamed, kept)


def _taken(
    export: Export, column: int, code: str, meanings: dict[str, str], kept: npt.NDArray[np.bool_], *, item: str = ""
) -> Iterator[Finding]:
    cells = export.sheet.column(column)
    by_text: dict[str, list[int]] = {}
    for place, text in enumerate(cells.texts):
        if normal(text) in meanings:
            by_text.setdefault(normal(text), []).append(place)
    for text, places in by_text.items():
        if rows := export.sheet.row_numbers(kept & np.isin(cells.codes, places)):
            values = {"answer": shown(text), "name": shown(text), "meaning": shown(meanings[text]), "item": item}
            yield Finding(code, export.sheet.where(column, rows), values, rows)


def _in_words(value: float | str, scale: Scale) -> str:
    """Return a value or code as people know it: by its label."""
    if value == BLANK:
        return say(_NO_ANSWER)
    if isinstance(value, str):
        return next((pick(c.label) for c in (*scale.not_scored, *scale.choices) if c.id == value), value)
    label = next((pick(option.label) for option in scale.options if option.value == value), "")
    return f"{number_text(value)} {label}".strip()
