"""What else a cell may say, and what of it may be shown in a finding."""

from __future__ import annotations

import math
import re
from difflib import get_close_matches
from typing import TYPE_CHECKING

from resilience_cli.model.same_text import INVISIBLE, normal

if TYPE_CHECKING:
    from collections.abc import Iterable

_NUMBER = re.compile(r"[+-]?\d+(\.\d*)?|[+-]?\.\d+")
_FREE_TEXT = re.compile(r"〖[^〗]*〗?")
_PERSONAL = re.compile(
    r"(?<!\d)(?:1[3-9]\d[ -]?\d{4}[ -]?\d{4}|0\d{2,3}[ -]?\d{3,4}[ -]?\d{4}|\d{17}[\dXx])(?!\d)"
    r"|[^\s@]{1,64}@[^\s@]+\.\w+"
)
_PREFIX = re.compile(r"\s*(?:[①-⑳]\s*|[A-Za-zＡ-Ｚａ-ｚ]\s*[.、．:：)）]\s*|\d{1,2}\s*[.、．:：)）]\s*)")
_SUFFIX = re.compile(r" ?[(（] ?[+-]?\d+(\.\d+)? ?分? ?[)）]$")
SHOWN = 40
"""At most this many characters of a cell or header are shown."""


def written(text: str) -> str:
    """Return the text as it was written, without what cannot be seen."""
    return " ".join(text.translate(INVISIBLE).split())


def number(text: str) -> float | None:
    """Return the number that the text is, or None; no exponent, no infinity."""
    value = float(text) if _NUMBER.fullmatch(text) else math.inf
    return value if math.isfinite(value) else None


def number_text(value: float) -> str:
    """Return how a value is written in a cell: 5, not 5.0."""
    return str(int(value)) if value == int(value) else repr(value)


def bare(text: str) -> tuple[str, ...]:
    """Return the normalised texts that a label may be once a letter, number, score or own words are taken off.

    A number is no label: what is left of 4.5 or of 4、5 is not 5.
    """
    plain = _FREE_TEXT.sub("", written(text)).rstrip(" ;；")  # Microsoft Forms ends every tick with one
    unmarked = _PREFIX.sub("", plain, count=1) if _PREFIX.match(plain) else plain
    texts = [normal(t) for kept in (plain, unmarked) for t in (kept, _SUFFIX.sub("", kept))]
    return tuple(t for t in texts if number(t) is None)


def personal(text: str) -> bool:
    """Whether a text holds a phone or identity number, an e-mail address, or words that a respondent added."""
    return bool(_PERSONAL.search(normal(text)) or _FREE_TEXT.search(text))


def shown(text: str) -> str:
    """Return what may be shown of a cell: what is personal and long numbers hidden, at most 40 characters."""
    safe = re.sub(r"\d{5,}", "•••••", _PERSONAL.sub("•••••", _FREE_TEXT.sub("〖…〗", written(text))))
    return safe if len(safe) <= SHOWN else safe[: SHOWN - 1] + "…"


def question_text(text: str) -> str:
    """Return a question with what is personal hidden; its own numbers, such as 12345热线, stay."""
    return re.sub(r"\d{7,}", "•••••", _PERSONAL.sub("•••••", written(text)))


def near(text: str, others: Iterable[str]) -> str | None:
    """Return the other text that is nearly the same (ratio of 0.8 and more), or None: offered, never taken."""
    found = get_close_matches(text, list(others), n=1, cutoff=0.8)
    return found[0] if found else None
