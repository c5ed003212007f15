"""Export files -> Responses (`read`); a reader is one short file and one entry in READERS.

The community register is read in `register` and written in `register_form`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from resilience_cli.errors import Fault, InputError
from resilience_cli.model.finding import Finding, Where
from resilience_cli.model.inspection import Inspection
from resilience_cli.model.instrument import Instrument
from resilience_cli.model.responses import Responses, whole
from resilience_cli.readers.containers.shelf import Shelf
from resilience_cli.readers.correcting.corrections import in_no_sheet
from resilience_cli.readers.decoding.export import Export
from resilience_cli.readers.matching.choose import choose
from resilience_cli.readers.matching.said import filled, meant, with_said
from resilience_cli.readers.options import ReadOptions, with_mapping
from resilience_cli.readers.platform import recognise
from resilience_cli.readers.platforms.dictionary import with_dictionaries
from resilience_cli.readers.platforms.entry import ENTRY
from resilience_cli.readers.platforms.gforms import GFORMS
from resilience_cli.readers.platforms.jinshuju import JINSHUJU
from resilience_cli.readers.platforms.kobo import KOBO
from resilience_cli.readers.platforms.limesurvey import LIMESURVEY
from resilience_cli.readers.platforms.msforms import MSFORMS
from resilience_cli.readers.platforms.plain import PLAIN
from resilience_cli.readers.platforms.qualtrics import QUALTRICS
from resilience_cli.readers.platforms.redcap import REDCAP
from resilience_cli.readers.platforms.spss import SPSS
from resilience_cli.readers.platforms.surveymonkey import SURVEYMONKEY
from resilience_cli.readers.platforms.tencent import TENCENT
from resilience_cli.readers.platforms.tencent_docs import TENCENT_DOCS
from resilience_cli.readers.platforms.wenjuan import WENJUAN
from resilience_cli.readers.platforms.wjx import WJX
from resilience_cli.readers.sheet import Sheet

if TYPE_CHECKING:
    from resilience_cli.readers.parts import InFiles

_CHINESE = (WJX, TENCENT, TENCENT_DOCS, JINSHUJU, WENJUAN)
_INTERNATIONAL = (MSFORMS, GFORMS, QUALTRICS, SURVEYMONKEY, LIMESURVEY)
READERS = {reader.name: reader for reader in (*_CHINESE, *_INTERNATIONAL, KOBO, REDCAP, SPSS, ENTRY, PLAIN)}
"""The platforms that can be read, by name."""

_NOTHING_SAID = ReadOptions()
_LOCKS = ("~$", ".~")
_AT_ONCE = 4
"""Files that are opened one beside another."""
Part = TypeVar("Part")
Result = TypeVar("Result")


def read(paths: Sequence[Path], candidates: Iterable[Instrument], options: ReadOptions = _NOTHING_SAID) -> Responses:
    """Return the respondents of all files under the one candidate that they answer.

    The candidates are taken while the files are being opened. Raises InputError with all faults of all files: those
    found on opening them, else those of their columns, else those of their cells.
    """
    return whole(read_parts(paths, candidates, options)[1])


def read_parts(
    paths: Sequence[Path], candidates: Iterable[Instrument], options: ReadOptions = _NOTHING_SAID
) -> tuple[Instrument, InFiles]:
    """Return (the questionnaire, the respondents in parts, so that memory does not grow with their number).

    All is one part where the files are small. Raises InputError as `read`: the faults of cells with the last part.
    """
    options = with_mapping(options)
    exports, remarks = _understood(paths, candidates, options)
    return exports[0].instrument, _parts(exports, remarks, options)


def look(paths: Sequence[Path], candidates: Iterable[Instrument], options: ReadOptions = _NOTHING_SAID) -> Inspection:
    """Return what is understood of the files, also where `read` would stop: then with the faults that it raises."""
    known = list(candidates)
    from resilience_cli.readers.correcting import found

    try:
        exports, remarks = _understood(paths, known, with_mapping(options))
        responses = whole(_parts([*exports], remarks, with_mapping(options)))
    except InputError as error:
        paths = [path for path in paths if not path.name.startswith(_LOCKS)]
        return found.partly(paths, READERS, known, with_mapping(options), error.faults)
    sheets = [found.sheet_found(*pair) for pair in zip(exports, responses.sources, strict=True)]
    return Inspection(responses.instrument, tuple(sheets), responses, responses.findings)


def _parts(exports: list[Export], remarks: Sequence[Finding], options: ReadOptions) -> InFiles:
    from resilience_cli.readers.parts import InFiles

    return InFiles(exports, remarks, options)


def _understood(
    paths: Sequence[Path], candidates: Iterable[Instrument], options: ReadOptions
) -> tuple[list[Export], list[Finding]]:
    """Return (the sheets of answers with the meaning of their columns, remarks on the files)."""
    paths, locks = _without_locks(paths)
    shelf = Shelf(options)
    with ThreadPoolExecutor(_AT_ONCE) as pool:  # unpacking a workbook leaves the interpreter free for other work
        opening = [pool.submit(copy_context().run, shelf.open, path) for path in paths]
        known = list(candidates)
        from resilience_cli.readers import parts  # noqa: F401 - takes long, so it is done meanwhile
    opened = [sheet for sheets in _each(Future.result, opening) for sheet in sheets]
    sheets = _each(lambda sheet: with_said(sheet, options), with_dictionaries(opened))
    _check_distinct(sheets)
    known = meant(known, sheets, options)
    claimed = _each(lambda s: (s, *recognise(s, READERS, known, options.platform)), sheets)
    layouts, remarks = choose(claimed, known, options)
    exports = [
        Export(sheet, platform, why, layout, filled(options, sheet))
        for (sheet, platform, why), layout in zip(claimed, layouts, strict=True)
    ]
    absent = in_no_sheet(options.corrections, [(sheet, platform.questions(sheet)) for sheet, platform, _ in claimed])
    return exports, [*locks, *remarks, *absent]


def _without_locks(paths: Sequence[Path]) -> tuple[list[Path], list[Finding]]:
    """Return (the paths without the lock files of open workbooks, a finding for each); InputError if none is left."""
    locks = [Finding("RES-R018", Where(file=path.name)) for path in paths if path.name.startswith(_LOCKS)]
    others = [path for path in paths if not path.name.startswith(_LOCKS)]
    if locks and not others:
        raise InputError(*locks)
    return others, locks


def _each(step: Callable[[Part], Result], parts: Iterable[Part]) -> list[Result]:
    """Return the step's result for each part; raise one InputError with the faults of all parts."""
    done: list[Result] = []
    faults: list[Fault] = []
    for part in parts:
        try:
            done.append(step(part))
        except InputError as error:
            faults += error.faults
    if faults:
        raise InputError(*(fault for place, fault in enumerate(faults) if fault not in faults[:place]))
    return done


def _check_distinct(sheets: Sequence[Sheet]) -> None:
    first: dict[tuple[str, str | None], Sheet] = {}
    faults = []
    for sheet in sheets:
        other = first.setdefault((sheet.sha256, sheet.name), sheet)
        if other is not sheet:
            faults.append(Finding("RES-R015", sheet.where(), {"other": other.file}))
    if faults:
        raise InputError(*faults)


__all__ = ["READERS", "ReadOptions", "look", "read", "read_parts"]
