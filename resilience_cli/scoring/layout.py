"""Moments laid out as communities x roles x scores, with the weight that each role has by design."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from resilience_cli.model.instrument import Instrument
from resilience_cli.model.moments import Moments
from resilience_cli.model.responses import Register

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

FINITE = ("census", "random")
"""Ways of sampling for which a finite population narrows an interval; volunteers do not become certainty."""


@dataclass(frozen=True)
class Layout:
    """All cells of a survey: C communities, R roles of the instrument, J scores made of items, P pairs of scores."""

    communities: tuple[str, ...]
    """Ids, sorted."""
    roles: tuple[str, ...]
    """Ids in the instrument's order."""
    people: Floats
    """C x R: respondents used."""
    n: Floats
    """C x R x P: respondents by pair; the first J pairs are the scores themselves."""
    mean: Floats
    """C x R x J: role means; NaN where nobody has the score."""
    scatter: Floats
    """C x R x P: sums of products of deviations."""
    pairs: npt.NDArray[np.intp]
    """P x 2."""
    exists: Bools
    """C x R: False where the register says that the role does not exist."""
    counted: Bools
    """R: the roles that count in this survey; C x R if each community is `alone`."""
    weights: Floats
    """C x R x J: weight of the role in the score by design, adding up to 1 over the roles; 0: takes no part."""
    population: Floats
    """C x R: people of the role by the register; NaN unknown."""
    fraction: Floats
    """C x R x J: share of the population that answered, 0 unless known and sampled as a census or at random."""
    alone: bool = False
    """Each community is a survey of its own: nothing is filled from the others."""
    deff: Floats | None = None
    """C x R: design effect of the weights, where respondents are weighted."""

    @property
    def count(self) -> Floats:
        """C x R x J: respondents that have the score."""
        return self.n[..., : self.mean.shape[-1]]

    @property
    def effective(self) -> Floats:
        """C x R x J: respondents that have the score, divided by the design effect of their weights."""
        return self.count if self.deff is None else self.count / self.deff[..., None]

    @property
    def present(self) -> Bools:
        """C x R x J: cells that take part and have respondents."""
        return np.asarray((self.weights > 0) & (self.count > 0))

    @property
    def missing(self) -> Bools:
        """C x R x J: cells that take part, exist, and have no respondents."""
        return np.asarray((self.weights > 0) & (self.count == 0))


def lay_out(
    instrument: Instrument,
    communities: tuple[str, ...],
    scores: Moments,
    people: Floats,
    *,
    register: Register | None,
    roles: tuple[str, ...] = (),
    alone: bool = False,
) -> Layout:
    """Return the layout of the scores' moments; `people` is C x R respondents used, `roles` those asked to count.

    Without `roles`, those count that answered in at least half of the communities in which they exist. With `alone`,
    each community is a survey of its own, so that those count that answered there.
    """
    all_roles = tuple(instrument.roles)
    n, scatter, mean = on_grid(scores, communities, all_roles)
    exists = existing(instrument, communities, register)
    counted = np.array([role in roles for role in all_roles]) if roles else _frequent(people, exists)
    if alone:
        counted = (people > 0) & exists
    population = register_numbers(communities, all_roles, register)
    return Layout(
        communities,
        all_roles,
        people,
        n,
        mean,
        scatter,
        scores.pairs,
        exists,
        counted,
        _design_weights(instrument, exists & counted),
        population,
        _fraction(n[..., : mean.shape[-1]], population, communities, all_roles, register),
        alone,
    )


def shared_by(instrument: Instrument, one: Layout, other: Layout) -> tuple[Layout, Layout]:
    """Return both layouts of the same communities with the roles only that answered in both, weights shared anew.

    So nothing is filled: a role of which nobody has a score in one of them takes no part in it. Roles of which the
    instrument wants a number of people do; without them there is no score.
    """
    exists = one.exists & other.exists & (one.people > 0) & (other.people > 0)
    counted = one.counted & other.counted
    needed = [instrument.minimum_respondents.get(role, {}).get("score", 0) > 0 for role in one.roles]
    seen = ((one.count > 0) & (other.count > 0)) | np.array(needed)[:, None]
    weights = _normalised(np.where(seen, _design_weights(instrument, exists & counted), 0.0))
    return (
        replace(one, exists=exists, counted=counted, weights=weights),
        replace(other, exists=exists, counted=counted, weights=weights),
    )


def existing(instrument: Instrument, communities: tuple[str, ...], register: Register | None) -> Bools:
    """Return C x R: whether the role exists; what the register does not tell is taken to exist."""
    exists = np.ones((len(communities), len(instrument.roles)), dtype=bool)
    if register is not None:
        for index, role in enumerate(instrument.roles.values()):
            if role.exists_if is not None:
                field, values = role.exists_if
                exists[:, index] = [register.value(c, field) in (None, *values) for c in communities]
    return exists


def register_numbers(communities: tuple[str, ...], roles: tuple[str, ...], register: Register | None) -> Floats:
    """Return C x R: people of the role by the register; NaN where it does not tell."""
    found = np.full((len(communities), len(roles)), np.nan)
    if register is not None:
        for index, role in enumerate(roles):
            values = [register.value(c, f"population_{role}") for c in communities]
            found[:, index] = [np.nan if value is None else float(value) for value in values]
    return found


def _fraction(
    count: Floats, population: Floats, communities: tuple[str, ...], roles: tuple[str, ...], register: Register | None
) -> Floats:
    sampled = np.zeros(population.shape, dtype=bool)
    if register is not None:
        for index, role in enumerate(roles):
            sampled[:, index] = [register.value(c, f"sampling_{role}") in FINITE for c in communities]
    usable = sampled[..., None] & (population[..., None] >= count)
    fraction = np.zeros(count.shape)
    np.divide(count, population[..., None], out=fraction, where=usable & (count > 0))
    return fraction


def on_grid(moments: Moments, communities: tuple[str, ...], roles: tuple[str, ...]) -> tuple[Floats, Floats, Floats]:
    """Return n and scatter (C x R x P, 0 in an empty cell) and mean (C x R x V, NaN there)."""
    place = moments.cells.get_indexer(pd.MultiIndex.from_product([communities, roles]))

    def spread(values: Floats, empty: float) -> Floats:
        out = np.full((len(place), values.shape[1]), empty)
        out[place >= 0] = values[place[place >= 0]]
        return out.reshape(len(communities), len(roles), -1)

    return spread(moments.n, 0.0), spread(moments.scatter, 0.0), spread(moments.mean, np.nan)


def _frequent(people: Floats, exists: Bools) -> Bools:
    seen = (people > 0) & exists
    return np.asarray(seen.any(axis=0) & (2 * seen.sum(axis=0) >= exists.sum(axis=0)))


def _design_weights(instrument: Instrument, in_force: Bools) -> Floats:
    weight = np.array([instrument.role_weights.get(role, 0.0) for role in instrument.roles])
    combined = np.array(
        [[instrument.is_combined(score, role) for score in instrument.base_scores] for role in instrument.roles]
    )
    raw = np.where(in_force[..., None] & combined, weight[:, None], 0.0)
    return _normalised(raw)


def _normalised(weights: Floats) -> Floats:
    total = weights.sum(axis=1, keepdims=True)
    return np.asarray(np.divide(weights, total, out=np.zeros(weights.shape), where=total > 0))
