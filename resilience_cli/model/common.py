"""An instrument that is scored on the items only that it shares with other versions, and what that leaves out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from resilience_cli.model.instrument import Instrument, Text

KEY = "common_items"
"""Key of an instrument's content; no file of the catalogue has it."""


@dataclass(frozen=True)
class CommonItems:
    """With whom an instrument shares the items of its scores, and what could not be kept."""

    shared_with: tuple[str, ...]
    """Names (id@version) of the other versions."""
    not_given: tuple[Text, ...]
    """Titles of the scores that have too few shared items, or are made of such a score."""
    few: tuple[Text, ...]
    """Titles of those that rest on two shared items only."""


def common_items(instrument: Instrument) -> CommonItems | None:
    """Return with whom the instrument shares the items of its scores; None for one that is scored as published."""
    found: Any = instrument.raw.get(KEY)
    if found is None:
        return None
    return CommonItems(tuple(found["with"]), tuple(found["not_given"]), tuple(found["few"]))
