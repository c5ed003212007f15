"""The colours of the reports' tones as Word names them (RRGGBB), on white paper."""

from __future__ import annotations

from collections.abc import Sequence

from resilience_cli.model.document import Tone
from resilience_cli.reports.tones import BASE, TONES, WHITE, css_class, spread, tinted, upon

PLAIN = TONES["high"].light[1:]
"""What is drawn without a tone."""
DARK, PALE = BASE["ink"].light[1:], TONES["muted"].light[1:]
"""Where a score stands, and where a change began."""
NOTES = {"info": TONES["muted"].light[1:], "warning": BASE["warning"].light[1:], "error": BASE["error"].light[1:]}
"""Bars beside notes."""
_BEHIND = 0.22
"""How much of a colour is behind the words of a cell, and of the deepest shade of a number."""


def inks(tones: Sequence[Tone]) -> list[str]:
    """Return the colours of what is drawn beside one another in these tones."""
    return [TONES[name].light[1:] if name else PLAIN for name in spread(tuple(tones))]


def letters(colour: str) -> str:
    """Return the colour of letters on a colour: black or white."""
    return upon(f"#{colour}")[1:]


def tint(tone: Tone) -> str:
    """Return the shade of a cell in a tone; empty for none."""
    name = css_class(tone)
    return lighter(TONES[name].light[1:]) if name else ""


def lighter(colour: str, share: float = _BEHIND) -> str:
    """Return white with a share of a colour in it."""
    return tinted(f"#{colour}", WHITE, share)[1:]


def band_tint(value: float, marks: Sequence[float]) -> str:
    """Return the shade of a number that passes some of the marks: the more, the darker; none below the first."""
    passed = sum(value >= mark for mark in marks)
    return lighter(PLAIN, 1.5 * _BEHIND * passed / len(marks)) if passed else ""
