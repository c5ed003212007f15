"""Texts in a page: made inert, and laid out in drawings without a browser to measure them."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from html import escape

from resilience_cli.messages.printable import printable

WIDE, NARROW, CAPITAL = 1.0, 0.56, 0.68
"""Widths of letters in ems: Chinese ones fill their square; of others, generous means."""
THIN = frozenset("iljft.,:;'|!()[] ")
PIECES = re.compile(r"[^\W一-鿿]+[.,;:!?)%]*|\s+|.", re.DOTALL)
"""What a line is broken between: words, spaces, single Chinese letters and signs."""
NO_START = frozenset("，。、；：！？）》」』】…—,.;:!?)]}%")
"""What does not begin a line."""


@lru_cache(maxsize=4096)
def safe(text: str) -> str:
    """Return a text as words between tags or quotes and nothing else: no markup, no marks that reorder letters."""
    return escape(printable(text, longest=None))


@lru_cache(maxsize=4096)
def ems(text: str) -> float:
    """Return about how wide a text is, in ems."""
    return sum(map(_em, text))


@lru_cache(maxsize=4096)
def _em(letter: str) -> float:
    if unicodedata.east_asian_width(letter) in "WFA":
        return WIDE
    return 0.32 if letter in THIN else CAPITAL if letter.isupper() else NARROW


@lru_cache(maxsize=4096)
def broken(text: str, room: float, most: int = 2) -> tuple[str, ...]:
    """Return a text as at most `most` lines of at most `room` ems; what has no place ends in an ellipsis."""
    text = printable(text, longest=None)
    if ems(text) <= room:
        return (text,)
    lines = [""]
    for piece in _pieces(text, room):
        if ems(lines[-1] + piece.rstrip()) <= room or (piece in NO_START and lines[-1]):
            lines[-1] += piece
        else:
            lines.append(piece.lstrip())
    kept = [line.rstrip() for line in lines[:most]]
    if len(lines) > most:
        kept[-1] = _cut(kept[-1], room - WIDE) + "…"
    return tuple(kept)


def _pieces(text: str, room: float) -> list[str]:
    """Return what lines are broken between; a word longer than a line is broken anywhere."""
    pieces = PIECES.findall(text)
    return [part for piece in pieces for part in (piece if len(piece) > 1 and ems(piece) > room else (piece,))]


def _cut(text: str, room: float) -> str:
    while text and ems(text) > room:
        text = text[:-1]
    return text
