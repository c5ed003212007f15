"""The colours of reports: one for paper and ink and one for every tone, in light and in dark, as CSS variables.

The tones of one family keep apart for people with protanopia, deuteranopia and tritanopia, and stand out from the paper
by 3:1 or more; `tests/reports/test_tones.py` computes both. None is ever the only sign: SHAPES, patterns and words
say the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from resilience_cli.model.document import Tone


@dataclass(frozen=True)
class Colour:
    """A colour on light and on dark paper, each as #rrggbb."""

    light: str
    dark: str


BASE = {
    "paper": Colour("#ffffff", "#14181c"),
    "ink": Colour("#1f2933", "#dfe5ea"),
    "faint": Colour("#566069", "#9eabb5"),
    "line": Colour("#d5dbe0", "#343d45"),
    "soft": Colour("#f4f6f8", "#1d2329"),
    "link": Colour("#17607b", "#7cc3e0"),
    "warning": Colour("#a86a12", "#d9a441"),
    "error": Colour("#b3261e", "#ef8a80"),
}
"""`line` only parts what is apart anyway; it says nothing."""
FAMILIES: dict[str, dict[Tone, Colour]] = {
    "place": {
        "low": Colour("#ac473a", "#c76b50"),
        "middle": Colour("#af8a2d", "#dcbf6a"),
        "high": Colour("#1d6f8c", "#62b5d6"),
    },
    "class": {
        "class1": Colour("#a8452c", "#db8165"),
        "class2": Colour("#b68b23", "#e3bd5c"),
        "class3": Colour("#11617c", "#348ba9"),
        "class4": Colour("#837eb3", "#aaa4e3"),
        "class5": Colour("#599765", "#82c896"),
        "class6": Colour("#333c48", "#dcd0de"),
    },
    "change": {
        "better": Colour("#1d6f8c", "#61b4d6"),
        "worse": Colour("#b0482f", "#e9886b"),
        "same": Colour("#626769", "#97a1a8"),
        "open": Colour("#988ea0", "#d8cfe0"),
    },
    "warrant": {
        "firm": Colour("#1f3f57", "#c4d7df"),
        "borderline": Colour("#4d809f", "#7badcb"),
        "unresolved": Colour("#8d9092", "#6d7780"),
    },
    "step": {
        "step1": Colour("#8a3a22", "#fa9b77"),
        "step2": Colour("#b9643f", "#c87351"),
        "step3": Colour("#c08468", "#a66656"),
        "step4": Colour("#93928e", "#7e8487"),
        "step5": Colour("#7298aa", "#4f8ba3"),
        "step6": Colour("#357e9f", "#70b1cc"),
        "step7": Colour("#195773", "#a5d6ea"),
    },
    "none": {"muted": Colour("#7b858d", "#87929b")},
}
TONES: dict[Tone, Colour] = {tone: colour for family in FAMILIES.values() for tone, colour in family.items()}
BLACK, WHITE = "#000000", "#ffffff"
TINT = 0.13
"""How much of a tone is in the ground behind words."""
STEPS = {2: (1, 7), 3: (1, 4, 7), 4: (1, 3, 5, 7), 5: (1, 3, 4, 5, 7), 6: (1, 2, 3, 5, 6, 7)}
"""Which of the seven steps so many options take."""

_DOT = (-4, 0, "a4 4 0 1 0 8 0a4 4 0 1 0-8 0")
_UP, _DOWN = (0, -5, "l5 9h-10z"), (0, 5, "l-5-9h10z")
_SQUARE, _DIAMOND = (-4, -4, "h8v8h-8z"), (0, -5.5, "l5.5 5.5l-5.5 5.5l-5.5-5.5z")
_CROSS = (-4, -4, "l8 8m0-8l-8 8")
HOLLOW = frozenset(("borderline", "open", "unresolved", "class6"))
"""Whose shapes are drawn as a line."""
SHAPES: dict[Tone, tuple[float, float, str]] = {
    "low": _DOWN, "middle": _DIAMOND, "high": _DOT,
    "class1": _DOWN, "class2": _SQUARE, "class3": _DOT, "class4": _DIAMOND, "class5": _UP, "class6": _SQUARE,
    "better": _UP, "worse": _DOWN, "same": _SQUARE, "open": _DOT,
    "firm": _DOT, "borderline": _DOT, "unresolved": _CROSS,
}  # fmt: skip


def css_class(tone: Tone) -> str:
    """Return the tone if there is a colour for it, "muted" for any other, and "" for none."""
    return tone if tone in TONES or not tone else "muted"


def shape(tone: Tone) -> tuple[float, float, str]:
    """Return the outline of a tone's mark: where it begins beside its point (across, down) and the rest of its path."""
    return SHAPES.get(tone, _DOT)


def spread(tones: tuple[Tone, ...]) -> tuple[str, ...]:
    """Return the CSS classes of the segments of a bar: steps laid over the whole ramp, however many there are."""
    count = sum(tone.startswith("step") for tone in tones)
    return tuple(_step(tone, count) if tone.startswith("step") else css_class(tone) for tone in tones)


def _step(tone: Tone, count: int) -> str:
    number = int(tone.removeprefix("step")) if tone.removeprefix("step").isdecimal() else 1
    if count in STEPS and 1 <= number <= count:
        return f"step{STEPS[count][number - 1]}"
    return f"step{round(1 + 6 * (min(number, count) - 1) / max(count - 1, 1))}"


def luminance(colour: str) -> float:
    """Return the relative luminance of #rrggbb, 0 to 1 (WCAG 2.2)."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21 (WCAG 2.2)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def upon(colour: str) -> str:
    """Return black or white, whichever is read better on the colour; at least 4.5:1, since 21 is more than 4.5²."""
    return max(BLACK, WHITE, key=lambda words: contrast(words, colour))


def tinted(colour: str, paper: str, share: float = TINT) -> str:
    """Return the paper with a little of the colour in it."""
    mixed = (
        round(share * int(colour[at : at + 2], 16) + (1 - share) * int(paper[at : at + 2], 16)) for at in (1, 3, 5)
    )
    return "#" + "".join(f"{part:02x}" for part in mixed)


def variables() -> str:
    """Return the colours as CSS: variables for light and dark screens, and what each tone sets for what bears it."""
    light = _root({name: colour.light for name, colour in (BASE | TONES).items()})
    dark = _root({name: colour.dark for name, colour in (BASE | TONES).items()})
    tones = "\n".join(
        f".{name} {{ --tone: var(--{name}); --upon: var(--upon-{name}); --tint: var(--tint-{name}); }}"
        for name in TONES
    )
    return f"{light}\n@media screen and (prefers-color-scheme: dark) {{\n{dark}\n}}\n{tones}"


def _root(colours: Mapping[str, str]) -> str:
    return ":root { " + " ".join(f"--{name}: {value};" for name, value in _all(colours)) + " }"


def _all(colours: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for name, colour in colours.items():
        yield name, colour
        if name in TONES:
            yield f"upon-{name}", upon(colour)
        yield f"tint-{name}", tinted(colour, colours["paper"])
