"""Classes and community settings: cuts inside the range, the last class takes the rest, limits in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import Any

from resilience_cli.catalog.checks.references import class_conditions
from resilience_cli.catalog.positions import at
from resilience_cli.model.finding import Finding

Json = Mapping[str, Any]


def otherwise_is_last(content: Json) -> Iterator[Finding]:
    """The last class, and only the last, is `otherwise`."""
    last = len(content["classes"]) - 1
    for index, definition in enumerate(content["classes"]):
        if ("otherwise" in definition) != (index == last):
            yield at("RES-I034", "classes", index, id=definition["id"])


def enough_parts(content: Json) -> Iterator[Finding]:
    """`at_least` asks for no more tests than are listed."""
    for path, rule in class_conditions(content):
        if rule.get("at_least", 0) > len(rule.get("of", ())):
            yield at("RES-I041", *path, "at_least", found=rule["at_least"], count=len(rule["of"]))


def cuts_inside_range(content: Json) -> Iterator[Finding]:
    """A cut is above the lowest value that the score can take, and not above the highest.

    Of what no score can be, the schema tells.
    """
    range_of = _ranges(content["scores"])
    for path, test in class_conditions(content):
        if "score" in test:
            low, high = range_of(test["score"])
            side = "below" if "below" in test else "from"
            if not low < test[side] <= high and abs(test[side]) <= 100:
                yield at("RES-I027", *path, side, cut=test[side], score=test["score"], low=low, high=high)


def bands_ascend(content: Json) -> Iterator[Finding]:
    """The first band begins at the bottom; each later one begins higher, within the range."""
    bands = content.get("bands", ())
    starts = [band.get("from", 0) for band in bands]
    for index, (before, start) in enumerate(pairwise(starts), start=1):
        if not before < start <= 100:
            yield at("RES-I042", "bands", index, id=bands[index]["id"])
    if starts and starts[0] != 0:
        yield at("RES-I042", "bands", 0, id=bands[0]["id"])


def limits_in_order(content: Json) -> Iterator[Finding]:
    """The respondents needed for a score are not more than those needed for `ok`."""
    for role, limits in content["community"].get("minimum_respondents", {}).items():
        if limits["score"] > limits["ok"]:
            yield at("RES-I028", "community", "minimum_respondents", role, low=limits["score"], high=limits["ok"])


CHECKS = (otherwise_is_last, enough_parts, cuts_inside_range, bands_ascend, limits_in_order)


def _ranges(scores: Sequence[Json]) -> Callable[[str], tuple[float, float]]:
    """Return what gives, by id, the lowest and the highest value of a score; items are put on 0 to 100."""
    by_id = {score["id"]: score for score in scores}

    @cache
    def range_of(id_: str) -> tuple[float, float]:
        if id_ not in by_id:
            return 0.0, 100.0
        lows, highs = zip(*map(range_of, by_id[id_]["of"]), strict=True)
        method = by_id[id_].get("method", "mean")
        if method == "difference":
            return lows[0] - highs[-1], highs[0] - lows[-1]
        return (0.0, max(highs) - min(lows)) if method == "range" else (min(lows), max(highs))

    return range_of
