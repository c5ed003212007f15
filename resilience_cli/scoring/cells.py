"""The cells (community x role) in which people stand."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd


def cell_codes(people: pd.DataFrame) -> tuple[npt.NDArray[np.intp], pd.MultiIndex]:
    """Return the cell of each respondent, as a place in the sorted cells (community, role) that occur, and those."""
    community, communities = pd.factorize(people["community"], sort=True)
    role, roles = pd.factorize(people["role"], sort=True)
    found, codes = np.unique(community * len(roles) + role, return_inverse=True)
    width = max(len(roles), 1)
    parts = [communities.take(found // width), roles.take(found % width)]
    return codes.astype(np.intp), pd.MultiIndex.from_arrays(parts, names=["community", "role"])
