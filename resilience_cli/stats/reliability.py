"""How well the items of a score go together."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


def alpha(covariance: Floats) -> float:
    """Return coefficient α = K/(K-1) (1 - Σ S_kk / ΣΣ S) of a K x K covariance matrix (Cronbach 1951).

    At most 1; may be negative. NaN for fewer than two items, a pair that was never answered together, or no variance.
    """
    items = len(covariance)
    total = float(covariance.sum())
    if items < 2 or not total > 0:
        return float("nan")
    return float(items / (items - 1) * (1.0 - np.trace(covariance) / total))
