"""What a form carries into the field and back, so that what was collected with it is recognised without being told."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from resilience_cli.messages import mark

MARK = "resilience"
"""Name of the hidden sheet in which an entry workbook holds it; in collected data it stands in columns."""
NUMBER = mark("Form no.")
"""Header of an entry workbook's first column: the running number on the paper."""
INSTRUMENT, EVENT, PERIOD, NO_EVENT = "form_instrument", "form_event", "form_period", "form_no_event"
SHEET = "sheet:"
"""Before the id of a role: the entry sheet of that role; with nothing behind it: the sheet of instructions."""

_NAME = re.compile(r"[a-z][a-z0-9_-]{0,63}@[0-9.]{5,20}")


@dataclass(frozen=True)
class Fielded:
    """What a form says of itself."""

    instrument: str
    """id@version."""
    event: str | None = None
    """The event that is asked about."""
    period: str | None = None
    """The time that is asked about."""
    no_event: bool = False
    """The items about an event were left out by design."""
    role: str | None = None
    """The role that all who answer have, if the form holds it outside the answers."""

    def facts(self) -> dict[str, str]:
        """Return what is written, by name; the role has its own place."""
        told = {INSTRUMENT: self.instrument, EVENT: self.event, PERIOD: self.period, NO_EVENT: "yes" * self.no_event}
        return {name: text for name, text in told.items() if text}


def fielded(facts: Mapping[str, str]) -> Fielded | None:
    """Return what the facts say, or None if they name no instrument as id@version."""
    if not _NAME.fullmatch(facts.get(INSTRUMENT, "")):
        return None
    return Fielded(facts[INSTRUMENT], facts.get(EVENT), facts.get(PERIOD), bool(facts.get(NO_EVENT)))
