"""How long something lasts where some of it has not ended yet."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np
import numpy.typing as npt

HALF = 0.5
EXACT = 1e-12
"""A curve that reaches a half but for rounding has reached it."""


def median_time(
    days: npt.NDArray[np.float64], ended: npt.NDArray[np.bool_], level: float = 0.95
) -> tuple[float, float, float]:
    """Return (median, low, high) of the time to the end, by the product-limit estimate (Kaplan & Meier 1958).

    Where `ended` is false, the end lies after `days`: censored, not left out. The median is the first time by which
    the curve S is at most one half; the interval holds the times at which S may be one half (Brookmeyer & Crowley
    1982), with log(-log S) ± z and Greenwood's variance. NaN where a curve does not come down so far.
    """
    from scipy.stats import CensoredData, ecdf

    if not ended.any():
        return float("nan"), float("nan"), float("nan")
    curve = ecdf(CensoredData.right_censored(days, ~ended)).sf
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore", RuntimeWarning)  # the logarithms have no value where S is 1 or 0
        band = curve.confidence_interval(level, method="log-log")
    return _half_life(curve), _half_life(band.low), _half_life(band.high)


def _half_life(curve: Any) -> float:
    below = curve.probabilities <= HALF + EXACT
    return float(curve.quantiles[below][0]) if below.any() else float("nan")
