"""What the cells of a 问卷星 export say about its mode."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from resilience_cli.messages import mark
from resilience_cli.model.same_text import normal
from resilience_cli.readers.decoding.values import answer_key
from resilience_cli.readers.platforms.worded import TEXTS, is_figure, mostly
from resilience_cli.readers.spelling import number, number_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy.typing as npt

    from resilience_cli.model.instrument import Item
    from resilience_cli.readers.matching.columns import Layout
    from resilience_cli.readers.platform import Platform
    from resilience_cli.readers.sheet import Sheet

_EXACT = 1e-9
_NPS = 11
"""How many answers there are to how likely somebody is to recommend something."""
_MODES = frozenset({"text", "score", "position"})


@dataclass(frozen=True)
class Cells:
    """What can be seen in the cells."""

    possible: frozenset[str]
    """Modes that the cells do not contradict."""
    mode: str | None
    """The mode that the cells prove, if they do."""
    why: tuple[str, ...]
    """Marked texts that say what was seen."""


def look_at(sheet: Sheet, layout: Layout, platform: Platform) -> Cells:
    """Return which modes the cells allow, and which they prove."""
    items = [item for item in layout.instrument.items if item.id in layout.items and item.scale.kind == "ordinal"]
    empty = {"", *platform.no_answer}
    worded = any(mostly(sheet, layout.items[item.id], _is_label(item), empty) for item in items)
    numeric = any(mostly(sheet, layout.items[item.id], is_figure, empty) for item in items)
    proofs = _position_proofs(sheet, layout, platform)
    if worded and proofs:
        return Cells(frozenset(), None, ())
    if worded or not numeric:
        return Cells(frozenset({"text"}), "text", (TEXTS,))
    total = _total(sheet, layout, items)
    if total == "sum" and not proofs:
        reverse = any(item.reverse for item in items)
        possible = frozenset({"score"} if reverse else {"score", "position", "text"})
        return Cells(possible, "score", (mark("the total is the sum of the answers"),))
    if total == "keyed":
        proofs = (*proofs, mark("the total is the sum of positions with some items reversed"))
    if proofs:
        return Cells(frozenset({"position"}), "position", proofs)
    if any(_beyond(sheet, layout, item, platform) for item in items):
        why = mark("some answers are one more than the highest score: the position of an option without score")
        return Cells(_MODES, "position", (why,))
    return Cells(_MODES, None, ())


def _is_label(item: Item) -> Callable[[str], bool]:
    key = answer_key(item.scale, "text", {})
    return lambda text: text in key and number(text) is None


def _position_proofs(sheet: Sheet, layout: Layout, platform: Platform) -> tuple[str, ...]:
    """Return what can be only in an export of positions."""
    proofs = []
    if _has_blocks(sheet, layout, platform):
        proofs.append(mark("multiple choices are columns of 0 and 1"))
    if "role" in layout.places and mostly(sheet, layout.places["role"], is_figure, {"", *platform.no_answer}):
        proofs.append(mark("roles are numbers"))
    return tuple(proofs)


def _texts(sheet: Sheet, column: int, platform: Platform) -> set[str]:
    return {normal(text) for text in sheet.column(column).texts} - {"", *platform.no_answer}


def _has_blocks(sheet: Sheet, layout: Layout, platform: Platform) -> bool:
    """Whether some question has a column an option, all of 0 and 1."""
    blocks = defaultdict(list)
    for column, question in enumerate(platform.questions(sheet)):
        if question.number and column not in layout.used:
            blocks[question.number].append(column)
    return any(
        len(columns) > 1 and set().union(*(_texts(sheet, c, platform) for c in columns)) == {"0", "1"}
        for columns in blocks.values()
    )


def _beyond(sheet: Sheet, layout: Layout, item: Item, platform: Platform) -> bool:
    scale = item.scale
    declared = {option.value for option in scale.options}
    past = {len(scale.options) + 1 + n for n in range(len(scale.not_scored))} - declared
    return any(number(text) in past for text in _texts(sheet, layout.items[item.id], platform))


def may_be_digits(sheet: Sheet, layout: Layout, platform: Platform) -> list[str]:
    """Return the ids of items that may be digits among positions: 问卷星 leaves the 0 to 10 of an NPS as they are."""
    found = []
    for item in layout.instrument.items:
        values = [option.value for option in item.scale.options]
        if item.id in layout.items and values and values == list(range(len(values))):
            texts = _texts(sheet, layout.items[item.id], platform)
            if "0" in texts or (len(values) == _NPS and str(_NPS) not in texts):
                found.append(item.id)
    return found


def may_be_no_answers(sheet: Sheet, layout: Layout, platform: Platform) -> list[str]:
    """Return the ids of items with cells that are a declared value and the platform's sign of no answer: -2."""
    found = []
    for item in layout.instrument.items:
        signs = {number_text(option.value) for option in item.scale.options}.intersection(platform.no_answer)
        if signs and item.id in layout.items:
            column = sheet.column(layout.items[item.id])
            found += [item.id] if signs.intersection(map(normal, column.texts)) else []
    return found


def _total(sheet: Sheet, layout: Layout, items: Sequence[Item]) -> str | None:
    """Return what the platform's total is: `sum` of the answers, `keyed` (some reversed), or None if neither."""
    if "total" not in layout.places or not items:
        return None
    total = _numbers(sheet, layout.places["total"])
    answers = np.stack([_numbers(sheet, layout.items[item.id]) for item in items])
    ends = np.array([[item.scale.minimum + item.scale.maximum] for item in items])
    reverse = np.array([[item.reverse] for item in items])
    scored = np.array([item.attention is None for item in items])
    keyed = np.where(reverse, ends - answers, answers)
    inside = (answers >= [[item.scale.minimum] for item in items]) & (
        answers <= [[item.scale.maximum] for item in items]
    )
    rows = np.isfinite(total) & inside.all(axis=0)
    if not rows.any():
        return None
    for name, parts in (("sum", answers), ("keyed", keyed)):
        for chosen in (parts, parts[scored]):
            if (np.abs(chosen[:, rows].sum(axis=0) - total[rows]) < _EXACT).mean() > 0.9:  # a row may be edited
                return name
    return None


def _numbers(sheet: Sheet, column: int) -> npt.NDArray[np.float64]:
    return sheet.column(column).map(lambda text: number(normal(text)), np.nan, np.float64)
