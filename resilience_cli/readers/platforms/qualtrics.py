"""Qualtrics: names, texts and import ids as headers (three rows; two in old exports); texts of options or recodes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from resilience_cli.messages import mark
from resilience_cli.model.instrument import Instrument
from resilience_cli.model.same_text import header_text, normal, same
from resilience_cli.readers.containers.header_rows import holds_import_ids
from resilience_cli.readers.matching.columns import Layout
from resilience_cli.readers.matching.headers import Question, asked
from resilience_cli.readers.options import ReadOptions
from resilience_cli.readers.platform import LeftOut, Mode, Platform
from resilience_cli.readers.platforms.worded import worded_or_coded
from resilience_cli.readers.sheet import Sheet
from resilience_cli.readers.spelling import number

_PEOPLE = ("IPAddress", "Name", "EmailAddress", "RecipientLastName", "RecipientFirstName", "RecipientEmail")
_METADATA = {
    **dict.fromkeys((*_PEOPLE, "ExternalReference", "ExternalDataReference", "LocationLatitude"), ""),
    **dict.fromkeys(("LocationLongitude", "DistributionChannel", "UserLanguage", "ResponseSet", "Progress"), ""),
    **dict.fromkeys(("ResponseId", "Response ID"), "serial"),
    **dict.fromkeys(("StartDate", "Start Date"), "started"),
    **dict.fromkeys(("EndDate", "End Date"), "submitted"),
    "Duration (in seconds)": "seconds",
}
_SIGNS = {"recordeddate", "responseset", "finished", "startdate", "distributionchannel"}
_NO_ANSWERS = re.compile(r"preview|test|spam|预览|测试|垃圾", re.IGNORECASE)
_PREVIEW, _TEST, _SPAM = 1, 2, 8
"""Bits of a status that is a number."""
_CHOICE = re.compile(r" - Selected Choice$", re.IGNORECASE)
_DASH = re.compile(r" - ")
_OLD_DASH = re.compile(r"-(?!\d)")


def _questions(sheet: Sheet) -> tuple[Question, ...]:
    """Return what the headers ask: by name, by text, and of a matrix by the text of the row behind the stem."""
    dash = _DASH if any(map(holds_import_ids, sheet.more_headers)) else _OLD_DASH
    return tuple(_question(heads, dash) for heads in sheet.heads)


def _question(heads: Sequence[str], dash: re.Pattern[str]) -> Question:
    text = _CHOICE.sub("", normal(heads[1] if len(heads) > 1 else heads[0]))
    cuts = list(dash.finditer(text))
    parts = [(text[: cut.start()], text[cut.end() :]) for cut in (cuts[0], cuts[-1])] if cuts else []
    rows = [header_text(f"{stem}—{row}") for stem, row in parts] + [row for _, row in parts]
    return asked(heads[0], text, *rows)


def _claims(sheet: Sheet, _candidates: Sequence[Instrument]) -> tuple[str, ...]:
    names = {same(head).replace(" ", "") for heads in sheet.heads for head in heads}
    imported = any(map(holds_import_ids, sheet.more_headers))
    why = (mark("a row of import ids, as Qualtrics writes it"), mark("columns that Qualtrics adds"))
    seen = (imported, "responseid" in names and len(names & _SIGNS) > 1)
    return tuple(text for text, is_seen in zip(why, seen, strict=True) if is_seen)


def _left_out(sheet: Sheet) -> tuple[LeftOut, ...]:
    """Return the previews, tests and spam, and what was never submitted."""
    parts = ((("Status", "Response Type"), "RES-R121", _is_no_answer), (("Finished",), "RES-R120", _is_unfinished))
    found = [(code, sheet.called(*names), is_one) for names, code, is_one in parts]
    return tuple(
        LeftOut(code, at, sheet.column(at).map(is_one, False, bool)) for code, at, is_one in found if at is not None
    )


def _is_no_answer(status: str) -> bool:
    figure = number(normal(status))
    return bool(int(figure) & (_PREVIEW | _TEST | _SPAM)) if figure is not None else bool(_NO_ANSWERS.search(status))


def _is_unfinished(cell: str) -> bool:
    return normal(cell).casefold() in {"false", "0", "假", "否"}


def _mode(sheet: Sheet, layout: Layout, options: ReadOptions) -> Mode:
    return worded_or_coded(sheet, layout, QUALTRICS, options)


QUALTRICS = Platform("qualtrics", _claims, _mode, _questions, _METADATA, before=("wjx", "plain"), left_out=_left_out)
