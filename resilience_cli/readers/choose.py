"""Which instrument the files answer, and what each of their columns is to it."""

from __future__ import annotations

from collections.abc import Sequence

from resilience_cli.errors import InputError
from resilience_cli.model.finding import Finding
from resilience_cli.model.instrument import Instrument
from resilience_cli.readers.columns import Layout
from resilience_cli.readers.layout import lay_out, missing_faults
from resilience_cli.readers.options import ReadOptions
from resilience_cli.readers.platform import Platform
from resilience_cli.readers.sheet import Sheet

Claimed = tuple[Sheet, Platform, tuple[str, ...]]


def choose(claimed: Sequence[Claimed], candidates: Sequence[Instrument], options: ReadOptions) -> list[Layout]:
    """Return the layout of every sheet under the instrument that fits all of them best.

    Among the candidates all of whose items (by the roles in the file) have a column, the one with most items, then
    the highest version. Raises InputError with all faults: a tie, no instrument, missing items, columns in doubt.
    """
    tried = [[lay_out(sheet, platform, i, options) for sheet, platform, _ in claimed] for i in candidates]
    complete = [layouts for layouts in tried if not any(layout.missing for layout in layouts) and _matched(layouts)]
    ranked = sorted(complete or tried, key=_rank, reverse=True)
    if not ranked or not _matched(ranked[0]):
        names = [instrument.name for instrument in candidates]
        raise InputError(*(Finding("RES-R040", sheet.where(), {"instruments": names}) for sheet, _, _ in claimed))
    best = ranked[0]
    tied = {layouts[0].instrument.id for layouts in ranked if _matched(layouts) == _matched(best)}
    if complete and len(tied) > 1:
        raise InputError(Finding("RES-R053", claimed[0][0].where(), {"instruments": sorted(tied)}))
    faults: list[Finding] = []
    for (sheet, platform, _), layout in zip(claimed, best, strict=True):
        faults += [*layout.faults, *missing_faults(sheet, platform, layout)]
    if faults:
        raise InputError(*faults)
    return best


def _matched(layouts: Sequence[Layout]) -> int:
    return sum(len(layout.items) for layout in layouts)


def _rank(layouts: Sequence[Layout]) -> tuple[int, tuple[int, ...]]:
    return _matched(layouts), tuple(int(part) for part in layouts[0].instrument.version.split(".") if part.isdigit())
