"""Which of several choices, each made independently, the variance of a result comes from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.stats import qmc, sobol_indices

Floats = npt.NDArray[np.float64]
RESAMPLES = 399


class Indices(NamedTuple):
    """First-order and total indices of G groups, with 95 % percentile bootstrap intervals."""

    first: Floats
    """G: Var(E(f | group)) / Var(f)."""
    first_range: Floats
    """G x 2."""
    total: Floats
    """G: 1 - Var(E(f | all other groups)) / Var(f)."""
    total_range: Floats
    """G x 2."""


def evaluations(draws: int, groups: int) -> int:
    """Return n, the largest power of two for which n (groups + 2) evaluations are not more than `draws`; at least 2."""
    return 1 << max(1, (draws // (groups + 2)).bit_length() - 1)


def saltelli(sizes: Sequence[int], n: int, seed: int) -> list[Floats]:
    """Return for each group of `sizes` columns its n (G + 2) rows in (0, 1): of A, of B, then of A with group g from B.

    A and B are the halves of one scrambled Sobol sequence (Saltelli et al. 2010, Computer Physics Communications 181).
    """
    width = sum(sizes)
    both = qmc.Sobol(2 * width, rng=np.random.default_rng(seed)).random(n)
    a, b = both[:, :width], both[:, width:]
    group = np.repeat(np.arange(len(sizes)), sizes)
    mixed = [np.where(group == g, b, a) for g in range(len(sizes))]
    return np.split(np.concatenate([a, b, *mixed]), np.cumsum(sizes)[:-1], axis=1)


def indices(values: Floats, groups: int, seed: int) -> Indices | None:
    """Return the indices from the result in the rows of `saltelli`; None if it is the same in all rows of A and B.

    The estimators of Saltelli et al. (2010) as scipy.stats has them. They may lie below 0 or above 1 by chance: the
    intervals, of resampled rows, tell by how much.
    """
    rows = values.reshape(groups + 2, -1)
    if np.ptp(rows[:2]) == 0.0:
        return None
    first, total = _estimated(rows)
    rng = np.random.default_rng(seed)
    drawn = (rows[:, rng.integers(0, rows.shape[1], rows.shape[1])] for _ in range(RESAMPLES))
    again = np.array([_estimated(one) for one in drawn if np.ptp(one[:2]) > 0.0])
    low, high = np.quantile(again, [0.025, 0.975], axis=0)
    return Indices(first, np.stack([low[0], high[0]], -1), total, np.stack([low[1], high[1]], -1))


def _estimated(rows: Floats) -> tuple[Floats, Floats]:
    found = sobol_indices(func={"f_A": rows[:1], "f_B": rows[1:2], "f_AB": rows[2:, None]}, n=rows.shape[1])
    return np.ravel(found.first_order), np.ravel(found.total_order)
