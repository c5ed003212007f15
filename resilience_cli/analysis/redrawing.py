"""Draws of the choices -> what became of classes and ranks, added up block by block of draws."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from threadpoolctl import threadpool_limits

from resilience_cli.analysis.choices import Uniforms, settings
from resilience_cli.analysis.rescoring import Survey, reclassified, rescored
from resilience_cli.stats.ranks import kendall, ranks

Floats = npt.NDArray[np.float64]
Counts = npt.NDArray[np.int64]
BLOCK = 1 << 16
"""Draws x communities that are held at once, by each processor."""
SAME = 1e-9
"""A score that moves by less does not move."""


@dataclass(frozen=True)
class Base:
    """The assessment as it was scored, to which draws are held."""

    classes: npt.NDArray[np.intp]
    """C: places of the classes, or NO_CLASS."""
    ordered: npt.NDArray[np.intp]
    """O: places of the communities that have a rank; none where no order is told."""
    ranks: npt.NDArray[np.int32]
    """O: their ranks."""
    turned: float
    """-1 where less of the score is better, else 1."""


class Outcome(NamedTuple):
    """What became of C communities, O of them ranked, in D draws; L classes and last no class."""

    draws: int
    """D."""
    classes: Counts
    """C x (L + 1): in how many draws the community is in the class."""
    ranks: Counts
    """O x O: in how many draws the community has the rank."""
    tau: Floats
    """D: Kendall's τ-b to the base; NaN where all tie; empty if there is no order."""
    shift: Floats
    """D: mean absolute shift of the ranks; 0 if there is no order."""
    changed: Floats
    """D: share of the communities that have another class than in the base."""
    classes_rest: bool
    """Whether nothing that the class rules look at rests on what was drawn."""
    order_rests: bool
    """Whether the composite does not rest on what was drawn."""
    class_scores: npt.NDArray[np.bool_]
    """C: whether a score of the class rules moved."""
    order_scores: npt.NDArray[np.bool_]
    """O: whether the composite moved."""


class _Block(NamedTuple):
    classes: npt.NDArray[np.intp]
    ranks: npt.NDArray[np.int32]
    tau: Floats
    shift: Floats
    changed: Floats
    low: Floats
    high: Floats
    rests: tuple[bool, bool]


def redrawn(survey: Survey, base: Base, drawn: Uniforms) -> Outcome:
    """Return what becomes of the communities in the draws, held a block at a time."""
    draws = len(next(iter(drawn.values())))
    size, order = len(base.classes), len(base.ordered)
    last = len(survey.instrument.classes)
    classes = np.zeros((size, last + 1), dtype=np.int64)
    places = np.zeros((order, order), dtype=np.int64)
    sums: list[tuple[Floats, Floats, Floats]] = []
    low: Floats = np.full((len(survey.instrument.class_scores) + 1, size), np.nan)
    high = low
    rests = (True, True)
    for block in _blocks(survey, base, drawn, draws):
        at = np.arange(size) * (last + 1)
        classes += np.bincount((block.classes % (last + 1) + at).ravel(), minlength=classes.size).reshape(classes.shape)
        np.add.at(places.reshape(-1), block.ranks - 1 + np.arange(order, dtype=np.intp) * order, 1)
        sums.append((block.tau, block.shift, block.changed))
        low, high = np.fmin(low, block.low), np.fmax(high, block.high)
        rests = (rests[0] and block.rests[0], rests[1] and block.rests[1])
    tau, shift, changed = (np.concatenate(part) for part in zip(*sums, strict=True))
    moved = high - low > SAME
    scores = np.asarray(moved[:-1].any(axis=0)), np.asarray(moved[-1, base.ordered])
    return Outcome(draws, classes, places, tau, shift, changed, *rests, *scores)


def _blocks(survey: Survey, base: Base, drawn: Uniforms, draws: int) -> Iterator[_Block]:
    step = max(1, BLOCK // max(len(base.classes), 1))

    def one(start: int) -> _Block:
        part = {choice: uniform[start : start + step] for choice, uniform in drawn.items()}
        return _block(survey, base, part, min(step, draws - start))

    starts, ahead = range(0, draws, step), 2 * (os.cpu_count() or 1)
    with threadpool_limits(1), ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        for first in range(0, len(starts), ahead):  # a few at a time: all at once would keep all blocks
            yield from pool.map(one, starts[first : first + ahead])


def _block(survey: Survey, base: Base, drawn: Uniforms, draws: int) -> _Block:
    """Return one block; what does not rest on the draws is computed once and stands for all of them."""
    chosen = settings(survey.made, drawn)
    values = rescored(survey, chosen)
    composite = values[survey.made.composite.id]
    classes = reclassified(survey, values, chosen)
    found = ranks(base.turned * composite[:, base.ordered]) if len(base.ordered) else np.zeros((1, 0), dtype=np.int32)
    tau = kendall(base.ranks, found) if len(base.ordered) else np.full(1, np.nan)
    shift = np.abs(found - base.ranks).mean(axis=1) if len(base.ordered) else np.zeros(1)
    looked_at = [*(values[score] for score in survey.instrument.class_scores), composite]
    return _Block(
        np.broadcast_to(classes, (draws, classes.shape[1])),
        np.broadcast_to(found, (draws, found.shape[1])),
        np.broadcast_to(tau, draws),
        np.broadcast_to(shift, draws),
        np.broadcast_to((classes != base.classes).mean(axis=1), draws),
        np.stack([value.min(axis=0) for value in looked_at]),
        np.stack([value.max(axis=0) for value in looked_at]),
        (len(classes) == 1, len(composite) == 1),
    )
