"""Community and role effects on cell means, and the cells that they predict."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


class RoleEffects(NamedTuple):
    """Least squares of cell mean = community + role."""

    beta: Floats
    """Effect of each role, 0 for the first that was seen; NaN for a role without cells."""
    residual_ms: float
    """Residual mean square; NaN without residual degrees of freedom."""
    df: int
    """Residual degrees of freedom."""


def role_effects(means: Floats) -> RoleEffects:
    """Return the effects of roles on cell means (communities x roles, NaN = no cell), community effects absorbed.

    The same as lm(mean ~ community + role) on the cells: each community is centred on its own cells, then the roles
    are fitted; roles that no community connects cannot be compared and are NaN.
    """
    seen = ~np.isnan(means)
    count = seen.sum(axis=1)
    useful = count >= 2
    present = seen[useful].astype(float)
    values = np.where(seen[useful], means[useful], 0.0)
    share = present / count[useful][:, None]
    centred = present * (values - (values.sum(axis=1) / count[useful])[:, None])
    normal = np.diag(present.sum(axis=0)) - present.T @ share
    beta, *_ = np.linalg.lstsq(normal, centred.sum(axis=0), rcond=None)
    reference = int(seen.any(axis=0).argmax())
    linked = _linked(present, reference)
    beta = np.where(linked, beta - beta[reference], np.nan)
    fitted = present * (np.nan_to_num(beta) - (share @ np.nan_to_num(beta))[:, None])
    df = int(seen.sum() - seen.any(axis=1).sum() - (linked.sum() - 1))
    residual = float(((centred - fitted) ** 2).sum())
    return RoleEffects(beta, residual / df if df > 0 else float("nan"), df)


def predicted(means: Floats, beta: Floats) -> Floats:
    """Return ỹ_cr = mean over the present roles s of (ȳ_cs - β_s) + β_r, for all cells (… x communities x roles).

    Not clipped to the scale; NaN where the community has no cell, or the role no effect.
    """
    seen = ~np.isnan(means) & ~np.isnan(beta)
    count = seen.sum(axis=-1, keepdims=True)
    level = np.full(count.shape, np.nan)
    total = np.where(seen, means - np.nan_to_num(beta), 0.0).sum(axis=-1, keepdims=True)
    np.divide(total, count, out=level, where=count > 0)
    return np.asarray(level + beta)


def _linked(present: Floats, reference: int) -> npt.NDArray[np.bool_]:
    """Return which roles share communities with the reference role, directly or through others."""
    together = (present.T @ present) > 0
    reached = np.zeros(len(together), dtype=bool)
    reached[reference] = True
    for _ in range(len(together)):
        reached = reached | together[reached].any(axis=0)
    return reached
