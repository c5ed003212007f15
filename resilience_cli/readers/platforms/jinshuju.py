"""金数据: 序号 first, the questions without numbers, then its own columns; 卷王 writes the same ones."""

from __future__ import annotations

import re
from collections.abc import Sequence

from resilience_cli.messages import mark
from resilience_cli.model.instrument import Instrument
from resilience_cli.model.same_text import header_text, same
from resilience_cli.readers.matching.columns import Layout
from resilience_cli.readers.matching.headers import Question
from resilience_cli.readers.options import ReadOptions
from resilience_cli.readers.platform import Mode, Platform
from resilience_cli.readers.platforms.matrix import stemmed
from resilience_cli.readers.platforms.worded import worded
from resilience_cli.readers.sheet import Sheet

_OWN = [
    *("微信昵称", "微信OpenID", "微信UnionID", "测评得分", "修改时间", "邀请链接"),
    *("测评时长", "填写时长", "填写设备", "填写地区", "邀请红包金额"),
]
_METADATA = {
    **dict.fromkeys([*_OWN, "提交人", "操作系统", "浏览器", "IP"], ""),
    "序号": "serial",
    "提交时间": "submitted",
    "测评时长": "seconds",
    "填写时长": "seconds",
}
_CUT = re.compile(r":(?!\d)|(?<!\d):|[—-]")


def questions(sheet: Sheet) -> tuple[Question, ...]:
    """Return what the headers ask, with and without a number of the author's; a row of a matrix behind its stem."""
    return stemmed(sheet, [header_text(header) for header in sheet.headers], _CUT)


def _claims(sheet: Sheet, _candidates: Sequence[Instrument]) -> tuple[str, ...]:
    own = set(map(same, _OWN)).intersection(map(same, sheet.headers))
    return (mark("columns that 金数据 adds"),) if len(own) > 1 else ()


def _mode(sheet: Sheet, layout: Layout, options: ReadOptions) -> Mode:
    return worded(sheet, layout, JINSHUJU, options)


JINSHUJU = Platform("jinshuju", _claims, _mode, questions, _METADATA, separator=", ", before=("wjx", "plain"))
