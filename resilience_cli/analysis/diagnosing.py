"""An assessment -> how far its numbers can be trusted; from its sums and counts, without any person's answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from resilience_cli.analysis.item_quality import ItemSums, item_sums, score_quality
from resilience_cli.analysis.warrant import warrants
from resilience_cli.model.assessment import Assessment
from resilience_cli.model.diagnosis import INSTITUTIONS, Agreement, Diagnosis, Gap, Missing, ScoreQuality
from resilience_cli.model.instrument import Instrument, Score
from resilience_cli.reports.suppression import smallest_cell
from resilience_cli.scoring.screening import FLAGS
from resilience_cli.stats.agreement import average_deviation, intraclass, uniform_variance, within_group

Floats = npt.NDArray[np.float64]
REASONS = ("blank", "skipped", "not_scored", "invalid")
"""Why a value is missing of somebody who was asked."""
MOST_NOT_SCORED = 0.30
"""Above this share of a role that chose an option without score, the question is not for that role."""


def diagnose(assessment: Assessment) -> Diagnosis:
    """Return reliability, agreement, keying, gaps between roles, careless answering and missing values."""
    instrument, role = assessment.instrument, main_role(assessment)
    sums = item_sums(assessment)
    heads = assessment.people.drop(columns=["community", "role"]).sum()
    scores = tuple(_with_agreement(assessment, score, sums, role) for score in instrument.base_scores)
    return Diagnosis(
        role=role,
        scores=scores,
        warrants=warrants(instrument, scores),
        gaps=tuple(_gaps(assessment)),
        flags={name: (int(heads[name]), int(heads[f"of_{name}"])) for name in FLAGS},
        received=int(assessment.people["received"].sum()),
        without_flagged=_without_flagged(assessment),
        missing=tuple(_missing(assessment)),
        not_for=tuple(_not_for(assessment)),
        response=_response(assessment),
    )


def main_role(assessment: Assessment) -> str:
    """Return the residents' role with most people, or where no resident answered the role with most."""
    used = assessment.people.groupby("role")["used"].sum()
    residents = used[used.index.isin(assessment.instrument.residents)]
    some = residents if residents.sum() > 0 else used
    return str(some.idxmax())


def _with_agreement(assessment: Assessment, score: Score, sums: ItemSums, role: str) -> ScoreQuality:
    instrument, moments = assessment.instrument, assessment.moments["scores"]
    j = moments.names.index(score.id)
    rows = moments.cells.get_level_values("role") == role
    communities = moments.cells.get_level_values("community")[rows]
    n, mean, scatter = moments.count[rows, j], moments.mean[rows, j], moments.scatter[rows, j]
    between = intraclass(n, mean, scatter)
    limit, within, deviation = _agreement(assessment, score, role)
    agreement = tuple(
        Agreement(str(community), int(k), float(reliability), within.get(community), deviation.get(community))
        for community, k, reliability in zip(
            communities, n, np.zeros(len(n)) if between is None else between.reliability(n), strict=True
        )
        if k > 0
    )
    return score_quality(
        instrument,
        score,
        sums,
        icc=between,
        agreement=agreement,
        limit=limit,
    )


def _agreement(
    assessment: Assessment, score: Score, role: str
) -> tuple[float | None, Mapping[str, float], Mapping[str, float]]:
    """Return (A/6, r_wg(j) and AD by community where enough people answered); None and nothing for numbers."""
    instrument = assessment.instrument
    items = [instrument.item[id_] for id_ in instrument.asked_items(score, role)]
    if not items or any(item.scale.kind != "ordinal" or item.unscored for item in items):
        return None, {}, {}
    options = {item.scale.id: item.scale for item in items}
    if len(options) > 1:  # steps of different scales do not add up
        return None, {}, {}
    values = np.array(sorted(option.value for option in items[0].scale.options))
    table = assessment.items[assessment.items["role"] == role].set_index(["community", "item"])
    counts = table[[f"count_{value:g}" for value in values]]
    communities = table.index.unique("community")
    cells = counts.reindex(pd.MultiIndex.from_product([communities, [item.id for item in items]]), fill_value=0)
    cube = cells.to_numpy(float).reshape(len(communities), len(items), len(values))
    n = cube.sum(axis=2)
    enough = (n >= smallest_cell(instrument)).all(axis=1)
    squares = cube @ values**2 - (cube @ values) ** 2 / np.maximum(n, 1.0)
    variances = squares / np.maximum(n - 1.0, 1.0)
    within = within_group(variances, uniform_variance(len(values)))
    deviation = average_deviation(cube, values).mean(axis=1)
    shown = [
        (str(c), float(w), float(d)) for c, w, d, ok in zip(communities, within, deviation, enough, strict=True) if ok
    ]
    return len(values) / 6.0, {c: w for c, w, _ in shown}, {c: d for c, _, d in shown}


def _gaps(assessment: Assessment) -> Iterator[Gap]:
    """Yield by score and pair of roles the mean of the communities' gaps, residents first, where it may be shown."""
    residents, least = assessment.instrument.residents, smallest_cell(assessment.instrument)
    people = assessment.roles.groupby(["score", "role"])["n"].sum()
    table = assessment.gaps.copy()
    turned = table["other"].isin(residents) & ~table["role"].isin(residents)
    table.loc[turned, ["role", "other"]] = table.loc[turned, ["other", "role"]].to_numpy()
    table.loc[turned, "gap"] = -table.loc[turned, "gap"]
    for key, rows in table.groupby(["score", "role", "other"], sort=False):
        score, role, other = map(str, key)
        if len(rows) < 2 or min(people.get((score, one), 0) for one in (role, other)) < least:
            continue
        known = rows["se"].notna().all()
        se = float(np.sqrt((rows["se"] ** 2).sum()) / len(rows)) if known else None
        yield Gap(score, role, other, float(rows["gap"].mean()), se, len(rows))


def _without_flagged(assessment: Assessment) -> Mapping[str, float]:
    differences = (assessment.scores["unflagged"] - assessment.scores["estimate"]).groupby(assessment.scores["score"])
    return {score.id: float(differences.mean()[score.id]) for score in assessment.instrument.scores}


def _missing(assessment: Assessment) -> Iterator[Missing]:
    """Yield by item and group of people, staff as one, what is missing; of checks of attention nothing."""
    instrument, columns = assessment.instrument, [f"missing_{reason}" for reason in REASONS]
    table, least = _asked_rows(assessment), smallest_cell(instrument)
    group = table["role"].where(table["role"].isin(instrument.residents), INSTITUTIONS)
    sums = table.groupby(["item", group], sort=False)[["n", *columns]].sum()
    for item, name, n, *missing in sums.reset_index().itertuples(index=False, name=None):
        asked = int(n + sum(missing))
        if sum(missing) and asked >= least and instrument.item[item].attention is None:
            yield Missing(item, name, asked, dict(zip(REASONS, map(int, missing), strict=True)))


def _not_for(assessment: Assessment) -> Iterator[tuple[str, str]]:
    """Yield (role, item) where more than MOST_NOT_SCORED of the role chose an option without score."""
    columns = [f"missing_{reason}" for reason in REASONS]
    sums = _asked_rows(assessment).groupby(["role", "item"], sort=False)[["n", *columns]].sum()
    asked = sums.sum(axis=1)
    many = (sums["missing_not_scored"] > MOST_NOT_SCORED * asked) & (asked >= smallest_cell(assessment.instrument))
    yield from ((str(role), str(item)) for role, item in sums.index[many])


def _asked_rows(assessment: Assessment) -> pd.DataFrame:
    """Return the rows of the items' table of roles that are asked."""
    asked = _asked(assessment.instrument)
    keys = zip(assessment.items["item"], assessment.items["role"], strict=True)
    return assessment.items[[key in asked for key in keys]]


def _asked(instrument: Instrument) -> set[tuple[str, str]]:
    return {(item.id, role) for item in instrument.items for role in item.asked_of}


def _response(assessment: Assessment) -> Mapping[str, tuple[int, float]]:
    found: dict[str, tuple[int, float]] = {}
    for verdict in assessment.verdicts:
        for role, people in verdict.population.items():
            received, known = found.get(role, (0, 0.0))
            found[role] = received + verdict.received.get(role, 0), known + people
    return found
