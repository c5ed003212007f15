"""问卷星 (wjx): one survey, three exports (option texts, scores, positions), in header forms from 2018 to today."""

from __future__ import annotations

import re
from collections.abc import Sequence

from resilience_cli.messages import mark
from resilience_cli.model.instrument import Instrument
from resilience_cli.model.responses import Reason
from resilience_cli.model.same_text import header_text, same
from resilience_cli.readers.matching.columns import Layout
from resilience_cli.readers.matching.headers import Question, numbered
from resilience_cli.readers.options import ReadOptions
from resilience_cli.readers.platform import Mode, Platform
from resilience_cli.readers.platforms.wjx_mode import mode_of
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
    return mode_of(sheet, layout, options, WJX)


WJX = Platform(
    "wjx",
    _claims,
    _mode,
    questions,
    _METADATA,
    no_answer={"(跳过)": Reason.SKIPPED, "-3": Reason.SKIPPED, "(空)": Reason.BLANK, "-2": Reason.BLANK},
    separator="┋",
)
