"""How well the items of a score go together, from their covariance."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
_NAN = float("nan")
_STEPS, _STILL = 10_000, 1e-14


def alpha(covariance: Floats) -> float:
    """Return coefficient α = K/(K-1) (1 - Σ S_kk / ΣΣ S) of a K x K covariance matrix (Cronbach 1951).

    At most 1; may be negative. NaN for fewer than two items, a pair that was never answered together, or no variance.
    Of correlations it is the standardised α.
    """
    items = len(covariance)
    total = float(covariance.sum())
    if items < 2 or not total > 0:
        return _NAN
    return float(items / (items - 1) * (1.0 - np.trace(covariance) / total))


def alpha_interval(found: float, respondents: float, items: int, level: float = 0.95) -> tuple[float, float]:
    """Return the interval 1 - (1-α) F(n-1, (n-1)(K-1)) of α (Feldt 1965); NaN where α or a degree of freedom lacks."""
    from scipy.stats import f

    if np.isnan(found) or respondents < 2 or items < 2:
        return _NAN, _NAN
    df = respondents - 1.0, (respondents - 1.0) * (items - 1)
    low, high = (1.0 - (1.0 - found) * f.ppf(p, *df) for p in ((1 + level) / 2, (1 - level) / 2))
    return float(low), float(high)


def correlations(covariance: Floats) -> Floats:
    """Return the K x K correlations; NaN for an item without variance."""
    sd = np.sqrt(np.diag(covariance))
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(covariance / np.outer(sd, sd))


def mean_correlation(correlation: Floats) -> float:
    """Return the mean of the correlations between different items; NaN for fewer than two items."""
    size = len(correlation)
    return float((correlation.sum() - size) / (size * (size - 1))) if size > 1 else _NAN


def item_rest(covariance: Floats) -> Floats:
    """Return by item its correlation with the sum of the others; NaN where one has no variance or there is none."""
    own, rest = np.diag(covariance), covariance.sum(axis=1) - np.diag(covariance)
    others = covariance.sum() - 2.0 * rest - own
    found: Floats = np.full(len(own), np.nan)
    np.divide(rest, np.sqrt(own * np.maximum(others, 0.0)), out=found, where=(own > 0) & (others > 0))
    return found


def alpha_without(covariance: Floats) -> Floats:
    """Return by item the α of the others."""
    size = len(covariance)
    kept = (np.delete(np.arange(size), item) for item in range(size))
    return np.array([alpha(covariance[np.ix_(others, others)]) for others in kept])


def lambda6(correlation: Floats) -> float:
    """Return λ6 = 1 - Σ (1 - smc) / ΣΣ R (Guttman 1945); NaN for fewer than two items or singular correlations."""
    if len(correlation) < 2 or not np.isfinite(correlation).all() or np.linalg.cond(correlation) > 1e12:
        return _NAN
    unexplained = 1.0 / np.diag(np.linalg.inv(correlation))
    return float(1.0 - unexplained.sum() / correlation.sum())


def one_factor(correlation: Floats) -> Floats:
    """Return the loadings of one factor by minimum residuals: they minimise Σ_(j<k) (r_jk - l_j l_k)² (Harman 1966).

    Each loading in turn is set to its best value, at most 1 in size, until none moves. The sum of the loadings is not
    negative. NaN for fewer than three items or where a correlation is not known.
    """
    size = len(correlation)
    if size < 3 or not np.isfinite(correlation).all():
        return np.full(size, np.nan)
    loadings = first_component(correlation)
    away = correlation - np.diag(np.diag(correlation))
    for _ in range(_STEPS):
        before = loadings.copy()
        for item in range(size):
            others = float(loadings @ loadings - loadings[item] ** 2)
            best = float(away[item] @ loadings) / others if others > 0 else 0.0
            loadings[item] = min(1.0, max(-1.0, best))
        if np.abs(loadings - before).max() < _STILL:
            break
    return loadings if loadings.sum() >= 0 else -loadings


def omega_total(correlation: Floats) -> float:
    """Return ω_t = (ΣΣ R - Σ u²) / ΣΣ R with the uniquenesses u² of one factor (McDonald 1999).

    NaN for fewer than three items, and where a loading is negative: then the items are no one thing.
    """
    loadings = one_factor(correlation)
    total = float(correlation.sum())
    if (loadings < 0).any():
        return _NAN
    return float((total - (1.0 - loadings**2).sum()) / total) if total > 0 else _NAN


def first_component(correlation: Floats) -> Floats:
    """Return the loadings on the first principal component, whose sum is not negative; NaN if one is not known.

    An item with a negative loading runs against the others.
    """
    if len(correlation) < 2 or not np.isfinite(correlation).all():
        return np.full(len(correlation), np.nan)
    values, vectors = np.linalg.eigh(correlation)
    loadings = vectors[:, -1] * np.sqrt(max(float(values[-1]), 0.0))
    return np.asarray(loadings if loadings.sum() >= 0 else -loadings)
