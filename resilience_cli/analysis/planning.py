"""Spreads and aims -> how many people must answer, by closed forms over roles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from math import ceil

import numpy as np
import numpy.typing as npt

from resilience_cli.analysis.plan_sources import Spreads, role_plans, weights
from resilience_cli.analysis.plan_surveys import (
    MOST,
    Reached,
    Survey,
    measured,
    residents_needed,
    staff_needed,
    surveyed,
)
from resilience_cli.analysis.waves import SMALLEST
from resilience_cli.errors import UsageError
from resilience_cli.model.finding import Finding
from resilience_cli.model.instrument import Instrument
from resilience_cli.model.plan import ChangeNeed, CommunityPlan, Firmness, Plan, Reach
from resilience_cli.model.responses import Register
from resilience_cli.scoring.verdicts import FIRM
from resilience_cli.stats.change import detectable
from resilience_cli.stats.planning import detectable_change, firm_distance, side_probability

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Aims:
    """What is planned for; of several numbers the first is the one that the summary and the register's rows take."""

    score: str | None = None
    """Id of the score; None: for classes the least sure of those that the rules test, for changes the headline."""
    distances: tuple[float, ...] = (5.0, 2.0, 3.0, 10.0, 15.0)
    """From a cut, in points."""
    staff: tuple[int, ...] = (2, 1, 3, 5)
    """People of every institution that answer; 0: residents only."""
    answers: Mapping[str, int] = field(default_factory=dict)
    """By institution: so many answer whatever `staff` says."""
    residents: tuple[int, ...] = (10, 20, 30, 50, 100, 200)
    """For which it is told what they can tell."""
    smallest: float | None = None
    """Smallest change that matters, in points; None: the questionnaire's, else 5."""
    power: float = 0.80
    """With which it is to be found."""
    level: float = 0.95
    """Of its test."""
    response_rate: float | None = None
    """Share of those asked that answer."""


def plan(spreads: Spreads, aims: Aims, register: Register | None = None) -> Plan:
    """Return how many people must answer for the aims.

    Raises UsageError for a score or role that there is not, and where the spreads do not tell it.
    """
    _check(spreads, aims)
    change = replace(spreads, score=aims.score or _headline(spreads.instrument))
    spreads = replace(spreads, score=aims.score or _least_sure(spreads, aims))
    columns = _columns(spreads, aims)
    first, of_change = (surveyed(one, columns[0], aims.answers) for one in (spreads, change))
    if not (first.share.any() and of_change.share.any()):
        raise UsageError(Finding("RES-A122"))
    staff = sorted(columns)
    surveys = [surveyed(spreads, k, aims.answers) for k in staff]
    changes = [surveyed(change, k, aims.answers) for k in staff]
    aim = _found(_smallest(spreads, aims), aims)
    return Plan(
        score=spreads.score,
        change_score=change.score,
        roles=role_plans(spreads, first.weights[0]),
        probability=FIRM,
        level=aims.level,
        power=aims.power,
        smallest=_smallest(spreads, aims),
        response_rate=aims.response_rate,
        answers=dict(aims.answers),
        fewest=first.fewest,
        enough=first.enough,
        main=_firmness(first, aims.distances[0]),
        main_change=ChangeNeed(columns[0], *_needed(of_change, aim)),
        firmness=tuple(_firmness(survey, d) for d in sorted(set(aims.distances)) for survey in surveys),
        reach=tuple(reach for pair in zip(surveys, changes, strict=True) for reach in _reach(*pair, aims)),
        changes=tuple(ChangeNeed(survey.staff, *_needed(survey, aim)) for survey in changes),
        communities=tuple(_communities(spreads, aims, columns[0], register)) if register is not None else (),
    )


def _check(spreads: Spreads, aims: Aims) -> None:
    """Raise UsageError for a score that there is not, or a role of `answers` that is no institution."""
    if spreads.instrument is None:
        return
    known = [score.id for score in spreads.instrument.scores]
    if aims.score is not None and aims.score not in known:
        raise UsageError(Finding("RES-A040", values={"score": aims.score, "scores": known}))
    others = [role for role, own in zip(spreads.roles, spreads.own, strict=True) if not own]
    if wrong := [role for role in aims.answers if role not in others]:
        raise UsageError(*(Finding("RES-A126", values={"role": role, "roles": others}) for role in wrong))


def _headline(instrument: Instrument | None) -> str | None:
    """Return the first composite, else the first score."""
    if instrument is None:
        return None
    return next((s.id for s in instrument.scores if s.kind == "composite"), instrument.scores[0].id)


def _least_sure(spreads: Spreads, aims: Aims) -> str | None:
    """Return the score of the class rules with the largest standard error; without rules the headline."""
    if spreads.instrument is None or not spreads.instrument.class_scores:
        return _headline(spreads.instrument)
    some = np.array([float(max(aims.residents))])

    def error(score: str) -> float:
        return float(measured(surveyed(replace(spreads, score=score), aims.staff[0], aims.answers), some)[0][0])

    return max(spreads.instrument.class_scores, key=error)


def _columns(spreads: Spreads, aims: Aims) -> tuple[int, ...]:
    """Return the numbers of staff that make a difference, the first of the aims first."""
    takes_part = (weights(spreads, spreads.counted)[0] * spreads.slopes).any(axis=1)
    staff = {role for role, some, own in zip(spreads.roles, takes_part, spreads.own, strict=True) if some and not own}
    if not staff:
        return (0,)
    return tuple(dict.fromkeys(aims.staff)) if staff - aims.answers.keys() else aims.staff[:1]


def _firm(distance: float) -> Reached:
    return lambda variance, df: side_probability(np.full(variance.shape, distance), variance, df) >= FIRM


def _found(smallest: float, aims: Aims) -> Reached:
    return lambda variance, df: detectable_change(variance, df, aims.level, aims.power) <= smallest


def _firmness(survey: Survey, distance: float) -> Firmness:
    return Firmness(distance, survey.staff, *_needed(survey, _firm(distance)))


def _smallest(spreads: Spreads, aims: Aims) -> float:
    declared = {} if spreads.instrument is None else spreads.instrument.raw.get("change", {})
    return float(declared.get("smallest_of_interest", SMALLEST) if aims.smallest is None else aims.smallest)


def _needed(survey: Survey, reached: Reached) -> tuple[int | None, int | None]:
    """Return (residents; else None and the staff from which on some number suffices)."""
    residents = _whole(residents_needed(survey, reached)[0])
    return residents, None if residents is not None else _whole(staff_needed(survey, reached))


def _reach(survey: Survey, change: Survey, aims: Aims) -> Iterator[Reach]:
    """Yield what numbers of residents can tell of a class and of a change."""
    numbers = [n for n in sorted(set(aims.residents)) if n >= survey.fewest]
    residents = np.array(numbers, dtype=float)
    variance, df = measured(survey, residents)
    both, both_df = measured(change, residents)
    firm, found = firm_distance(variance, df, FIRM), detectable_change(both, both_df, aims.level, aims.power)
    mdc = detectable(2.0 * both, aims.level)
    for at, n in enumerate(numbers):
        yield Reach(
            residents=n,
            staff=survey.staff,
            se=float(np.sqrt(variance[at])),
            firm_from=_known(firm[at]),
            mdc=float(mdc[at]),
            detectable=_known(found[at]),
        )


def _communities(spreads: Spreads, aims: Aims, staff: int, register: Register) -> Iterator[CommunityPlan]:
    """Yield what every community of the register needs for the first distance."""
    ids = tuple(sorted(map(str, register.table.index)))
    survey = surveyed(spreads, staff, aims.answers, ids, register)
    needed = residents_needed(survey, _firm(aims.distances[0]))
    there = np.where(survey.own, survey.population, np.nan)
    known = ~np.isnan(there).all(axis=1)
    every = np.where(known, np.nanmin(np.where(np.isnan(there), MOST, there), axis=1), np.nan)
    best = firm_distance(*measured(survey, every), FIRM)
    for c, community in enumerate(ids):
        residents = _whole(needed[c])
        sent = None if residents is None or aims.response_rate is None else ceil(residents / aims.response_rate)
        takes_part = survey.weights[c].any(axis=1)
        yield CommunityPlan(
            community=community,
            name=str(register.value(community, "name") or community),
            population={
                role: int(survey.population[c, r])
                for r, role in enumerate(spreads.roles)
                if not np.isnan(survey.population[c, r])
            },
            staff={
                role: int(survey.answering[c, r])
                for r, role in enumerate(spreads.roles)
                if takes_part[r] and not survey.own[r]
            },
            residents=residents,
            to_send=None if sent is None or sent > np.nan_to_num(every[c], nan=np.inf) else sent,
            firm_from=None if residents is not None or every[c] < survey.fewest else _known(best[c]),
            finite=bool((survey.finite[c] & survey.own).any()),
        )


def _known(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None


def _whole(value: float) -> int | None:
    return int(value) if np.isfinite(value) else None
