"""How many people a question needs: closed forms for a mean over roles, before anybody is asked."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
from scipy.special import nctdtrinc, stdtr, stdtrit

from resilience_cli.stats.intervals import satterthwaite

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]


def planned_variance(share: Floats, n: Floats, kept: Floats, prior_df: Floats) -> tuple[Floats, Floats]:
    """Return (V = Σ_r a_r k_r / n_r, its degrees of freedom) over the last axis, the roles.

    a = w² S is what one person of the role adds to the variance (`share`; 0: takes no part), k = 1 - ρ n/N what a
    finite population leaves of it (Cochran 1977), each role with n - 1 + ν0 degrees of freedom (Satterthwaite 1946;
    Smyth 2004). n may be infinite: that role adds nothing. The degrees of freedom are infinite where nothing varies.
    """
    parts = np.divide(share * kept, n, out=np.full(np.broadcast(share, n).shape, np.inf), where=n > 0)
    parts = np.where(share > 0, parts, 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):  # nobody of a role, or one person and nothing borrowed
        df = satterthwaite(parts, np.maximum(n - 1.0, 0.0) + prior_df)
    variance = parts.sum(axis=-1)
    return variance, np.where(variance > 0, df, np.inf)


def side_probability(distance: Floats, variance: Floats, df: Floats) -> Floats:
    """Return P(the score is on its side of a cut) = T(d / √V), T the t distribution; 0.5 at the cut.

    1 where nothing varies; NaN without a degree of freedom.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.where(variance > 0, _t(df, distance / np.sqrt(variance)), 1.0))


def firm_distance(variance: Floats, df: Floats, probability: float) -> Floats:
    """Return the least distance from a cut, t_p √V, at which the side has the probability."""
    return np.asarray(_point(df, probability) * np.sqrt(variance))


def detectable_change(variance: Floats, df: Floats, level: float, power: float) -> Floats:
    """Return the change between two equal waves that a two-sided test of that level finds with that power: δ √(2 V).

    δ is such that P(T > t_{(1+level)/2}) = power for the noncentral t of it, as in R's power.t.test; t_{(1+level)/2} +
    t_power is close to it. `variance` and `df` are those of one wave, so that the test has twice the df.
    """
    known = np.where(df > 0, 2.0 * df, np.nan)
    return np.asarray(nctdtrinc(known, 1.0 - power, stdtrit(known, (1.0 + level) / 2.0)) * np.sqrt(2.0 * variance))


def _t(df: Floats, t: Floats) -> Floats:
    return np.asarray(stdtr(np.where(df > 0, df, np.nan), t))


def _point(df: Floats, probability: float) -> Floats:
    return np.asarray(stdtrit(np.where(df > 0, df, np.nan), probability))


def least_number(reached: Callable[[Floats], Bools], least: Floats, most: Floats) -> Floats:
    """Return the smallest whole numbers from `least` to `most` that reach the aim; NaN where none does.

    All are arrays of one shape; `reached` tells of such numbers which reach the aim. More people never reach less.
    """
    low, high = least.astype(float), most.astype(float)
    never = (low > high) | ~reached(np.maximum(high, low))
    while (low < high).any():
        middle = np.floor((low + high) / 2.0)
        enough = reached(middle)
        low, high = np.where(enough, low, np.minimum(middle + 1.0, high)), np.where(enough, middle, high)
    return np.where(never, np.nan, high)
