"""Between two waves: which communities went from which class to which, and which items moved otherwise than all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from resilience_cli.analysis.diagnosing import main_role
from resilience_cli.analysis.pairing import Pairs
from resilience_cli.catalog.diff.parts import names as new_ids
from resilience_cli.model.assessment import Assessment
from resilience_cli.model.comparison import ItemChange, Move, Series
from resilience_cli.model.instrument import Instrument
from resilience_cli.model.moments import Moments
from resilience_cli.reports.suppression import smallest_cell
from resilience_cli.stats.change import drifting, joint_df, within

Floats = npt.NDArray[np.float64]


def moves(before: Assessment, after: Assessment, pairs: Pairs) -> tuple[Move, ...]:
    """Return from which class to which each community went, with P(before) P(after)."""
    one, other = ({v.community: v for v in assessment.verdicts} for assessment in (before, after))
    found = []
    for a, b in pairs:
        first, second = one[a].class_id, other[b].class_id
        shares = (one[a].probability or {}).get(first or ""), (other[b].probability or {}).get(second or "")
        p = None if shares[0] is None or shares[1] is None else shares[0] * shares[1]
        found.append(Move(b, first, second, p))
    return tuple(found)


def expected_moves(before: Assessment, after: Assessment, pairs: Pairs) -> Mapping[tuple[str, str], float]:
    """Return how many communities are to be expected to go from which class to which: Σ P(before) P(after)."""
    one, other = ({v.community: v for v in assessment.verdicts} for assessment in (before, after))
    expected: dict[tuple[str, str], float] = {}
    for a, b in pairs:
        for first, p in (one[a].probability or {}).items():
            for second, q in (other[b].probability or {}).items():
                expected[first, second] = expected.get((first, second), 0.0) + p * q
    return expected


def drifting_items(before: Assessment, after: Assessment, pairs: Pairs) -> tuple[str, ...]:
    """Return the items whose mean of the communities' means in the main role moved far from the others'.

    Each community counts the same, however many answered. Items are under their later ids.
    """
    role, new = main_role(after), new_ids(before.instrument.raw, after.instrument.raw).of("item")
    scale = {item.id: item.scale.maximum - item.scale.minimum for item in after.instrument.items}
    means = []
    for assessment, ids in ((before, {one for one, _ in pairs}), (after, {other for _, other in pairs})):
        rows = assessment.items[(assessment.items["role"] == role) & assessment.items["community"].isin(ids)]
        means.append(rows.groupby("item")["mean"].mean())
    shift = (means[1] - means[0].rename(index=new)).dropna()
    shift = shift[[item for item in shift.index if item in scale]]
    points = np.array([100.0 * value / scale[str(item)] for item, value in shift.items()])
    return tuple(str(item) for item, far in zip(shift.index, drifting(points), strict=True) if far)


def series(
    waves: Sequence[Assessment], rows: Sequence[Sequence[str | None]], told: Sequence[str]
) -> tuple[Series, ...]:
    """Return each told score (by its id in the last wave) of each row's community over all waves."""
    last, found = waves[-1].instrument, []
    tables = []
    for wave in waves:
        new = new_ids(wave.instrument.raw, last.raw).of("score")
        keys = zip(wave.scores["community"], wave.scores["score"].replace(new), strict=True)
        tables.append(dict(zip(keys, wave.scores["estimate"].tolist(), strict=True)))
    called = [{verdict.community: verdict.name for verdict in wave.verdicts} for wave in waves]
    for row in rows:
        name = next(called[k][one] for k, one in reversed(list(enumerate(row))) if one is not None)
        for score in told:
            values = [table.get((one or "", score), np.nan) for table, one in zip(tables, row, strict=True)]
            found.append(Series(name, score, tuple(None if np.isnan(value) else value for value in values)))
    return tuple(found)


def item_changes(
    before: Assessment, after: Assessment, pairs: Pairs, alike: Mapping[str, str]
) -> tuple[ItemChange, ...]:
    """Return how the items asked alike ({earlier id: later id}) changed in the main role, over communities with both.

    Each community counts the same: Δ = mean of ȳ_c2 - ȳ_c1, SE = √Σ(s1²/n_c1 + s2²/n_c2) / C with s² pooled over the
    communities, t by Welch (1947). Left out are items that fewer people answered than may be shown, or nothing varies.
    """
    role, least = main_role(after), smallest_cell(after.instrument)
    order = [item.id for item in after.instrument.items if item.id in alike.values()]
    earlier = {new: old for old, new in alike.items()}
    sides = ((before, [earlier[item] for item in order]), (after, order))
    n, mean, scatter = zip(
        *(
            _cells(assessment.moments["items"], [pair[k] for pair in pairs], role, items)
            for k, (assessment, items) in enumerate(sides)
        ),
        strict=True,
    )
    both = (n[0] > 0) & (n[1] > 0)
    people = [np.where(both, one, 0.0).sum(axis=0) for one in n]
    df = [np.where(both, one - 1.0, 0.0).sum(axis=0) for one in n]
    with np.errstate(divide="ignore", invalid="ignore"):
        communities = both.sum(axis=0)
        means = [np.where(both, one, 0.0).sum(axis=0) / communities for one in mean]
        spread = [np.where(both, one, 0.0).sum(axis=0) / free for one, free in zip(scatter, df, strict=True)]
        variance = [
            s * np.where(both, 1.0 / one, 0.0).sum(axis=0) / communities**2 for s, one in zip(spread, n, strict=True)
        ]
    total = variance[0] + variance[1]
    low, high = within(means[1] - means[0], np.sqrt(total), joint_df(variance[0], df[0], variance[1], df[1]))
    shown = (people[0] >= least) & (people[1] >= least) & (total > 0)
    return tuple(
        ItemChange(
            order[j],
            role,
            float(means[0][j]),
            float(means[1][j]),
            float(means[1][j] - means[0][j]),
            float(low[j]),
            float(high[j]),
            int(communities[j]),
            (int(people[0][j]), int(people[1][j])),
        )
        for j in np.flatnonzero(shown).tolist()
    )


def _cells(moments: Moments, communities: list[str], role: str, items: list[str]) -> tuple[Floats, Floats, Floats]:
    """Return n, mean and scatter, C x items, of one role; n is 0 where there is no cell."""
    at = moments.cells.get_indexer(pd.MultiIndex.from_product([communities, [role]]))
    places = [moments.names.index(item) for item in items]
    n = np.where((at >= 0)[:, None], moments.count[at][:, places], 0.0)
    return n, moments.mean[at][:, places], moments.scatter[at][:, places]


def asked_alike(before: Instrument, after: Instrument, comparable: Mapping[str, bool]) -> dict[str, str]:
    """Return {earlier id: later id} of the items that both ask and of which nothing says that they do not compare."""
    new = new_ids(before.raw, after.raw).of("item")
    alike = {item.id: new.get(item.id, item.id) for item in before.items if item.attention is None}
    return {old: now for old, now in alike.items() if now in after.item and comparable.get(now, True)}
