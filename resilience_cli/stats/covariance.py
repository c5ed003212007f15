"""Covariance inside cells (community x role), borrowed over communities where a cell is small.

Arrays run over cells (first axis or axes) and over pairs of variables (last axis); a pair (j, j) is a variance.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

BORROWED_DF = 20.0
"""Largest weight, in degrees of freedom, of the pooled covariance beside a cell's own (docs/method.md, section 6)."""
LEAST_DF = 5.0
"""With fewer pooled degrees of freedom a role's covariance is pooled over all roles."""


def degrees(n: Floats) -> Floats:
    """Return max(n - 1, 0)."""
    return np.maximum(n - 1.0, 0.0)


def pooled(scatter: Floats, n: Floats, axis: int | tuple[int, ...]) -> tuple[Floats, Floats]:
    """Return the pooled within-cell covariance Σ scatter / Σ (n-1) over `axis`, and its degrees of freedom.

    NaN where there are no degrees of freedom.
    """
    df = degrees(n).sum(axis=axis)
    total = np.where(n > 1, scatter, 0.0).sum(axis=axis)
    covariance = np.full(np.shape(total), np.nan)
    np.divide(total, df, out=covariance, where=df > 0)
    return covariance, df


def borrowed(scatter: Floats, n: Floats) -> tuple[Floats, Floats, Floats]:
    """Return what each role may borrow, for scatter and n of shape communities x roles x pairs.

    (covariance S_r: roles x pairs, its df, ν0 = min(20, df)). A role with fewer than 5 df borrows what is pooled
    over all roles (the lonely stratum of Lumley 2010); with fewer than 5 there too, S_r is NaN: no interval.
    """
    by_role, df_role = pooled(scatter, n, axis=0)
    overall, df_all = pooled(scatter, n, axis=(0, 1))
    own = df_role >= LEAST_DF
    covariance = np.where(own, by_role, overall)
    df = np.where(own, df_role, df_all)
    covariance = np.where(df >= LEAST_DF, covariance, np.nan)
    return covariance, df, np.minimum(BORROWED_DF, df)


def moderated(scatter: Floats, n: Floats, covariance: Floats, prior_df: Floats) -> Floats:
    """Return S̃ = ((n-1) S + ν0 S_r) / (n-1 + ν0), communities x roles x pairs (variance moderation: Smyth 2004).

    With ν0 = 0 it is the cell's own covariance (NaN where n < 2).
    """
    df = degrees(n)
    weight = df + prior_df
    lent = np.where(prior_df > 0, prior_df * covariance, 0.0)
    out = np.full(np.shape(n), np.nan)
    np.divide(np.where(n > 1, scatter, 0.0) + lent, weight, out=out, where=weight > 0)
    return out


def of_means(covariance: Floats, n: Floats, pairs: npt.NDArray[np.intp], kept: Floats) -> Floats:
    """Return the covariance of the cell means, … x pairs.

    Cov(ȳ_j, ȳ_k) = S_jk n_jk / (n_j n_k) √(kept_j kept_k); `n` … x pairs, its first pairs the variables themselves;
    `kept` … x variables is the share 1 - ρ f of the sampling variance that a finite population leaves. 0 where a
    variable has no respondents.
    """
    first, second = pairs.T
    own = n[..., : kept.shape[-1]]
    denominator = own[..., first] * own[..., second]
    share = np.zeros(np.shape(n))
    np.divide(n, denominator, out=share, where=denominator > 0)
    share = share * np.sqrt(kept[..., first] * kept[..., second])
    return np.where(share > 0, covariance * share, 0.0)


def symmetric(values: Floats, pairs: npt.NDArray[np.intp], size: int, empty: float = np.nan) -> Floats:
    """Return values by pair (… x pairs) as symmetric matrices (… x size x size); `empty` where a pair was not kept."""
    out = np.full((*values.shape[:-1], size, size), empty)
    first, second = pairs.T
    out[..., first, second] = values
    out[..., second, first] = values
    return out


def square_root(matrices: Floats) -> Floats:
    """Return the symmetric square roots of … x V x V covariance matrices, negative eigenvalues set to 0.

    Symmetric, because Cholesky factors or bare eigenvectors turn rounding into other draws. A negative eigenvalue
    comes from pairwise missing values only. A row that is all 0 stays 0.
    """
    values, vectors = np.linalg.eigh(matrices)
    roots = np.sqrt(np.maximum(values, 0.0))
    return np.asarray((vectors * roots[..., None, :]) @ np.swapaxes(vectors, -1, -2))
