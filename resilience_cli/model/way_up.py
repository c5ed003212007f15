"""What would move a community out of its class."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class WayUp:
    """One question, answered one step better by everybody."""

    item: str
    """Its id."""
    score: str
    """Id of the score that it belongs to."""
    room: float
    """Share of the residents who are not at the good end yet, 0 to 1."""
    points: float
    """By how much the score would rise (or fall, where less is better)."""
    leaves: float
    """Share of the draws in which the community would then be in another class."""
    now: float
    """The same as it is now."""
    towards: str | None
    """Id of the class that would then be the most probable; None: no class."""
