"""Respondents' scores -> community scores and classes: the point estimates, without intervals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from resilience_cli import rules
from resilience_cli.model.instrument import Instrument
from resilience_cli.model.responses import Register, Responses
from resilience_cli.scoring.balance import Balanced, balance
from resilience_cli.scoring.composites import compose
from resilience_cli.scoring.layout import Layout, lay_out
from resilience_cli.scoring.moments import score_moments
from resilience_cli.scoring.respondents import score_respondents
from resilience_cli.scoring.uncertainty import CellCovariance, cell_covariance

Floats = npt.NDArray[np.float64]


def head_count(people: pd.DataFrame, communities: tuple[str, ...], roles: tuple[str, ...]) -> Floats:
    """Return C x R: respondents by community and role."""
    return on_roles(people.groupby(["community", "role"]).size(), communities, roles)


def on_roles(counts: pd.Series[Any], communities: tuple[str, ...], roles: tuple[str, ...]) -> Floats:
    """Return C x R: counts by (community, role), 0 where there is none."""
    grid = counts.reindex(pd.MultiIndex.from_product([communities, roles]), fill_value=0)
    return np.asarray(grid.to_numpy(), dtype=np.float64).reshape(len(communities), len(roles))


def estimate(instrument: Instrument, layout: Layout, rho: Floats) -> tuple[Balanced, CellCovariance]:
    """Return the balanced means of the communities that may have a score, and the covariance of their cells."""
    cells = cell_covariance(layout, rho)
    balanced = balance(layout, cells.sampling)
    allowed = scorable(instrument, layout)
    return replace(balanced, estimate=np.where(allowed, balanced.estimate, np.nan)), cells


def scorable(instrument: Instrument, layout: Layout) -> npt.NDArray[np.bool_]:
    """Return C x J: whether there are enough respondents for a community score.

    In a survey of several roles a community with one role only has none; nor has a score with fewer respondents of a
    role than `minimum_respondents` says, where that role takes part.
    """
    several = layout.counted.sum(axis=-1) >= 2
    roles_here = ((layout.people > 0) & layout.counted & layout.exists).sum(axis=1)
    allowed = np.broadcast_to((roles_here >= np.where(several, 2, 1))[:, None], layout.count[:, 0].shape)
    return np.asarray(allowed & ~fewer_than(instrument, layout, "score"))


def fewer_than(instrument: Instrument, layout: Layout, limit: str) -> npt.NDArray[np.bool_]:
    """Return C x J: a role that takes part in the score has fewer respondents than its `score` or `ok` limit."""
    least = [instrument.minimum_respondents.get(role, {}).get(limit, 0) for role in layout.roles]
    short = (layout.weights > 0) & (layout.count < np.array(least, dtype=np.float64)[:, None])
    return np.asarray(short.any(axis=1))


def register_values(instrument: Instrument, communities: tuple[str, ...], register: Register | None) -> dict[str, Any]:
    """Return, for each register field of the instrument, the communities' values (object array, None unknown)."""
    values: dict[str, Any] = {}
    for field in instrument.register:
        found = [None if register is None else register.value(c, field) for c in communities]
        values[field] = np.array(found, dtype=object)
    return values


def class_ids(
    instrument: Instrument, scores: Mapping[str, Floats], register: Mapping[str, Any]
) -> npt.NDArray[np.object_]:
    """Return the class of each community, None where there is none."""
    names = np.array([*(definition.id for definition in instrument.classes), None], dtype=object)
    return np.asarray(names[rules.classify(instrument.classes, scores, register)])


def point_scores(
    responses: Responses, register: Register | None = None, *, alone: bool = False
) -> tuple[pd.DataFrame, pd.Series[Any]]:
    """Return the scores (communities x all scores) and the class (or None) of each community, without screening.

    With `alone`, each community is scored as if it were the only one.
    """
    instrument = responses.instrument
    moments = score_moments(responses, score_respondents(responses).values)
    communities = tuple(sorted(responses.people["community"].unique()))
    people = head_count(responses.people, communities, tuple(instrument.roles))
    layout = lay_out(instrument, communities, moments, people, register=register, alone=alone)
    balanced, _ = estimate(instrument, layout, np.zeros(len(instrument.base_scores)))
    values = compose(instrument, balanced.estimate)
    classes = class_ids(instrument, values, register_values(instrument, communities, register))
    table = pd.DataFrame({score.id: values[score.id] for score in instrument.scores}, index=list(communities))
    return table, pd.Series(classes, index=list(communities), dtype=object)
