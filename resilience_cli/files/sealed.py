"""Seals: hashes by which it can be told which part of a JSON content is not what was written."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any

SEALS = "seals"
"""Key of the content that holds the seals of all others."""
OPENED = "/recipe"
"""Of this part, each value has a seal of its own."""


def sealed(content: Mapping[str, Any]) -> dict[str, Any]:
    """Return the content with its seals: by JSON pointer, the SHA-256 of each part, and of each value of the recipe.

    They show what was changed by accident or in passing, not by someone who makes new seals.
    """
    return {**content, SEALS: _seals(content)}


def broken(content: Mapping[str, Any]) -> list[str]:
    """Return the pointers of the parts that are not what was sealed, were added, or were taken away."""
    known = content.get(SEALS)
    if not isinstance(known, Mapping):
        return [f"/{SEALS}"]
    found = _seals({key: part for key, part in content.items() if key != SEALS})
    return [pointer for pointer in {**known, **found} if known.get(pointer) != found.get(pointer)]


def _seals(content: Mapping[str, Any]) -> dict[str, str]:
    return {pointer: _hash(value) for pointer, value in _parts(content, "")}


def _hash(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _parts(value: Any, pointer: str) -> Iterator[tuple[str, Any]]:
    if isinstance(value, Mapping) and value and (not pointer or pointer.startswith(OPENED)):
        for key, part in value.items():
            yield from _parts(part, f"{pointer}/{key}")
    else:
        yield pointer, value
