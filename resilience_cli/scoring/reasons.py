"""Why a class was given: every test with its outcome, its probability, and what lacks to the good side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from resilience_cli import rules
from resilience_cli.model.assessment import Reason
from resilience_cli.model.instrument import Instrument
from resilience_cli.model.rule import RegisterTest, ScoreTest
from resilience_cli.scoring.simulation import class_tests

Floats = npt.NDArray[np.float64]


def reasons(
    instrument: Instrument,
    scores: Mapping[str, float],
    register: Mapping[str, Any],
    *,
    truths: Sequence[np.int8],
    shares: Floats | None,
) -> tuple[Reason, ...]:
    """Return every test of every class as it came out for one community: `truths`, and the `shares` of draws."""
    found = []
    for place, (class_id, leaf) in enumerate(class_tests(instrument)):
        met = None if truths[place] == rules.UNKNOWN else bool(truths[place] == rules.TRUE)
        if isinstance(leaf, RegisterTest):
            value = register.get(leaf.field)
            found.append(Reason(class_id, None, leaf.field, value, "in", leaf.values, met, None, 0.0))
            continue
        value = float(scores[leaf.score])
        share = None if shares is None or np.isnan(shares[place]) else float(shares[place])
        lacking = shortfall(instrument, leaf, value)
        estimate = None if np.isnan(value) else value
        found.append(Reason(class_id, leaf.score, None, estimate, leaf.test, leaf.threshold, met, share, lacking))
    return tuple(found)


def shortfall(instrument: Instrument, test: ScoreTest, value: float) -> float:
    """Return how many points the score lacks to reach the good side of the cut; 0 on the good side or if missing."""
    direction = instrument.score[test.score].higher_is
    if np.isnan(value) or direction == "neutral":
        return 0.0
    below = value < test.threshold - rules.AT_CUT
    if direction == "better":
        return test.threshold - value if below else 0.0
    return 0.0 if below else value - test.threshold
