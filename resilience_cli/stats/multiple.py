"""Many tests at once."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


def holm(p: Floats) -> Floats:
    """Return p-values adjusted for the family-wise error (Holm 1979); NaN is no test and does not count.

    In order of size p_(i) (m - i + 1), never below the one before, at most 1.
    """
    return _adjusted(p, lambda ordered, m: np.maximum.accumulate(ordered * np.arange(m, 0, -1)))


def benjamini_hochberg(p: Floats) -> Floats:
    """Return p-values adjusted for the false discovery rate (Benjamini & Hochberg 1995); NaN is no test.

    In order of size p_(i) m / i, never above the one behind, at most 1.
    """
    return _adjusted(p, lambda ordered, m: np.minimum.accumulate((ordered * m / np.arange(1, m + 1))[::-1])[::-1])


def _adjusted(p: Floats, step: Callable[[Floats, int], Floats]) -> Floats:
    found: Floats = np.full(p.shape, np.nan)
    tested = np.flatnonzero(~np.isnan(p))
    order = tested[np.argsort(p[tested], kind="stable")]
    found[order] = np.minimum(step(p[order], len(order)), 1.0)
    return found
