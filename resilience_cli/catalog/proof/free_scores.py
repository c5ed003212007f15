"""The scores that the class rules rest on, as functions of variables that differ freely from each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from resilience_cli.model.instrument import Instrument, Score
from resilience_cli.stats.combine import FLOORED, combine

Floats = npt.NDArray[np.float64]
LOWEST, HIGHEST = 0.0, 100.0


class Bounds(NamedTuple):
    """What a score cannot fall below and not exceed, box by box."""

    low: Floats
    high: Floats
    reached: npt.NDArray[np.bool_]
    """Whether the highest value may be reached, and not only be come near to."""


@dataclass(frozen=True)
class Made:
    """How a score is put together from variables and from other scores."""

    method: str
    """Key of AGGREGATIONS."""
    of: tuple[str, ...]
    """Its parts."""
    weights: Floats
    """Weight of each part, adding up to 1."""
    floor: float
    """No part counts as lower in a geometric or harmonic mean."""


@dataclass(frozen=True)
class Free:
    """Variables, and the scores made of them."""

    ranges: Mapping[str, tuple[float, float]]
    """By variable (a score, or an item where scores share items): its lowest and highest value, all attained."""
    made: Mapping[str, Made]
    """By score that is no variable: how it is made, parts before wholes."""
    items: frozenset[str]
    """The variables that are items."""

    def variables(self, score: str) -> frozenset[str]:
        """Return the variables that the score rests on."""
        return self._variables[score]

    @cached_property
    def _variables(self) -> Mapping[str, frozenset[str]]:
        found = {variable: frozenset([variable]) for variable in self.ranges}
        for id_, made in self.made.items():
            found[id_] = frozenset().union(*(found[part] for part in made.of))
        return found

    def holds(self, score: str) -> bool:
        """Whether the score is one of these."""
        return score in self._variables

    @property
    def sources(self) -> tuple[str, ...]:
        """Scores that are made of no other score here."""
        of_items = (score for score, made in self.made.items() if self.items.issuperset(made.of))
        return (*(variable for variable in self.ranges if variable not in self.items), *of_items)

    def cut_alike(self, score: str) -> frozenset[str]:
        """Return the variables for which a cut of the score is a cut too: itself, or the parts of an extreme."""
        if score in self.ranges:
            return frozenset([score])
        made = self.made[score]
        extreme = made.method in ("minimum", "maximum")
        return frozenset().union(*(self.cut_alike(part) for part in made.of if extreme))

    def values(self, points: Mapping[str, Floats]) -> dict[str, Floats]:
        """Return every score, given the variables; all of one shape."""
        values = dict(points)
        for id_, made in self.made.items():
            values[id_] = combine(made.method, np.stack([values[part] for part in made.of]), made.weights, made.floor)
        return values

    def bounds(self, boxes: Mapping[str, Bounds]) -> dict[str, Bounds]:
        """Return for every score what it cannot fall below and not exceed, given that of the variables.

        Exact for scores whose parts share no variable; else it may be wider than need be.
        """
        bounds = dict(boxes)
        for id_, made in self.made.items():
            bounds[id_] = _bounds(made, [bounds[part] for part in made.of])
        return bounds


def _bounds(made: Made, parts: Sequence[Bounds]) -> Bounds:
    lows, highs = np.stack([part.low for part in parts]), np.stack([part.high for part in parts])
    reached = np.stack([part.reached for part in parts])
    if made.method == "difference":
        return Bounds(lows[0] - highs[1], highs[0] - lows[1], reached[0])
    if made.method == "range":
        apart = [highs[i] - np.delete(lows, i, axis=0).min(axis=0, initial=np.inf) for i in range(len(parts))]
        least = np.maximum(0.0, lows.max(axis=0) - highs.min(axis=0))
        return Bounds(least, np.maximum(0.0, np.max(apart, axis=0)), np.any(reached, axis=0))
    least, most = (combine(made.method, ends, made.weights, made.floor) for ends in (lows, highs))
    if made.method == "maximum":
        return Bounds(least, most, np.any(reached & (highs == most), axis=0))
    # What exceeds the lowest part, or is lifted to the floor, need not reach its own highest value.
    spare = highs > most if made.method == "minimum" else (highs <= made.floor) & (made.method in FLOORED)
    return Bounds(least, most, np.all(reached | spare, axis=0))


def free_scores(instrument: Instrument, *, items_shared: bool) -> list[Free]:
    """Return the tested scores over free variables, in groups that share none.

    A score whose parts are used nowhere else is a variable itself. Scores of items that cannot be answered apart from
    each other are made of their items if `items_shared` (then all values are attained, but perhaps not all that are
    attained are seen), else they are taken as free (then nothing is missed, but perhaps too much is allowed).
    """
    needed = needed_scores(instrument, instrument.class_scores)
    bound = _bound(instrument, needed) if items_shared else frozenset()
    ranges: dict[str, tuple[float, float]] = {}
    made: dict[str, Made] = {}

    def visit(id_: str) -> None:
        score = instrument.score[id_]
        if id_ in bound:
            ranges.update(dict.fromkeys(score.of, (LOWEST, HIGHEST)))
            made[id_] = _made(score)
        elif score.of_items or _alone(score, instrument, needed, bound):
            ranges[id_] = _range(score, instrument)
        else:
            for part in score.of:
                visit(part)
            made[id_] = _made(score)

    for id_ in instrument.class_scores:
        visit(id_)
    items = frozenset(item for id_ in bound for item in instrument.score[id_].of)
    return _groups(Free(ranges, made, items))


def _made(score: Score) -> Made:
    return Made(score.method, score.of, np.array(score.weights), score.floor)


def needed_scores(instrument: Instrument, roots: Iterable[str]) -> frozenset[str]:
    """Return the ids of the scores and of all that they are made of, down to scores of items."""
    found: set[str] = set()
    ahead = set(roots)
    while ahead:
        found |= ahead
        ahead = {p for id_ in ahead if not instrument.score[id_].of_items for p in instrument.score[id_].of} - found
    return frozenset(found)


def _bound(instrument: Instrument, needed: frozenset[str]) -> frozenset[str]:
    """Return the scores of items that, without the items they share with others, would have too few answers."""
    bases = [instrument.score[id_] for id_ in needed if instrument.score[id_].of_items]
    tied = set()
    for score in bases:
        others = {item for other in bases if other is not score for item in other.of}
        own = len(set(score.of) - others)
        if own < len(score.of) and own < score.least_answered(len(score.of)):
            tied.add(score.id)
    return frozenset(tied)


def _alone(score: Score, instrument: Instrument, needed: frozenset[str], bound: frozenset[str]) -> bool:
    """Whether nothing else rests on what the score is made of, and no two of its parts on the same."""
    below = needed_scores(instrument, score.of)
    if below & (bound | set(instrument.class_scores)):
        return False
    users = [part for id_ in needed if not instrument.score[id_].of_items for part in instrument.score[id_].of]
    return all(users.count(part) == 1 for part in below)


def _range(score: Score, instrument: Instrument) -> tuple[float, float]:
    if score.of_items:
        return LOWEST, HIGHEST
    ends = np.array([_range(instrument.score[part], instrument) for part in score.of])
    bounds = _bounds(_made(score), [Bounds(low, high, np.array(True)) for low, high in ends])
    return round(float(bounds.low), 9), round(float(bounds.high), 9)


def _groups(free: Free) -> list[Free]:
    groups: list[set[str]] = []
    for id_ in (*free.ranges, *free.made):
        touched = [group for group in groups if group & free.variables(id_)]
        groups = [group for group in groups if group not in touched]
        groups.append(set(free.variables(id_)).union(*touched))
    return [
        Free(
            {v: free.ranges[v] for v in free.ranges if v in group},
            {id_: made for id_, made in free.made.items() if free.variables(id_) <= group},
            free.items & group,
        )
        for group in groups
    ]
