"""The words for a change, and their tones."""

from __future__ import annotations

from resilience_cli.messages import mark, say
from resilience_cli.model.comparison import ChangeWord, ScoreChange

WORDS: dict[ChangeWord, str] = {
    "improved": mark("improved"),
    "declined": mark("declined"),
    "stable": mark("stable"),
    "not resolved": mark("not resolved"),
}
TONES: dict[ChangeWord, str] = {"improved": "better", "declined": "worse", "stable": "same", "not resolved": "open"}


def in_words(change: ScoreChange) -> str:
    """Return a change such as “+8.7 improved”."""
    return say("{difference} {word}", difference=f"{change.difference:+.1f}", word=say(WORDS[change.verdict]))
