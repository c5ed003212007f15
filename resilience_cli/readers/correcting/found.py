"""What was understood of sheets, column by column: also of those that cannot be scored as they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from difflib import SequenceMatcher
from pathlib import Path

from resilience_cli.errors import Fault, InputError
from resilience_cli.model.finding import Finding
from resilience_cli.model.inspection import ColumnFound, Inspection, SheetFound
from resilience_cli.model.instrument import Instrument
from resilience_cli.model.responses import Source
from resilience_cli.model.same_text import header_text, normal
from resilience_cli.readers.containers.files import open_sheets
from resilience_cli.readers.decoding.batch import Batch, joined, read_batch, source_of
from resilience_cli.readers.decoding.combine import combine
from resilience_cli.readers.decoding.export import UNKNOWN, Export
from resilience_cli.readers.matching.choose import Claimed, by_fit
from resilience_cli.readers.matching.columns import Layout
from resilience_cli.readers.matching.headers import identifies
from resilience_cli.readers.matching.said import filled, meant, with_said
from resilience_cli.readers.options import ReadOptions
from resilience_cli.readers.parts import mode_of
from resilience_cli.readers.platform import Platform, recognise
from resilience_cli.readers.platforms.dictionary import with_dictionaries
from resilience_cli.readers.sheet import Sheet

_LIKE = 0.6
"""Headers less like the text of a question are not offered for it."""
_OFFERS = 3
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})(?!\d)")
_UNKNOWN = Platform("", lambda _sheet, _candidates: (), lambda _sheet, _layout, _options: UNKNOWN)


def sheet_found(export: Export, source: Source) -> SheetFound:
    """Return what each column of the sheet became, and near matches for those that became nothing."""
    sheet, layout = export.sheet, export.layout
    used, near = layout.used, _offers(export)
    missing = tuple(item.id for item in layout.missing) if layout.items else ()  # else it is another questionnaire
    columns = tuple(
        ColumnFound(
            letter,
            header if column in used or not identifies(header) else "",
            used.get(column, ""),
            layout.how.get(column, ""),
            near.get(column, ()),
        )
        for column, (letter, header) in enumerate(zip(sheet.letters, sheet.headers, strict=True))
    )
    return SheetFound(source, sheet.header_row, 1 + len(sheet.more_headers), columns, missing, _dates(export))


def _offers(export: Export) -> dict[int, tuple[tuple[str, float], ...]]:
    """Return by column that nothing uses the items without a column that it is most like, best first."""
    layout, offers = export.layout, {}
    texts = [(item.id, header_text(text)) for item in layout.missing for text in (*item.text.values(), *item.also)]
    matcher = SequenceMatcher(autojunk=False)
    for column, question in enumerate(export.platform.questions(export.sheet)):
        if column in layout.how or column in layout.used or identifies(export.sheet.headers[column]):
            continue
        likeness: dict[str, float] = {}
        for header in question.texts:
            matcher.set_seq2(header)
            for id_, text in texts:
                matcher.set_seq1(text)
                if matcher.real_quick_ratio() >= _LIKE and matcher.quick_ratio() >= _LIKE:
                    likeness[id_] = max(likeness.get(id_, 0.0), matcher.ratio())
        best = sorted(((id_, like) for id_, like in likeness.items() if like >= _LIKE), key=lambda pair: -pair[1])
        if best:
            offers[column] = tuple(best[:_OFFERS])
    return offers


def _dates(export: Export) -> tuple[str, str] | None:
    """Return the first and the last day of submission; only dates that begin with the year can be told."""
    if "submitted" not in export.layout.places:
        return None
    place = export.layout.places["submitted"]
    texts = (text for block in export.sheet.blocks() for text in block.column(place).texts)
    hits = map(_DAY.match, map(normal, texts))
    days = sorted("{:0>4}-{:0>2}-{:0>2}".format(*hit.groups()) for hit in hits if hit)
    return (days[0], days[-1]) if days else None


def partly(
    paths: Sequence[Path],
    readers: Mapping[str, Platform],
    candidates: Sequence[Instrument],
    options: ReadOptions,
    faults: Iterable[Fault],
) -> Inspection:
    """Return what can be told of files of which not all can: sheet by sheet, and the answers where columns are clear.

    A platform, mode or questionnaire that cannot be told is left empty.
    """
    errors = tuple(fault for fault in faults if isinstance(fault, Finding))
    opened = with_dictionaries([sheet for path in paths for sheet in _opened(path, options)], strict=False)
    claimed = [_claimed(sheet, readers, candidates, options) for sheet in opened]
    with suppress(InputError):
        candidates = meant(candidates, [sheet for sheet, _, _ in claimed], options)
    fit = by_fit(claimed, candidates, options) if claimed else []
    if not fit:
        return Inspection(None, (), None, (), errors)
    exports = [_export(*part, options) for part in zip(claimed, fit[0], strict=True)]
    batches = [_batch(export) for export in exports]
    known = [batch for batch in batches if batch]
    instrument = fit[0][0].instrument if any(layout.items for layout in fit[0]) else None
    responses = None
    if instrument and known:
        responses = combine(known, instrument, options, strict=False)
    sources = [b.source if b else source_of(e, len(e.sheet), 0) for e, b in zip(exports, batches, strict=True)]
    sheets = tuple(sheet_found(*pair) for pair in zip(exports, sources, strict=True))
    findings = responses.findings if responses else tuple(f for e in exports for f in e.remarks)
    told = {str(error) for error in errors}
    return Inspection(instrument, sheets, responses, tuple(f for f in findings if str(f) not in told), errors)


def _opened(path: Path, options: ReadOptions) -> list[Sheet]:
    try:
        return list(open_sheets(path, options.sheet, options.encoding, options.skip_hidden))
    except InputError:
        return []


def _claimed(
    sheet: Sheet, readers: Mapping[str, Platform], candidates: Sequence[Instrument], options: ReadOptions
) -> Claimed:
    with suppress(InputError):
        sheet = with_said(sheet, options)
    try:
        return sheet, *recognise(sheet, readers, candidates, options.platform)
    except InputError:
        return sheet, _UNKNOWN, ()


def _export(claimed: Claimed, layout: Layout, options: ReadOptions) -> Export:
    sheet, platform, why = claimed
    export = Export(sheet, platform, why, layout, filled(options, sheet))
    with suppress(InputError):
        return replace(export, mode=mode_of(export, sheet)) if layout.items else export  # else nothing to tell it by
    return export


def _batch(export: Export) -> Batch | None:
    """Return the answers, if it is clear what the columns and the cells are; questions may lack a column."""
    if not export.mode.name or export.layout.faults or not export.layout.items:
        return None
    try:
        return joined([read_batch(export)], export)
    except InputError:
        return None
