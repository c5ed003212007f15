"""How wide the columns of a table become, and how large its letters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from unicodedata import east_asian_width

from resilience_cli.files.word import Look

SIZES = (10.5, 9.0, 7.5)
"""Of the letters in a table (五号, 小五, 六号); the largest that fits is taken."""
_HALF = 2.54 / 72 / 2
"""Width of half a letter of one point, in centimetres."""
_AIR = 1.1
"""Fonts differ: so much more room is left."""
_KEPT = 8
"""So many half letters of a text stand on one line, if it has as many."""
_LONG, _PROSE = 1.7, 44
"""Letters become smaller where the lines would be so many times as long as the page; prose wraps in any size."""
_UNBROKEN = re.compile(r"[^\s\u2e80-\uff00\uff1a-\uffef]+")
"""What no line should break: words, and numbers with their brackets."""


@dataclass(frozen=True)
class Demand:
    """What a column asks for, in half letters."""

    whole: int
    """So that no text needs a second line."""
    least: int
    """So that no word or number is cut."""


def half_letters(text: str) -> int:
    """Return how many columns of a terminal the text takes: a Chinese character takes two."""
    return sum(2 if east_asian_width(letter) in "WFA" else 1 for letter in text)


def demand(texts: Sequence[str]) -> Demand:
    """Return what a column of these texts asks for."""
    whole = max(map(half_letters, texts), default=1)
    words = (min(half_letters(word), _PROSE) for text in texts for word in _UNBROKEN.findall(text))
    return Demand(whole + 1, max(min(whole, _KEPT), max(words, default=1)) + 1)


def fitted(demands: Sequence[Demand], look: Look, upright: Sequence[float] = SIZES) -> tuple[float, tuple[float, ...]]:
    """Return the size of the letters (on an upright page one of these) and the width of each column in centimetres.

    A table that does not fit the upright page with small letters is as wide as a page that lies across.
    """
    for room, sizes in ((look.width, upright), (look.height, SIZES[1:])):
        for points in sizes:
            whole = _widths([one.whole for one in demands], points, look)
            least = _widths([one.least for one in demands], points, look)
            short = _widths([min(one.whole, max(_PROSE, one.least)) for one in demands], points, look)
            if sum(least) <= room and (points == SIZES[-1] or sum(short) <= _LONG * room):
                return points, _shared(whole, least, room)
    squeezed = tuple(width * look.height / sum(least) for width in least)
    return SIZES[-1], squeezed


def _widths(halves: Sequence[int], points: float, look: Look) -> list[float]:
    sides = 2 * look.cell[1] / 567
    return [n * points * _HALF * _AIR + sides for n in halves]


def _shared(whole: Sequence[float], least: Sequence[float], room: float) -> tuple[float, ...]:
    """Return widths that fill the room: by what each column wants beyond the least, or of what is left by its width."""
    if sum(whole) <= room:
        return tuple(width * room / sum(whole) for width in whole)
    part = (room - sum(least)) / (sum(whole) - sum(least))
    return tuple(low + (high - low) * part for low, high in zip(least, whole, strict=True))
