"""问卷星 (wjx): one survey, three exports (option texts, scores, positions), in header forms from 2018 to today."""

from __future__ import annotations

import re
from collections.abc import Sequence

from resilience_cli.errors import InputError
from resilience_cli.messages import mark
from resilience_cli.model.finding import Finding
from resilience_cli.model.instrument import Instrument
from resilience_cli.model.responses import Reason
from resilience_cli.model.same_text import header_text, same
from resilience_cli.readers.matching.columns import Layout
from resilience_cli.readers.matching.headers import Question, numbered
from resilience_cli.readers.options import ReadOptions
from resilience_cli.readers.platform import Mode, Platform
from resilience_cli.readers.platforms.wjx_cells import look_at, may_be_digits
from resilience_cli.readers.platforms.worded import worded
from resilience_cli.readers.sheet import Sheet

_METADATA = {
    "序号": "serial",
    "提交答卷时间": "submitted",
    "所用时间": "seconds",
    "来源": "",
    "来源详情": "",
    "来自IP": "",
    "总分": "total",
}
_OWN = {"提交答卷时间", "所用时间", "来源详情", "来自IP"}
_ROW = re.compile(r"(.*?)—(.+)", re.DOTALL)
_OPTION = re.compile(r"(.*?)\(((?:[^()]|\([^()]*\))+)\)", re.DOTALL)
_NAMES = {"按文本": "text", "按分数": "score", "按序号": "position", "0": "text", "1": "score", "2": "position"}
_CALLED = {
    "text": {"zh": "按文本", "en": "text"},
    "score": {"zh": "按分数", "en": "scores"},
    "position": {"zh": "按序号", "en": "positions"},
}
_BY_NAME = re.compile(r"_(按文本|按分数|按序号)_|^\d{4,}_([012])_")


def questions(sheet: Sheet) -> tuple[Question, ...]:
    """Return what the headers ask; the stem of a matrix stands only on its first column and is carried on."""
    found: list[Question] = []
    stems: dict[str, str] = {}
    for header in sheet.headers:
        whole = header_text(header)
        hit = numbered(whole)
        if not hit:
            found.append(Question((whole,)))
            continue
        number, body = hit
        found.append(Question((whole, *_bodies(body, stems.get(number, ""))), number))
        if part := _ROW.fullmatch(body) or _OPTION.fullmatch(body):
            stems.setdefault(number, part[1].strip())
    return tuple(found)


def _bodies(body: str, stem: str) -> list[str]:
    """Return the texts that may be the question's: with its stem, as it stands, the row of a matrix alone."""
    parts = [m[2].strip() for pattern in (_ROW, _OPTION) if (m := pattern.fullmatch(body))]
    texts = [f"{stem}—{row}" for row in (body, *parts) if stem] + [body, *parts]
    return [header_text(text) for text in texts if text]


def _claims(sheet: Sheet, candidates: Sequence[Instrument]) -> tuple[str, ...]:
    headers = [header_text(header) for header in sheet.headers]
    if _OWN.intersection(headers):
        return (mark("columns that 问卷星 adds"),)
    ids = {same(item.id) for instrument in candidates for item in instrument.items}  # an id may look numbered: q1_a
    count = sum(numbered(header) is not None and same(header) not in ids for header in headers)
    return (mark("numbered headers as 问卷星 writes them"),) if count and 2 * count >= len(headers) else ()


def _mode(sheet: Sheet, layout: Layout, options: ReadOptions) -> Mode:
    """Return the mode by the file's name, checked against the cells, else by the cells alone."""
    hit = _BY_NAME.search(sheet.file)
    named = options.corrections.mode or (_NAMES[hit[1] or hit[2]] if hit else None)
    cells = look_at(sheet, layout, WJX)
    if named and named not in cells.possible:
        raise InputError(Finding("RES-R064", sheet.where(), {"mode": _CALLED.get(named, named)}))
    mode = named or cells.mode
    if mode is None:
        raise InputError(Finding("RES-R063", sheet.where()))
    if mode == "text":
        worded(sheet, layout, WJX, options)
    elif mode == "position" and (digits := may_be_digits(sheet, layout, WJX)):
        raise InputError(Finding("RES-R114", sheet.where(), {"items": digits}))
    seen = cells.why if mode == cells.mode else ()
    by_name = mark("mapping") if options.corrections.mode else mark("name of the file")
    why = (by_name, *seen) if named else seen
    return Mode(mode, why, mode == "score" and _already_reversed(sheet, layout, options))


def _already_reversed(sheet: Sheet, layout: Layout, options: ReadOptions) -> bool:
    """Whether 问卷星 has reversed the reversed items: said by the user or the instrument, never assumed."""
    instrument = layout.instrument
    said = options.scores_are or instrument.raw.get("export_hints", {}).get("wjx", {}).get("score_mode")
    reverse = [item for item in instrument.items if item.reverse and item.id in layout.items]
    if reverse and said not in {"as_declared", "already_reversed"}:
        raise InputError(Finding("RES-R065", sheet.where(), {"n": len(reverse)}))
    return bool(said == "already_reversed")


WJX = Platform(
    "wjx",
    _claims,
    _mode,
    questions,
    _METADATA,
    no_answer={"(跳过)": Reason.SKIPPED, "-3": Reason.SKIPPED, "(空)": Reason.BLANK, "-2": Reason.BLANK},
    separator="┋",
)
