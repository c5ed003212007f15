"""Sums of the residents' scores in random halves of them: what one half says can be laid beside what the other says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from resilience_cli.model.moments import added

if TYPE_CHECKING:
    import pandas as pd

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Halves:
    """Counts and sums over one half of the residents, by cell, split and score. Two of the same scores merge with +.

    The other half is what the moments of all of them hold beyond it.
    """

    cells: pd.MultiIndex
    """(community, role), C cells of residents, sorted."""
    names: tuple[str, ...]
    """Ids of the K scores of items that are kept."""
    n: Floats
    """C x R x K: residents of the half that have the score, by split."""
    sum: Floats
    """C x R x K: sum of the score over those."""

    def __add__(self, other: Halves) -> Halves:
        if self.names != other.names or self.n.shape[1] != other.n.shape[1]:
            raise ValueError("halves of different scores or splits do not add up")
        cells, parts = added(*((half.cells, [half.n, half.sum]) for half in (self, other)))
        return Halves(cells, self.names, *parts)


def as_table(halves: Halves) -> pd.DataFrame:
    """Return one row (community, role, split, score): n, sum."""
    import pandas as pd

    cells, splits, names = halves.n.shape
    keys = {}
    for level in ("community", "role"):
        codes, values = pd.factorize(halves.cells.get_level_values(level))
        keys[level] = pd.Categorical.from_codes(np.repeat(codes.astype(np.int32), splits * names), values)
    score = pd.Categorical.from_codes(np.tile(np.arange(names, dtype=np.int16), cells * splits), pd.Index(halves.names))
    split = np.tile(np.repeat(np.arange(splits, dtype=np.int8), names), cells)
    return pd.DataFrame({**keys, "split": split, "score": score, "n": halves.n.ravel(), "sum": halves.sum.ravel()})


def from_table(table: pd.DataFrame) -> Halves:
    """Return the halves that `as_table` wrote."""
    import pandas as pd

    names = tuple(table["score"].unique())
    cells = table[["community", "role"]].drop_duplicates().astype(object)
    shape = (len(cells), int(table["split"].nunique()), len(names))
    n, total = (table[name].to_numpy(float).reshape(shape) for name in ("n", "sum"))
    return Halves(pd.MultiIndex.from_frame(cells), names, n, total)
