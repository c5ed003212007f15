"""The key of a total: with which weight each part enters it, recovered from the parts and the total alone."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
EXACT = 1e-6
"""A total of figures with few digits that differs by less from the sum of its parts is that sum."""
KEPT = 0.9
"""Share of the rows that must fit exactly: the others may have been edited by hand."""
SPARE = 10
"""Rows beyond the number of weights that must fit too, so that an exact fit is no accident."""
MOST_ROWS = 4000
"""More rows tell no more: so many, evenly spread, are looked at."""
_STEPS = 20


def weights_in_total(total: Floats, parts: Floats, groups: npt.NDArray[np.int64]) -> Floats | None:
    """Return the weight of each part in the total, NaN where the rows do not tell it.

    None if the total is no such sum, or if there are too few rows to tell. `total`: by row, finite. `parts`: row x
    part; NaN where a part is not there. `groups`: same shape, why it is not there: each reason of each part adds a
    constant of its own. The fit is by least trimmed squares: from all rows, again and again over the KEPT share that
    fits best (concentration steps of Rousseeuw & Van Driessen 2006, Data Mining and Knowledge Discovery 12:29-45),
    until these are fitted exactly.
    """
    some = np.unique(np.linspace(0, len(total) - 1, MOST_ROWS).astype(int)) if len(total) else np.arange(0)
    total, design = total[some], _design(parts[some], groups[some])
    kept = max(1, int(np.ceil(KEPT * len(total))))
    if kept - np.linalg.matrix_rank(design) < SPARE:
        return None
    rows = np.arange(len(total))
    for _ in range(_STEPS):
        found = np.linalg.lstsq(design[rows], total[rows], rcond=None)[0]
        gap = np.abs(total - design @ found)
        best = np.argsort(gap, kind="stable")[:kept]
        if gap[best[-1]] < EXACT:
            return np.where(_told(design[best])[: parts.shape[1]], found[: parts.shape[1]], np.nan)
        rows = best
    return None


def _design(parts: Floats, groups: npt.NDArray[np.int64]) -> Floats:
    """Return row x column: the parts (0 where not there), 1, and an indicator of each part and reason there is."""
    absent = np.isnan(parts)
    reasons = [absent & (groups == reason) for reason in np.unique(groups[absent])]
    flags = np.hstack([*reasons, np.ones((len(parts), 1), dtype=bool)])
    return np.hstack([np.where(absent, 0.0, parts), np.unique(flags, axis=1).astype(np.float64)])


def _told(design: Floats) -> npt.NDArray[np.bool_]:
    """Return by column whether the rows tell its weight: no change of it can be made up for by other columns."""
    _, sizes, directions = np.linalg.svd(np.linalg.qr(design, mode="r"), full_matrices=True)
    rank = int((sizes > sizes[0] * max(design.shape) * np.finfo(float).eps).sum())
    return np.asarray(np.abs(directions[rank:]).max(axis=0, initial=0.0) < EXACT)
