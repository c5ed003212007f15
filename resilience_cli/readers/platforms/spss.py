"""SPSS files: questions are the labels of variables or their names, answers the labels of values."""

from __future__ import annotations

import re
from collections.abc import Sequence

from resilience_cli.messages import mark
from resilience_cli.model.instrument import Instrument
from resilience_cli.model.same_text import header_text
from resilience_cli.readers.matching.columns import Layout
from resilience_cli.readers.matching.headers import Question, numbered
from resilience_cli.readers.options import ReadOptions
from resilience_cli.readers.platform import Mode, Platform
from resilience_cli.readers.platforms.unlabelled import check_unlabelled
from resilience_cli.readers.platforms.worded import worded_or_coded
from resilience_cli.readers.sheet import Sheet

_MATRIX = re.compile(r"(.*?)\((.+)\)", re.DOTALL)


def questions(sheet: Sheet) -> tuple[Question, ...]:
    """Return what names and labels ask: 问卷星 labels a matrix `stem(stem—row)`, then `stem(row)`."""
    labels = sheet.more_headers[0] if sheet.more_headers else ("",) * len(sheet.headers)
    found = []
    for name, label in zip(map(header_text, sheet.headers), map(header_text, labels), strict=True):
        number, body = numbered(label) or (None, label)
        texts = [label, body]
        if part := _MATRIX.fullmatch(body):
            stem, row = header_text(part[1]), header_text(part[2])
            row = row.removeprefix(f"{stem}—")
            texts = [label, body, f"{stem}—{row}", row]
        found.append(Question(tuple(dict.fromkeys(text for text in (*texts, name) if text)), number))
    return tuple(found)


def _claims(sheet: Sheet, _candidates: Sequence[Instrument]) -> tuple[str, ...]:
    return (mark("an SPSS file"),) if sheet.container == "sav" else ()


def _mode(sheet: Sheet, layout: Layout, options: ReadOptions) -> Mode:
    check_unlabelled(sheet, layout)
    return worded_or_coded(sheet, layout, SPSS, options)


SPSS = Platform(
    "spss", _claims, _mode, questions, metadata={"index": "serial", "totalseconds": "seconds"}, container="sav"
)
