"""The whole class rule of a planned survey, by the same draws and rules as scoring: several scores at once."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from resilience_cli import rules
from resilience_cli.analysis.plan_sources import Spreads, assessed_layout
from resilience_cli.analysis.plan_surveys import Survey, people, surveyed
from resilience_cli.analysis.planning import Aims
from resilience_cli.model.assessment import Assessment, Confidence, Options
from resilience_cli.model.plan import Simulated
from resilience_cli.scoring.alternatives import alternatives
from resilience_cli.scoring.balance import Balanced, weighted
from resilience_cli.scoring.communities import estimate, register_values
from resilience_cli.scoring.composites import compose
from resilience_cli.scoring.layout import Layout
from resilience_cli.scoring.simulation import simulate
from resilience_cli.scoring.uncertainty import CellCovariance, precision
from resilience_cli.scoring.verdicts import confidence
from resilience_cli.stats.covariance import degrees, of_means, symmetric

Floats = npt.NDArray[np.float64]
DRAWS = 999
"""Draws a community and number of residents: a share of .80 is known to ± .025."""


def simulated(assessment: Assessment, spreads: Spreads, aims: Aims) -> tuple[Simulated, ...]:
    """Return, by number of residents, how many classes are firm in the communities of the assessment.

    Every community stands where the survey found it, filled roles included; the first number of staff answers, and
    never more people than its register says there are. Nothing without class rules.
    """
    instrument = assessment.instrument
    if all(definition.rule is None for definition in instrument.classes):
        return ()
    layout = assessed_layout(assessment)
    survey = surveyed(spreads, aims.staff[0], aims.answers, layout.communities, assessment.register)
    found, _ = estimate(instrument, layout, np.zeros(len(instrument.base_scores)))
    nothing = np.zeros(found.noise.shape)
    balanced = replace(
        found,
        estimate=np.where(np.isnan(found.estimate), np.nan, weighted(found.cells, survey.weights)),
        pull=survey.weights,
        shift=nothing[:, 0],
        noise=nothing,
    )
    layout = replace(layout, mean=found.cells, weights=survey.weights)
    numbers = sorted(set(aims.residents))
    told = []
    for n in numbers:
        planned = _planned(layout, survey, n)
        words = _confidences(assessment, planned, balanced, _cells(spreads, survey, planned))
        told.append(Simulated(n, words.count("firm"), sum(word is not None for word in words)))
    return tuple(told)


def _planned(layout: Layout, survey: Survey, residents: int) -> Layout:
    """Return the layout with as many people as are planned, all of whom have all scores."""
    n = np.fmin(people(survey, np.full(len(layout.communities), float(residents))), survey.population)
    n = np.where(layout.weights.any(axis=-1), n, 0.0)
    return replace(layout, people=n, n=np.repeat(n[..., None], len(layout.pairs), axis=-1))


def _confidences(
    assessment: Assessment, planned: Layout, balanced: Balanced, cells: CellCovariance
) -> list[Confidence | None]:
    """Return how firm the class of each community is; None where there is none."""
    instrument = assessment.instrument
    exact = precision(instrument, balanced, cells)
    facts = register_values(instrument, planned.communities, assessment.register)
    options = Options(draws=DRAWS, seed=int(assessment.recipe["options"]["seed"]))
    spread = simulate(instrument, planned, balanced, cells, exact, register=facts, options=options)
    classes = rules.classify(instrument.classes, compose(instrument, balanced.estimate), facts)
    others = alternatives(instrument, planned, balanced, classes, facts).one_voice.values()
    alone = np.logical_or.reduce([np.zeros(len(classes), dtype=bool), *others])
    ids = [None if place == rules.NO_CLASS else instrument.classes[place].id for place in classes]
    drawn = [None] * len(ids) if spread.classes is None else spread.classes
    return [
        confidence(instrument, class_id, shares, bool(single)).confidence
        for class_id, shares, single in zip(ids, drawn, alone, strict=True)
    ]


def _cells(spreads: Spreads, survey: Survey, planned: Layout) -> CellCovariance:
    """Return the covariance of the role means: S_r in every cell, n - 1 + ν0 degrees of freedom."""
    first, second = planned.pairs.T
    size = len(spreads.slopes)
    share = np.fmin(planned.people / np.maximum(survey.population, 1.0), 1.0)
    kept = 1.0 - spreads.rho * np.where(survey.finite, share, 0.0)[..., None]
    covariance = np.broadcast_to(spreads.covariance[:, first, second], planned.n.shape)
    means = of_means(covariance, planned.n, planned.pairs, kept)
    n = planned.count
    return CellCovariance(
        matrix=symmetric(np.nan_to_num(means), planned.pairs, size),
        df=np.where(n > 0, degrees(n) + spreads.prior_df[:, None], np.inf),
        sampling=np.divide(covariance[..., :size], n, out=np.full(n.shape, np.nan), where=n > 0),
        lent=np.zeros(n.shape),
    )
