"""Which of several estimates is the largest, and how far that can be told."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr

from resilience_cli.stats.multiple import holm

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.intp]


def rank_sets(mean: Floats, variance: Floats, level: float = 0.05) -> tuple[Places, Places]:
    """Return the lowest and the highest rank (1 is the largest) that each may have, all of them at once.

    All pairs z = (m_j - m_k) / √(V_j + V_k), Holm over p (p - 1) / 2: [1 + how many are surely above, p - how many are
    surely below] (as the stepwise sets of Mogstad, Romano, Shaikh & Wilhelm 2024).
    """
    first, second = np.triu_indices(len(mean), 1)
    difference = mean[first] - mean[second]
    error = np.sqrt(variance[first] + variance[second])
    z = np.divide(difference, error, out=np.zeros(len(difference)), where=error > 0)
    z = np.where((error == 0) & (difference != 0), np.copysign(np.inf, difference), z)
    sure = holm(2.0 * ndtr(-np.abs(z))) < level
    above, below = (np.zeros(len(mean), dtype=np.intp) for _ in range(2))
    first_up, second_up = sure & (z > 0), sure & (z < 0)
    np.add.at(above, second[first_up], 1)
    np.add.at(below, first[first_up], 1)
    np.add.at(above, first[second_up], 1)
    np.add.at(below, second[second_up], 1)
    return 1 + above, len(mean) - below


def expected_ranks(mean: Floats, variance: Floats) -> Floats:
    """Return 1 + Σ_k P(k above j), with normal errors; equal estimates without error share their ranks."""
    error = np.sqrt(variance[:, None] + variance[None, :])
    difference = mean[None, :] - mean[:, None]
    with np.errstate(divide="ignore", invalid="ignore"):
        above = ndtr(np.where(error > 0, difference / error, np.inf * difference))
    above = np.where((error == 0) & (difference == 0), 0.5, above)
    np.fill_diagonal(above, 0.0)
    return np.asarray(1.0 + above.sum(axis=1))


def share_on_top(mean: Floats, se: Floats, top: int, draws: int, seed: int) -> Floats:
    """Return by estimate the share of normal draws in which it is among the `top` largest."""
    rng = np.random.Generator(np.random.PCG64(seed))
    drawn = mean + se * rng.standard_normal((draws, len(mean)))
    chosen = np.argpartition(-drawn, top - 1, axis=1)[:, :top] if top < len(mean) else None
    if chosen is None:
        return np.ones(len(mean))
    return np.bincount(chosen.ravel(), minlength=len(mean)) / draws


def from_the_rest(mean: Floats, variance: Floats) -> tuple[Floats, Floats]:
    """Return (each minus the mean of all others, two-sided p adjusted by Holm); the mean does not hold itself."""
    others = len(mean) - 1
    rest = (mean.sum() - mean) / others
    error = np.sqrt(variance + (variance.sum() - variance) / others**2)
    difference = mean - rest
    with np.errstate(divide="ignore", invalid="ignore"):
        z = np.where(error > 0, difference / error, np.where(difference == 0, 0.0, np.inf))
    return difference, holm(2.0 * ndtr(-np.abs(z)))
