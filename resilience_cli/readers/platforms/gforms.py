"""Google Forms: a time stamp, then the questions; the rows of a grid are `question [row]`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from resilience_cli.messages import mark
from resilience_cli.model.instrument import Instrument
from resilience_cli.model.same_text import normal, same
from resilience_cli.readers.matching.columns import Layout
from resilience_cli.readers.matching.headers import Question, asked, in_brackets
from resilience_cli.readers.options import ReadOptions
from resilience_cli.readers.platform import Mode, Platform
from resilience_cli.readers.platforms.worded import worded
from resilience_cli.readers.sheet import Sheet

_STAMPS = ("Timestamp", "时间戳记", "时间戳", "時間戳記")
_METADATA = {
    **dict.fromkeys(_STAMPS, "submitted"),
    **dict.fromkeys(("Email Address", "Username", "Score", "电子邮件地址", "电子邮箱地址", "用户名", "分数"), ""),
}
_SHEET = re.compile(r"(?:Form Responses|(?:第 ?\d+ ?张)?表单回复|表單回應) ?\d*", re.IGNORECASE)


def _questions(sheet: Sheet) -> tuple[Question, ...]:
    parts = [(header, in_brackets(header)) for header in sheet.headers]
    return tuple(asked(hit[1], header, stem=hit[0]) if hit else asked(header) for header, hit in parts)


def _claims(sheet: Sheet, _candidates: Sequence[Instrument]) -> tuple[str, ...]:
    stamped = bool(sheet.headers) and same(sheet.headers[0]) in set(map(same, _STAMPS))
    named = bool(_SHEET.fullmatch(normal(sheet.name or "")))
    why = (mark("the time stamp of Google Forms"), mark("sheet named as Google Forms does"))
    return tuple(text for text, seen in zip(why, (stamped, named), strict=True) if seen)


def _mode(sheet: Sheet, layout: Layout, options: ReadOptions) -> Mode:
    return worded(sheet, layout, GFORMS, options)


GFORMS = Platform("gforms", _claims, _mode, _questions, _METADATA, separator=", ", before=("wjx", "plain"))
