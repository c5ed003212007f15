"""Additive sums of respondents by cell (community x role): all that scoring needs from persons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    import pandas as pd

Floats = npt.NDArray[np.float64]

ByCell = tuple["pd.MultiIndex", Sequence[Floats]]


def added(one: ByCell, other: ByCell) -> tuple[pd.MultiIndex, list[Floats]]:
    """Return (the cells of both, sorted; the sums of their arrays, whose first axis are the cells)."""
    if one[0].equals(other[0]):
        return one[0], [a + b for a, b in zip(one[1], other[1], strict=True)]
    cells = one[0].union(other[0])
    mine, theirs = cells.get_indexer(one[0]), cells.get_indexer(other[0])
    totals = []
    for a, b in zip(one[1], other[1], strict=True):
        total = np.zeros((len(cells), *a.shape[1:]))
        total[mine] += a
        total[theirs] += b
        totals.append(total)
    return cells, totals


@dataclass(frozen=True)
class Moments:
    """Counts, sums and cross-products of pairs of variables, by cell. Two of the same variables merge with +."""

    cells: pd.MultiIndex
    """(community, role), C cells, sorted."""
    names: tuple[str, ...]
    """Ids of the V variables (scores or items)."""
    pairs: npt.NDArray[np.intp]
    """P x 2: which two variables; the first V pairs are each variable with itself."""
    n: Floats
    """C x P: respondents that have both variables."""
    sum_a: Floats
    """C x P: sum of the first variable over those."""
    sum_b: Floats
    """C x P: sum of the second variable over those."""
    product: Floats
    """C x P: sum of the products over those."""

    @cached_property
    def count(self) -> Floats:
        """C x V: respondents that have the variable."""
        return self.n[:, : len(self.names)]

    @cached_property
    def mean(self) -> Floats:
        """C x V: mean of the variable in the cell; NaN where nobody has it."""
        count = self.count
        mean: Floats = np.full(count.shape, np.nan)
        np.divide(self.sum_a[:, : len(self.names)], count, out=mean, where=count > 0)
        return mean

    @cached_property
    def scatter(self) -> Floats:
        """C x P: sum of products of deviations from the cell's means over the pair's respondents."""
        n = np.maximum(self.n, 1.0)
        centred = self.product - self.sum_a * self.sum_b / n
        diagonal = self.pairs[:, 0] == self.pairs[:, 1]
        return np.where(diagonal, np.maximum(centred, 0.0), centred)

    def over(self, names: tuple[str, ...]) -> Moments:
        """Return the moments of these variables in this order; nobody has a variable that is not here."""
        place = {name: at for at, name in enumerate(self.names)}
        known = {(int(a), int(b)): at for at, (a, b) in enumerate(self.pairs)}
        later = [(a, b) for a in range(len(names)) for b in range(a + 1, len(names))]
        pairs = np.array([*((a, a) for a in range(len(names))), *later], dtype=np.intp).reshape(-1, 2)
        wanted = [(place.get(names[a], -1), place.get(names[b], -1)) for a, b in pairs.tolist()]
        same = np.array([known.get(pair, -1) for pair in wanted], dtype=np.intp)
        turned = np.array([known.get(pair[::-1], -1) for pair in wanted], dtype=np.intp)
        at = np.where(same >= 0, same, turned)

        def taken(straight: Floats, other: Floats) -> Floats:
            return np.where(at >= 0, np.where(same >= 0, straight[:, at], other[:, at]), 0.0)

        return Moments(
            self.cells,
            names,
            pairs,
            taken(self.n, self.n),
            taken(self.sum_a, self.sum_b),
            taken(self.sum_b, self.sum_a),
            taken(self.product, self.product),
        )

    def __add__(self, other: Moments) -> Moments:
        if self.names != other.names or not np.array_equal(self.pairs, other.pairs):
            raise ValueError("moments of different variables do not add up")
        names = ("n", "sum_a", "sum_b", "product")
        mine, theirs = ((part.cells, [getattr(part, name) for name in names]) for part in (self, other))
        cells, parts = added(mine, theirs)
        return Moments(cells, self.names, self.pairs, *parts)
