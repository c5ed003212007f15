"""An assessment -> what one step on one question would do to a community's class: computed, not guessed."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from resilience_cli import rules
from resilience_cli.analysis.laid_out import layout_of
from resilience_cli.model.assessment import Assessment, Verdict
from resilience_cli.model.instrument import Instrument, Item
from resilience_cli.model.way_up import WayUp
from resilience_cli.reports.decisive import deciding_scores
from resilience_cli.reports.suppression import smallest_cell
from resilience_cli.reports.wording import score_rows
from resilience_cli.scoring.balance import Balanced
from resilience_cli.scoring.communities import estimate, register_values
from resilience_cli.scoring.composites import compose
from resilience_cli.scoring.layout import Layout
from resilience_cli.scoring.uncertainty import CellCovariance, draw

Floats = npt.NDArray[np.float64]


class Shared(NamedTuple):
    """What the draws of all communities of an assessment rest on; made once for several communities."""

    layout: Layout
    balanced: Balanced
    cells: CellCovariance
    facts: Mapping[str, npt.NDArray[np.object_]]
    """By register field, the communities' values."""


class _Standing(NamedTuple):
    """All that draws of one community need."""

    instrument: Instrument
    layout: Layout
    balanced: Balanced
    cells: CellCovariance
    register: Mapping[str, object]
    c: int
    draws: int
    key: str


def shared_by_all(assessment: Assessment) -> Shared:
    """Return what the draws of all communities rest on, as the assessment was scored."""
    instrument = assessment.instrument
    layout = layout_of(assessment)
    rho = assessment.quality.set_index("score")["rho"].reindex([s.id for s in instrument.base_scores]).to_numpy(float)
    balanced, cells = estimate(instrument, layout, rho)
    return Shared(layout, balanced, cells, register_values(instrument, layout.communities, assessment.register))


def ways_up(assessment: Assessment, verdict: Verdict, shared: Shared | None = None) -> tuple[WayUp, ...]:
    """Return the questions behind the scores that keep the community in its class, the most useful first.

    For each: what happens if everybody answers it one step better; residents at the good end stay there, staff make a
    whole step, since nothing may depend on how they answered one question. A role's score then moves by
    100 w_i / Σ w · mean step / range, times the share of residents with the score that answered; the draws of
    docs/method.md, section 6, are moved by that and classified anew, from the same random numbers. Empty where the
    class is not assessed by draws, or nothing is lacking. Questions that few residents answered are left out.
    """
    if verdict.probability is None or verdict.class_id is None:
        return ()
    scores = deciding_scores(verdict, assessment, score_rows(assessment))
    if not scores:
        return ()
    standing = _standing(assessment, verdict, shared or shared_by_all(assessment))
    now = _classes(standing, np.zeros(len(standing.layout.roles)), 0)
    own = [definition.id for definition in assessment.instrument.classes].index(verdict.class_id)
    found = []
    for score in scores:
        for item in assessment.instrument.score[score].of:
            found += _way(assessment, standing, score, assessment.instrument.item[item], now=now, own=own)
    return tuple(sorted(found, key=lambda way: (-way.leaves, way.item)))


def _standing(assessment: Assessment, verdict: Verdict, shared: Shared) -> _Standing:
    options, c = assessment.recipe["options"], shared.layout.communities.index(verdict.community)
    return _Standing(
        instrument=assessment.instrument,
        layout=shared.layout,
        balanced=shared.balanced,
        cells=shared.cells,
        register={field: value[c] for field, value in shared.facts.items()},
        c=c,
        draws=int(options["draws"]),
        key=f"{options['seed']}\x1f{verdict.community}\x1f{options['wave'] or ''}",
    )


def _classes(standing: _Standing, shift: Floats, j: int) -> Floats:
    """Return the share of draws in each class, and last without one, if the roles' j-th score were moved by `shift`."""
    mean = standing.layout.mean.copy()
    mean[standing.c, :, j] += shift
    moved = replace(standing.layout, mean=mean)
    c, number, key = standing.c, standing.draws, standing.key
    drawn = compose(standing.instrument, draw(moved, standing.balanced, standing.cells, c, number=number, key=key))
    tested = {score: drawn[score] for score in standing.instrument.class_scores}
    found = rules.classify(standing.instrument.classes, tested, standing.register)
    size = len(standing.instrument.classes)
    return np.asarray(np.bincount(np.where(found == rules.NO_CLASS, size, found), minlength=size + 1) / found.size)


def _way(assessment: Assessment, standing: _Standing, score: str, item: Item, *, now: Floats, own: int) -> list[WayUp]:
    instrument, layout, c = standing.instrument, standing.layout, standing.c
    j = next(j for j, base in enumerate(instrument.base_scores) if base.id == score)
    if not item.scale.options:
        return []
    answered, step, room = _resident_steps(assessment, standing, item, instrument.score[score].higher_is == "worse")
    residents = np.array([role in instrument.residents for role in layout.roles])
    if answered < smallest_cell(instrument):
        return []
    have = layout.count[c, residents, j].sum()
    full = math.copysign(100.0 * _largest_step(item) / (item.scale.maximum - item.scale.minimum), step)
    moved = np.where(residents, step * min(1.0, answered / have) if have > 0 else 0.0, full)
    shift = moved * _weights(instrument, score, item, layout.roles)
    then = _classes(standing, shift, j)
    best = int(np.argmax(then))
    return [
        WayUp(
            item=item.id,
            score=score,
            room=room,
            points=float(standing.balanced.pull[c, :, j] @ shift),
            leaves=float(1.0 - then[own]),
            now=float(1.0 - now[own]),
            towards=instrument.classes[best].id if best < len(instrument.classes) else None,
        )
    ]


def _resident_steps(assessment: Assessment, standing: _Standing, item: Item, down: bool) -> tuple[float, float, float]:
    """Return (residents who answered, their mean step in points of 100, the share of them who can make one).

    A step goes to the next option; of a reversed item to the one before. `down`: less of the score is better.
    """
    values = np.array([option.value for option in item.scale.options])
    table = assessment.items[assessment.items["role"].isin(standing.instrument.residents)]
    rows = table[(table["community"] == standing.layout.communities[standing.c]) & (table["item"] == item.id)]
    counts = rows[[f"count_{value:g}" for value in values]].sum().to_numpy(float)
    steps = np.diff(values, append=values[-1]) if item.reverse == down else np.diff(values, prepend=values[0])
    n = float(counts.sum())
    if n == 0:
        return 0.0, 0.0, 0.0
    mean = 100.0 * float(counts @ steps) / n / (item.scale.maximum - item.scale.minimum)
    return n, -mean if down else mean, float(counts[steps > 0].sum()) / n


def _largest_step(item: Item) -> float:
    return float(np.diff([option.value for option in item.scale.options]).max(initial=0.0))


def _weights(instrument: Instrument, score: str, item: Item, roles: tuple[str, ...]) -> Floats:
    """Return by role the weight of the item among the items of the score that the role is asked; 0 if it is not."""
    definition = instrument.score[score]
    weight = dict(zip(definition.of, definition.weights, strict=True))
    found = []
    for role in roles:
        asked = instrument.asked_items(definition, role)
        found.append(weight[item.id] / sum(weight[i] for i in asked) if item.id in asked else 0.0)
    return np.array(found)
