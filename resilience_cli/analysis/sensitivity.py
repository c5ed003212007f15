"""An assessment -> what its classes and its order owe to choices that could have been made otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np
import numpy.typing as npt

from resilience_cli import rules
from resilience_cli.analysis.choices import METHODS, Choices, alone, choices_of, settings, together
from resilience_cli.analysis.diagnosing import diagnose
from resilience_cli.analysis.ranking import MOST
from resilience_cli.analysis.redrawing import Base, Outcome, redrawn
from resilience_cli.analysis.rescoring import Survey, rescored, survey_of
from resilience_cli.errors import InputError, UsageError
from resilience_cli.model.assessment import Assessment
from resilience_cli.model.finding import Finding
from resilience_cli.model.instrument import Instrument, Score
from resilience_cli.model.sensitivity import CHOICES, Choice, Index, Place, Range, Sensitivity, Still, Varied
from resilience_cli.stats.ranks import Places, ranks
from resilience_cli.stats.sobol import evaluations, indices, saltelli

DRAWS, SEED, MARGIN = 10_000, 20231026, 5.0
LEVELS = (0.5, 0.05, 0.95)
Floats = npt.NDArray[np.float64]


def sensitivity(
    assessment: Assessment,
    score: str | None = None,
    *,
    draws: int = DRAWS,
    seed: int = SEED,
    margin: float | None = None,
    rank_anyway: bool = False,
) -> Sensitivity:
    """Return classes, ranks and the indices of the choices, each made otherwise alone and all of them together.

    `score`: id of the composite, else the first of the questionnaire; `margin`: points by which cuts move, else the
    questionnaire's smallest change that matters. Where the score's warrant is another than to rank, no order is told
    unless `rank_anyway`. Raises UsageError for a score that is not put together from scores, InputError for too many
    communities.
    """
    if len(assessment.verdicts) > MOST:
        raise InputError(Finding("RES-A041", values={"n": len(assessment.verdicts), "most": MOST}))
    composite = _composite(assessment.instrument, score)
    warrant = diagnose(assessment).warrants[composite.id]
    made = choices_of(assessment.instrument, composite, _margin(assessment.instrument, margin))
    survey = survey_of(assessment, made)
    ordered = _ordered(assessment, composite)
    withheld = warrant.use != "rank" and not rank_anyway and len(ordered) > 0
    base = _base(assessment, survey, ordered[:0] if withheld else ordered)
    n = evaluations(draws, len(CHOICES))
    again = redrawn(survey, base, dict(zip(CHOICES, saltelli(list(made.sizes.values()), n, seed), strict=True)))
    return Sensitivity(
        score=composite.id,
        warrant=warrant,
        withheld=withheld,
        margin=made.margin,
        draws=draws,
        seed=seed,
        classes={verdict.community: verdict.class_id for verdict in assessment.verdicts},
        ranks={assessment.verdicts[c].community: int(r) for c, r in zip(base.ordered, base.ranks, strict=True)},
        varied=_each_and_all(assessment, survey, base, draws, seed),
        evaluations=again.draws,
        rank_indices=_indices(again.shift, seed),
        class_indices=_indices(again.changed, seed),
    )


def _each_and_all(assessment: Assessment, survey: Survey, base: Base, draws: int, seed: int) -> tuple[Varied, ...]:
    """Return each choice alone in the order of CHOICES, and last all together."""
    found: list[Varied] = []
    could = np.zeros(len(base.classes), dtype=bool)
    for choice in CHOICES:
        outcome = redrawn(survey, base, alone(survey.made, choice, draws, seed))
        still = _still(assessment, survey, outcome, choice)
        could |= np.array([one is None for one in still], dtype=bool)
        found.append(_varied(assessment, base, outcome, choice, still))
    outcome = redrawn(survey, base, together(survey.made, draws, seed))
    return (*found, _varied(assessment, base, outcome, "all", [None if moves else "same" for moves in could]))


def _margin(instrument: Instrument, margin: float | None) -> float:
    declared = instrument.raw.get("change", {}).get("smallest_of_interest", MARGIN)
    return float(declared if margin is None else margin)


def _composite(instrument: Instrument, named: str | None) -> Score:
    """Return the score that is named, else the first composite; raise UsageError unless its parts can be weighed."""
    able = [s for s in instrument.scores if not s.of_items and s.method in METHODS]
    if named is None and (first := next((s for s in able if s.kind == "composite"), None)):
        return first
    if named is None:
        raise UsageError(Finding("RES-A100", values={"scores": [s.id for s in able]}))
    if named not in {s.id for s in able}:
        raise UsageError(Finding("RES-A101", values={"score": named, "scores": [s.id for s in able]}))
    return instrument.score[named]


def _ordered(assessment: Assessment, composite: Score) -> Places:
    """Return the places of the communities with the score and its error; none of fewer than two."""
    table = assessment.scores[assessment.scores["score"] == composite.id]
    known = np.flatnonzero(table["estimate"].notna() & table["se"].notna())
    return known if len(known) > 1 else known[:0]


def _base(assessment: Assessment, survey: Survey, ordered: Places) -> Base:
    """Return the classes that stand, and the ranks of the communities that are put in order."""
    places = {definition.id: at for at, definition in enumerate(assessment.instrument.classes)}
    classes = [places.get(str(verdict.class_id), rules.NO_CLASS) for verdict in assessment.verdicts]
    composite = survey.made.composite
    turned = -1.0 if composite.higher_is == "worse" else 1.0
    values = rescored(survey, settings(survey.made, {}))[composite.id][0, ordered]
    standing = ranks(turned * values) if len(ordered) else np.array([], dtype=np.int32)
    return Base(np.array(classes, dtype=np.intp), ordered, standing, turned)


def _still(assessment: Assessment, survey: Survey, outcome: Outcome, choice: Choice) -> list[Still | None]:
    """Return by community why the choice could not have moved its class; None where it could."""
    if outcome.classes_rest:
        return ["untouched"] * len(outcome.classes)
    if choice == "cuts":
        return [None if near else "out of reach" for near in _near(assessment, survey.made)]
    return [None if moved else "same" for moved in outcome.class_scores]


def _near(assessment: Assessment, made: Choices) -> list[bool]:
    """Return by community whether a score lies within the margin of a cut that the class rules hold it to."""
    tests = [t for c in assessment.instrument.classes if c.rule for t in c.rule.score_tests()]
    table = assessment.scores.pivot(index="community", columns="score", values="estimate")
    within = [(table[t.score] - t.threshold).abs() <= made.margin + rules.AT_CUT for t in tests]
    rows = [verdict.community for verdict in assessment.verdicts]
    return [bool(any(near.at[community] for near in within)) for community in rows]


def _varied(
    assessment: Assessment,
    base: Base,
    outcome: Outcome,
    choice: Choice | Literal["all"],
    still: Sequence[Still | None],
) -> Varied:
    ids = [definition.id for definition in assessment.instrument.classes]
    rank_of = _ranges(outcome)
    steps = np.abs(np.arange(1, len(base.ranks) + 1) - base.ranks[:, None])
    shifts = (outcome.ranks * steps).sum(axis=1) / outcome.draws
    order = {int(c): o for o, c in enumerate(base.ordered)}
    places = []
    for c, verdict in enumerate(assessment.verdicts):
        shares, at, ranked = outcome.classes[c] / outcome.draws, base.classes[c], order.get(c)
        has = at != rules.NO_CLASS
        places.append(
            Place(
                community=verdict.community,
                probability=dict(zip(ids, shares[:-1].tolist(), strict=True)) if has else None,
                stays=float(shares[at]) if has else None,
                still=still[c] if has else None,
                rank=None if ranked is None else rank_of[ranked],
                shift=None if ranked is None else float(shifts[ranked]),
            )
        )
    return Varied(choice, outcome.draws, tuple(places), _range(outcome.tau), _order_still(base, outcome))


def _ranges(outcome: Outcome) -> list[Range]:
    """Return the quantiles of the ranks of each ranked community: the least rank that enough draws do not exceed."""
    shares = outcome.ranks.cumsum(axis=1) / outcome.draws
    found = [(shares < level - rules.AT_CUT).sum(axis=1) + 1 for level in LEVELS]
    return [Range(*map(int, one)) for one in zip(*found, strict=True)]


def _range(values: Floats) -> Range | None:
    known = values[~np.isnan(values)]
    return Range(*np.quantile(known, LEVELS, method="inverted_cdf").tolist()) if len(known) else None


def _order_still(base: Base, outcome: Outcome) -> Still | None:
    """Return why no rank could have moved; None where one could, or where no order is told."""
    if not len(base.ordered):
        return None
    if outcome.order_rests:
        return "untouched"
    if not outcome.order_scores.any():
        return "same"
    return "tied" if (outcome.ranks[:, 0] == outcome.draws).all() and (base.ranks == 1).all() else None


def _indices(values: Floats, seed: int) -> tuple[Index, ...]:
    found = indices(values, len(CHOICES), seed)
    if found is None:
        return ()
    rows = zip(CHOICES, *(part.tolist() for part in found), strict=True)
    return tuple(Index(choice, first, tuple(a), total, tuple(b)) for choice, first, a, total, b in rows)
