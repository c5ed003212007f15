"""A sheet together with all that decoding it needs."""

from __future__ import annotations

from dataclasses import dataclass

from resilience_cli.model.instrument import Instrument
from resilience_cli.readers.columns import Layout
from resilience_cli.readers.options import ReadOptions
from resilience_cli.readers.platform import Mode, Platform
from resilience_cli.readers.sheet import Sheet


@dataclass(frozen=True, eq=False)
class Export:
    """One file, understood as far as its columns and the kind of its cells."""

    sheet: Sheet
    """The cells."""
    platform: Platform
    """Whose export it is."""
    claimed: tuple[str, ...]
    """Marked texts that say why it is that platform's."""
    layout: Layout
    """What each column is."""
    options: ReadOptions
    """What the user said."""
    mode: Mode
    """What the cells hold."""

    @property
    def instrument(self) -> Instrument:
        """The questionnaire."""
        return self.layout.instrument
