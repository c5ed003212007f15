"""Which instrument the files answer, and what each of their columns is to it."""

from __future__ import annotations

from collections.abc import Sequence

from resilience_cli.errors import InputError
from resilience_cli.model.finding import Finding
from resilience_cli.model.instrument import Instrument
from resilience_cli.readers.correcting.corrections import misfits
from resilience_cli.readers.matching.columns import Layout
from resilience_cli.readers.matching.layout import lay_out, missing_faults
from resilience_cli.readers.matching.said import filled
from resilience_cli.readers.options import ReadOptions
from resilience_cli.readers.platform import Platform
from resilience_cli.readers.sheet import Sheet

Claimed = tuple[Sheet, Platform, tuple[str, ...]]


def choose(
    claimed: Sequence[Claimed], candidates: Sequence[Instrument], options: ReadOptions
) -> tuple[list[Layout], list[Finding]]:
    """Return the layout of every sheet under the instrument that fits all of them best, and a remark if in doubt.

    Among the candidates all of whose items (by the roles in the file) have a column, the one with most items, then
    the highest version. Raises InputError with all faults: a tie, no instrument, missing items, columns in doubt.
    """
    ranked = by_fit(claimed, candidates, options)
    if not ranked or not _matched(ranked[0]):
        names = [instrument.name for instrument in candidates]
        raise InputError(*(Finding("RES-R040", sheet.where(), {"instruments": names}) for sheet, _, _ in claimed))
    complete = [layouts for layouts in ranked if _matched(layouts) and not _missing(layouts)]
    best = complete[0] if complete else ranked[0]
    tied = {layouts[0].instrument.id for layouts in complete if _matched(layouts) == _matched(best)}
    if len(tied) > 1:
        raise InputError(Finding("RES-R053", claimed[0][0].where(), {"instruments": sorted(tied)}))
    faults = [*misfits(options.corrections, best[0].instrument)]
    for (sheet, platform, _), layout in zip(claimed, best, strict=True):
        faults += [*layout.faults, *missing_faults(sheet, platform, layout)]
    if faults:
        raise InputError(*faults)
    return best, [] if best is ranked[0] else [_nearly(ranked[0], best, claimed[0][0])]


def by_fit(claimed: Sequence[Claimed], candidates: Sequence[Instrument], options: ReadOptions) -> list[list[Layout]]:
    """Return for each candidate the layouts of all sheets, the candidate that fits best first."""
    tried = [
        [lay_out(sheet, platform, i, filled(options, sheet)) for sheet, platform, _ in claimed] for i in candidates
    ]
    return sorted(tried, key=_rank, reverse=True)


def _nearly(longer: Sequence[Layout], best: Sequence[Layout], sheet: Sheet) -> Finding:
    """Return the remark that a longer instrument lacks so little that it may be the one that was asked."""
    names = {"instrument": best[0].instrument.name, "longer": longer[0].instrument.name}
    return Finding("RES-R055", sheet.where(), {**names, "items": _missing(longer)})


def _matched(layouts: Sequence[Layout]) -> int:
    return sum(len(layout.items) for layout in layouts)


def _missing(layouts: Sequence[Layout]) -> list[str]:
    """Return the ids of the items that lack a column in a sheet."""
    return list(dict.fromkeys(item.id for layout in layouts for item in layout.missing))


def _rank(layouts: Sequence[Layout]) -> tuple[int, tuple[int, ...]]:
    """Return what is higher the nearer the instrument is: items that it lacks count against it.

    Else a short form that is not complete would be taken for the long one, which has all of its items.
    """
    missing = sum(len(layout.missing) for layout in layouts)
    version = layouts[0].instrument.version
    return _matched(layouts) - missing, tuple(int(part) for part in version.split(".") if part.isdigit())
