"""KoboToolbox and ODK Central: data collected with an XLSForm, headers and answers as names or as labels."""

from __future__ import annotations

import re
from collections.abc import Sequence

from resilience_cli.messages import mark
from resilience_cli.model.instrument import Instrument
from resilience_cli.model.same_text import header_text, same
from resilience_cli.readers.containers.workbook import Grid
from resilience_cli.readers.matching.columns import Layout
from resilience_cli.readers.matching.headers import Question
from resilience_cli.readers.options import ReadOptions
from resilience_cli.readers.platform import Mode, Platform
from resilience_cli.readers.sheet import Sheet

_SIGNS = ({"_uuid", "_submission_time"}, {"key", "submissiondate"})
_REPEATED = {"_parent_index", "_parent_table_name", "parent_key"}
_PATH = re.compile(r"(?:[\w-]+[./])+([\w-]+)|.*/([^/]+)", re.DOTALL)
"""A name or a label behind the groups that it stands in."""


def questions(sheet: Sheet) -> tuple[Question, ...]:
    """Return what the headers ask, with and without the groups before it."""
    headers = list(map(header_text, sheet.headers))
    found = []
    for header in headers:
        hit = _PATH.fullmatch(header)
        if hit and header[: -len(hit[1] or hit[2]) - 1] in headers:
            hit = None  # an option of several answers, whose column stands before it
        found.append(Question((header, header_text(hit[1] or hit[2])) if hit else (header,)))
    return tuple(found)


def is_repeat_group(grid: Grid) -> bool:
    """Whether a sheet holds what was asked repeatedly of each respondent, such as the persons of a household."""
    headers = {same(str(text)) for column in grid.cells for text in column.slice(0, 1).to_pylist() if text}
    return not headers.isdisjoint(_REPEATED)


def _claims(sheet: Sheet, _candidates: Sequence[Instrument]) -> tuple[str, ...]:
    headers = set(map(same, sheet.headers))
    why = []
    if any(sign <= headers for sign in _SIGNS):
        why.append(mark("columns that KoboToolbox or ODK adds"))
    if sheet.said and not sheet.prepared:
        why.append(mark("columns that its form adds"))
    return tuple(why)


def _mode(_sheet: Sheet, _layout: Layout, _options: ReadOptions) -> Mode:
    return Mode("text", (mark("answers are names or texts of options"),))


KOBO = Platform(
    "kobo",
    _claims,
    _mode,
    questions,
    metadata={"_index": "serial", "_submission_time": "submitted", "SubmissionDate": "submitted"},
    before=("plain",),
)
