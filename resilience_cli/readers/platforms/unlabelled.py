"""Values without a label among labelled ones: what they mean cannot be told where values are not the declared ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resilience_cli.errors import InputError
from resilience_cli.model.finding import Finding
from resilience_cli.model.same_text import normal
from resilience_cli.readers.decoding.values import answer_key
from resilience_cli.readers.spelling import number

if TYPE_CHECKING:
    from resilience_cli.model.instrument import Item
    from resilience_cli.readers.matching.columns import Layout
    from resilience_cli.readers.sheet import Sheet


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
