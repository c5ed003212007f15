"""What the columns of a sheet were found to be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

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
    """By what is not asked of the instrument: community, role, serial, started, ended, submitted, seconds, total, wave."""
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

    @property
    def used(self) -> Mapping[int, str]:
        """By column, what it became."""
        parts = (*self.items.items(), *self.fields.items(), *self.places.items())
        return {column: name for name, column in parts}
