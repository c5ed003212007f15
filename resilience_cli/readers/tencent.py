"""腾讯问卷 (wj.qq.com): a CSV with numbered headers, `11.stem:row`, and one column an option of a multiple choice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from resilience_cli.messages import mark
from resilience_cli.model.instrument import Instrument
from resilience_cli.model.same_text import header_text, normal, same
from resilience_cli.readers.columns import Layout
from resilience_cli.readers.headers import Question, numbered
from resilience_cli.readers.options import ReadOptions
from resilience_cli.readers.platform import Mode, Platform
from resilience_cli.readers.sheet import Sheet
from resilience_cli.readers.spelling import bare
from resilience_cli.readers.worded import worded

_METADATA = {
    "编号": "serial",
    "开始答题时间": "",
    "结束答题时间": "submitted",
    "答题时长": "seconds",
    **dict.fromkeys("语言 清洗数据结果 智能清洗数据无效概率 地理位置国家和地区 地理位置省 地理位置市".split(), ""),  # noqa: SIM905
    **dict.fromkeys("用户类型 用户标识 昵称 自定义字段 IP UA Referrer 中奖时间 中奖金额 审核状态".split(), ""),  # noqa: SIM905
}
_OWN = {"开始答题时间", "结束答题时间", "地理位置国家和地区", "地理位置省", "清洗数据结果", "智能清洗数据无效概率"}
_COLON = re.compile(r":(?!\d)|(?<!\d):")
_BLANK = re.compile(r":?_填空\d+")
"""How the header of a question to fill in ends."""


def questions(sheet: Sheet) -> tuple[Question, ...]:
    """Return what the headers ask; the rows of a matrix with and without their stem."""
    hits = [numbered(header) for header in map(header_text, sheet.headers)]
    several = {hit[0] for column, hit in enumerate(hits) if hit and _is_option(sheet, column, hit[1])}
    found = []
    for header, hit in zip(map(header_text, sheet.headers), hits, strict=True):
        if hit is None or hit[0] in several:
            found.append(Question((header,), hit[0] if hit else None, option=hit is not None))
        else:
            number, body = hit[0], _BLANK.sub("", hit[1])
            parts = list(_parts(body))
            rows = (*(f"{stem}—{row}" for stem, row in parts), body, *(row for _, row in parts))
            found.append(Question((header, *rows), number))
    return tuple(found)


def _parts(body: str) -> Iterator[tuple[str, str]]:
    """Yield (stem, row) for each colon that may part them, the last first: stems have colons more often than rows."""
    for colon in reversed(list(_COLON.finditer(body))):
        yield header_text(body[: colon.start()]), header_text(body[colon.end() :])


def _is_option(sheet: Sheet, column: int, body: str) -> bool:
    """Whether the column is one option of a multiple choice: where it was chosen, its own text stands."""
    own = {text for _, row in _parts(body) for text in (normal(row), *bare(row))}
    texts = [text for text in sheet.column(column).texts if normal(text)] if len(sheet) else []
    return bool(own and texts) and all(own & {header_text(text), *map(header_text, bare(text))} for text in texts)


def _claims(sheet: Sheet, _candidates: Sequence[Instrument]) -> tuple[str, ...]:
    own = set(map(same, _OWN)).intersection(map(same, sheet.headers))
    return (mark("columns that 腾讯问卷 adds"),) if own else ()


def _mode(sheet: Sheet, layout: Layout, _options: ReadOptions) -> Mode:
    return worded(sheet, layout, TENCENT)


TENCENT = Platform("tencent", _claims, _mode, questions, _METADATA, separator="┋", before=("wjx", "plain"))
