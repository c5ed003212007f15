"""What files say of the form that they were collected with: which questionnaire, event and period, whose answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from resilience_cli.errors import InputError
from resilience_cli.model.fielded import EVENT, INSTRUMENT, NO_EVENT, PERIOD, fielded
from resilience_cli.model.finding import Finding
from resilience_cli.model.instrument import Instrument
from resilience_cli.model.same_text import normal, same
from resilience_cli.readers.matching.headers import behind_groups
from resilience_cli.readers.options import ReadOptions
from resilience_cli.readers.sheet import Sheet
from resilience_cli.readers.spelling import shown

_COLUMNS = {INSTRUMENT, EVENT, PERIOD, NO_EVENT}


def with_said(sheet: Sheet, options: ReadOptions) -> Sheet:
    """Return the sheet with what its columns say of the form; raise InputError if they say two things.

    Two questionnaires are none the less one survey if the user named the one that is meant.
    """
    columns = {
        name: column
        for column, question in enumerate(behind_groups(sheet))
        for name in _COLUMNS.intersection(question.texts)
    }
    told = {name: _told(sheet, column) for name, column in columns.items()}
    said = fielded({name: texts[0] for name, texts in told.items() if texts})
    if said is None:
        return sheet
    faults = []
    if len(events := told.get(EVENT, [])) > 1:
        values = {"events": [shown(text) for text in events]}
        faults.append(Finding("RES-R049", sheet.where(columns[EVENT]), values))
    names = [text for text in told[INSTRUMENT] if fielded({INSTRUMENT: text})]
    if len(names) > 1 and options.instrument is None:
        faults.append(Finding("RES-R103", sheet.where(columns[INSTRUMENT]), {"names": names}))
    if faults:
        raise InputError(*faults)
    return replace(sheet, said=said)


def says_otherwise(block: Sheet, beginning: Sheet, options: ReadOptions) -> list[Finding]:
    """Return the faults of a block of rows that say something else of the form than the first rows of the sheet."""
    if block is beginning or beginning.said is None:
        return []
    said, first = with_said(block, options).said, beginning.said
    if said is None:
        return []
    if said.event != first.event:
        return [Finding("RES-R049", block.where(), {"events": [shown(first.event or "–"), shown(said.event or "–")]})]
    if said.instrument != first.instrument and options.instrument is None:
        return [Finding("RES-R103", block.where(), {"names": [first.instrument, said.instrument]})]
    return []


def _told(sheet: Sheet, column: int) -> list[str]:
    """Return the different texts of a column; the same in other quotation marks is none."""
    texts = {same(text): normal(text) for text in sheet.column(column).texts}
    return [text for text in texts.values() if text]


def meant(candidates: Sequence[Instrument], sheets: Sequence[Sheet], options: ReadOptions) -> list[Instrument]:
    """Return the candidates that the files name; all where none names one, or where the user did.

    Raises InputError if the files name several, or one that is not among the candidates.
    """
    named = {sheet.said.instrument: sheet for sheet in reversed(sheets) if sheet.said}
    if not named or options.instrument is not None:
        return list(candidates)
    if len(named) > 1:
        raise InputError(Finding("RES-R103", values={"names": sorted(named)}))
    ((name, sheet),) = named.items()
    if found := [candidate for candidate in candidates if candidate.name == name]:
        return found
    values = {"name": name, "instruments": [candidate.name for candidate in candidates]}
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
