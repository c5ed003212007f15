"""REDCap: raw exports, names of variables as headers and codes as answers; labels if the dictionary is given too."""

from __future__ import annotations

import re
from collections.abc import Sequence

from resilience_cli.messages import mark
from resilience_cli.model.instrument import Instrument
from resilience_cli.model.same_text import same
from resilience_cli.readers.matching.columns import Layout
from resilience_cli.readers.matching.headers import Question, asked
from resilience_cli.readers.options import ReadOptions
from resilience_cli.readers.platform import LeftOut, Mode, Platform
from resilience_cli.readers.platforms.unlabelled import check_unlabelled
from resilience_cli.readers.platforms.worded import worded_or_coded
from resilience_cli.readers.sheet import Sheet

_OPTION = re.compile(r".+___[\w-]+")
_DONE = {"0", "1", "2", "Incomplete", "Unverified", "Complete"}
_OWN = {"record_id", "redcap_event_name", "redcap_repeat_instrument", "redcap_survey_identifier"}
_METADATA = {
    "record_id": "serial",
    "*_timestamp": "submitted",
    "redcap_event_name": "wave",
    "redcap_survey_identifier": "",
    "redcap_data_access_group": "",
    "redcap_repeat_instrument": "",
    "redcap_repeat_instance": "",
}


def _questions(sheet: Sheet) -> tuple[Question, ...]:
    """Return what the headers ask: by the text of the dictionary, else by name; an option of several is no question."""
    return tuple(
        Question(asked(heads[0]).texts, option=True) if _OPTION.fullmatch(heads[0]) else asked(*reversed(heads))
        for heads in sheet.heads
    )


def _claims(sheet: Sheet, _candidates: Sequence[Instrument]) -> tuple[str, ...]:
    headers = list(map(same, sheet.headers))
    forms = [name.removesuffix("_complete") for name in headers if name.endswith("_complete")]
    done = [at for at, name in enumerate(headers) if name.endswith("_complete")]
    if not any(_DONE.issuperset(filter(None, sheet.column(at).texts)) for at in done):
        return ()
    own = not _OWN.isdisjoint(headers) or any(f"{form}_timestamp" in headers for form in forms)
    return (mark("columns that REDCap adds"),) if own or any(map(_OPTION.fullmatch, headers)) else ()


def _mode(sheet: Sheet, layout: Layout, options: ReadOptions) -> Mode:
    check_unlabelled(sheet, layout)
    return worded_or_coded(sheet, layout, REDCAP, options)


def _left_out(sheet: Sheet) -> tuple[LeftOut, ...]:
    """Return the rows of forms that are filled in repeatedly: they belong to a respondent who has a row already."""
    at = sheet.called("redcap_repeat_instrument")
    return () if at is None else (LeftOut("RES-R059", at, sheet.column(at).map(bool, False, bool)),)


REDCAP = Platform("redcap", _claims, _mode, _questions, _METADATA, before=("plain",), left_out=_left_out)
