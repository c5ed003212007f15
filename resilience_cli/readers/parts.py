"""Sheets -> respondents in parts: what is large is read block by block, and only what is known of its rows is kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from resilience_cli.errors import Fault, InputError
from resilience_cli.model.finding import Finding
from resilience_cli.model.responses import Responses
from resilience_cli.readers.decoding.batch import AT_THE_TOP, Batch, joined, read_batch
from resilience_cli.readers.decoding.combine import combine
from resilience_cli.readers.decoding.export import Export
from resilience_cli.readers.decoding.repetition import MOST_REMEMBERED
from resilience_cli.readers.matching.layout import lacking, missing_faults
from resilience_cli.readers.matching.said import says_otherwise
from resilience_cli.readers.options import ReadOptions, said
from resilience_cli.readers.platform import Mode
from resilience_cli.readers.sheet import Sheet


def parts(exports: list[Export], remarks: Sequence[Finding], options: ReadOptions) -> Iterator[Responses]:
    """Yield the respondents; the last part knows all sources, communities and findings.

    It holds all of them where every sheet is held; else those before it are `partial`, and it has no respondents.
    Raises InputError with the faults of all files when the last is due. The list is emptied, so that the cells of a
    sheet go when they are read.
    """
    held = all(export.sheet.again is None for export in exports)
    instrument = exports[0].instrument
    files: list[Batch] = []
    faults: list[Fault] = []
    people = 0
    while exports:
        export, seen = exports.pop(0), []
        try:
            for batch in batches(export):
                people += len(batch.people)
                if not held and not faults and len(batch.people):
                    yield replace(combine([batch], instrument, options), partial=True)
                seen.append(batch if held else batch.without_answers(remembered=people <= MOST_REMEMBERED))
            files.append(joined(seen, export))
        except InputError as error:
            faults += error.faults
    if faults:
        raise InputError(*distinct(faults))
    found = combine(files, instrument, options)
    forgotten = [Finding("RES-R174", values={"most": MOST_REMEMBERED})] if people > MOST_REMEMBERED and not held else []
    findings = (*remarks, *forgotten, *found.findings)
    yield replace(found, findings=findings, corrected_by=options.corrections.files, read_with=said(options))


def batches(export: Export) -> Iterator[Batch]:
    """Yield the respondents of a sheet, block by block.

    Raises InputError where the cells are not what the first rows of the sheet and its columns made expect.
    """
    so_far, mode = AT_THE_TOP, None
    roles: frozenset[str] = frozenset()
    for block in export.sheet.blocks():
        if faults := says_otherwise(block, export.sheet, export.options):
            raise InputError(*faults)
        mode = mode or mode_of(export, block)
        batch = read_batch(replace(export, sheet=block, mode=mode), so_far)
        so_far, roles = batch.so_far, roles | batch.roles
        yield batch
    if missing := lacking(export.layout, roles):
        raise InputError(*missing_faults(export.sheet, export.platform, replace(export.layout, missing=missing)))


def mode_of(export: Export, sheet: Sheet) -> Mode:
    """Return what the cells hold; raise InputError if that cannot be told or a mapping says otherwise."""
    mode, said = export.platform.mode(sheet, export.layout, export.options), export.options.corrections.mode
    if said and mode.name != said:
        place = export.options.corrections.where("", "mode")
        raise InputError(Finding("RES-R158", place, {"said": said, "mode": mode.name}))
    return mode


def distinct(faults: Sequence[Fault]) -> list[Fault]:
    """Return the faults in their order, each once."""
    return [fault for place, fault in enumerate(faults) if fault not in faults[:place]]
