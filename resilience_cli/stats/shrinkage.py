"""Means of small areas, drawn towards their common mean as far as they are uncertain."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
_STEPS, _STILL = 500, 1e-12


class Shrunken(NamedTuple):
    """Areas after shrinkage (Fay & Herriot 1979, no covariates)."""

    estimate: Floats
    """B_c y_c + (1 - B_c) μ, with B_c = τ² / (τ² + V_c)."""
    se: Floats
    """√(B_c V_c + (1 - B_c)² Var μ) (Morris 1983)."""
    between: float
    """τ², the variance between areas, at least 0; 0: no difference between them can be detected."""
    mean: float
    """μ = Σ y_c / (τ² + V_c) / Σ 1 / (τ² + V_c)."""


def shrink(y: Floats, variance: Floats) -> Shrunken:
    """Return the areas drawn towards their mean; τ² by REML, where that does not settle by DerSimonian & Laird (1986).

    `variance`: sampling variance of each, above 0.
    """
    between = restricted_likelihood(y, variance)
    return drawn_together(y, variance, moments(y, variance) if between is None else between)


def drawn_together(y: Floats, variance: Floats, between: float) -> Shrunken:
    """Return the areas drawn towards their mean, given τ²; of persons of one role, V_c = σ²/n_c gives the BLUP."""
    weight = 1.0 / (between + variance)
    mean = float(weight @ y / weight.sum())
    own = between * weight
    se = np.sqrt(own * variance + (1.0 - own) ** 2 / weight.sum())
    return Shrunken(own * y + (1.0 - own) * mean, se, between, mean)


def moments(y: Floats, variance: Floats) -> float:
    """Return τ² = (Q - (C - 1)) / (Σ w - Σ w² / Σ w), at least 0, with w = 1 / V_c (DerSimonian & Laird 1986)."""
    weight = 1.0 / variance
    mean = weight @ y / weight.sum()
    q = float(weight @ (y - mean) ** 2)
    return max(0.0, (q - (len(y) - 1)) / float(weight.sum() - weight @ weight / weight.sum()))


def restricted_likelihood(y: Floats, variance: Floats) -> float | None:
    """Return τ² by restricted maximum likelihood (Fisher scoring, at least 0); None if it does not settle."""
    found = max(0.0, float(np.var(y, ddof=1) - variance.mean()))
    for _ in range(_STEPS):
        weight = 1.0 / (found + variance)
        total = weight.sum()
        residual = y - weight @ y / total
        second = weight @ weight
        score = weight**2 @ residual**2 - total + second / total
        information = second - 2.0 * (weight**3).sum() / total + (second / total) ** 2
        step = float(score / information)
        after = max(0.0, found + step)
        if abs(after - found) <= _STILL * max(1.0, found):
            return after
        found = after
    return None
