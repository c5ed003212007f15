"""Two waves laid out on the roles that both have: what they give, and how sure their difference is."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
from threadpoolctl import threadpool_limits

from resilience_cli.analysis.diagnosing import main_role
from resilience_cli.analysis.pairing import Pairs, combined
from resilience_cli.catalog.diff.parts import names as new_ids
from resilience_cli.model.assessment import Assessment
from resilience_cli.model.instrument import Instrument
from resilience_cli.model.moments import Moments
from resilience_cli.reports.suppression import smallest_cell
from resilience_cli.scoring.balance import Balanced
from resilience_cli.scoring.communities import estimate, on_roles
from resilience_cli.scoring.composites import compose
from resilience_cli.scoring.layout import Layout, lay_out, shared_by
from resilience_cli.scoring.uncertainty import CellCovariance, draw, precision
from resilience_cli.stats.change import hedges, hedges_interval, joint_df, two_sided, within
from resilience_cli.stats.intervals import quantiles

Floats = npt.NDArray[np.float64]
DRAWS, SEED = 3999, 20231026
ENDS = (0.025, 0.975, 0.05, 0.95)
"""Quantiles of the 95 % and of the 90 % interval."""
Effects = Mapping[tuple[str, str], tuple[float, float, float]]
"""By (later id of the community, base score): an effect and the ends of its interval."""


class Two(NamedTuple):
    """The layouts of the earlier and the later wave, of the same communities in the same order."""

    own: tuple[Layout, Layout]
    """With the roles that count in each."""
    shared: tuple[Layout, Layout]
    """With those that count and answered in both."""
    rho: tuple[Floats, Floats]
    """J: reliability of each base score, for finite populations."""


@dataclass(frozen=True)
class Measured:
    """Both waves on the shared roles; C x S, scores in file order, NaN where nothing can be said."""

    before: Floats
    """The scores in the earlier wave."""
    after: Floats
    """In the later one."""
    variance: Floats
    """Of the difference, V1 + V2."""
    p: Floats
    """Two-sided p of no change."""
    ends: Floats
    """C x S x 4: the ENDS of the difference."""


def two_layouts(before: Assessment, after: Assessment, pairs: Pairs, finite: bool) -> Two:
    """Return the layouts of the paired communities by the roles and scores of the later questionnaire.

    Populations are taken as endless, for a change is about what goes on, unless `finite`.
    """
    instrument = after.instrument
    sides = ((before, [one for one, _ in pairs]), (after, [other for _, other in pairs]))
    own = [_layout(assessment, instrument, tuple(ids)) for assessment, ids in sides]
    if not finite:
        own = [replace(layout, fraction=np.zeros_like(layout.fraction)) for layout in own]
    rho = [_reliability(assessment, instrument) for assessment in (before, after)]
    return Two((own[0], own[1]), shared_by(instrument, *own), (rho[0], rho[1]))


def _layout(assessment: Assessment, instrument: Instrument, communities: tuple[str, ...]) -> Layout:
    used = assessment.people.set_index(["community", "role"])["used"]
    people = on_roles(used, communities, tuple(instrument.roles))
    roles = tuple(role for role in instrument.roles if role in combined(assessment))
    moments = moments_of(assessment, instrument)
    return lay_out(instrument, communities, moments, people, register=assessment.register, roles=roles)


def moments_of(assessment: Assessment, instrument: Instrument) -> Moments:
    """Return the moments of the scores under the ids, and in the order, that they have in `instrument`."""
    moments = assessment.moments["scores"]
    new = new_ids(assessment.instrument.raw, instrument.raw).of("score")
    renamed = replace(moments, names=tuple(new.get(name, name) for name in moments.names))
    return renamed.over(tuple(score.id for score in instrument.base_scores))


def _reliability(assessment: Assessment, instrument: Instrument) -> Floats:
    new = new_ids(assessment.instrument.raw, instrument.raw).of("score")
    rho = {new.get(score, score): value for score, value in assessment.quality[["score", "rho"]].to_numpy().tolist()}
    return np.array([rho.get(score.id, 0.0) for score in instrument.base_scores], dtype=np.float64)


def measured(instrument: Instrument, two: Two) -> Measured:
    """Return both waves and how sure the difference is, the waves as independent samples.

    A score made of items: Δ ± t √(V1 + V2), degrees of freedom by Welch (1947). One made of scores is not linear in
    its parts: its interval is that of the differences of draws. p is always of t: draws cannot tell small ones.
    """
    found = [estimate(instrument, layout, rho) for layout, rho in zip(two.shared, two.rho, strict=True)]
    exact = [precision(instrument, balanced, cells) for balanced, cells in found]
    values = [_stacked(instrument, balanced.estimate) for balanced, _ in found]
    difference, variance = values[1] - values[0], exact[0].se ** 2 + exact[1].se ** 2
    df = joint_df(exact[0].se ** 2, exact[0].df, exact[1].se ** 2, exact[1].df)
    se = np.sqrt(variance)
    by_t = np.stack([*within(difference, se, df), *within(difference, se, df, 0.90)], axis=-1)
    made = np.array([not score.of_items for score in instrument.scores])
    ends = by_t
    if made.any() and len(difference):
        ends = np.where(made[:, None] & ~np.isnan(by_t), _drawn(instrument, two, found), by_t)
    p = np.where(np.isnan(difference), np.nan, two_sided(difference, se, df))
    return Measured(values[0], values[1], variance, p, ends)


def _drawn(instrument: Instrument, two: Two, found: Sequence[tuple[Balanced, CellCovariance]]) -> Floats:
    """Return C x S x 4: the ENDS of the differences of draws, all communities on all processors."""

    def one(c: int) -> Floats:
        sides = []
        for k, (layout, (balanced, cells)) in enumerate(zip(two.shared, found, strict=True)):
            key = f"{SEED}\x1f{two.shared[1].communities[c]}\x1f{k}"
            base = draw(layout, balanced, cells, c, number=DRAWS, key=key)
            sides.append(_stacked(instrument, base))
        return quantiles((sides[1] - sides[0]).T, ENDS)

    with threadpool_limits(1), ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        return np.stack(list(pool.map(one, range(len(two.shared[1].communities)))))


def _stacked(instrument: Instrument, base: Floats) -> Floats:
    """Return … x S, all scores in file order, of the base scores (… x J)."""
    values = compose(instrument, base)
    return np.stack([values[score.id] for score in instrument.scores], axis=-1)


def effects(before: Assessment, after: Assessment, pairs: Pairs) -> Effects:
    """Return Hedges g and its interval by (community, base score), of the main role, where enough people answered."""
    role, least = main_role(after), smallest_cell(after.instrument)
    sides = [moments_of(assessment, after.instrument) for assessment in (before, after)]
    ids = [[one for one, _ in pairs], [other for _, other in pairs]]
    rows = [
        side.cells.get_indexer(pd.MultiIndex.from_product([names, [role]]))
        for side, names in zip(sides, ids, strict=True)
    ]
    here = [(at >= 0)[:, None] for at in rows]
    size = len(sides[0].names)
    n = [np.where(seen, side.count[at], 0.0) for side, at, seen in zip(sides, rows, here, strict=True)]
    mean = [side.mean[at] for side, at in zip(sides, rows, strict=True)]
    scatter = [side.scatter[at, :size] for side, at in zip(sides, rows, strict=True)]
    g = hedges(mean[1] - mean[0], n[0], n[1], scatter[0], scatter[1])
    g = np.where((n[0] >= least) & (n[1] >= least), g, np.nan)
    told = np.stack([g, *hedges_interval(g, n[0], n[1])], axis=-1)
    names = [score.id for score in after.instrument.base_scores]
    return {
        (pairs[c][1], names[j]): (float(told[c, j, 0]), float(told[c, j, 1]), float(told[c, j, 2]))
        for c, j in np.argwhere(~np.isnan(g)).tolist()
    }
