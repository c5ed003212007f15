"""腾讯文档收集表: a sheet named after the form, headers as the questions were written, two columns of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from resilience_cli.messages import mark
from resilience_cli.model.instrument import Instrument
from resilience_cli.model.same_text import same
from resilience_cli.readers.matching.columns import Layout
from resilience_cli.readers.matching.headers import Question, with_or_without_number
from resilience_cli.readers.options import ReadOptions
from resilience_cli.readers.platform import Mode, Platform
from resilience_cli.readers.platforms.worded import worded
from resilience_cli.readers.sheet import Sheet

_METADATA = {"提交者（自动）": "", "提交时间（自动）": "submitted"}
_REQUIRED = re.compile(r"\s*[（(]必填[)）]\s*$")


def questions(sheet: Sheet) -> tuple[Question, ...]:
    """Return what the headers ask, without the note that an answer is required."""
    return with_or_without_number(replace(sheet, headers=tuple(_REQUIRED.sub("", header) for header in sheet.headers)))


def _claims(sheet: Sheet, _candidates: Sequence[Instrument]) -> tuple[str, ...]:
    own = set(map(same, _METADATA)).intersection(map(same, sheet.headers))
    return (mark("columns that 腾讯文档 adds"),) if own else ()


def _mode(sheet: Sheet, layout: Layout, options: ReadOptions) -> Mode:
    return worded(sheet, layout, TENCENT_DOCS, options)


TENCENT_DOCS = Platform("tencent-docs", _claims, _mode, questions, _METADATA, separator=", ", before=("wjx", "plain"))
