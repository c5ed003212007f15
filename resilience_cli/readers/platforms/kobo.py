"""KoboToolbox and ODK Central: data collected with an XLSForm, headers and answers as names or as labels."""

from __future__ import annotations

from collections.abc import Sequence

from resilience_cli.messages import mark
from resilience_cli.model.instrument import Instrument
from resilience_cli.model.same_text import same
from resilience_cli.readers.matching.columns import Layout
from resilience_cli.readers.matching.headers import behind_groups
from resilience_cli.readers.options import ReadOptions
from resilience_cli.readers.platform import Mode, Platform
from resilience_cli.readers.sheet import Sheet

_SIGNS = ({"_uuid", "_submission_time"}, {"key", "submissiondate"})


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
    behind_groups,
    metadata={
        "_index": "serial",
        "_submission_time": "submitted",
        "SubmissionDate": "submitted",
        "start": "started",
        "end": "ended",
    },
    before=("plain",),
)
