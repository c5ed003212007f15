"""What a plan rests on: how much people of a role differ, and how much each role counts in the score."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from resilience_cli.analysis.pairing import combined
from resilience_cli.errors import UsageError
from resilience_cli.model.assessment import Assessment
from resilience_cli.model.finding import Finding
from resilience_cli.model.instrument import Instrument
from resilience_cli.model.moments import Moments
from resilience_cli.model.plan import RolePlan, Source
from resilience_cli.model.responses import Register
from resilience_cli.scoring.communities import estimate, on_roles
from resilience_cli.scoring.composites import compose, jacobian
from resilience_cli.scoring.layout import FINITE, Layout, lay_out
from resilience_cli.scoring.moments import all_pairs
from resilience_cli.stats.covariance import BORROWED_DF, borrowed, symmetric

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
MIDDLE = 50.0
"""Where the slopes of a score of scores are taken if no assessment tells where its parts lie."""


@dataclass(frozen=True)
class Spreads:
    """What is known of the R roles before anybody is asked, for J scores made of items."""

    instrument: Instrument | None
    """The questionnaire; None: one group of people without roles."""
    roles: tuple[str, ...]
    """Ids, in the instrument's order."""
    counted: tuple[str, ...]
    """Those that take part if they answer."""
    covariance: Floats
    """R x J x J: of the scores between people of one cell; NaN where not known."""
    rho: Floats
    """J: reliability of the scores, for finite populations."""
    prior_df: Floats
    """R: ν0, what a cell borrows."""
    jacobian: Floats
    """S x J: derivatives of all scores of the questionnaire, in file order."""
    sources: tuple[Source, ...]
    """R: where the covariance is from."""
    score: str | None = None
    """Id of the score that is planned; None: the first."""

    @property
    def slopes(self) -> Floats:
        """J: derivatives of the planned score."""
        scores = () if self.instrument is None else self.instrument.scores
        return np.asarray(self.jacobian[next((s for s, one in enumerate(scores) if one.id == self.score), 0)])

    @property
    def own(self) -> Bools:
        """R: the roles that speak for themselves; all where there are no others."""
        residents = self.roles if self.instrument is None else self.instrument.residents
        return np.array([role in (residents or self.roles) for role in self.roles])


def stated(instrument: Instrument | None, sds: Mapping[str, float], reliability: float) -> Spreads:
    """Return spreads as stated: `sds` by role, under "" for every role that is not named.

    Without a questionnaire nothing is borrowed; with one, each cell borrows as much as scoring lets it at most.
    """
    if instrument is None:
        covariance, one = np.full((1, 1, 1), sds[""] ** 2), np.ones(1)
        return Spreads(None, ("",), ("",), covariance, reliability * one, 0.0 * one, one[None], ("stated",))
    roles, size = tuple(instrument.roles), len(instrument.base_scores)
    _known_roles(instrument, sds)
    sd = np.array([sds.get(role, sds.get("", np.nan)) for role in roles])
    return Spreads(
        instrument,
        roles,
        tuple(role for role in roles if instrument.role_weights.get(role, 0.0) > 0),
        np.broadcast_to((sd**2)[:, None, None], (len(roles), size, size)),
        np.full(size, reliability),
        np.full(len(roles), BORROWED_DF),
        jacobian(instrument, compose(instrument, np.full(size, MIDDLE))),
        tuple("stated" for _ in roles),
    )


def of_assessment(assessment: Assessment, sds: Mapping[str, float]) -> Spreads:
    """Return the spreads that the survey found, pooled over its communities; `sds` by role replace them."""
    instrument, layout = assessment.instrument, assessed_layout(assessment)
    _known_roles(instrument, sds)
    lent, _, prior = borrowed(layout.scatter, layout.n)
    size = len(instrument.base_scores)
    covariance = symmetric(lent, layout.pairs, size)
    told = np.array([sds.get(role, sds.get("", np.nan)) for role in layout.roles])
    covariance = np.where(np.isnan(told)[:, None, None], covariance, (told**2)[:, None, None])
    balanced, _ = estimate(instrument, layout, np.zeros(size))
    seen = ~np.isnan(balanced.estimate)
    level = np.where(seen, balanced.estimate, 0.0).sum(axis=0) / np.maximum(seen.sum(axis=0), 1)
    return Spreads(
        instrument,
        layout.roles,
        tuple(role for role in layout.roles if role in combined(assessment)),
        covariance,
        assessment.quality.set_index("score")["rho"].loc[[s.id for s in instrument.base_scores]].to_numpy(float),
        np.where(np.isnan(told), prior[:, :size].min(axis=1), BORROWED_DF),
        jacobian(instrument, compose(instrument, level)),
        tuple("assessment" if np.isnan(value) else "stated" for value in told),
    )


def assessed_layout(assessment: Assessment) -> Layout:
    """Return the layout of an assessment's communities, as it was scored."""
    instrument, communities = assessment.instrument, tuple(v.community for v in assessment.verdicts)
    used = assessment.people.set_index(["community", "role"])["used"]
    people = on_roles(used, communities, tuple(instrument.roles))
    roles = tuple(assessment.recipe["options"]["roles"])
    return lay_out(
        instrument, communities, assessment.moments["scores"], people, register=assessment.register, roles=roles
    )


def weights(
    spreads: Spreads, roles: tuple[str, ...], communities: tuple[str, ...] = ("",), register: Register | None = None
) -> Floats:
    """Return C x R x J: the roles' weights in each score where these answer; by the register some do not exist."""
    instrument = spreads.instrument
    if instrument is None:
        return np.ones((1, 1, 1))
    size = len(instrument.base_scores)
    pairs = all_pairs(size)
    nobody = pd.MultiIndex.from_arrays([[], []], names=["community", "role"])
    empty = np.zeros((0, len(pairs)))
    moments = Moments(nobody, tuple(s.id for s in instrument.base_scores), pairs, empty, empty, empty, empty)
    people = np.zeros((len(communities), len(spreads.roles)))
    return lay_out(instrument, communities, moments, people, register=register, roles=roles).weights


def shares(spreads: Spreads, weighted: Floats) -> tuple[Floats, Floats]:
    """Return (C x R: what one person of a role adds to the variance of the score, its reliability) at these weights.

    a_r = Σ_jk g_j w_rj g_k w_rk S_rjk; a score of scores has the mean of ρ_j and ρ_k over the same sum. Raises
    UsageError where the spread of a role that takes part is not known.
    """
    pull = weighted * spreads.slopes
    unknown = np.isnan(spreads.covariance).any(axis=(1, 2)) & (pull != 0).any(axis=(0, 2))
    if unknown.any():
        roles = [role for role, lacks in zip(spreads.roles, unknown, strict=True) if lacks]
        raise UsageError(Finding("RES-A121", values={"roles": labels(spreads.instrument, roles)}))
    parts = pull[..., :, None] * np.nan_to_num(spreads.covariance) * pull[..., None, :]
    added = np.maximum(parts.sum(axis=(-2, -1)), 0.0)
    kept = (parts * (spreads.rho[:, None] + spreads.rho) / 2.0).sum(axis=(-2, -1))
    return added, np.clip(np.divide(kept, added, out=np.zeros(added.shape), where=added > 0), 0.0, 1.0)


def role_plans(spreads: Spreads, weighted: Floats) -> tuple[RolePlan, ...]:
    """Return weight and SD of the score by role, for the roles that take part at the weights (R x J)."""
    size = np.abs(spreads.slopes)
    weight = (weighted * size).sum(axis=1) / size.sum()
    variance = np.einsum("j,rjk,k->r", spreads.slopes, np.nan_to_num(spreads.covariance), spreads.slopes)
    sd = np.sqrt(np.maximum(variance, 0.0))
    return tuple(
        RolePlan(role, float(weight[r]), float(sd[r]), spreads.sources[r])
        for r, role in enumerate(spreads.roles)
        if weight[r] > 0
    )


def drawn_from_all(register: Register | None, communities: tuple[str, ...], roles: tuple[str, ...]) -> Bools:
    """Return C x R: whether the register says that all are asked or some drawn at random."""
    found = [
        [register is not None and register.value(c, f"sampling_{role}") in FINITE for role in roles]
        for c in communities
    ]
    return np.array(found, dtype=bool)


def labels(instrument: Instrument | None, roles: list[str]) -> list[Mapping[str, str] | str]:
    """Return how roles are called."""
    return [instrument.roles[role].label if instrument else role for role in roles]


def _known_roles(instrument: Instrument, named: Mapping[str, float]) -> None:
    """Raise UsageError for a role that the questionnaire does not have."""
    known = list(instrument.roles)
    if unknown := [role for role in named if role and role not in known]:
        raise UsageError(*(Finding("RES-A123", values={"role": role, "roles": known}) for role in unknown))
