"""The mode of platforms that export texts of options: numbers in their place are never guessed at."""

from __future__ import annotations

from collections.abc import Callable, Container

import numpy as np

from resilience_cli.errors import InputError
from resilience_cli.messages import mark
from resilience_cli.model.finding import Finding
from resilience_cli.model.instrument import Scale
from resilience_cli.model.same_text import normal
from resilience_cli.readers.matching.columns import Layout
from resilience_cli.readers.matching.headers import BY_MAPPING
from resilience_cli.readers.options import ReadOptions
from resilience_cli.readers.platform import Mode, Platform
from resilience_cli.readers.sheet import Sheet
from resilience_cli.readers.spelling import number

TEXTS, VALUES = mark("answers are texts of options"), mark("numbers are declared values")


def worded(sheet: Sheet, layout: Layout, platform: Platform, options: ReadOptions) -> Mode:
    """Return the mode text; raise InputError where numbers stand for options and nothing says for which.

    Numbers are values only where values and positions are the same, or where the labels are numbers themselves. A
    mapping may say what each of them means, or that all are positions.
    """
    empty, settled = {"", *platform.no_answer}, options.corrections
    if settled.mode == "position":
        return Mode("position", (BY_MAPPING,))
    role = layout.places.get("role")
    if role is not None and mostly(sheet, role, is_figure, {*empty, *settled.roles}):
        raise InputError(Finding("RES-R110", sheet.where(role)))
    items = [item for item in layout.instrument.items if item.id in layout.items and item.scale.kind == "ordinal"]
    figures = [item for item in items if mostly(sheet, layout.items[item.id], is_figure, empty)]
    doubtful = [
        item.id
        for item in figures
        if not _is_plain(item.scale)
        and mostly(sheet, layout.items[item.id], is_figure, {*empty, *settled.said(item.id, item.scale)})
    ]
    if doubtful:
        raise InputError(Finding("RES-R111", sheet.where(), {"items": doubtful}))
    return Mode("text", (TEXTS,) if not figures else (VALUES,) if len(figures) == len(items) else (TEXTS, VALUES))


def worded_or_coded(sheet: Sheet, layout: Layout, platform: Platform, options: ReadOptions) -> Mode:
    """Return the mode text of a platform that can export codes; raise InputError where the community is one."""
    mode, place = worded(sheet, layout, platform, options), layout.places.get("community")
    if place is not None and VALUES in mode.why and mostly(sheet, place, is_figure, {"", *platform.no_answer}):
        raise InputError(Finding("RES-R122", sheet.where(place)))
    return mode


def _is_plain(scale: Scale) -> bool:
    """Whether a number can mean but one option: it is at that place, or its label is that number."""
    labels = [label for option in scale.options for label in (*option.label.values(), *option.also)]
    in_order = [option.value for option in scale.options] == list(range(1, len(scale.options) + 1))
    return in_order or any(number(normal(label)) is not None for label in labels)


def is_figure(text: str) -> bool:
    """Whether a normalised text is a number."""
    return number(text) is not None


def mostly(sheet: Sheet, column: int, test: Callable[[str], bool], empty: Container[str]) -> bool:
    """Whether more than half of the answers in a column pass: one odd cell decides nothing."""
    cells = sheet.column(column)
    answers = [(place, text) for place, text in enumerate(map(normal, cells.texts)) if text not in empty]
    passed = [place for place, text in answers if test(text)]
    if not passed:
        return False
    times = np.bincount(cells.codes + 1, minlength=len(cells.texts) + 1)[1:]
    return bool(2 * times[passed].sum() > times[[place for place, _ in answers]].sum())
