"""Raking: weights that bring a sample to known totals, what they cost, and the residuals that tell how sure they are.

Arrays run over persons (N). A margin is a pair: the group of each person (N, counted from 0), and the total that each
group is to have (G; NaN: whatever it has). Surveys in several communities are raked at once as groups of their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.intp]
Margin = tuple[Places, Floats]

TOLERANCE = 1e-10
"""Weights are raked when no group lacks more than this share of all that its community is to have."""
MOST_CYCLES = 1000
"""Raking that has not come to an end after so many rounds over all margins does not."""

AT_REST = 1e-6
"""Raking that a round changes by no more than this share of what is still off comes no nearer."""


class Raked(NamedTuple):
    """Weights, and how well they fit."""

    weights: Floats
    """N."""
    off: Floats
    """U: by unit, the largest difference of a group's weight from its total, as a share of the unit's weight."""

    @property
    def converged(self) -> npt.NDArray[np.bool_]:
        """U: whether all totals are met."""
        return np.asarray(self.off <= TOLERANCE)


def rake(
    base: Floats,
    margins: Sequence[Margin],
    unit: Places,
    bounds: tuple[float, float] | None = None,
    most_cycles: int = MOST_CYCLES,
) -> Raked:
    """Return the base weights brought to the totals by iterative proportional fitting (Deming & Stephan 1940).

    Each margin in turn multiplies the weights of a group by total / present weight, round after round. Units (U, the
    community of each person) are independent: one that is done is not touched again. With `bounds`, each round ends
    by cutting the weights to these multiples of their unit's mean (Izrael, Battaglia & Frankel 2009), so that the
    weights stay inside even where the totals cannot be met with them. Groups with a total need a person in them.
    """
    weights = base.astype(np.float64)
    units = int(unit.max(initial=-1)) + 1
    off, before = _off(weights, margins, unit, units), np.full(units, np.inf)
    for _ in range(most_cycles):
        going = ((off > TOLERANCE) & (np.abs(before - off) > AT_REST * off))[unit]
        if not going.any():
            break
        before = off
        for group, total in margins:
            weights = np.where(going, weights * _factor(weights, group, total)[group], weights)
        if bounds is not None:
            weights = np.where(going, _inside(weights, unit, bounds), weights)
        off = _off(weights, margins, unit, units)
    return Raked(weights, off)


def trimmed(free: Raked, base: Floats, margins: Sequence[Margin], unit: Places, bounds: tuple[float, float]) -> Raked:
    """Return the weights raked again inside the bounds in the units where some are beyond them; others as they are."""
    mean = np.bincount(unit, free.weights) / np.maximum(np.bincount(unit), 1)
    beyond = (free.weights < bounds[0] * mean[unit]) | (free.weights > bounds[1] * mean[unit])
    again = np.isin(unit, unit[beyond])
    if not again.any():
        return free
    inside = rake(base[again], [(group[again], total) for group, total in margins], unit[again], bounds)
    weights, off = free.weights.copy(), free.off.copy()
    weights[again] = inside.weights
    places = np.unique(unit[again])
    off[places] = inside.off[places]
    return Raked(weights, off)


def _inside(weights: Floats, unit: Places, bounds: tuple[float, float]) -> Floats:
    """Return the weights cut to these multiples of their unit's mean; their total stays.

    Cutting moves the mean, and with it the bounds: so again and again.
    """
    total, cut = np.bincount(unit, weights), weights
    for _ in range(MOST_CYCLES):
        mean = (np.bincount(unit, cut) / np.maximum(np.bincount(unit), 1))[unit]
        before, cut = cut, np.clip(cut, bounds[0] * mean, bounds[1] * mean)
        if (np.abs(cut - before) <= TOLERANCE * mean).all():
            break
    return np.asarray(cut * (total / np.maximum(np.bincount(unit, cut), np.finfo(float).tiny))[unit])


def _factor(weights: Floats, group: Places, total: Floats) -> Floats:
    present = np.bincount(group, weights, len(total))
    factor = np.ones(len(total))
    np.divide(total, present, out=factor, where=(present > 0) & ~np.isnan(total))
    return factor


def _off(weights: Floats, margins: Sequence[Margin], unit: Places, units: int) -> Floats:
    whole, off = np.bincount(unit, weights, units), np.zeros(units)
    for group, total in margins:
        lacking = np.nan_to_num(np.abs(np.bincount(group, weights, len(total)) - total))
        np.maximum.at(off, unit, lacking[group])
    np.divide(off, whole, out=off, where=whole > 0)
    return off


def design_effect(weights: Floats, unit: Places) -> Floats:
    """Return by unit n Σw² / (Σw)², at least 1: how many times more people it would take (Kish 1965); NaN of nobody."""
    n, total, squares = (np.bincount(unit, part) for part in (np.ones(len(weights)), weights, weights**2))
    found = np.full(len(n), np.nan)
    np.divide(n * squares, total**2, out=found, where=total > 0)
    return found


def calibration_residuals(values: Floats, base: Floats, design: Floats) -> Floats:
    """Return what the margins do not tell of each value: residuals of a regression on them with the base weights.

    `values` is N x J (NaN where a person has none: left out for that column), `design` N x P, a column of 0 and 1 for
    each group. With the final weights they give the variance of a calibrated mean (Deville & Särndal 1992; `calibrate`
    in the R package survey). The groups of two margins add up to the same, so that the inverse is a generalised one.
    """
    seen = ~np.isnan(values)
    known = np.where(seen, values, 0.0)
    weight = base[:, None] * seen
    cross = np.einsum("np,nj,nq->jpq", design, weight, design)
    slopes = np.linalg.pinv(cross, rcond=1e-10, hermitian=True) @ (design.T @ (weight * known)).T[..., None]
    return np.where(seen, known - design @ slopes[..., 0].T, np.nan)


def linearised(values: Floats, weights: Floats, residuals: Floats) -> Floats:
    """Return pseudo-values z whose plain mean is the weighted mean of `values` and whose plain s²/n its variance.

    z = ȳ + w e - mean(w e), by column over those who have a value, with their weights w brought to a mean of 1 and the
    residuals e of their values (Taylor linearisation: Woodruff 1971). All weights 1 and e = x - x̄ give x again.
    """
    seen = ~np.isnan(values)
    own = np.where(seen, weights[:, None], 0.0)
    number, total = np.maximum(seen.sum(axis=0), 1), own.sum(axis=0)
    own *= np.divide(number, total, out=np.zeros(len(total)), where=total > 0)
    mean = (own * np.where(seen, values, 0.0)).sum(axis=0) / number
    moved = own * np.where(seen, residuals, 0.0)
    return np.where(seen, mean + moved - moved.sum(axis=0) / number, np.nan)
