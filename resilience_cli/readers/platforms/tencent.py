"""腾讯问卷 (wj.qq.com): a CSV with numbered headers, `11.stem:row`, and one column an option of a multiple choice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from resilience_cli.messages import mark
from resilience_cli.model.instrument import Instrument
from resilience_cli.model.same_text import header_text, normal, same
from resilience_cli.readers.matching.columns import Layout
from resilience_cli.readers.matching.headers import Question, numbered
from resilience_cli.readers.options import ReadOptions
from resilience_cli.readers.platform import LeftOut, Mode, Platform
from resilience_cli.readers.platforms.matrix import stemmed
from resilience_cli.readers.platforms.worded import worded
from resilience_cli.readers.sheet import Sheet

_METADATA = {
    "编号": "serial",
    "开始答题时间": "started",
    "结束答题时间": "submitted",
    "答题时长": "seconds",
    **dict.fromkeys("语言 清洗数据结果 智能清洗数据无效概率 地理位置国家和地区 地理位置省 地理位置市".split(), ""),  # noqa: SIM905
    **dict.fromkeys("用户类型 用户标识 昵称 自定义字段 IP UA Referrer 中奖时间 中奖金额 审核状态".split(), ""),  # noqa: SIM905
}
_OWN = {"开始答题时间", "结束答题时间", "地理位置国家和地区", "地理位置省", "清洗数据结果", "智能清洗数据无效概率"}
_COLON = re.compile(r":(?!\d)|(?<!\d):")
_STEM = re.compile(r"(\d+)\.(.+?):.")
_BLANK = re.compile(r":?_填空\d+$")
"""How the header of a question to fill in ends."""


def questions(sheet: Sheet) -> tuple[Question, ...]:
    """Return what the headers ask; the rows of a matrix with and without their stem."""
    return stemmed(sheet, [_BLANK.sub("", header_text(header)) for header in sheet.headers], _COLON)


def _claims(sheet: Sheet, _candidates: Sequence[Instrument]) -> tuple[str, ...]:
    headers = [text for text in map(header_text, sheet.headers) if text]
    if set(map(same, _OWN)).intersection(map(same, headers)):
        return (mark("columns that 腾讯问卷 adds"),)
    stems = Counter(hit.groups() for header in headers if (hit := _STEM.match(header)))
    alike = all(map(numbered, headers)) and max(stems.values(), default=0) > 1
    return (mark("a stem on every row of a matrix, as 腾讯问卷 writes it"),) if alike else ()


def _left_out(sheet: Sheet) -> tuple[LeftOut, ...]:
    """Return the answers that were struck out on the platform."""
    place = sheet.called("清洗数据结果")
    if place is None:
        return ()
    return (LeftOut("RES-R115", place, sheet.column(place).map(lambda text: "无效" in normal(text), False, bool)),)


def _mode(sheet: Sheet, layout: Layout, options: ReadOptions) -> Mode:
    return worded(sheet, layout, TENCENT, options)


TENCENT = Platform("tencent", _claims, _mode, questions, _METADATA, before=("wjx", "plain"), left_out=_left_out)
