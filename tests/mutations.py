"""Random changes of an instrument's content, for tests of laws."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

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
            parent[draw(st.sampled_from(KEYS))] = draw(ANY)
        else:
            parent[last] = draw(ANY)
    return changed


KEYS = sorted(
    {str(path[-1]) for path in places(RNG)} | {"weights", "floor", "attention", "unscored", "minimum_answered"}
)
