"""Which of its three exports a file of 问卷星 is: by its name and its cells, which must not contradict each other."""

from __future__ import annotations

import re

from resilience_cli.errors import InputError
from resilience_cli.messages import mark
from resilience_cli.model.finding import Finding
from resilience_cli.readers.matching.columns import Layout
from resilience_cli.readers.options import ReadOptions, said_of_turning
from resilience_cli.readers.platform import Mode, Platform
from resilience_cli.readers.platforms.wjx_cells import look_at, may_be_digits, may_be_no_answers
from resilience_cli.readers.platforms.worded import worded
from resilience_cli.readers.sheet import Sheet

_NAMES = {"按文本": "text", "按分数": "score", "按序号": "position", "0": "text", "1": "score", "2": "position"}
_CALLED = {
    "text": {"zh": "按文本", "en": "text"},
    "score": {"zh": "按分数", "en": "scores"},
    "position": {"zh": "按序号", "en": "positions"},
}
_BY_NAME = re.compile(r"_(按文本|按分数|按序号)_|^\d{4,}_([012])_")


def mode_of(sheet: Sheet, layout: Layout, options: ReadOptions, platform: Platform) -> Mode:
    """Return the mode by the file's name, checked against the cells, else by the cells alone."""
    hit = _BY_NAME.search(sheet.file)
    named = options.corrections.mode or (_NAMES[hit[1] or hit[2]] if hit else None)
    cells = look_at(sheet, layout, platform)
    if named and named not in cells.possible:
        raise InputError(Finding("RES-R064", sheet.where(), {"mode": _CALLED.get(named, named)}))
    mode = named or cells.mode
    if mode is None:
        raise InputError(Finding("RES-R063", sheet.where()))
    if mode == "text":
        worded(sheet, layout, platform, options)
    elif mode == "position" and (digits := may_be_digits(sheet, layout, platform)):
        raise InputError(Finding("RES-R114", sheet.where(), {"items": digits}))
    elif mode == "score" and (blanks := may_be_no_answers(sheet, layout, platform)):
        raise InputError(Finding("RES-R173", sheet.where(), {"items": blanks}))
    seen = cells.why if mode == cells.mode else ()
    by_name = mark("mapping") if options.corrections.mode else mark("name of the file")
    why = (by_name, *seen) if named else seen
    return Mode(mode, why, mode == "score" and _already_reversed(sheet, layout, options, platform))


def _already_reversed(sheet: Sheet, layout: Layout, options: ReadOptions, platform: Platform) -> bool:
    """Whether 问卷星 has reversed the reversed items: said by the user or the instrument, never assumed."""
    instrument = layout.instrument
    said = said_of_turning(options, instrument, platform.name)
    reverse = [item for item in instrument.items if item.reverse and item.id in layout.items]
    if reverse and said is None:
        raise InputError(Finding("RES-R065", sheet.where(), {"n": len(reverse)}))
    return said == "already_reversed"
