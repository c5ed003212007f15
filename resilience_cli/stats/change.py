"""A change between two measurements, and what may be said of it."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.special import gammaln, nctdtrinc, ndtri, stdtr, stdtrit

Floats = npt.NDArray[np.float64]


def joint_df(first: Floats, first_df: Floats, second: Floats, second_df: Floats) -> Floats:
    """Return (V1 + V2)² / (V1² / df1 + V2² / df2), the degrees of freedom of a difference (Welch 1947)."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray((first + second) ** 2 / (first**2 / first_df + second**2 / second_df))


def linked_variance(covariance: Floats, n1: Floats, n2: Floats, both: Floats) -> Floats:
    """Return what people who answered in both waves take off V1 + V2: 2 n12 s12 / (n1 n2).

    `covariance`: s12 of their two answers; `both`: n12 of them, of n1 and n2 in all. With n12 = n1 = n2 the change is
    paired. For data that know persons again: an assessment does not, so that compare takes nothing off.
    """
    return np.asarray(2.0 * both * covariance / (n1 * n2))


def two_sided(difference: Floats, se: Floats, df: Floats) -> Floats:
    """Return the two-sided p of t = difference / SE; NaN where the error is not known or 0."""
    with np.errstate(divide="ignore", invalid="ignore"):
        t = np.where(se > 0, difference / se, np.nan)
    return np.asarray(2.0 * stdtr(df, -np.abs(t)))


def within(difference: Floats, se: Floats, df: Floats, level: float = 0.95) -> tuple[Floats, Floats]:
    """Return the interval difference ± t(df) SE."""
    width = stdtrit(df, (1.0 + level) / 2.0) * se
    return difference - width, difference + width


def detectable(variance: Floats, level: float = 0.95) -> Floats:
    """Return MDC = z √(V1 + V2), z = 1.96 at 95 %: changes below it are what chance makes (de Vet et al. 2006)."""
    return np.asarray(ndtri((1.0 + level) / 2.0) * np.sqrt(variance))


def hedges(difference: Floats, n1: Floats, n2: Floats, scatter1: Floats, scatter2: Floats) -> Floats:
    """Return g = J d of two groups, d with the pooled SD, J = Γ(ν/2) / (√(ν/2) Γ((ν-1)/2)), ν = n1 + n2 - 2.

    `scatter`: sums of squared deviations. NaN for fewer than two people in a group or where nothing varies.
    """
    known = (n1 > 1) & (n2 > 1) & (scatter1 + scatter2 > 0)
    safe = np.where(known, n1 + n2 - 2.0, 4.0)
    sd = np.sqrt(np.where(known, scatter1 + scatter2, 1.0) / safe)
    return np.where(known, _small_sample(safe) * difference / sd, np.nan)


def hedges_interval(g: Floats, n1: Floats, n2: Floats) -> tuple[Floats, Floats]:
    """Return the 95 % interval of g: J √(1/n1 + 1/n2) times the noncentralities of which t is the 97.5 and 2.5 % point.

    t = d / √(1/n1 + 1/n2) with n1 + n2 - 2 degrees of freedom (Steiger & Fouladi 1997). NaN where g is.
    """
    known = ~np.isnan(g)
    df = np.where(known, n1 + n2 - 2.0, 4.0)
    size = _small_sample(df) * np.sqrt(1.0 / np.where(known, n1, 1.0) + 1.0 / np.where(known, n2, 1.0))
    t = np.where(known, g, 0.0) / size
    low, high = (np.where(known, size * nctdtrinc(df, level, t), np.nan) for level in (0.975, 0.025))
    return low, high


def _small_sample(df: Floats) -> Floats:
    return np.asarray(np.exp(gammaln(df / 2.0) - gammaln((df - 1.0) / 2.0)) / np.sqrt(df / 2.0))


def drifting(shifts: Floats, limit: float = 3.0) -> npt.NDArray[np.bool_]:
    """Return which shifts lie farther than `limit` MAD (scaled to the normal) from their median; NaN never does."""
    known = shifts[~np.isnan(shifts)]
    if len(known) < 4:
        return np.zeros(len(shifts), dtype=bool)
    off = np.abs(shifts - np.median(known))
    mad = 1.4826 * float(np.median(off[~np.isnan(off)]))
    return np.asarray((off > limit * mad) & (mad > 0))
