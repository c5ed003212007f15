"""How the items of a score go together: reliability within community and role, and which way each item runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from resilience_cli.analysis.agreeing import Agreed
from resilience_cli.model.assessment import Assessment
from resilience_cli.model.diagnosis import ItemQuality, ScoreQuality
from resilience_cli.model.instrument import Instrument, Item, Score
from resilience_cli.reports.suppression import smallest_cell
from resilience_cli.stats.agreement import Intraclass
from resilience_cli.stats.covariance import pooled, symmetric
from resilience_cli.stats.reliability import (
    alpha,
    alpha_interval,
    alpha_without,
    correlations,
    first_component,
    item_rest,
    lambda6,
    mean_correlation,
    omega_total,
)

Floats = npt.NDArray[np.float64]
LEAST_COMPLETE = 30
"""With fewer people who answered all items of a score nothing is said of its reliability."""
LEAST_ACCUSED = 100
"""Where fewer answered it beside the other items the sign of a loading is chance: no item is accused by it."""


@dataclass(frozen=True)
class ItemSums:
    """What is known of all items, over all communities."""

    covariance: Floats
    """Item x item, of points within community and role; NaN where it cannot be known."""
    n: Floats
    """Item x item: people that answered both."""
    place: Mapping[str, int]
    """Item id -> its place."""
    complete: Mapping[str, int]
    """Score id -> people who answered all of its items."""
    table: pd.DataFrame
    """Index: item id. n, mean, and count_<value> of residents: staff are never shown by item."""
    sd: Mapping[str, float]
    """Item id -> standard deviation of the declared values of residents; NaN for fewer than two."""


def item_sums(assessment: Assessment) -> ItemSums:
    """Return what is known of all items."""
    moments, complete = assessment.moments["items"], assessment.moments["complete"]
    covariance, df = pooled(moments.scatter, moments.n, axis=0)
    matrix = symmetric(np.where(df > 0, covariance, np.nan), moments.pairs, len(moments.names))
    size = len(moments.names)
    residents = assessment.instrument.residents
    mine = moments.cells.get_level_values("role").isin(residents)
    n, total, squares = (part[mine, :size].sum(axis=0) for part in (moments.n, moments.sum_a, moments.product))
    with np.errstate(divide="ignore", invalid="ignore"):
        points = np.sqrt(np.maximum(squares - total**2 / n, 0.0) / (n - 1.0))
    ranges = {item.id: item.scale.maximum - item.scale.minimum for item in assessment.instrument.items}
    table = assessment.items.assign(total=assessment.items["mean"].fillna(0.0) * assessment.items["n"])
    counted = [name for name in map(str, table.columns) if name in ("n", "total") or name.startswith("count_")]
    sums = table[counted].where(table["role"].isin(residents), 0).groupby(table["item"], sort=False).sum()
    sums["mean"] = sums["total"] / sums["n"].where(sums["n"] > 0)
    return ItemSums(
        matrix,
        symmetric(moments.n.sum(axis=0), moments.pairs, size),
        {name: index for index, name in enumerate(moments.names)},
        {name: int(complete.count[:, j].sum()) for j, name in enumerate(complete.names)},
        sums,
        {name: float(points[k] * ranges[name] / 100.0) for k, name in enumerate(moments.names)},
    )


def score_quality(
    instrument: Instrument,
    score: Score,
    sums: ItemSums,
    *,
    icc: Intraclass | None,
    reliability: Mapping[str, float],
    agreed: Agreed,
) -> ScoreQuality:
    """Return what the score is worth."""
    n = sums.complete[score.id]
    varying = _taking_part(score, sums)
    places = [sums.place[item] for item in varying] if n >= LEAST_COMPLETE else []
    covariance = sums.covariance[np.ix_(places, places)]
    r = correlations(covariance)
    a = alpha(covariance)
    low, high = alpha_interval(a, n, len(places))
    columns = (item_rest(covariance), alpha_without(covariance), first_component(r))
    by_item = dict(zip(varying if places else (), np.stack(columns, axis=1), strict=True))
    accused = {i for i, found in by_item.items() if found[2] < 0 and _beside(sums, i, varying) >= LEAST_ACCUSED}
    items = tuple(
        replace(
            _item(instrument, instrument.item[item], sums, by_item.get(item)),
            within=agreed.items.get(item),
            flag=item in accused,
        )
        for item in score.of
    )
    return ScoreQuality(
        score=score.id,
        n=n,
        alpha=_known(a),
        alpha_low=_known(low),
        alpha_high=_known(high),
        alpha_std=_known(alpha(r)),
        omega=_known(omega_total(r)),
        lambda6=_known(lambda6(r)),
        mean_r=_known(mean_correlation(r)),
        items=items,
        **dict(zip(("icc1", "icc2", "n0"), icc[:3] if icc else (None, None, None), strict=True)),
        reliability=reliability,
        agreement=agreed.agreement,
        left_out=tuple(item for item in score.of if item not in varying),
        limit=agreed.limit,
    )


def _taking_part(score: Score, sums: ItemSums) -> list[str]:
    """Return the items that take part in the score's reliability.

    None without variance, nor one that fewer than half of those who have the score answered, as a question to staff
    only: its covariances do not rest on n.
    """
    varying = [item for item in score.of if sums.covariance[sums.place[item], sums.place[item]] > 0]
    return [item for item in varying if 2 * _beside(sums, item, varying) >= sums.complete[score.id]]


def _beside(sums: ItemSums, item: str, others: Sequence[str]) -> float:
    """Return how many people answered the item and another one, of the usual one of the others."""
    return float(np.median([sums.n[sums.place[item], sums.place[other]] for other in others]))


def _item(instrument: Instrument, item: Item, sums: ItemSums, found: Floats | None) -> ItemQuality:
    row = dict(zip(sums.table.columns, sums.table.loc[item.id].to_numpy(float).tolist(), strict=True))
    shown = row["n"] >= smallest_cell(instrument)
    values = sorted(option.value for option in item.scale.options) if shown else []
    counts = {f"{value:g}": int(row[f"count_{value:g}"]) for value in values}
    shares = [counts[f"{value:g}"] / row["n"] for value in values]
    ends = (shares[0], shares[-1]) if shares else (None, None)
    worst, best = ends[::-1] if item.reverse else ends
    r_drop, alpha_drop, loading = (None, None, None) if found is None else map(_known, found)
    return ItemQuality(
        item=item.id,
        n=int(row["n"]),
        mean=_known(row["mean"]) if shown else None,
        sd=_known(sums.sd[item.id]) if shown else None,
        counts=counts,
        floor=worst,
        ceiling=best,
        r_drop=r_drop,
        alpha_drop=alpha_drop,
        loading=loading,
        within=None,
        flag=False,
    )


def _known(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
