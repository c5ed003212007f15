"""Mojibake: texts that were once decoded wrongly, recognised by what they would be if that were undone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import numpy as np

from resilience_cli.model.finding import Finding
from resilience_cli.readers.spelling import shown

if TYPE_CHECKING:
    from resilience_cli.readers.sheet import Sheet

_LOST = re.compile("锟斤拷|锟斤|斤拷|\ufffd{1,}|烫烫烫|屯屯屯")
_READ_AS = ("gb18030", "cp1252", "latin-1")
_CHINESE = re.compile(r"[\u3400-\u9fff]")


def garbled(texts: Iterable[str]) -> tuple[str, str] | None:
    """Return (a garbled text, what it would be, or "" if that is lost), or None if none of the texts is garbled."""
    for text in texts:
        if text.isascii():
            continue
        if _LOST.search(text):
            return text, ""
        if meant := _undone(text):
            return text, meant
    return None


def garbled_cells(sheet: Sheet, columns: Iterable[int]) -> Iterator[Finding]:
    """Yield a finding for each of these columns in which cells are garbled, with all rows that have one."""
    for column in columns:
        cells = sheet.column(column)
        if wrong := [code for code, text in enumerate(cells.texts) if garbled([text])]:
            rows = sheet.row_numbers(np.isin(cells.codes, wrong))
            yield Finding("RES-R058", sheet.where(column, rows), {"text": shown(cells.texts[wrong[0]])}, rows)


def _undone(text: str) -> str:
    """Return what the text is if UTF-8 was read as another encoding, or "" if it was not.

    Bytes of true Chinese are almost never UTF-8, so two Chinese characters that come out of it are proof.
    """
    for encoding in _READ_AS:
        try:
            back = text.encode(encoding).decode("utf-8", "replace")
        except UnicodeError:
            continue
        known, lost = len(_CHINESE.findall(back)), back.count("\ufffd")
        if encoding == "gb18030" and known >= 2 and known > 2 * lost:
            return back.rstrip("\ufffd")
        if encoding != "gb18030" and not lost and back != text:
            return back
    return ""
