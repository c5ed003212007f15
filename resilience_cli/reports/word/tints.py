"""The colours of marks in a Word file: told apart by colour-blind readers; black letters are read on all of them.

No colour says anything that does not stand in words or numbers beside it.
"""

from __future__ import annotations

from resilience_cli.model.document import Tone

_ORANGE, _YELLOW, _BLUE, _GREEN, _PURPLE, _GREY = "E8974A", "F7DF9B", "3F80BF", "8FC7A1", "A98BC9", "BFBFBF"
_INKS = {
    "low": _ORANGE,
    "middle": _YELLOW,
    "high": _BLUE,
    "firm": _BLUE,
    "borderline": _YELLOW,
    "unresolved": _ORANGE,
    "better": _BLUE,
    "worse": _ORANGE,
    "same": _GREY,
    "open": _GREY,
    "muted": "D9D9D9",
}
_CLASSES = (_ORANGE, _YELLOW, _BLUE, _GREEN, _PURPLE, _GREY)
_BETWEEN = "EDEDED"
_LIGHT = 0.35
"""How much of a colour is left behind a number."""
PLAIN = _BLUE
"""What is drawn without a tone."""
BARS = {"info": "7F7F7F", "warning": "C55A11", "error": "B3261E"}
"""Colours of the bars beside notes."""


def ink(tone: Tone, of: int = 5) -> str:
    """Return the colour (RRGGBB) of what is drawn in a tone, `of` being how many steps there are; empty for none."""
    name, number = tone.rstrip("0123456789"), tone[len(tone.rstrip("0123456789")) :]
    if name == "class" and number:
        return _CLASSES[(int(number) - 1) % len(_CLASSES)]
    if name == "step" and number:
        place = (int(number) - 1) / max(of - 1, 1)
        return _mixed(_BETWEEN, _ORANGE, 1 - 2 * place) if place < 0.5 else _mixed(_BETWEEN, _BLUE, 2 * place - 1)
    return _INKS.get(tone, "")


def tint(colour: str) -> str:
    """Return a colour (or none) as light as it is behind a text."""
    return _mixed("FFFFFF", colour, _LIGHT) if colour else ""


def band_tint(value: float, marks: tuple[float, ...]) -> str:
    """Return the shade of a number that passes some of the marks: the more, the darker; none below the first."""
    passed = sum(value >= mark for mark in marks)
    return _mixed("FFFFFF", _BLUE, 0.5 * passed / len(marks)) if passed else ""


def _mixed(first: str, second: str, share: float) -> str:
    """Return the first colour with so much of the second in it."""
    pairs = ((int(first[n : n + 2], 16), int(second[n : n + 2], 16)) for n in (0, 2, 4))
    return "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)
