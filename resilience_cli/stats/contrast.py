"""The standard error of a mean of differences some of which share a side."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.integer]


def contrast_se(weight: Floats, errors: tuple[Floats, Floats], sides: tuple[Places, Places]) -> float:
    """Return the standard error of Σ w (x - y) over pairs of independent means x and y.

    `errors`: standard errors of x and of y by pair; `sides`: which mean each is. A mean that stands in several pairs
    counts once with all its weight: √(Σ_x (Σ w s)² + Σ_y (Σ w s)²). Where it rests on other items in each pair, this is
    the largest that it can be. NaN where an error is.
    """
    parts = (np.bincount(side, weight * error) for side, error in zip(sides, errors, strict=True))
    return float(np.sqrt(sum(float(part @ part) for part in parts)))


def two_sided(estimate: Floats, se: Floats) -> Floats:
    """Return by estimate the probability of one as far from 0, if it is normal around 0; NaN without an error."""
    known = se > 0
    found: Floats = np.full(len(estimate), np.nan)
    found[known] = 2.0 * ndtr(-np.abs(estimate[known] / se[known]))
    return found
