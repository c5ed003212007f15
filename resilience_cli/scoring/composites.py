"""Scores made of scores: computed at the level of the community, from its balanced means."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from resilience_cli.model.instrument import Instrument
from resilience_cli.stats.combine import combine, gradient

Floats = npt.NDArray[np.float64]


def compose(instrument: Instrument, base: Floats) -> dict[str, Floats]:
    """Return every score by id, each of shape (…), from the base scores (… x J, in file order)."""
    values: dict[str, Floats] = {score.id: base[..., j] for j, score in enumerate(instrument.base_scores)}
    for score in instrument.composites:
        parts = np.stack([values[part] for part in score.of])
        values[score.id] = combine(score.method, parts, np.array(score.weights), score.floor)
    return values


def jacobian(instrument: Instrument, values: Mapping[str, Floats]) -> Floats:
    """Return the derivatives (… x S x J) of all scores, in file order, by the base scores, for the delta method."""
    identity = np.eye(len(instrument.base_scores))
    shape = next(iter(values.values())).shape
    slopes: dict[str, Floats] = {
        score.id: np.broadcast_to(identity[j], (*shape, len(identity)))
        for j, score in enumerate(instrument.base_scores)
    }
    for score in instrument.composites:
        parts = np.stack([values[part] for part in score.of])
        by_part = gradient(score.method, parts, np.array(score.weights), score.floor)
        slopes[score.id] = np.asarray(sum(by_part[k][..., None] * slopes[part] for k, part in enumerate(score.of)))
    return np.stack([slopes[score.id] for score in instrument.scores], axis=-2)
