"""Residents weighted to what is known of all residents: weights, what they cost, and scores that carry them on.

Only roles that speak for themselves are weighted; a body's people stand for the body. All of it ends in pseudo-values
(stats.raking.linearised), whose plain sums give the weighted means and their variances, so that nothing below knows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pandas as pd

from resilience_cli.errors import InputError
from resilience_cli.model.finding import Finding
from resilience_cli.model.margins import Margins
from resilience_cli.model.responses import Responses
from resilience_cli.scoring.cells import cell_codes
from resilience_cli.scoring.margins_met import NOWHERE, met
from resilience_cli.stats.raking import Raked, calibration_residuals, design_effect, linearised, rake, trimmed

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.intp]

BOUNDS = (0.3, 3.0)
"""No resident counts less or more than these multiples of the community's mean weight (docs/method.md, section 4)."""


@dataclass(frozen=True)
class Weighting:
    """The weights of the respondents used (N)."""

    weights: Floats
    """N: final weights, mean 1 over the residents of a community; 1 for bodies."""
    base: Floats
    """N: weights before raking, likewise; the final ones where raking missed the margins."""
    groups: Mapping[str, Places]
    """By field that is a margin, N: the group of each person; NOWHERE where it is no margin, or is missed."""
    cells: Places
    """N: place in `index`."""
    index: pd.MultiIndex
    """(community, role), sorted."""
    raked: tuple[str, ...] = ()
    """Communities that meet the margins, or nearly."""
    findings: tuple[Finding, ...] = ()
    """Why others do not, and what else is to be known."""

    @property
    def deff(self) -> pd.Series[float]:
        """By (community, role): Kish's design effect."""
        return pd.Series(design_effect(self.weights, self.cells), index=self.index)

    def pseudo_values(self, values: Floats) -> Floats:
        """Return N x J pseudo-values of the scores; the scores themselves where all weights are the same by design."""
        out = values.copy()
        order = np.argsort(self.cells, kind="stable")
        starts = np.searchsorted(self.cells[order], np.arange(len(self.index) + 1))
        for start, stop in pairwise(starts):
            rows = order[start:stop]
            design = _indicators([groups[rows] for groups in self.groups.values()])
            if design is None and np.ptp(self.base[rows]) == 0:
                continue
            design = np.ones((len(rows), 1)) if design is None else design
            residuals = calibration_residuals(values[rows], self.base[rows], design)
            out[rows] = linearised(values[rows], self.weights[rows], residuals)
        return out


def weigh(used: Responses, margins: Margins | None, weight: str | None) -> Weighting | None:
    """Return the weights of the residents; None where neither margins nor a column of weights were given.

    Raises InputError if there are margins and no community can be weighted to them.
    """
    if margins is None and weight is None:
        return None
    people = used.people
    cells, index = cell_codes(people)
    resident = people["role"].isin(used.instrument.residents).to_numpy(dtype=bool)
    communities, names = pd.factorize(people["community"], sort=True)
    base = _mean_one(np.where(resident, people["weight"].to_numpy(float), 1.0), communities, resident)
    plain = Weighting(base, base, {}, cells, index)
    if margins is None:
        return plain
    found = met(used, margins, base, resident)
    ready = names.isin(found.communities)[communities] & resident
    unit = communities[ready]
    targets = [(found.groups[id_][ready], totals) for id_, totals in found.totals.items()]
    free = rake(base[ready], targets, unit)
    cut = trimmed(free, base[ready], targets, unit, bounds=BOUNDS)
    findings = [*found.findings, *_short_of(used, margins, names, np.unique(unit), free=free, cut=cut)]
    ended = [c for c in np.unique(unit).tolist() if free.converged[c]]
    if not ended:
        raise InputError(*findings, Finding("RES-S045", margins.where()))
    raked = np.isin(communities, ended) & resident
    weights = base.copy()
    weights[raked] = cut.weights[np.isin(unit, ended)]
    weights = _mean_one(weights, communities, resident)
    exact = raked & np.isin(communities, np.unique(unit)[cut.converged[np.unique(unit)]])
    return replace(
        plain,
        weights=weights,
        base=np.where(raked & ~exact, weights, base),  # margins that are missed make no estimate surer
        groups={id_: np.where(exact, groups, NOWHERE) for id_, groups in found.groups.items()},
        raked=tuple(map(str, names[ended])),
        findings=tuple(findings),
    )


def _short_of(
    used: Responses, margins: Margins, names: pd.Index[str], units: Places, *, free: Raked, cut: Raked
) -> Iterator[Finding]:
    """Yield where raking does not end, so that the weights stay as they were, and where bounds keep it from the end."""
    for c in units.tolist():
        where = margins.where((), str(used.communities.at[names[c], "name"]))
        if not free.converged[c]:
            yield Finding("RES-S042", where)
        elif not cut.converged[c]:
            yield Finding("RES-S043", where, {"points": f"{100 * cut.off[c]:.1f}"})


def _mean_one(weights: Floats, communities: Places, rows: npt.NDArray[np.bool_]) -> Floats:
    """Return the weights with a mean of 1 over those rows of each community; others as they are."""
    total = np.bincount(communities, np.where(rows, weights, 0.0))
    mean = total / np.maximum(np.bincount(communities, rows), 1)
    return np.where(rows, weights / np.where(mean > 0, mean, 1.0)[communities], weights)


def _indicators(groups: Sequence[Places]) -> Floats | None:
    """Return a column of 0 and 1 for each group that occurs; None if none of the persons is in one."""
    columns = [(group[:, None] == np.unique(group)).astype(np.float64) for group in groups if (group != NOWHERE).all()]
    return np.hstack(columns) if columns else None
