"""What was computed, as long tables sorted by community id."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from resilience_cli.model.instrument import Instrument
from resilience_cli.model.moments import Moments
from resilience_cli.scoring.balance import Balanced, weighted
from resilience_cli.scoring.composites import compose
from resilience_cli.scoring.evidence import Evidence
from resilience_cli.scoring.layout import Layout, on_grid
from resilience_cli.scoring.respondents import RespondentScores
from resilience_cli.scoring.screening import Screened
from resilience_cli.scoring.statuses import words
from resilience_cli.scoring.uncertainty import base_parts
from resilience_cli.scoring.verdicts import Judgement
from resilience_cli.stats.covariance import degrees
from resilience_cli.stats.intervals import effective_size, t_interval

if TYPE_CHECKING:
    from resilience_cli.scoring.weighting import Weighting

Floats = npt.NDArray[np.float64]
VARIANTS = ("complete", "unflagged", "unweighted")
"""Sums of other or otherwise counted respondents, whose scores stand beside the score; the last only with weights."""


def score_table(
    instrument: Instrument, evidence: Evidence, judgement: Judgement, variants: Mapping[str, Moments]
) -> pd.DataFrame:
    """Return one row (community, score), scores in file order; a score of scores has the worst of its parts."""
    layout, balanced, precision, spread = evidence.layout, evidence.balanced, evidence.precision, evidence.spread
    known = ~np.isnan(balanced.estimate)
    complete, _, _ = on_grid(variants["complete"], layout.communities, layout.roles)
    taking_part = layout.weights > 0
    n = np.where(taking_part, layout.count, 0.0).sum(axis=1)
    whole = np.where(taking_part, complete, 0.0).sum(axis=1)
    size = effective_size(np.moveaxis(layout.weights, 1, -1), np.moveaxis(layout.effective, 1, -1))
    levels = {
        "estimate": balanced.estimate,
        "pooled": np.where(known, pooled_means(layout), np.nan),
        **{name: _variant(layout, balanced, variants[name]) for name in VARIANTS if name in variants},
    }
    columns = {name: _file_order(instrument, compose(instrument, base)) for name, base in levels.items()}
    columns["residents"] = _file_order(instrument, judgement.others.residents)
    prorated = np.divide(n - whole, n, out=np.zeros(n.shape), where=n > 0)
    for name, base in {"prorated": prorated, "filled": balanced.filled, "borrowed": precision.lent}.items():
        columns[name] = _worst(instrument, base, np.max)
    for name, base in {"n": n, "n_eff": size}.items():
        columns[name] = _worst(instrument, base, np.min)
    columns |= {"low": spread.low, "high": spread.high, "se": precision.se, "df": precision.df}
    order = ["estimate", "low", "high", "se", "df", "n", "n_eff", "pooled", "complete", "unflagged", "residents"]
    order += ["unweighted"] if "unweighted" in columns else []
    frame = {name: columns[name].ravel() for name in [*order, "prorated", "filled", "borrowed"]}
    scores = [score.id for score in instrument.scores]
    index = pd.MultiIndex.from_product([layout.communities, scores], names=["community", "score"])
    table = pd.DataFrame(frame, index=index).reset_index()
    table.insert(5, "status", words(judgement.statuses.ravel().tolist()))
    return table


def role_table(instrument: Instrument, evidence: Evidence) -> pd.DataFrame:
    """Return one row (community, role, base score) of the cells that answered or were filled.

    The interval is x̄ ± t(n-1) √((1 - ρ f) s² / n) from the cell alone; with one person, or where all agree, it is
    borrowed: from the covariance of the other communities.
    """
    layout, balanced, cells = evidence.layout, evidence.balanced, evidence.cells
    n = layout.count
    variance = np.divide(
        layout.scatter[..., : n.shape[-1]], degrees(n), out=np.full(n.shape, np.nan), where=degrees(n) > 0
    )
    kept = 1.0 - evidence.rho * layout.fraction
    alone = (n > 1) & (variance > 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        own = np.sqrt(kept * variance / n)
    lent = np.sqrt(np.diagonal(cells.matrix, axis1=2, axis2=3))
    known = alone | ~np.isnan(cells.sampling)
    se = np.where(alone, own, np.where(known & (n > 0), lent, np.nan))
    df = np.where(alone, degrees(n), cells.df)
    low, high = t_interval(layout.mean, se, np.where((df > 0) & np.isfinite(df), df, np.nan))
    filled = layout.missing & ~np.isnan(balanced.estimate)[:, None]
    frame = {
        "n": n.astype(np.int64),
        "mean": np.where(filled, balanced.cells, layout.mean),
        "sd": np.sqrt(variance),
        "low": np.maximum(low, 0.0),
        "high": np.minimum(high, 100.0),
        "combined": layout.weights > 0,
        "filled": filled,
        "borrowed": (n > 0) & ~alone,
    }
    scores = [score.id for score in instrument.base_scores]
    index = pd.MultiIndex.from_product([layout.communities, layout.roles, scores], names=["community", "role", "score"])
    table = pd.DataFrame({name: values.ravel() for name, values in frame.items()}, index=index).reset_index()
    return table[(table["n"] > 0) | table["filled"]].reset_index(drop=True)


def respondent_table(screened: Screened, persons: RespondentScores, weighting: Weighting | None = None) -> pd.DataFrame:
    """Return one row a person that is used: community, role, the weight if there is one, flags, scores."""
    people = screened.used.people[["community", "role"]].astype("str").reset_index(drop=True)
    flags = screened.flags[~screened.out].reset_index(drop=True)
    scores = [score.id for score in screened.used.instrument.base_scores]
    if weighting is not None:
        people["weight"] = weighting.weights
    return pd.concat([people, flags, pd.DataFrame(persons.values, columns=scores)], axis=1)


def in_no_order(parts: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Return the rows of all parts in an order that does not tell the file's."""
    table = pd.concat(parts, ignore_index=True)
    return table.sort_values(list(table.columns), ignore_index=True)


def pooled_means(layout: Layout) -> Floats:
    """Return C x J: the mean of all persons whose role takes part, whatever their role."""
    n = np.where(layout.weights > 0, layout.count, 0.0)
    total, people = (n * np.nan_to_num(layout.mean)).sum(axis=1), n.sum(axis=1)
    out = np.full(total.shape, np.nan)
    np.divide(total, people, out=out, where=people > 0)
    return out


def variant_cells(layout: Layout, balanced: Balanced, moments: Moments) -> Floats:
    """Return C x R x J: the role means of some respondents; a role that has none keeps its mean."""
    _, _, mean = on_grid(moments, layout.communities, layout.roles)
    return np.where(np.isnan(mean), balanced.cells, mean)


def _variant(layout: Layout, balanced: Balanced, moments: Moments) -> Floats:
    cells = variant_cells(layout, balanced, moments)
    return np.where(np.isnan(balanced.estimate), np.nan, weighted(cells, layout.weights))


def _file_order(instrument: Instrument, values: Mapping[str, Floats]) -> Floats:
    return np.stack([values[score.id] for score in instrument.scores], axis=-1)


def _worst(instrument: Instrument, base: Floats, worst: Callable[..., Any]) -> Floats:
    return np.stack([worst(base[:, parts], axis=1) for parts in base_parts(instrument)], axis=-1)
