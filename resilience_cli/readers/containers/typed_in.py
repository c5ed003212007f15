"""Workbooks made for typing in, told by a hidden sheet of their own: which of their sheets hold answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pyarrow as pa
import pyarrow.compute as pc

from resilience_cli.errors import InputError
from resilience_cli.files.workbook import DISARMED
from resilience_cli.messages import in_all, say
from resilience_cli.model.fielded import MARK, NUMBER, SHEET, Fielded, fielded
from resilience_cli.model.finding import Finding
from resilience_cli.model.same_text import same
from resilience_cli.readers.containers.workbook import Grid
from resilience_cli.readers.sheet import Sheet
from resilience_cli.readers.spelling import shown

NUMBERS = dict.fromkeys(in_all(lambda: say(NUMBER)).values(), "serial")
"""Headers of the running number of an answer sheet -> its use."""
_MOST = 100
"""Rows of the hidden sheet that are looked at."""


@dataclass(frozen=True)
class Prepared:
    """What a workbook made for typing in says of itself."""

    said: Fielded
    """What it was made for."""
    roles: Mapping[str, str]
    """Role by the name of its entry sheet."""
    about: str
    """Name of the sheet of instructions."""

    def overlooks(self, grid: Grid) -> bool:
        """Whether the sheet may hold what nobody reads: one that was added, or an entry sheet out of sight."""
        entry = grid.name in self.roles
        return not entry and grid.name != self.about if grid.visible else entry


def prepared(grids: Sequence[Grid]) -> Prepared | None:
    """Return what the workbook's hidden sheet says, or None if it is another workbook."""
    cells = next((grid.cells for grid in grids if grid.name == MARK), [])
    pairs = zip(*(column.slice(0, _MOST).to_pylist() for column in cells[:2]), strict=True) if len(cells) > 1 else ()
    facts = {str(key): str(text) for key, text in pairs if key and text}
    said = fielded(facts)
    roles = {name: key.removeprefix(SHEET) for key, name in facts.items() if key.startswith(SHEET) and key != SHEET}
    return Prepared(said, roles, facts.get(SHEET, "")) if said else None


def entry_sheets(sheets: Sequence[Sheet], made: Prepared) -> tuple[Sheet, ...]:
    """Return the entry sheets in which something is typed.

    Raises InputError if there are none, or if another sheet is an entry sheet by its first header: it was renamed or
    copied, and whose answers it holds cannot be told.
    """
    entries = [
        replace(sheet, prepared=True, said=replace(made.said, role=role), cells=_chosen(sheet.cells))
        for sheet in sheets
        if (role := made.roles.get(sheet.name or ""))
    ]
    numbers = set(map(same, NUMBERS))
    others = [s for s in sheets if s.name not in made.roles and s.headers and same(s.headers[0]) in numbers]
    names = [shown(name) for name in made.roles]
    if others:
        raise InputError(*(Finding("RES-R101", sheet.where(), {"names": names}) for sheet in others))
    if typed := tuple(sheet for sheet in entries if sheet.filled.any()):
        return typed
    raise InputError(Finding("RES-R100", replace(sheets[0].where(), sheet=None), {"names": names}))


def _chosen(cells: Sequence[pa.Array]) -> tuple[pa.Array, ...]:
    """Return the cells without the sign by which the lists keep what begins like a formula from being one: +2, -1."""
    return tuple(pc.replace_substring_regex(column, DISARMED, r"\1") for column in cells)
