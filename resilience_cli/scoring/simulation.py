"""Draws -> intervals of scores, probabilities of classes and of the tests behind them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from threadpoolctl import threadpool_limits

from resilience_cli import rules
from resilience_cli.model.assessment import Options
from resilience_cli.model.instrument import Instrument
from resilience_cli.model.rule import RegisterTest, ScoreTest
from resilience_cli.scoring.balance import Balanced
from resilience_cli.scoring.composites import compose
from resilience_cli.scoring.layout import Layout
from resilience_cli.scoring.uncertainty import CellCovariance, Precision, draw
from resilience_cli.stats.intervals import quantiles, t_interval

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Spread:
    """Intervals and, with draws, probabilities; scores, classes and tests in the instrument's order."""

    low: Floats
    """C x S: lower end of the 95 % interval; NaN where it cannot be known."""
    high: Floats
    """C x S: upper end."""
    classes: Floats | None
    """C x K: share of draws in each class; NaN where not assessed; None without draws."""
    tests: Floats | None
    """C x L: share of draws in which each test of `class_tests` is true."""


def class_tests(instrument: Instrument) -> Iterator[tuple[str, ScoreTest | RegisterTest]]:
    """Yield (class id, test) for all tests of all classes, in order."""
    for definition in instrument.classes:
        if definition.rule is not None:
            for leaf in definition.rule.leaves():
                yield definition.id, leaf


def truth_of(leaf: ScoreTest | RegisterTest, scores: Mapping[str, Any], register: Mapping[str, Any]) -> rules.Truth:
    """Return how one test comes out, in the shape of what it tests."""
    if isinstance(leaf, RegisterTest):
        return rules.evaluate(leaf, {}, {leaf.field: register.get(leaf.field)})
    return rules.evaluate(leaf, {leaf.score: scores[leaf.score]}, {})


def analytic(instrument: Instrument, values: Mapping[str, Floats], precision: Precision) -> Spread:
    """Return estimate ± t(df) SE within the scale. No class probabilities: the rules join several scores."""
    estimates = np.stack([values[score.id] for score in instrument.scores], axis=-1)
    low, high = t_interval(estimates, precision.se, precision.df)
    floor = np.array([-100.0 if score.method == "difference" else 0.0 for score in instrument.scores])
    return Spread(np.maximum(low, floor), np.minimum(high, 100.0), None, None)


def simulate(
    instrument: Instrument,
    layout: Layout,
    balanced: Balanced,
    cells: CellCovariance,
    precision: Precision,
    *,
    register: Mapping[str, Any],
    options: Options,
    progress: Callable[[int, int], None] | None = None,
) -> Spread:
    """Return type-6 quantiles (2.5 and 97.5 %) and shares of the draws; each draw goes through the whole chain.

    The communities are independent of one another and are drawn on all processors, with the same result on one.
    """
    known = ~np.isnan(precision.se)
    place = {score.id: s for s, score in enumerate(instrument.scores)}
    decisive = [place[score] for score in instrument.class_scores]

    def one(c: int) -> tuple[Floats, Floats, Floats]:
        if not known[c].any():
            return _nothing(instrument)
        key = f"{options.seed}\x1f{layout.communities[c]}\x1f{options.wave or ''}"
        drawn = compose(instrument, draw(layout, balanced, cells, c, number=options.draws, key=key))
        ends = quantiles(np.stack([drawn[score.id] for score in instrument.scores]))
        tested = {score: drawn[score] for score in instrument.class_scores}
        classes, tests = _shares(instrument, tested, {field: value[c] for field, value in register.items()})
        assessed = 1.0 if known[c, decisive].all() else np.nan
        return np.where(known[c, :, None], ends, np.nan), classes * assessed, tests * assessed

    # A matrix library that uses all processors inside each of these threads would only make them wait for each other.
    with threadpool_limits(1), ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        results = []
        for done, result in enumerate(pool.map(one, range(len(layout.communities))), 1):
            results.append(result)
            if progress is not None:
                progress(done, len(layout.communities))
    ends, classes, tests = (np.stack(part) for part in zip(*results, strict=True))
    return Spread(ends[..., 0], ends[..., 1], classes, tests)


def _shares(instrument: Instrument, drawn: Mapping[str, Floats], register: Mapping[str, Any]) -> tuple[Floats, Floats]:
    found = rules.classify(instrument.classes, drawn, register)
    number = found.size
    classes = np.bincount(found[found >= 0], minlength=len(instrument.classes)) / number
    tests = [np.mean(truth_of(leaf, drawn, register) == rules.TRUE) for _, leaf in class_tests(instrument)]
    return classes, np.array(tests)


def _nothing(instrument: Instrument) -> tuple[Floats, Floats, Floats]:
    tests = sum(1 for _ in class_tests(instrument))
    return (
        np.full((len(instrument.scores), 2), np.nan),
        np.full(len(instrument.classes), np.nan),
        np.full(tests, np.nan),
    )
