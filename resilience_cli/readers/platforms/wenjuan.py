"""问卷网: a zip of three CSVs, of which the one with the texts of the options is read."""

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

_METADATA = {"序号": "serial", "start": "started", "finish": "submitted", "答题时长": "seconds"}
_LINE = re.compile("_")


def questions(sheet: Sheet) -> tuple[Question, ...]:
    """Return what the headers ask: `Q1_text`, and a row of a matrix behind its stem and `_`."""
    return stemmed(sheet, [header_text(header) for header in sheet.headers], _LINE)


def _claims(sheet: Sheet, _candidates: Sequence[Instrument]) -> tuple[str, ...]:
    headers = set(map(same, sheet.headers))
    return (mark("columns that 问卷网 adds"),) if {"start", "finish"} <= headers else ()


def _mode(sheet: Sheet, layout: Layout, options: ReadOptions) -> Mode:
    return worded(sheet, layout, WENJUAN, options)


WENJUAN = Platform("wenjuan", _claims, _mode, questions, _METADATA, before=("wjx", "plain"))
