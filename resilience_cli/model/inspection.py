"""What was understood of exports, as far as it goes: also of those that cannot be scored as they are."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from resilience_cli.model.finding import Finding
from resilience_cli.model.responses import Responses, Source

if TYPE_CHECKING:
    from collections.abc import Mapping

    from resilience_cli.model.instrument import Instrument

OPEN_ANSWERS = ("RES-R020", "RES-R021", "RES-R022", "RES-R023")
"""Findings about a text that means nothing in an item; its values hold item, answer and perhaps near."""
OPEN_ROLE, OPEN_NAMES = "RES-R070", "RES-R077"
"""Findings about a text that is no role (answer), and about names that differ only in writing (names)."""
OPEN_PLACES = {"RES-R045": "community", "RES-R046": "role"}
"""Findings that no column is the community, or the role."""
REPEATED = ("RES-R075", "RES-R171")
"""Findings on answers that stand twice, in one file or in two; their rows are those that repeat others."""
NEARLY = "RES-R044"
"""Finding that a header is nearly a question; the columns of the sheet say so too."""

OPEN_TEXTS = (*OPEN_ANSWERS, OPEN_ROLE)


@dataclass(frozen=True)
class ColumnFound:
    """A column of a sheet."""

    letter: str
    """Its letter as Excel shows it."""
    header: str
    """Its header as it stands; empty where it may identify a person."""
    became: str = ""
    """Id of the item or field, or what else it is; empty: nothing."""
    how: str = ""
    """By what it was recognised (a marked text)."""
    near: tuple[tuple[str, float], ...] = ()
    """Items without a column whose text is nearly the header, with the similarity from 0 to 1, best first."""


@dataclass(frozen=True)
class SheetFound:
    """A sheet of answers."""

    source: Source
    """The file, the sheet, the platform and the mode; empty texts for what could not be told."""
    header_row: int
    """Row of the headers as Excel numbers it."""
    header_rows: int
    """How many rows of headers there are."""
    columns: tuple[ColumnFound, ...]
    """All columns, in order."""
    missing: tuple[str, ...]
    """Ids of the items that have no column."""
    dates: tuple[str, str] | None
    """First and last day of submission (YYYY-MM-DD), where the file says it."""


@dataclass(frozen=True)
class Inspection:
    """All that was understood of the inputs."""

    instrument: Instrument | None
    """The questionnaire that fits best; None where none does."""
    sheets: tuple[SheetFound, ...]
    """The sheets that could be opened."""
    responses: Responses | None
    """The answers, as far as they can be told; None where they cannot."""
    findings: tuple[Finding, ...]
    """What was noticed."""
    faults: tuple[Finding, ...] = ()
    """What keeps the inputs from being scored; empty if nothing does."""
    flags: Mapping[str, int] = field(default_factory=dict)
    """By screening flag, how many answer sheets have it."""

    def open_questions(self) -> int:
        """Return how many questions a mapping or a list of names can settle: columns, answers, roles and names."""
        places = {fault.code for fault in self.faults} & OPEN_PLACES.keys()
        columns = {id_ for sheet in self.sheets for id_ in sheet.missing}
        texts = {(f.code in OPEN_ANSWERS, f.values["answer"]) for f in self.findings if f.code in OPEN_TEXTS}
        return len(places) + len(columns) + len(texts) + sum(finding.code == OPEN_NAMES for finding in self.findings)
