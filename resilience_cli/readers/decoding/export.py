"""A sheet together with all that decoding it needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from resilience_cli.model.finding import Finding
from resilience_cli.model.instrument import Instrument
from resilience_cli.model.responses import Reason
from resilience_cli.model.same_text import normal
from resilience_cli.readers.matching.columns import Layout
from resilience_cli.readers.options import ReadOptions
from resilience_cli.readers.platform import Mode, Platform
from resilience_cli.readers.sheet import Sheet

UNKNOWN = Mode("", ())


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
    mode: Mode = UNKNOWN
    """What the cells hold; told when they are read."""

    @property
    def instrument(self) -> Instrument:
        """The questionnaire."""
        return self.layout.instrument

    @property
    def remarks(self) -> tuple[Finding, ...]:
        """What was noticed of the sheet: of cells only where their column is used."""
        used = {None, *(self.sheet.letters[column] for column in self.layout.used)}
        return tuple(finding for finding in self.sheet.findings if finding.where.column in used)

    def no_answer(self, column: int) -> Mapping[str, Reason]:
        """Return the texts that are no answer in a column: by the platform, and by what the file declares."""
        coded = self.sheet.coded.get(column)
        declared = dict.fromkeys(map(normal, coded.missing), Reason.BLANK) if coded else {}
        return {**self.platform.no_answer, **declared}
