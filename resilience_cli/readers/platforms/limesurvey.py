"""LimeSurvey: headers are codes (`g0[CODE]`), codes and texts (`Q[SQ002]. stem [row]`), or texts (`stem [row]`)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from resilience_cli.messages import mark
from resilience_cli.model.instrument import Instrument
from resilience_cli.model.same_text import header_text, normal, same
from resilience_cli.readers.matching.columns import Layout
from resilience_cli.readers.matching.headers import Question, asked, in_brackets
from resilience_cli.readers.options import ReadOptions
from resilience_cli.readers.platform import LeftOut, Mode, Platform
from resilience_cli.readers.platforms.worded import worded_or_coded
from resilience_cli.readers.sheet import Sheet

_OWN = {
    "id": ("Response ID", "serial"),
    "submitdate": ("Date submitted", "submitted"),
    "lastpage": ("Last page", ""),
    "startlanguage": ("Start language", ""),
    "seed": ("Seed", ""),
    "startdate": ("Date started", "started"),
    "datestamp": ("Date last action", ""),
    "ipaddr": ("IP address", ""),
    "refurl": ("Referrer URL", ""),
    "token": ("Token", ""),
    "interviewtime": ("Total time", "seconds"),
}
_METADATA = {name: use for code, (text, use) in _OWN.items() for name in (code, text, f"{code}. {text}")}
_CODE = re.compile(r"(\w+)(?:\[(\w+)\])?(?:\[(\w+)\])?(?:\.\s*(.*))?", re.DOTALL | re.ASCII)


def _questions(sheet: Sheet) -> tuple[Question, ...]:
    """Return what the headers ask: by code, with or without that of the question, and by text, the row of an array."""
    return tuple(_question(header_text(header)) for header in sheet.headers)


def _question(header: str) -> Question:
    hit = _CODE.fullmatch(header)
    code, row_code, _, text = hit.groups() if hit else (None, None, None, header)
    codes = [f"{code}_{row_code}", row_code] if row_code else [code, code.partition("_")[2]] if code else []
    stem, row = in_brackets(text or "") or ("", text or "")
    return asked(row, *codes, header, stem=stem)


def _claims(sheet: Sheet, _candidates: Sequence[Instrument]) -> tuple[str, ...]:
    own = all(_column(sheet, name) is not None for name in ("submitdate", "lastpage"))
    return (mark("columns that LimeSurvey adds"),) if own else ()


def _column(sheet: Sheet, name: str) -> int | None:
    """Return the column of LimeSurvey's own, whichever way its header is written, in whichever language behind it."""
    texts = {name, same(_OWN[name][0])}
    headers = [same(header) for header in sheet.headers]
    return next((i for i, h in enumerate(headers) if h in texts or h.startswith(f"{name}.")), None)


def _left_out(sheet: Sheet) -> tuple[LeftOut, ...]:
    """Return the rows without a time of submission."""
    at = _column(sheet, "submitdate")
    if at is None:
        return ()
    return (LeftOut("RES-R120", at, sheet.column(at).map(lambda text: not normal(text), True, bool)),)


def _mode(sheet: Sheet, layout: Layout, options: ReadOptions) -> Mode:
    return worded_or_coded(sheet, layout, LIMESURVEY, options)


LIMESURVEY = Platform("limesurvey", _claims, _mode, _questions, _METADATA, before=("wjx", "plain"), left_out=_left_out)
