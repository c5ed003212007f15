"""Before and in the crisis: does what stands in ordinary days go with what the event shows? And who acted in it?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from resilience_cli.analysis.pairing import matched
from resilience_cli.model.assessment import Assessment
from resilience_cli.model.crisis import Acted, Activation, Association, Crisis, Lack, acts, crises, indices
from resilience_cli.model.instrument import Instrument, Score
from resilience_cli.model.same_text import normal
from resilience_cli.reports.suppression import smallest_cell
from resilience_cli.scoring.communities import estimate, on_roles
from resilience_cli.scoring.composites import compose
from resilience_cli.scoring.layout import Layout, lay_out
from resilience_cli.scoring.uncertainty import precision
from resilience_cli.stats.change import two_sided, within
from resilience_cli.stats.correlation import LEAST, spearman, spearman_interval
from resilience_cli.stats.intervals import satterthwaite
from resilience_cli.stats.multiple import holm

Floats = npt.NDArray[np.float64]
SURE = 0.05


def crisis(assessments: Sequence[Assessment]) -> Crisis:
    """Return what one assessment tells of before and in the crisis, or the first and the last of several waves.

    Of one: a split-half correlation. Of several: the index of the first wave beside what the last one tells of the
    event. Of either, how each side acted in the event, as the last one tells it.
    """
    if len(assessments) > 1:
        before, after = assessments[0], assessments[-1]
        one, other = (assessment.recipe.get("placeholders", {}).get("event") for assessment in (before, after))
        same = other if normal(one or "") == normal(other or "") else None
        return Crisis(two_waves(before, after), activated(after), same)
    return Crisis(split_half(assessments[0]), activated(assessments[0]))


def two_waves(before: Assessment, after: Assessment) -> tuple[Association, ...]:
    """Return how each index of the earlier wave goes with each score of the event of the later one, over communities.

    The scores are those that the reports tell, each by its own questionnaire.
    """
    pairs, _, _ = matched(before, after)
    found = []
    for index in indices(before.instrument):
        for outcome in crises(after.instrument):
            first = _estimates(before, index.id, [one for one, _ in pairs])
            second = _estimates(after, outcome.id, [other for _, other in pairs])
            n = int((~np.isnan(first) & ~np.isnan(second)).sum())
            found.append(_association(index, outcome, n, spearman(first, second)))
    return tuple(found)


def _estimates(assessment: Assessment, score: str, communities: Sequence[str]) -> Floats:
    rows = assessment.scores[assessment.scores["score"] == score].set_index("community")["estimate"]
    return rows.reindex(list(communities)).to_numpy(float)


def _association(index: Score, outcome: Score, n: int, rho: float) -> Association:
    lack: Lack | None = "few" if n < LEAST else "equal" if np.isnan(rho) else None
    low, high = map(_known, spearman_interval(rho, n))
    return Association(index.id, outcome.id, "two waves", n, _known(rho), low, high, lack)


def _known(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def split_half(assessment: Assessment) -> tuple[Association, ...]:
    """Return how each index by one random half of the residents goes with the event by the other, over communities.

    The mean of all splits, each counted both ways round. A community counts in a split if both halves have enough
    people for every score behind the two.
    """
    instrument, splits = assessment.instrument, assessment.halves.n.shape[1]
    halves = [_scores_of_halves(assessment, split) for split in range(splits)]
    found = []
    for index in indices(instrument):
        for outcome in crises(instrument):
            told = [_of_split(scores[index.id], scores[outcome.id]) for scores in halves]
            rhos = np.array([rho for rho, _ in told])
            n, known = min((n for _, n in told), default=0), not np.isnan(rhos).any() and splits > 0
            one = _association(index, outcome, n, float(rhos.mean()) if known else np.nan)
            least, most = (float(rhos.min()), float(rhos.max())) if known else (None, None)
            found.append(replace(one, design="split-half", splits=splits, least=least, most=most))
    return tuple(found)


def _of_split(index: Floats, outcome: Floats) -> tuple[float, int]:
    """Return (mean of both correlations, communities with all), of scores by half (2 x C)."""
    known = ~(np.isnan(index) | np.isnan(outcome)).any(axis=0)
    first, second = index[:, known], outcome[:, known]
    return (spearman(first[0], second[1]) + spearman(first[1], second[0])) / 2.0, int(known.sum())


def _scores_of_halves(assessment: Assessment, split: int) -> Mapping[str, Floats]:
    """Return every score by id, 2 x C, of both halves of the residents; NaN where too few people have a part of it."""
    instrument, halves = assessment.instrument, assessment.halves
    moments = assessment.moments["scores"].over(halves.names)
    at = moments.cells.get_indexer(halves.cells)
    starts = np.flatnonzero(~halves.cells.get_level_values("community").duplicated())  # cells are sorted
    both = []
    for all_of_them, half in ((moments.count, halves.n), (moments.sum_a[:, : len(halves.names)], halves.sum)):
        one = half[:, split]
        both.append(np.add.reduceat(np.stack([one, all_of_them[at] - one]), starts, axis=1))
    n, total = both
    base = np.full((2, len(starts), len(instrument.base_scores)), np.nan)
    place = [score.id for score in instrument.base_scores]
    enough = n >= smallest_cell(instrument)
    base[..., [place.index(name) for name in halves.names]] = np.where(enough, total / np.maximum(n, 1.0), np.nan)
    return compose(instrument, base)


def activated(assessment: Assessment) -> tuple[Activation, ...]:
    """Return how each side acted in the event beside ordinary days: the mean of all communities first, then each.

    Both are community scores; the interval of their difference knows that the same people answered. They compare in a
    community where the same roles answered both; without finite populations, since it is about what goes on.
    """
    sides = acts(assessment.instrument)
    if not sides:
        return ()
    layout = _layout(assessment)
    instrument = _with_differences(assessment.instrument, sides)
    balanced, cells = estimate(instrument, layout, np.zeros(len(instrument.base_scores)))
    exact, values = precision(instrument, balanced, cells), compose(instrument, balanced.estimate)
    enough = layout.people.sum(axis=1) >= smallest_cell(instrument)
    frames = []
    for at, (side, act) in enumerate(sides.items(), len(assessment.instrument.scores)):
        compare = _same_roles(instrument, layout, side, act)
        columns = {"routine": values[side], "event": values[act], "df": exact.df[:, at]}
        told = {"difference": values[act] - values[side], "variance": exact.se[:, at] ** 2}
        columns |= {name: np.where(compare, column, np.nan) for name, column in told.items()}
        frame = pd.DataFrame({"community": layout.communities, "side": side, "act": act, "n": 1, **columns})
        frames.append(frame[enough])
    table = pd.concat(frames).dropna(subset=["routine", "event"]).sort_values("community", kind="stable")
    compared = table.dropna(subset=["difference"])
    means = [_mean(rows) for side in sides if len(rows := compared[compared["side"] == side])]
    return (*_activations(pd.DataFrame(means, columns=table.columns)), *_activations(table))


def _layout(assessment: Assessment) -> Layout:
    instrument, communities = assessment.instrument, tuple(v.community for v in assessment.verdicts)
    used = assessment.people.set_index(["community", "role"])["used"]
    people = on_roles(used, communities, tuple(instrument.roles))
    moments = assessment.moments["scores"].over(tuple(score.id for score in instrument.base_scores))
    roles = tuple(assessment.recipe["options"].get("roles", ()))
    return lay_out(instrument, communities, moments, people, register=assessment.register, roles=roles)


def _with_differences(instrument: Instrument, sides: Mapping[str, str]) -> Instrument:
    """Return the instrument with a score more a side: how it acted in the event minus how it acts in ordinary days."""
    more = [
        Score(f"{act} - {side}", {}, "outcome", (act, side), False, (0.5, 0.5), "difference")
        for side, act in sides.items()
    ]
    return replace(instrument, scores=(*instrument.scores, *more))


def _same_roles(instrument: Instrument, layout: Layout, side: str, act: str) -> npt.NDArray[np.bool_]:
    """Return by community whether the same roles, with the same weights, are behind both scores."""
    ids = [score.id for score in instrument.base_scores]
    one, other = (np.where(layout.present, layout.weights, 0.0)[..., ids.index(score)] for score in (side, act))
    return np.asarray(np.isclose(one, other).all(axis=1))


def _mean(rows: pd.DataFrame) -> Mapping[str, Any]:
    """Return the mean over communities, which answered independently: variance Σ V / C²; df by Satterthwaite."""
    n, variances = len(rows), rows["variance"].to_numpy(float)
    means = rows[["routine", "event", "difference"]].mean()
    first = rows.iloc[0]
    return {
        "community": None,
        "side": first["side"],
        "act": first["act"],
        "n": n,
        **means,
        "variance": variances.sum() / n**2,
        "df": float(satterthwaite(variances, rows["df"].to_numpy(float))),
    }


def _activations(table: pd.DataFrame) -> Iterator[Activation]:
    """Yield what may be said of each row, its p adjusted over all rows."""
    difference, df = table["difference"].to_numpy(float), table["df"].to_numpy(float)
    se = np.sqrt(table["variance"].to_numpy(float))
    low, high = within(difference, se, df)
    p = holm(two_sided(difference, se, df))
    for at, row in enumerate(table.to_dict("records")):
        yield Activation(
            community=row["community"],
            side=row["side"],
            act=row["act"],
            n=int(row["n"]),
            routine=float(row["routine"]),
            event=float(row["event"]),
            difference=_known(difference[at]),
            low=_known(low[at]),
            high=_known(high[at]),
            p_holm=_known(p[at]),
            word=_word(difference[at], p[at]),
        )


def _word(difference: float, p: float) -> Acted:
    if np.isnan(difference):
        return "not compared"
    if not p < SURE:
        return "not resolved"
    return "more" if difference > 0 else "less"
