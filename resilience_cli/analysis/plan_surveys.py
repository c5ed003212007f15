"""A survey that is only thought of: who would answer it, and how sure its score would be."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from resilience_cli.analysis.plan_sources import Spreads, drawn_from_all, shares, weights
from resilience_cli.model.responses import Register
from resilience_cli.scoring.layout import register_numbers
from resilience_cli.stats.planning import least_number, planned_variance

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Reached = Callable[[Floats, Floats], Bools]
"""Of variances and their degrees of freedom: which reach the aim."""
MOST, MOST_STAFF = 10_000, 1_000
"""More residents of a community, or people of an institution, are not looked for."""


@dataclass(frozen=True)
class Survey:
    """A survey of C communities and R roles in which so many of every institution answer."""

    staff: int
    """People of every institution; 0: residents only."""
    weights: Floats
    """C x R x J: weights of the roles in the scores."""
    share: Floats
    """C x R: what one person adds to the variance of the score."""
    rho: Floats
    """C x R: how much of it a finite population takes away."""
    prior_df: Floats
    """R: degrees of freedom that a cell borrows."""
    own: Bools
    """R: the residents, whose number is looked for."""
    free: Bools
    """R: institutions of which `staff` answer; of the others a number was named."""
    answering: Floats
    """C x R: how many of an institution answer; never more than the register says there are."""
    population: Floats
    """C x R: people of the role; NaN where not known."""
    finite: Bools
    """C x R: whether all are asked or some drawn at random, so that the population counts."""
    fewest: int
    """Residents below which there is no score."""
    enough: int
    """Residents below which the status is `few`."""


def surveyed(
    spreads: Spreads,
    staff: int,
    answers: Mapping[str, int],
    communities: tuple[str, ...] = ("",),
    register: Register | None = None,
) -> Survey:
    """Return the survey in which `staff` people of every institution answer, or as many as `answers` names."""
    roles, own = spreads.roles, spreads.own
    asked = np.array([answers.get(role, staff) for role in roles], dtype=float)
    counted = np.array([role in spreads.counted for role in roles]) & (own | (asked > 0))
    weighted = weights(
        spreads, tuple(role for role, on in zip(roles, counted, strict=True) if on), communities, register
    )
    share, rho = shares(spreads, weighted)
    population = register_numbers(communities, roles, register)
    fewest = _limit(spreads, "score")
    return Survey(
        staff=staff,
        weights=weighted,
        share=share,
        rho=rho,
        prior_df=spreads.prior_df,
        own=own,
        free=~own & np.array([role not in answers for role in roles]),
        answering=np.fmin(asked, population),
        population=population,
        finite=drawn_from_all(register, communities, roles) & ~np.isnan(population),
        fewest=fewest,
        enough=max(fewest, _limit(spreads, "ok")),
    )


def _limit(spreads: Spreads, name: str) -> int:
    """Return the largest of the limits of that name over the residents' roles; 1 without any."""
    limits = {} if spreads.instrument is None else spreads.instrument.minimum_respondents
    own = [role for role, mine in zip(spreads.roles, spreads.own, strict=True) if mine]
    return max(1, *(limits.get(role, {}).get(name, 1) for role in own))


def people(survey: Survey, residents: Floats, staff: Floats | None = None) -> Floats:
    """Return … x R: how many answer, with so many residents and, if given, staff of the free institutions."""
    others = survey.answering if staff is None else np.where(survey.free, staff[:, None], survey.answering)
    return np.where(survey.own, residents[:, None], others)


def measured(survey: Survey, residents: Floats, staff: Floats | None = None) -> tuple[Floats, Floats]:
    """Return (variance of the score, its degrees of freedom) by community or, of one, by number of residents."""
    n = people(survey, residents, staff)
    fraction = np.where(survey.finite, np.fmin(n / np.maximum(survey.population, 1.0), 1.0), 0.0)
    return planned_variance(survey.share, n, 1.0 - survey.rho * fraction, survey.prior_df)


def residents_needed(survey: Survey, reached: Reached) -> Floats:
    """Return C: the least number of residents that reaches the aim; NaN where not even all, or MOST, do."""
    there = np.where(survey.own, survey.population, np.nan)
    most = np.fmin(np.nanmin(np.where(np.isnan(there), MOST, there), axis=1), MOST)
    return least_number(
        lambda n: reached(*measured(survey, n)), np.full(most.shape, float(survey.enough)), np.floor(most)
    )


def staff_needed(survey: Survey, reached: Reached) -> float:
    """Return from how many people of every institution on some number of residents suffices; NaN if from none."""
    if survey.staff == 0 or not (survey.free & (survey.share > 0)).any():
        return float("nan")
    most = np.array([float(MOST)])
    found = least_number(lambda k: reached(*measured(survey, most, k)), np.array([1.0]), np.array([float(MOST_STAFF)]))
    return float(found[0])
