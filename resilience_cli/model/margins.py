"""How many people of a community are of which kind, by official figures: what residents' answers are weighted to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from resilience_cli.model.finding import Finding, Where

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Margins:
    """The margins file, read and understood."""

    table: pd.DataFrame
    """One row a group: community (id; "" for every community), field (id), value (as it is written), ids (tuple of the
    options that it holds; empty of a number), low and high (the range of a number, both ends inside; else NaN),
    population, row (in the file, as Excel numbers it)."""
    file: str
    """File name without its folder."""
    sheet: str | None
    """Sheet that was read; None for a CSV."""
    sha256: str
    """Hash of its bytes."""
    findings: tuple[Finding, ...] = ()
    """What was noticed on opening it."""

    def of(self, community: str) -> pd.DataFrame:
        """Return the rows in force in a community: its own; for a field of which it has none, those for all."""
        own = self.table["community"] == community
        general = (self.table["community"] == "") & ~self.table["field"].isin(self.table["field"][own])
        return self.table[own | general]

    def where(self, rows: Sequence[int] = (), community: str | None = None) -> Where:
        """Return the place: this file, the first of those rows."""
        return Where(file=self.file, sheet=self.sheet, row=rows[0] if rows else None, community=community)
