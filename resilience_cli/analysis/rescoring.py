"""The communities of an assessment scored and classified anew, with other choices in every draw."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from resilience_cli import rules
from resilience_cli.analysis.choices import METHODS, Choices, Settings
from resilience_cli.analysis.laid_out import layout_of
from resilience_cli.model.assessment import Assessment
from resilience_cli.model.instrument import Instrument, Score
from resilience_cli.scoring.communities import estimate, register_values
from resilience_cli.scoring.tables import variant_cells
from resilience_cli.stats.combine import combine

Floats = npt.NDArray[np.float64]
Values = Mapping[str, Floats]
"""By score: draws x communities, or one row where no choice touches it."""


@dataclass(frozen=True)
class Survey:
    """All that scoring anew needs: V = 4 variants (people with half or with all items x all roles or residents)."""

    instrument: Instrument
    """The questionnaire."""
    made: Choices
    """The choices as they were made."""
    base: tuple[str, ...]
    """J: ids of the scores made of items that are needed."""
    chain: tuple[Score, ...]
    """Scores made of scores that are needed, each after its parts."""
    weighed: Floats
    """V x J x R x C: role means, missing roles filled; 0 where the role takes no part; NaN where there is no score."""
    part: Floats
    """V x J x R x C: 1 where the role takes part."""
    register: Mapping[str, Any]
    """Register fields by id, C values each."""
    classed: npt.NDArray[np.bool_]
    """C: whether the assessment gives a class; who has none gets none."""


def survey_of(assessment: Assessment, made: Choices) -> Survey:
    """Return what the assessment keeps of its answers, laid out to be scored anew."""
    instrument = assessment.instrument
    layout = layout_of(assessment)
    balanced, _ = estimate(instrument, layout, np.zeros(len(instrument.base_scores)))
    wanted = {made.composite.id, *instrument.class_scores}
    for score in reversed(instrument.composites):
        wanted |= set(score.of) if score.id in wanted else set()
    places = [j for j, score in enumerate(instrument.base_scores) if score.id in wanted]
    # Without role effects the present roles stand in for the missing ones, under any weights.
    part = (layout.weights > 0) & ~(layout.missing & ~balanced.by_effects)
    own = part & np.array([role in instrument.residents for role in layout.roles])[:, None]
    some = own.any(axis=1, keepdims=True)  # what residents are not asked stays with those who are
    parts = (part, np.where(some, own, part))
    cells = (balanced.cells, variant_cells(layout, balanced, assessment.moments["complete"]))
    known = ~np.isnan(balanced.estimate)[:, None]

    def variants(kept: Floats) -> Floats:
        return np.ascontiguousarray(kept[..., places].transpose(0, 3, 2, 1), dtype=np.float64)

    return Survey(
        instrument=instrument,
        made=made,
        base=tuple(instrument.base_scores[j].id for j in places),
        chain=tuple(score for score in instrument.composites if score.id in wanted),
        weighed=variants(np.stack([np.where(known, np.where(p, c, 0.0), np.nan) for c in cells for p in parts])),
        part=variants(np.stack([np.where(known, p, 1.0) for _ in cells for p in parts])),
        register=register_values(instrument, layout.communities, assessment.register),
        classed=np.array([verdict.class_id is not None for verdict in assessment.verdicts]),
    )


def rescored(survey: Survey, chosen: Settings) -> Values:
    """Return the scores that the composite and the class rules need, under the settings of each draw."""
    values: dict[str, Floats] = dict(zip(survey.base, _balanced(survey, chosen), strict=True))
    for score in survey.chain:
        parts = np.stack([values[part] for part in score.of])
        if score.id == survey.made.composite.id:
            values[score.id] = _put_together(parts, chosen)
        else:
            values[score.id] = combine(score.method, parts, np.array(score.weights), score.floor)
    return values


def reclassified(survey: Survey, values: Values, chosen: Settings) -> npt.NDArray[np.intp]:
    """Return draws x communities (or one row): places of the classes, or rules.NO_CLASS."""
    instrument = survey.instrument
    shifts = {cut: chosen.shifts[:, at, None] for at, cut in enumerate(survey.made.cuts)}
    tested = {score: values[score] for score in instrument.class_scores}
    found = rules.classify(instrument.classes, tested, survey.register, shifts)
    return np.atleast_2d(np.where(survey.classed, found, rules.NO_CLASS))


def _balanced(survey: Survey, chosen: Settings) -> Floats:
    """Return J x D x C: Σ_r w ȳ / Σ_r w over the roles that take part, within 0-100."""
    variant = 2 * chosen.complete + chosen.residents
    draws = max(len(variant), len(chosen.roles))
    variant, roles = np.broadcast_to(variant, draws), np.broadcast_to(chosen.roles, (draws, chosen.roles.shape[1]))
    out = np.empty((len(survey.base), draws, survey.weighed.shape[-1]))
    for v in np.unique(variant):
        rows = variant == v
        means = roles[rows] @ survey.weighed[v]
        means /= roles[rows] @ survey.part[v]
        out[:, rows] = np.clip(means, 0.0, 100.0, out=means)
    return out


def _put_together(parts: Floats, chosen: Settings) -> Floats:
    """Return D x C: the parts (K x D x C) put together by the method, weights and floor of each draw."""
    weights, floors, methods = chosen.weights.T[..., None], chosen.floors[:, None], chosen.methods
    if len(methods) == 1:
        return combine(METHODS[methods[0]], parts, weights, floors)
    draws = np.broadcast_shapes(parts.shape[1:2], weights.shape[1:2], floors.shape[:1], methods.shape)
    out = np.empty((*draws, parts.shape[-1]))
    for place in np.unique(methods):
        rows = methods == place
        out[rows] = combine(
            METHODS[place],
            parts if parts.shape[1] == 1 else parts[:, rows],
            weights if weights.shape[1] == 1 else weights[:, rows],
            floors if len(floors) == 1 else floors[rows],
        )
    return out
