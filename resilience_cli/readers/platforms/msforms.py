"""Microsoft Forms: the questions without numbers behind its own columns, in English or in Chinese."""

from __future__ import annotations

import re
from collections.abc import Sequence

from resilience_cli.messages import mark
from resilience_cli.model.instrument import Instrument
from resilience_cli.model.same_text import same
from resilience_cli.readers.matching.columns import Layout
from resilience_cli.readers.matching.headers import Question, asked
from resilience_cli.readers.options import ReadOptions
from resilience_cli.readers.platform import Mode, Platform
from resilience_cli.readers.platforms.worded import worded
from resilience_cli.readers.sheet import Sheet

_STARTED = ("Start time", "开始时间", "開始時間")
_SUBMITTED = ("Completion time", "完成时间", "完成時間")
_DROPPED = ("Email", "Name", "Language", "Last modified time", "Total points", "Quiz feedback", "Grade posted time")
_DROPPED_ZH = ("电子邮件", "名称", "姓名", "语言", "上次修改时间", "總分", "电子邮件地址", "電子郵件", "名稱")
_GRADED = re.compile(r"\s*(?:Points|Feedback)\s+-\s", re.IGNORECASE)
"""How the headers begin that a quiz adds to each question."""
_METADATA = {
    **dict.fromkeys((*_DROPPED, *_DROPPED_ZH), ""),
    "ID": "serial",
    **dict.fromkeys(_STARTED, "started"),
    **dict.fromkeys(_SUBMITTED, "submitted"),
}


def _questions(sheet: Sheet) -> tuple[Question, ...]:
    return tuple(Question(()) if _GRADED.match(header) else asked(header) for header in sheet.headers)


def _claims(sheet: Sheet, _candidates: Sequence[Instrument]) -> tuple[str, ...]:
    headers = set(map(same, sheet.headers))
    own = all(headers.intersection(map(same, names)) for names in (_STARTED, _SUBMITTED))
    return (mark("columns that Microsoft Forms adds"),) if own and "id" in headers else ()


def _mode(sheet: Sheet, layout: Layout, options: ReadOptions) -> Mode:
    return worded(sheet, layout, MSFORMS, options)


MSFORMS = Platform("msforms", _claims, _mode, _questions, _METADATA, separator=";", before=("wjx", "plain"))
