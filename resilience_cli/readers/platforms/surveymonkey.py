"""SurveyMonkey: two rows of headers; a question stands over its first column only, below it `Response` or the row."""

from __future__ import annotations

from collections.abc import Sequence

from resilience_cli.messages import mark
from resilience_cli.model.instrument import Instrument
from resilience_cli.model.same_text import same
from resilience_cli.readers.containers.header_rows import RESPONSES
from resilience_cli.readers.matching.columns import Layout
from resilience_cli.readers.matching.headers import Question, asked
from resilience_cli.readers.options import ReadOptions
from resilience_cli.readers.platform import Mode, Platform
from resilience_cli.readers.platforms.worded import worded_or_coded
from resilience_cli.readers.sheet import Sheet

_METADATA = {
    **dict.fromkeys(("Collector ID", "CollectorID", "IP Address", "Email Address", "First Name", "Last Name"), ""),
    **dict.fromkeys(("Respondent ID", "RespondentID", "受访者 ID"), "serial"),
    **dict.fromkeys(("Start Date", "StartDate", "Date Created", "开始日期"), "started"),
    **dict.fromkeys(("End Date", "EndDate", "Date Modified", "结束日期"), "submitted"),
}
_SIGNS = [set(map(same, names)) for names in (("Respondent ID", "Collector ID"), ("受访者 ID", "收集器 ID"))]


def _questions(sheet: Sheet) -> tuple[Question, ...]:
    """Return what the headers ask: a question that stands over several columns is the stem of all of them."""
    below = sheet.more_headers[0] if sheet.more_headers else ("",) * len(sheet.headers)
    found, stem = [], ""
    for header, row, following in zip(sheet.headers, below, (*sheet.headers[1:], "end"), strict=True):
        stem = header if header.strip() or not row.strip() else stem
        if not row.strip() or same(row) in RESPONSES:
            found.append(asked(stem))
        else:
            alone = (stem,) if header.strip() and following.strip() else ()
            found.append(asked(row, *alone, stem=stem))
    return tuple(found)


def _claims(sheet: Sheet, _candidates: Sequence[Instrument]) -> tuple[str, ...]:
    headers = set(map(same, sheet.headers))
    own = any(sign <= headers for sign in _SIGNS)
    deep = bool(sheet.more_headers) and not RESPONSES.isdisjoint(map(same, sheet.more_headers[0]))
    why = (mark("columns that SurveyMonkey adds"), mark("a second row of headers as SurveyMonkey writes it"))
    return tuple(text for text, seen in zip(why, (own, deep), strict=True) if seen)


def _mode(sheet: Sheet, layout: Layout, options: ReadOptions) -> Mode:
    return worded_or_coded(sheet, layout, SURVEYMONKEY, options)


SURVEYMONKEY = Platform("surveymonkey", _claims, _mode, _questions, _METADATA, before=("wjx", "plain"))
