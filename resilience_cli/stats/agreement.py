"""How far the people of one community agree, and communities differ."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
SLIGHTLY_SKEWED: Mapping[int, float] = {5: 1.34}
"""By number of options, the variance of answers that lean slightly to one side (James, Demaree & Wolf 1984)."""


class Intraclass(NamedTuple):
    """What separates groups from the people in them."""

    icc1: float
    """ICC(1) = (MSB - MSW) / (MSB + (n0 - 1) MSW): share of the variance that lies between groups; may be negative."""
    icc2: float
    """(MSB - MSW) / MSB, at least 0: reliability of the group means at the size n0."""
    n0: float
    """(N - Σ n² / N) / (C - 1): size of a group."""
    between: float
    """τ² = (MSB - MSW) / n0, at least 0."""
    within: float
    """σ² = MSW."""

    def reliability(self, n: Floats) -> Floats:
        """Return λ_c = n_c τ² / (n_c τ² + σ²), the reliability of each group's mean."""
        spread = n * self.between
        return np.asarray(np.divide(spread, spread + self.within, out=np.zeros(len(n)), where=n > 0))


def intraclass(n: Floats, mean: Floats, scatter: Floats) -> Intraclass | None:
    """Return the intraclass correlations of groups from their size, mean and sum of squared deviations.

    One-way analysis of variance, groups of unequal size (Bliese 2000). None for fewer than two groups, or where nobody
    or nothing varies.
    """
    some = n > 0
    n, mean, scatter = n[some], mean[some], scatter[some]
    people, groups = float(n.sum()), len(n)
    if groups < 2 or people <= groups:
        return None
    grand = float(n @ mean) / people
    msb = float(n @ (mean - grand) ** 2) / (groups - 1)
    msw = float(scatter.sum()) / (people - groups)
    n0 = (people - float(n @ n) / people) / (groups - 1)
    total = msb + (n0 - 1.0) * msw
    if not total > 0:
        return None
    reliability = max(0.0, (msb - msw) / msb) if msb > 0 else 0.0
    return Intraclass((msb - msw) / total, reliability, n0, max(0.0, (msb - msw) / n0), msw)


def uniform_variance(options: int) -> float:
    """Return (A² - 1) / 12: the variance of answers that are given at random to A options (James et al. 1984)."""
    return (options**2 - 1) / 12.0


def within_group(variances: Floats, expected: float) -> Floats:
    """Return r_wg(j) of groups from the variances (n - 1) of their J items, group x item (James, Demaree & Wolf 1984).

    J (1 - s̄²/σ²) / (J (1 - s̄²/σ²) + s̄²/σ²); with one item r_wg. 0 where the variance is larger than `expected`; NaN
    where it is not known.
    """
    ratio = variances.mean(axis=1) / expected
    agreed = variances.shape[1] * (1.0 - ratio)
    found = np.asarray(agreed / (agreed + ratio))
    return np.where(ratio > 1.0, 0.0, found)


def average_deviation(counts: Floats, values: Floats) -> Floats:
    """Return the mean deviation Σ |x - x̄| / n of answers from their mean; NaN where there are none.

    `counts`: … x values, how often each was given. At most A/6 is taken for agreement on A options (Burke & Dunlap
    2002).
    """
    n = counts.sum(axis=-1)
    n_or_nan = np.where(n > 0, n, np.nan)
    mean = (counts @ values) / n_or_nan
    return np.asarray((counts * np.abs(values - mean[..., None])).sum(axis=-1) / n_or_nan)
