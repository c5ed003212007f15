"""Instruments whose content was changed, at random or on purpose, and what differs then."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from resilience_cli.catalog.diff.compare import diff
from resilience_cli.model.difference import Compared, Difference
from resilience_cli.model.parse import parse

ROOT = Path(__file__).parent.parent
TINY = json.loads((ROOT / "tests/instruments/good/tiny/1.0.0.json").read_text(encoding="utf-8"))
RNG = json.loads((ROOT / "instruments/rng/1.0.0.json").read_text(encoding="utf-8"))
PLAIN = [
    None,
    True,
    False,
    0,
    1,
    1.0,
    2,
    3,
    50,
    99,
    -1,
    0.5,
    "",
    "x",
    "甲一",
    "甲 一",
    "A one",
    "a1",
    "resident",
    "half",
]
WORDS = ["all", "any", "none", "mean", "minimum", "worse", "crisis", "released", "1.0.1", "2.0.0", "en", "agree", "fr"]
ANY = st.sampled_from([*PLAIN, *WORDS, [], {}, ["a1", "a2"], ["en"], ["zh", "en", "fr"], {"zh": "字"}])


def places(value: Any, *path: str | int) -> Iterator[tuple[str | int, ...]]:
    """Yield the path of everything within the content."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in inner:
        yield (*path, key)
        yield from places(part, *path, key)


@st.composite
def mutated(draw: st.DrawFn, content: Any, most: int = 3) -> Any:
    """Return a copy of the content with a few things removed, replaced, repeated, exchanged or put in another order."""
    changed = copy.deepcopy(content)
    for _ in range(draw(st.integers(1, most))):
        paths = list(places(changed))
        *path, last = draw(st.sampled_from(paths))
        parent = changed
        for part in path:
            parent = parent[part]
        how = draw(st.sampled_from(["replace", "copy", "remove", "add", "turn"]))
        if how == "remove":
            del parent[last]
        elif how == "turn" and isinstance(parent[last], list):
            parent[last] = draw(st.permutations(parent[last]))
        elif how == "copy":
            other = content
            for part in draw(st.sampled_from(list(places(content)))):
                other = other[part]
            parent[last] = copy.deepcopy(other)
        elif how == "add" and isinstance(parent, dict):
            parent[draw(st.sampled_from(KEYS))] = copy.deepcopy(draw(ANY))
        else:
            parent[last] = copy.deepcopy(draw(ANY))
    return changed


KEYS = sorted(
    {str(path[-1]) for path in places(RNG)} | {"weights", "floor", "attention", "unscored", "minimum_answered"}
)


GONE = object()
"""Instead of a value: what stood there is taken away."""


def changed(content: Any, values: dict[str, Any]) -> Any:
    """Return a copy of the content with other values by JSON pointer; a last part `-` appends to a list."""
    made = copy.deepcopy(content)
    for pointer, value in values.items():
        *path, last = pointer.split("/")[1:]
        parent = made
        for part in path:
            parent = parent[int(part) if isinstance(parent, list) else part]
        if last == "-":
            parent.append(value)
            continue
        key = int(last) if isinstance(parent, list) else last
        if value is GONE:
            del parent[key]
        else:
            parent[key] = value
    return made


def compared(old: Any, new: Any) -> Difference:
    """Return what differs between two contents."""
    return diff(parse(old), parse(new))


def part_of(found: Difference, what: str) -> Compared:
    """Return the part with the key."""
    return next(part for part in found.parts if part.what == what)
