"""Sheets -> respondents in parts: what is large is read block by block, and only what is known of its rows is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial, reduce
from operator import add
from typing import Any, TypeVar

from resilience_cli.errors import Fault, InputError
from resilience_cli.messages.system import why
from resilience_cli.model.finding import Finding
from resilience_cli.model.instrument import Instrument
from resilience_cli.model.parts import Total, added, in_turn
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

Sum = TypeVar("Sum")
Step = Callable[[Responses], Responses]


@dataclass(frozen=True)
class InFiles:
    """The respondents of files; they can be gone through once, for the cells of a sheet go when they are read.

    They are one part where every sheet is held. Else the blocks of each file are parts, `partial` ones, and the last
    part has no respondents. A file is read by whoever counts it: only what says where it is goes there.
    """

    exports: list[Export]
    """The sheets; emptied on the way."""
    remarks: Sequence[Finding]
    """What was noticed of the files."""
    options: ReadOptions
    """What the user said."""
    steps: tuple[Step, ...] = ()
    """What is done with each part before it is counted; they can be pickled."""

    def then(self, step: Step) -> InFiles:
        """Return the same, with one more thing to be done with each part."""
        return replace(self, steps=(*self.steps, step))

    def summed(self, of: Callable[[Responses], Sum], total: Total) -> tuple[Sum | None, Responses]:
        """Return (the sum over all parts, the last part), as Parts says.

        Raises InputError with the faults of all files.
        """
        instrument = self.exports[0].instrument
        if held := all(export.sheet.held for export in self.exports):
            found = reduce(add, (_held(self.exports.pop(0)) for _ in range(len(self.exports))))
        else:
            files = [replace(export, sheet=export.sheet.without_cells()) for export in self.exports]
            self.exports.clear()
            found = total(partial(_counted, of=of, steps=self.steps, options=self.options), files)
        if found.faults:
            raise InputError(*distinct(found.faults))
        last = self._last(found.files, instrument, held)
        return (of(last) if held else found.total), last

    def _last(self, files: Sequence[Batch], instrument: Instrument, held: bool) -> Responses:
        """Return the last part, which knows of all files; with all respondents if they are held."""
        found = combine(files, instrument, self.options)
        many = not held and sum(source.kept for source in found.sources) > MOST_REMEMBERED
        forgotten = [Finding("RES-R174", values={"most": MOST_REMEMBERED})] if many else []
        known = replace(
            found,
            findings=(*self.remarks, *forgotten, *found.findings),
            corrected_by=self.options.corrections.files,
            read_with=said(self.options),
        )
        return _after(self.steps, known)

    def __iter__(self) -> Iterator[Responses]:
        parts, last = self.summed(lambda part: (part,), in_turn)
        yield from (part for part in parts or () if part.partial)
        yield last


@dataclass(frozen=True)
class Counted:
    """What came of files; merges with +."""

    total: Any
    """Sum over their parts; None where nothing was counted."""
    files: tuple[Batch, ...]
    """What is known of each, in order; with its respondents where nothing was counted."""
    faults: tuple[Fault, ...] = ()
    """What is wrong in them."""

    def __add__(self, other: Counted) -> Counted:
        faults = (*self.faults, *other.faults)
        total = None if faults else added(self.total, other.total)
        return Counted(total, _remembered((*self.files, *other.files)), faults)


def _remembered(files: tuple[Batch, ...]) -> tuple[Batch, ...]:
    """Return the files; of those beyond so many respondents no row is remembered."""
    people, found = 0, []
    for batch in files:
        people += batch.source.kept
        found.append(batch if people <= MOST_REMEMBERED else batch.without_answers(remembered=False))
    return tuple(found)


def _held(export: Export) -> Counted:
    """Return all respondents of one file."""
    try:
        return Counted(None, (joined(list(batches(export)), export),))
    except InputError as error:
        return Counted(None, (), error.faults)


def _counted(export: Export, of: Callable[[Responses], Any], steps: Sequence[Step], options: ReadOptions) -> Counted:
    """Return what `of` returns of the blocks of one file, added up, and what is known of it without them."""
    total, seen, people = None, [], 0
    try:
        for batch in batches(export):
            people += len(batch.people)
            if len(batch.people):
                part = replace(combine([batch], export.instrument, options), partial=True)
                total = added(total, of(_after(steps, part)))
            seen.append(batch.without_answers(remembered=people <= MOST_REMEMBERED))
        return Counted(total, (joined(seen, export),))
    except InputError as error:
        return Counted(None, (), error.faults)
    except OSError as error:
        return Counted(None, (), (Finding("RES-E006", export.sheet.where(), {"why": why(error)}),))


def _after(steps: Sequence[Step], part: Responses) -> Responses:
    return reduce(lambda known, step: step(known), steps, part)


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
