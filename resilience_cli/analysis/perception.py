"""How differently the roles see it: residents and institutions, and each institution and all others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import combinations

import numpy as np
import pandas as pd

from resilience_cli.model.assessment import Assessment
from resilience_cli.model.diagnosis import INSTITUTIONS, OTHERS, Gap
from resilience_cli.reports.suppression import bodies_shown, perception_rows, smallest_cell
from resilience_cli.stats.contrast import contrast_se, two_sided
from resilience_cli.stats.multiple import holm

LEAST_COMMUNITIES = 2
"""Of one neighbourhood a single body has no gap over neighbourhoods: it would be the body's own."""


def perception(assessment: Assessment) -> tuple[Gap, ...]:
    """Return by score the residents' mean minus that of the staff of all institutions, over the whole file."""
    found = []
    for score, rows in perception_rows(assessment).items():
        residents = rows["role"].unique()
        role = str(residents[0]) if len(residents) == 1 else "residents"
        found.append(_mean(rows, (score, role, INSTITUTIONS), least=1))
    return _tested(found)


def pair_gaps(assessment: Assessment) -> tuple[Gap, ...]:
    """Return by score and pair of roles, residents first, the mean over communities of their gap, where shown."""
    order, found = (*assessment.instrument.residents, *assessment.instrument.institutions), []
    tables = {role: dict(list(assessment.gaps_of([role]).groupby(["score", "other"]))) for role in order}
    for score, shown in _shown(assessment).items():
        for role, other in combinations([role for role in order if role in shown], 2):
            if (score, other) in tables[role]:
                found.append(_mean(_evenly(tables[role][score, other]), (score, role, other)))
    return _tested(gap for gap in found if gap.gap is not None)


def against_all_others(assessment: Assessment) -> tuple[Gap, ...]:
    """Return by side and institution its mean minus that of all other roles, over communities.

    In it is how each body sees its own side, without being told which that is. A body that is asked none of the side's
    questions has no gap; nor, and not even as one of the others, has a role of too few people.
    """
    instrument, found = assessment.instrument, []
    shown = _shown(assessment)
    for score in (score for score in instrument.base_scores if score.kind == "side"):
        for role in instrument.institutions:
            if not instrument.asked_items(score, role):
                found.append(Gap(score.id, role, OTHERS, None, None, 0))
            elif role in shown.get(score.id, ()):
                table = assessment.gaps_of([role])
                rows = table[(table["score"] == score.id) & table["other"].isin(shown[score.id])]
                found.append(_mean(_evenly(rows), (score.id, role, OTHERS)))
    return _tested(found)


def _shown(assessment: Assessment) -> Mapping[str, set[str]]:
    """Return by score the roles whose means may be shown by themselves, over the whole file."""
    instrument, least = assessment.instrument, smallest_cell(assessment.instrument)
    people = assessment.roles.groupby(["score", "role"])["n"].sum().unstack(fill_value=0)
    found = {}
    for score in (score.id for score in instrument.base_scores if score.id in people.index):
        n = {str(role): float(count) for role, count in zip(people.columns, people.loc[score].to_numpy(), strict=True)}
        bodies = {role: count for role, count in n.items() if role in instrument.institutions}
        found[score] = bodies_shown(bodies, least) | {
            role for role in instrument.residents if n.get(role, 0.0) >= least
        }
    return found


def _evenly(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with weights by which all communities count alike, and in each all of its rows."""
    rows = rows.dropna(subset=["gap"])
    in_community = rows.groupby("community")["gap"].transform("size")
    return rows.assign(weight=1.0 / (in_community * max(rows["community"].nunique(), 1)))


def _mean(rows: pd.DataFrame, key: tuple[str, str, str], least: int = LEAST_COMMUNITIES) -> Gap:
    communities = int(rows["community"].nunique())
    if communities < least:
        return Gap(*key, None, None, communities)
    one_side, other_side = (
        rows.groupby(["community", name]).ngroup().to_numpy(dtype=np.intp) for name in ("role", "other")
    )
    weight, gap, one, other = (rows[name].to_numpy(float) for name in ("weight", "gap", "se_role", "se_other"))
    se = contrast_se(weight, (one, other), (one_side, other_side))
    return Gap(*key, float(weight @ gap), None if np.isnan(se) else se, communities)


def _tested(gaps: Iterable[Gap]) -> tuple[Gap, ...]:
    """Return the gaps with p adjusted over all of them (Holm)."""
    found = tuple(gaps)
    estimate, se = (
        np.array([np.nan if value is None else value for value in values], dtype=np.float64)
        for values in ([gap.gap for gap in found], [gap.se for gap in found])
    )
    adjusted = holm(two_sided(estimate, se)) if found else ()
    return tuple(replace(gap, p=None if np.isnan(p) else float(p)) for gap, p in zip(found, adjusted, strict=True))
