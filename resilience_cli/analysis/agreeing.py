"""How far people of one group agree in each community, from how often each answer was given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from resilience_cli.model.assessment import Assessment
from resilience_cli.model.diagnosis import INSTITUTIONS, Agreement
from resilience_cli.model.instrument import Item, Score
from resilience_cli.reports.suppression import smallest_cell, staff_is_shown
from resilience_cli.stats.agreement import SLIGHTLY_SKEWED, average_deviation, uniform_variance, within_group

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Agreed:
    """How far the people who have a score agree."""

    limit: float | None
    """Largest deviation that is taken for agreement: A/6 of A options; None for other scales."""
    agreement: tuple[Agreement, ...]
    """By group and community, where it may be shown."""
    items: Mapping[str, float]
    """By item: r_wg of the main role, the mean over communities."""


def agreement_on(assessment: Assessment, score: Score, main: str) -> Agreed:
    """Return r_wg(j) and AD of each residents' role and of all staff as one group, by community.

    Of items that share one ordered scale: steps of different scales do not add up.
    """
    instrument = assessment.instrument
    asked = [instrument.item[id_] for id_ in score.of]
    scale = asked[0].scale
    if scale.kind != "ordinal" or any(item.scale.id != scale.id or item.unscored for item in asked):
        return Agreed(None, (), {})
    values = np.array(sorted(option.value for option in scale.options))
    groups = {role: (role,) for role in instrument.residents} | {INSTITUTIONS: instrument.institutions}
    found: list[Agreement] = []
    by_item: Mapping[str, float] = {}
    for group, roles in groups.items():
        items = [item for item in asked if not set(roles).isdisjoint(item.asked_of)]
        sizes = _sizes(assessment, score, group, items)
        cube = _counts(assessment, roles, list(sizes), items, values)
        enough = (cube.sum(axis=2) >= smallest_cell(instrument)).all(axis=1)
        cube, sizes = cube[enough], {c: n for (c, n), ok in zip(sizes.items(), enough, strict=True) if ok}
        if not sizes:
            continue
        found += _agreements(group, sizes, cube, values)
        if group == main:
            by_item = _by_item(items, cube, values)
    return Agreed(len(values) / 6.0, tuple(found), by_item)


def _sizes(assessment: Assessment, score: Score, group: str, items: list[Item]) -> dict[str, int]:
    """Return by community how many of the group have the score, where it may be shown.

    Staff only as one group, and never by a single item.
    """
    instrument, table = assessment.instrument, assessment.roles[assessment.roles["score"] == score.id]
    least = smallest_cell(instrument)
    roles = instrument.institutions if group == INSTITUTIONS else (group,)
    found = {}
    for community, rows in table[table["role"].isin(roles)].groupby("community"):
        people = {str(role): float(n) for role, n in zip(rows["role"], rows["n"], strict=True)}
        as_one = len(items) > 1 and staff_is_shown(people, least)
        if as_one if group == INSTITUTIONS else sum(people.values()) >= least:
            found[str(community)] = int(sum(people.values()))
    return found if items else {}


def _by_item(items: list[Item], cube: Floats, values: Floats) -> dict[str, float]:
    """Return by item r_wg, the mean over communities."""
    variances = _variances(cube, values)
    within = within_group(variances.reshape(-1, 1), uniform_variance(len(values))).reshape(variances.shape)
    return dict(zip((item.id for item in items), within.mean(axis=0).tolist(), strict=True))


def _counts(
    assessment: Assessment, roles: tuple[str, ...], communities: list[str], items: list[Item], values: Floats
) -> Floats:
    """Return community x item x value: how often each was chosen."""
    table = assessment.items[assessment.items["role"].isin(roles)]
    columns = [f"count_{value:g}" for value in values]
    counts = table.groupby(["community", "item"])[columns].sum()
    wanted = pd.MultiIndex.from_product([communities, [item.id for item in items]])
    cells = counts.reindex(wanted, fill_value=0).to_numpy(dtype=np.float64)
    return cells.reshape(len(communities), len(items), len(values))


def _variances(cube: Floats, values: Floats) -> Floats:
    """Return community x item: the variance (n - 1) of the answers."""
    n = cube.sum(axis=2)
    squares = cube @ values**2 - (cube @ values) ** 2 / np.maximum(n, 1.0)
    return np.asarray(squares / np.maximum(n - 1.0, 1.0))


def _agreements(group: str, people: Mapping[str, int], cube: Floats, values: Floats) -> list[Agreement]:
    options, variances = len(values), _variances(cube, values)
    within = within_group(variances, uniform_variance(options))
    skewed = within_group(variances, SLIGHTLY_SKEWED[options]) if options in SLIGHTLY_SKEWED else None
    deviation = average_deviation(cube, values).mean(axis=1)
    return [
        Agreement(
            community=community,
            group=group,
            n=n,
            within=float(within[k]),
            skewed=None if skewed is None else float(skewed[k]),
            deviation=float(deviation[k]),
        )
        for k, (community, n) in enumerate(people.items())
    ]
