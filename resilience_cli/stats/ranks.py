"""Which of several estimates is the largest, and how far that can be told."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr

from resilience_cli.stats.multiple import holm

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.intp]


def rank_sets(mean: Floats, variance: Floats, level: float = 0.05) -> tuple[Places, Places]:
    """Return the lowest and the highest rank (1 is the largest) that each may have, all of them at once.

    All pairs z = (m_j - m_k) / √(V_j + V_k), Holm over p (p - 1) / 2: [1 + how many are surely above, p - how many are
    surely below] (as the stepwise sets of Mogstad, Romano, Shaikh & Wilhelm 2024).
    """
    first, second = np.triu_indices(len(mean), 1)
    difference = mean[first] - mean[second]
    error = np.sqrt(variance[first] + variance[second])
    z = np.divide(difference, error, out=np.zeros(len(difference)), where=error > 0)
    z = np.where((error == 0) & (difference != 0), np.copysign(np.inf, difference), z)
    sure = holm(2.0 * ndtr(-np.abs(z))) < level
    above, below = (np.zeros(len(mean), dtype=np.intp) for _ in range(2))
    first_up, second_up = sure & (z > 0), sure & (z < 0)
    np.add.at(above, second[first_up], 1)
    np.add.at(below, first[first_up], 1)
    np.add.at(above, first[second_up], 1)
    np.add.at(below, second[second_up], 1)
    return 1 + above, len(mean) - below


def ranks(values: Floats, decimals: int = 9) -> npt.NDArray[np.int32]:
    """Return the ranks in each row of `values` (… x C, without NaN): 1 is the largest, ties share the lowest.

    Values that are equal to `decimals` decimals are tied: rounding in a sum makes no order.
    """
    number = values.shape[-1]
    bits = max(number - 1, 1).bit_length()
    # One integer holds the value, turned, and its place: sorting those is several times faster than sorting places.
    keys = np.rint(values * -(10.0**decimals)).astype(np.int64) << bits | np.arange(number)
    keys.sort(axis=-1)
    places, keys = keys & ((1 << bits) - 1), keys >> bits
    first = np.zeros(keys.shape, dtype=np.int32)
    np.multiply(keys[..., 1:] != keys[..., :-1], np.arange(1, number, dtype=np.int32), out=first[..., 1:])
    found = np.empty(keys.shape, dtype=np.int32)
    np.put_along_axis(found, places, np.maximum.accumulate(first, axis=-1) + 1, axis=-1)
    return found


def kendall(base: npt.NDArray[np.int32], other: npt.NDArray[np.int32]) -> Floats:
    """Return Kendall's τ-b (D) of one ranking (C) with many (D x C), of ranks whose ties share the lowest.

    τ_b = (P - Q) / √((n0 - n1)(n0 - n2)) with n0 = C (C - 1)/2, n1 and n2 the pairs tied in either, and Q counted by
    merging sorted blocks (Knight 1966). C is at most 46,000. NaN where all are tied in one of the two.
    """
    number = len(base)
    pairs = number * (number - 1) // 2
    one, two = _tied(base), _tied(other)
    keys = np.sort(base * np.int32(number + 1) + other, axis=-1)
    both = _tied(ranks(-keys.astype(np.float64), decimals=0)) if one else 0
    discordant = inversions(keys % (number + 1))
    concordant = pairs - one - two + both - discordant
    under = np.sqrt((pairs - one) * (pairs - two).astype(np.float64))
    tau = np.full(len(other), np.nan)
    np.divide(concordant - discordant, under, out=tau, where=under > 0)
    return tau


def _tied(found: npt.NDArray[np.int32]) -> Places:
    """Return how many pairs are tied, of ranks whose ties share the lowest: each gives up one place a pair."""
    number = found.shape[-1]
    return np.asarray(number * (number + 1) // 2 - found.sum(axis=-1, dtype=np.intp))


def inversions(rows: npt.NDArray[np.int32]) -> Places:
    """Return for each row of whole numbers how many pairs stand in falling order."""
    number = rows.shape[-1]
    size = 1 << max(number - 1, 1).bit_length()
    blocks = np.full((len(rows), size), np.iinfo(np.int32).max >> 1, dtype=np.int32)
    blocks[:, :number] = rows
    total, width = np.zeros(len(rows)), 1
    while width < size:
        blocks = blocks.reshape(len(rows), -1, 2, width) << 1
        blocks[:, :, 1] |= 1  # the right half, behind its equals of the left half
        blocks = blocks.reshape(len(rows), -1, 2 * width)
        blocks.sort(axis=-1)
        places = (blocks & 1) @ np.arange(2 * width, dtype=np.int32)  # of the right half, after merging
        total += width * (3 * width - 1) / 2 * places.shape[1] - places.sum(axis=1, dtype=np.float64)
        blocks >>= 1
        width *= 2
    return total.astype(np.intp)


def expected_ranks(mean: Floats, variance: Floats) -> Floats:
    """Return 1 + Σ_k P(k above j), with normal errors; equal estimates without error share their ranks."""
    error = np.sqrt(variance[:, None] + variance[None, :])
    difference = mean[None, :] - mean[:, None]
    with np.errstate(divide="ignore", invalid="ignore"):
        above = ndtr(np.where(error > 0, difference / error, np.inf * difference))
    above = np.where((error == 0) & (difference == 0), 0.5, above)
    np.fill_diagonal(above, 0.0)
    return np.asarray(1.0 + above.sum(axis=1))


def share_on_top(mean: Floats, se: Floats, top: int, draws: int, seed: int) -> Floats:
    """Return by estimate the share of normal draws in which it is among the `top` largest."""
    rng = np.random.Generator(np.random.PCG64(seed))
    drawn = mean + se * rng.standard_normal((draws, len(mean)))
    chosen = np.argpartition(-drawn, top - 1, axis=1)[:, :top] if top < len(mean) else None
    if chosen is None:
        return np.ones(len(mean))
    return np.bincount(chosen.ravel(), minlength=len(mean)) / draws


def from_the_rest(mean: Floats, variance: Floats) -> tuple[Floats, Floats]:
    """Return (each minus the mean of all others, two-sided p adjusted by Holm); the mean does not hold itself."""
    others = len(mean) - 1
    rest = (mean.sum() - mean) / others
    error = np.sqrt(variance + (variance.sum() - variance) / others**2)
    difference = mean - rest
    with np.errstate(divide="ignore", invalid="ignore"):
        z = np.where(error > 0, difference / error, np.where(difference == 0, 0.0, np.inf))
    return difference, holm(2.0 * ndtr(-np.abs(z)))
