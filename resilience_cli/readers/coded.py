"""What a file says of the values in a column: their labels, and which of them are no answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from resilience_cli.errors import InputError
from resilience_cli.model.finding import Finding
from resilience_cli.model.same_text import normal
from resilience_cli.readers.decoding.values import answer_key
from resilience_cli.readers.spelling import number

if TYPE_CHECKING:
    from resilience_cli.model.instrument import Item
    from resilience_cli.readers.matching.columns import Layout
    from resilience_cli.readers.sheet import Sheet


@dataclass(frozen=True)
class Coded:
    """The values of one column; its cells hold the labels where there are any."""

    labels: Mapping[str, str] = field(default_factory=dict)
    """By value as text, its label."""
    missing: frozenset[str] = frozenset()
    """Texts of cells that the file declares to be no answer."""


def labelled(cells: Any, labels: Mapping[str, str]) -> Any:
    """Return the Arrow text array with labels in place of the values that have one."""
    encoded = cells.dictionary_encode()
    texts = [labels.get(text, text) for text in encoded.dictionary.to_pylist()]
    return pa.array(texts, pa.string()).take(encoded.indices)


def check_unlabelled(sheet: Sheet, layout: Layout) -> None:
    """Raise InputError for items in which some values have no label, and the others' values are not the declared ones.

    What a value without a label means cannot be told there: its number is not that of the questionnaire.
    """
    faults = [
        Finding("RES-R105", sheet.where(layout.items[item.id]), {"item": item.id, "values": unlabelled})
        for item in layout.instrument.items
        if item.id in layout.items and (unlabelled := _unlabelled(sheet, layout.items[item.id], item))
    ]
    if faults:
        raise InputError(*faults)


def _unlabelled(sheet: Sheet, column: int, item: Item) -> list[str]:
    coded = sheet.coded.get(column)
    if coded is None or not coded.labels:
        return []
    key = answer_key(item.scale, "text", {})
    declared = [(number(value), key[normal(label)][0]) for value, label in coded.labels.items() if normal(label) in key]
    if all(value == meant or meant != meant for value, meant in declared):  # noqa: PLR0124 - NaN: not scored
        return []
    known = {*map(normal, coded.labels.values()), *map(normal, coded.missing)}
    texts = map(normal, sheet.column(column).texts)
    return sorted(text for text in texts if number(text) is not None and text not in known)
