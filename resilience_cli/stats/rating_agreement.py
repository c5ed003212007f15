"""How far several people who rate the same thing agree."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


def krippendorff(ratings: Floats) -> float:
    """Return Krippendorff's α with squared differences, of ratings (things × raters; NaN where there is none).

    α = 1 − observed / expected disagreement: 1 is full agreement, 0 what chance gives, below 0 worse than that. It
    serves any number of raters, who need not be the same for each thing (Krippendorff 2019, Content Analysis, 4th
    ed., ch. 12; Hayes & Krippendorff 2007). Things rated once do not count. NaN where no two ratings are of one
    thing, or all are equal: without differences, agreement cannot be told from habit.
    """
    paired = ratings[(~np.isnan(ratings)).sum(axis=1) > 1]
    number = (~np.isnan(paired)).sum(axis=1)
    total = number.sum()
    if not total:
        return float("nan")
    observed = float((_squares(paired, 1) / (number - 1)).sum() / total)
    expected = float(_squares(paired.reshape(1, -1), 1)[0] / (total * (total - 1)))
    return 1 - observed / expected if expected > 0 else float("nan")


def _squares(values: Floats, axis: int) -> Floats:
    """Return Σ (x_i − x_j)² over all ordered pairs along the axis: 2 n Σ (x − x̄)²."""
    number = (~np.isnan(values)).sum(axis=axis)
    squares: Floats = 2 * number * number * np.nanvar(values, axis=axis)
    return squares


def pair_differences(ratings: Floats) -> Floats:
    """Return |x_i − x_j| of every two ratings of one thing (things × raters; NaN where there is none)."""
    first, second = np.triu_indices(ratings.shape[1], 1)
    differences = np.abs(ratings[:, first] - ratings[:, second])
    found: Floats = differences[~np.isnan(differences)]
    return found
