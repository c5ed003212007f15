"""What the columns of a sheet were found to be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from resilience_cli.model.finding import Finding
from resilience_cli.model.instrument import Instrument, Item


@dataclass(frozen=True)
class Layout:
    """Columns (counted from 0) by what they are."""

    instrument: Instrument
    """The questionnaire they were compared with."""
    items: Mapping[str, int]
    """By item id."""
    fields: Mapping[str, int]
    """By field id."""
    places: Mapping[str, int]
    """By what is not asked of the instrument: community, role, serial, started, ended, submitted, seconds, total,
    wave and weight."""
    how: Mapping[int, str]
    """By column, how it was recognised (a marked text)."""
    placeholders: tuple[tuple[str, str], ...]
    """(placeholder, what stood in its place), distinct."""
    missing: tuple[Item, ...]
    """Items that a role of this file is asked and that have no column."""
    left_out: tuple[str, ...]
    """Ids of the crisis items that were left out of the form by design."""
    faults: tuple[Finding, ...]
    """Errors of the columns; empty if it can be read."""
    branches: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """By item id, further columns that are the same question, asked of others: no respondent answered two of them."""

    def columns_of(self, item: str) -> tuple[int, ...]:
        """Return the columns of an item that has any."""
        return (self.items[item], *self.branches.get(item, ()))

    @property
    def used(self) -> Mapping[int, str]:
        """By column, what it became."""
        parts = (*self.items.items(), *self.fields.items(), *self.places.items())
        more = {column: name for name, columns in self.branches.items() for column in columns}
        return {column: name for name, column in parts} | more
