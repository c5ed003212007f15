"""What files say of the form that they were collected with: which questionnaire, event and period, whose answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from resilience_cli.errors import InputError
from resilience_cli.model.fielded import EVENT, INSTRUMENT, NO_EVENT, PERIOD, fielded
from resilience_cli.model.finding import Finding
from resilience_cli.model.instrument import Instrument
from resilience_cli.model.same_text import normal
from resilience_cli.readers.kobo import questions
from resilience_cli.readers.options import ReadOptions
from resilience_cli.readers.sheet import Sheet
from resilience_cli.readers.spelling import shown

_TWO = {INSTRUMENT: ("RES-R103", "names"), EVENT: ("RES-R049", "events")}
"""What a file may say only once: the code of the error, and the name of its values."""


def with_said(sheet: Sheet) -> Sheet:
    """Return the sheet with what its columns say of the form; raise InputError if they say two things."""
    facts: dict[str, str] = {}
    if sheet.said is not None:
        return sheet
    for column, question in enumerate(questions(sheet.headers)):
        name = next((text for text in question.texts if text in (INSTRUMENT, EVENT, PERIOD, NO_EVENT)), None)
        if name is None:
            continue
        told = list(dict.fromkeys(text for text in map(normal, sheet.column(column).texts) if text))
        if len(told) > 1 and name in _TWO:
            code, key = _TWO[name]
            raise InputError(Finding(code, sheet.where(column), {key: [shown(text) for text in told]}))
        facts[name] = told[-1] if told else ""
    return replace(sheet, said=fielded(facts))


def meant(candidates: Sequence[Instrument], sheets: Sequence[Sheet], options: ReadOptions) -> list[Instrument]:
    """Return the candidates that the files name; all where none names one, or where the user did.

    Raises InputError if the files name several, or one that is not among the candidates.
    """
    named = {sheet.said.instrument: sheet for sheet in reversed(sheets) if sheet.said}
    if not named or options.instrument is not None:
        return list(candidates)
    if len(named) > 1:
        raise InputError(Finding("RES-R103", values={"names": [shown(name) for name in sorted(named)]}))
    ((name, sheet),) = named.items()
    if found := [candidate for candidate in candidates if candidate.name == name]:
        return found
    values = {"name": shown(name), "instruments": [candidate.name for candidate in candidates]}
    raise InputError(Finding("RES-R102", sheet.where(), values))


def filled(options: ReadOptions, sheet: Sheet) -> ReadOptions:
    """Return the options for a sheet: what the user did not say, the sheet may."""
    if sheet.said is None:
        return options
    said = sheet.said
    return replace(
        options,
        role_name=options.role_name or (None if options.role else said.role),
        event=options.event or (None if options.no_event else said.event),
        period=options.period or said.period,
        no_event=options.no_event or (said.no_event and not options.event),
    )
