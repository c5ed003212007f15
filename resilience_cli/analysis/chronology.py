"""Which of several waves is earlier, as far as their labels tell."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

NUMBERED = str.maketrans({"上": "-1", "下": "-2", "春": "-1", "夏": "-2", "秋": "-3", "冬": "-4"})
"""Halves and seasons of a year, as numbers."""
COMPACT = re.compile(r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)?(?!\d)")
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


class _When(NamedTuple):
    year: int
    rest: tuple[int, ...]
    """The numbers behind the year, such as month and day."""
    form: str
    """How the label is written, without its numbers: only labels of one form are ordered by more than the year."""


def order_in_time(labels: Sequence[str]) -> tuple[int, ...] | None:
    """Return the places of the labels from early to late; None where the labels do not tell.

    By year; where two are of one year, by the numbers behind it, such as month and day, half or season, if all labels
    are written in the same way.
    """
    whens = [_when(label) for label in labels]
    known = [when for when in whens if when is not None]
    if len(known) < len(labels):
        return None
    by_year = len({when.year for when in known}) == len(known)
    if not by_year and (len({when.form for when in known}) > 1 or len({when[:2] for when in known}) < len(known)):
        return None
    return tuple(sorted(range(len(known)), key=lambda place: known[place][:2]))


def _when(label: str) -> _When | None:
    text = COMPACT.sub(r"\1-\2-\3", unicodedata.normalize("NFKC", label)).translate(NUMBERED)
    found = YEAR.search(text)
    if found is None:
        return None
    rest = text[found.end() :]
    return _When(int(found[0]), tuple(map(int, re.findall(r"\d+", rest))), re.sub(r"\d+", "#", text))
