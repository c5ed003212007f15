"""Signs of careless answering in a table of answers: respondent x item, NaN where there is no answer."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy.special import chdtrc

Floats = npt.NDArray[np.float64]
LEAST_PAIRS = 5
"""With fewer pairs of scales or items the correlation of one person is noise: it is not known."""
LEAST_TOGETHER = 30
"""Fewer people who answered both items do not tell whether these are synonyms."""


def longest_run(codes: Floats) -> npt.NDArray[np.intp]:
    """Return the longest run of equal codes in each row; a missing code breaks the run and is a run of its own."""
    longest = np.zeros(len(codes), dtype=np.intp)
    run = np.zeros(len(codes), dtype=np.intp)
    previous = np.full(len(codes), np.nan)
    for column in codes.T:
        run = np.where(column == previous, run + 1, 1)
        longest = np.maximum(longest, run)
        previous = column
    return longest


def intra_individual_variability(codes: Floats) -> Floats:
    """Return the standard deviation (n - 1) of each row's codes; NaN with fewer than two (Dunn et al. 2018)."""
    seen = ~np.isnan(codes)
    n = seen.sum(axis=1)
    mean = np.where(seen, codes, 0.0).sum(axis=1) / np.maximum(n, 1)
    squares = np.where(seen, (codes - mean[:, None]) ** 2, 0.0).sum(axis=1)
    return np.asarray(np.where(n > 1, np.sqrt(squares / np.maximum(n - 1, 1)), np.nan))


def even_odd(odd: Floats, even: Floats) -> Floats:
    """Return by row the even-odd consistency 2r / (1 + r), at least -1 (Jackson 1977; Johnson 2005).

    `odd`, `even`: row x scale, the means of the 1st, 3rd … and of the 2nd, 4th … item of each scale; r is their
    correlation over the scales of which both are known. High is consistent (the R package careless turns the sign from
    1.2.0 on). NaN with fewer than LEAST_PAIRS scales, or where either half does not vary: that is not 0.
    """
    both = ~np.isnan(odd) & ~np.isnan(even)
    a, b = np.where(both, odd, 0.0), np.where(both, even, 0.0)
    r = _correlation([both, a, b, a * a, b * b, a * b])
    with np.errstate(divide="ignore"):
        return np.asarray(np.maximum(2.0 * r / (1.0 + r), -1.0))


def synonyms(codes: Floats, above: float) -> npt.NDArray[np.intp]:
    """Return the pairs of items (pair x 2, the first before the second) that correlate with more than `above`.

    Over all rows that have both, if at least LEAST_TOGETHER do; a correlation of just `above` is none.
    """
    seen = ~np.isnan(codes)
    mask, filled = seen.astype(np.float64), np.where(seen, codes, 0.0)
    n, sums, squares = mask.T @ mask, filled.T @ mask, (filled**2).T @ mask
    product = n * (filled.T @ filled) - sums * sums.T
    spread = np.sqrt(np.maximum(n * squares - sums**2, 0.0))
    spread = spread * spread.T
    r = np.divide(product, spread, out=np.zeros(n.shape), where=(spread > 1e-9) & (n >= LEAST_TOGETHER))
    return np.argwhere(np.triu(r > above + 1e-12, 1)).astype(np.intp)


def psychometric_synonyms(codes: Floats, above: float = 0.60) -> Floats:
    """Return by row the correlation of its answers over the pairs of synonyms (Meade & Craig 2012; Curran 2016).

    NaN with fewer than LEAST_PAIRS pairs answered, or where either side does not vary: where the R package careless
    draws a random order, nothing is said here.
    """
    pairs = np.zeros((codes.shape[1], codes.shape[1]))
    pairs[tuple(synonyms(codes, above).T)] = 1.0
    seen = ~np.isnan(codes)
    known, x = seen.astype(np.float64), np.where(seen, codes, 0.0)
    first, n = x @ pairs, known @ pairs
    sums = [n * known, first * known, n * x, (x * x @ pairs) * known, n * x * x, first * x]
    return _correlation(sums)


def mahalanobis(codes: Floats) -> tuple[Floats, Floats]:
    """Return by row (D² = (x - x̄)' S⁻¹ (x - x̄), the probability of a larger χ² with K df; Meade & Craig 2012).

    x̄ and S (n - 1) are those of the complete rows; rows with a missing code are NaN. K columns vary, the others are
    left out. All are NaN where S cannot be inverted, as with no more complete rows than columns.
    """
    whole = ~np.isnan(codes).any(axis=1)
    squared: Floats = np.full(len(codes), np.nan)
    rows = codes[whole]
    away = rows[:, np.ptp(rows, axis=0) > 0] if len(rows) else rows[:, :0]
    items = away.shape[1]
    away = away - away.sum(axis=0) / max(len(rows), 1)
    covariance = away.T @ away / max(len(rows) - 1, 1)
    if items and len(rows) > items and np.linalg.matrix_rank(covariance, hermitian=True) == items:
        squared[whole] = (away * np.linalg.solve(covariance, away.T).T).sum(axis=1)
    return squared, np.asarray(chdtrc(items, squared))


def most_alike(codes: Floats, least: int = 20) -> Floats:
    """Return by row the largest share of equal codes with any other row, of the columns that both have.

    Only pairs of rows with `least` such columns count (Kuriakose & Robbins 2016); NaN for a row without any.
    """
    seen = ~np.isnan(codes)
    chosen = np.hstack([seen[:, :0], *(codes == value for value in np.unique(codes[seen]))]).astype(np.float32)
    equal = chosen @ chosen.T
    both = seen.astype(np.float32) @ seen.astype(np.float32).T
    np.fill_diagonal(both, 0.0)
    share = np.divide(equal, both, out=np.full(both.shape, -1.0), where=both >= max(least, 1), dtype=np.float64)
    best = share.max(axis=1, initial=-1.0)
    return np.where(best < 0, np.nan, best)


def _correlation(parts: Sequence[Floats | npt.NDArray[np.bool_]]) -> Floats:
    """Return by row the correlation of a with b; `parts` are row x part and add up to n, Σa, Σb, Σa², Σb² and Σab."""
    n, a, b, aa, bb, ab = (part.sum(axis=1, dtype=np.float64) for part in parts)
    spread = np.maximum(n * aa - a * a, 0.0) * np.maximum(n * bb - b * b, 0.0)
    known = (n >= LEAST_PAIRS) & (spread > 1e-9 * np.maximum(n * aa * n * bb, 1e-9))
    found: Floats = np.full(len(n), np.nan)
    np.divide(n * ab - a * b, np.sqrt(spread), out=found, where=known)
    return found
