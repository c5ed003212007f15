"""Which truths the tests of the class rules can have together, over all values that scores can take.

Community means lie dense in [0, 100] and differ freely unless scores share items, so boxes of values between cuts
decide: in a box a test holds everywhere, nowhere, or here and there. Boxes that might hold a pattern of truths that was
met nowhere are halved until they cannot.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from resilience_cli.catalog.proof.free_scores import Bounds, Free
from resilience_cli.model.rule import ScoreTest
from resilience_cli.rules import AT_CUT, FALSE, TRUE, UNKNOWN, score_truth

Floats = npt.NDArray[np.float64]
Truths = npt.NDArray[np.int8]
Pattern = tuple[int, ...]
ROUNDS = 60
MOST_BOXES = 20_000
MOST_POINTS = 6_000
MOST_OPEN = 10
"""In a box with more open tests than that, their patterns are not listed; it is only parted further."""
CLOSE = 0.1
"""How near a point comes to a cut that it must stay below; nearer where a box is small."""


@dataclass(frozen=True)
class Attainable:
    """What the tests of some scores can be together."""

    truths: Truths
    """Pattern x test: attained, each distinct."""
    points: Floats
    """Pattern x variable: where each is attained."""
    open: Truths
    """Pattern x test: met nowhere, but not shown to be impossible either."""
    complete: bool
    """Whether all other patterns were shown to be impossible."""


class _Boxes(NamedTuple):
    """Boxes of values, variable x box. They hold their lower ends; their upper ends only if `closed`."""

    low: Floats
    high: Floats
    closed: npt.NDArray[np.bool_]

    def some(self, which: npt.NDArray[np.bool_]) -> _Boxes:
        return _Boxes(self.low[:, which], self.high[:, which], self.closed[:, which])


def attainable(free: Free, tests: Sequence[ScoreTest]) -> Attainable:
    """Return the patterns of truths that the tests take over all values of the free scores."""
    cuts = _cuts(free, tests)
    low, high = (np.array([[ends[end]] for ends in free.ranges.values()]) for end in (0, 1))
    boxes = _Boxes(low, high, np.ones_like(low, dtype=bool))
    truths, points = _met(free, tests, _first_points(free, cuts))
    for _ in range(ROUNDS):
        kept, unsettled = _unsettled(_held(free, tests, boxes), set(map(tuple, truths.tolist())))
        if not kept.any() or 2 * kept.sum() > MOST_BOXES:
            break
        boxes = _parted(boxes.some(kept), cuts)
        more, where = _met(free, tests, _points_of(boxes))
        truths, points = _distinct(np.vstack([truths, more]), np.vstack([points, where]))
    listed = np.array(sorted(unsettled or ()), dtype=np.int8).reshape(-1, len(tests))
    return Attainable(truths, points, listed, unsettled is not None)


def _cuts(free: Free, tests: Sequence[ScoreTest]) -> list[list[float]]:
    """Return the cuts of each variable, above its lowest value and up to its highest."""
    return [
        sorted({t.threshold for t in tests if variable in free.cut_alike(t.score) and low < t.threshold <= high})
        for variable, (low, high) in free.ranges.items()
    ]


def _first_points(free: Free, cuts: Sequence[Sequence[float]]) -> Floats:
    """Return points, variable x point: between, at and just below the cuts, in all combinations or in many."""
    values = []
    for (low, high), inner in zip(free.ranges.values(), cuts, strict=True):
        edges = np.array(sorted({low, *inner, high}))
        width = np.diff(edges)
        values.append(np.concatenate([edges[:-1] + width / 2, edges, edges[1:] - np.minimum(CLOSE, width / 4)]))
    if np.prod([float(len(one)) for one in values]) <= MOST_POINTS:
        return np.stack([grid.ravel() for grid in np.meshgrid(*values, indexing="ij")])
    chance = np.random.default_rng(0)  # any choice will do: what is not met here is looked for in boxes
    drawn = np.stack([chance.choice(one, MOST_POINTS // 2) for one in values])
    ends = np.array(list(free.ranges.values()))
    level = np.clip(np.unique(np.concatenate(values)), ends[:, :1], ends[:, 1:])  # all at one value
    return np.concatenate([level, drawn], axis=1)


def _points_of(boxes: _Boxes) -> Floats:
    """Return points of each box, variable x point: its middle, corners, and where the variables are most equal."""
    width = boxes.high - boxes.low
    top = np.where(boxes.closed, boxes.high, boxes.high - np.minimum(CLOSE, width / 4))
    middle, count = boxes.low + (top - boxes.low) / 2, len(width)
    ends = np.stack([middle, boxes.low, top])  # which x variable x box
    corners = _corners(count, MOST_POINTS // width.shape[1])
    points = [middle, *(np.stack([ends[pick[v], v] for v in range(count)]) for pick in corners)]
    # Where the variables are as equal as the box lets them be, a range is smallest.
    points += [np.clip(ends[which, v], boxes.low, top) for v in range(count) for which in range(3)]
    return np.concatenate(points, axis=1)


def _corners(count: int, most: int) -> list[tuple[int, ...]]:
    if 2**count <= most:
        return list(product((1, 2), repeat=count))
    drawn = np.random.default_rng(0).integers(1, 3, size=(min(most, 2**count), count))
    return list(map(tuple, drawn.tolist()))


def _met(free: Free, tests: Sequence[ScoreTest], points: Floats) -> tuple[Truths, Floats]:
    """Return the distinct patterns of truths at the points, and for each the first point that shows it."""
    values = free.values(dict(zip(free.ranges, points, strict=True)))
    return _distinct(np.stack([score_truth(test, values[test.score]) for test in tests], axis=1), points.T)


def _distinct(truths: Truths, points: Floats) -> tuple[Truths, Floats]:
    found, first = np.unique(truths, axis=0, return_index=True)
    return found, points[first]


def _held(free: Free, tests: Sequence[ScoreTest], boxes: _Boxes) -> Truths:
    """Return box x test: TRUE or FALSE where that holds in all of the box, else UNKNOWN."""
    bounds = free.bounds({v: Bounds(boxes.low[i], boxes.high[i], boxes.closed[i]) for i, v in enumerate(free.ranges)})
    columns = []
    for test in tests:
        least, most, reached = bounds[test.score]
        can_reach = (most > test.threshold + AT_CUT) | (reached & (most >= test.threshold - AT_CUT))
        can_miss = least < test.threshold - AT_CUT
        at_or_above = np.where(can_reach & can_miss, UNKNOWN, np.where(can_reach, TRUE, FALSE))
        columns.append(at_or_above if test.test == "from" else np.negative(at_or_above))
    return np.stack(columns, axis=1)


def _unsettled(held: Truths, met: set[Pattern]) -> tuple[npt.NDArray[np.bool_], set[Pattern] | None]:
    """Return (the boxes that may hold a pattern that was met nowhere, those patterns; None: too many to list)."""
    kinds, kind = np.unique(held, axis=0, return_inverse=True)
    vague = (kinds == UNKNOWN).sum(axis=1) > MOST_OPEN
    new = [set(product(*((t,) if t else (-1, 1) for t in row))) - met for row in kinds[~vague].tolist()]
    keep = vague.copy()
    keep[~vague] = [bool(patterns) for patterns in new]
    return keep[kind.reshape(-1)], None if vague.any() else set().union(*new)


def _parted(boxes: _Boxes, cuts: Sequence[Sequence[float]]) -> _Boxes:
    """Return the boxes in two parts each: at the middle one of the cuts in them, else across their longest side."""
    side = np.argmax(boxes.high - boxes.low, axis=0)
    each = np.arange(boxes.low.shape[1])
    at = boxes.low[side, each] + (boxes.high[side, each] - boxes.low[side, each]) / 2
    for place, inner in enumerate(cuts):
        for cut in inner:
            low, high, closed = boxes.low[place], boxes.high[place], boxes.closed[place]
            inside = (low < cut) & ((cut < high) | (closed & (cut == high)))
            side, at = np.where(inside, place, side), np.where(inside, cut, at)
    first_high, first_closed, second_low = boxes.high.copy(), boxes.closed.copy(), boxes.low.copy()
    first_high[side, each], first_closed[side, each], second_low[side, each] = at, False, at
    return _Boxes(
        np.concatenate([boxes.low, second_low], axis=1),
        np.concatenate([first_high, boxes.high], axis=1),
        np.concatenate([first_closed, boxes.closed], axis=1),
    )
