"""Role means -> role-balanced community means, with missing roles filled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from resilience_cli.scoring.layout import Layout
from resilience_cli.stats.effects import RoleEffects, predicted, role_effects

Floats = npt.NDArray[np.float64]

LEAST_COMMUNITIES = 8
"""With fewer communities than this a missing role is not filled (docs/method.md, section 4)."""


@dataclass(frozen=True)
class Balanced:
    """Community means as a linear function of the role means that are there: Σ_r pull ȳ + shift (+ noise)."""

    cells: Floats
    """C x R x J: role means, missing roles filled (not clipped); NaN where nothing can be said."""
    estimate: Floats
    """C x J: community means, 0-100; NaN where nothing can be said."""
    pull: Floats
    """C x R x J: weight of each present role's mean, its part in the filled cells included."""
    shift: Floats
    """C x J: what the role effects of the filled cells add."""
    noise: Floats
    """C x R x J: weight times prediction standard deviation of each filled cell; 0 elsewhere."""
    filled: Floats
    """C x J: weight of the filled cells."""
    by_effects: npt.NDArray[np.bool_]
    """J: filled by role effects; else the present roles stand in for the missing ones."""
    fill_df: Floats
    """J: residual degrees of freedom behind the noise; infinite where role effects were not used."""


def weighted(cells: Floats, weights: Floats) -> Floats:
    """Return C x J: Σ_r w ȳ / Σ_r w, clipped to 0-100; NaN where a cell with weight is missing or all weights are 0."""
    total = weights.sum(axis=1)
    part = np.where(weights > 0, weights * cells, 0.0).sum(axis=1)
    out = np.full(total.shape, np.nan)
    np.divide(part, total, out=out, where=total > 0)
    return np.clip(out, 0.0, 100.0)


class _Fill(NamedTuple):
    """How the missing cells of one score are filled."""

    cells: Floats
    """C x R: role means, missing ones filled."""
    share: Floats
    """C x R: how much of each present role's mean enters a filled cell."""
    offset: Floats
    """C x R: what the role effects add to the cell if it is filled."""
    sd: Floats
    """C: prediction standard deviation of a filled cell."""
    df: float
    """Residual degrees of freedom behind `sd`; infinite if it is not estimated."""


def balance(layout: Layout, sampling: Floats) -> Balanced:
    """Return the balanced means of all communities; `sampling` is C x R x J, the cells' variance without finite N.

    With fewer than 8 communities, or roles that no community connects, nothing is filled: the present roles stand in
    for the missing ones, with the largest role gap seen as standard deviation.
    """
    fills = [_fill_score(layout, sampling, j) for j in range(layout.mean.shape[-1])]
    cells, share, offset = (np.stack([fill[k] for fill in fills], axis=-1) for k in range(3))
    sd = np.stack([fill.sd for fill in fills], axis=-1)[:, None, :]
    own = np.where(layout.present, layout.weights, 0.0)
    lost = np.where(layout.missing, layout.weights, 0.0)
    df = np.array([fill.df for fill in fills])
    return Balanced(
        cells=cells,
        estimate=weighted(cells, layout.weights),
        pull=own + share * lost.sum(axis=1, keepdims=True),
        shift=(lost * offset).sum(axis=1),
        noise=np.where(lost > 0, lost * sd, 0.0),
        filled=lost.sum(axis=1),
        by_effects=np.isfinite(df),
        fill_df=df,
    )


def _fill_score(layout: Layout, sampling: Floats, j: int) -> _Fill:
    present, missing = layout.present[..., j], layout.missing[..., j]
    means = np.where(present, layout.mean[..., j], np.nan)
    if missing.any() and not layout.alone and int(present.any(axis=1).sum()) >= LEAST_COMMUNITIES:
        effects = role_effects(means)
        if effects.df > 0 and not np.isnan(effects.beta[missing.any(axis=0)]).any():
            return _by_effects(means, present, effects, sampling[..., j])
    return _stand_in(means, present, np.where(present, layout.weights[..., j], 0.0))


def _by_effects(means: Floats, present: npt.NDArray[np.bool_], effects: RoleEffects, sampling: Floats) -> _Fill:
    """Fill additively: ỹ = mean over present s of (ȳ_s - β_s) + β_r, variance τ² (1 + 1/|P_c|).

    τ² is the residual mean square less the mean sampling variance of the cells, at least 0.
    """
    number = np.maximum(present.sum(axis=1, keepdims=True), 1)
    share = present / number
    beta = np.nan_to_num(effects.beta)
    tau2 = max(0.0, effects.residual_ms - float(sampling[present].mean()))
    return _Fill(
        cells=np.where(present, means, predicted(means, effects.beta)),
        share=share,
        offset=beta - (share @ beta)[:, None],
        sd=np.sqrt(tau2 * (1.0 + 1.0 / number[:, 0])),
        df=float(effects.df),
    )


def _stand_in(means: Floats, present: npt.NDArray[np.bool_], weights: Floats) -> _Fill:
    total = weights.sum(axis=1, keepdims=True)
    share = np.divide(weights, total, out=np.zeros(weights.shape), where=total > 0)
    level = np.where(total > 0, np.where(present, share * means, 0.0).sum(axis=1, keepdims=True), np.nan)
    return _Fill(
        cells=np.where(present, means, level),
        share=share,
        offset=np.zeros(means.shape),
        sd=np.full(len(means), _largest_gap(means)),
        df=float("inf"),
    )


def _largest_gap(means: Floats) -> float:
    """Return the largest difference between two roles of one community; NaN if no community has two."""
    several = (~np.isnan(means)).sum(axis=1) >= 2
    if not several.any():
        return float("nan")
    return float((np.nanmax(means[several], axis=1) - np.nanmin(means[several], axis=1)).max())
