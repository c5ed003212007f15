"""Why a community gets no class: a reason, never a silent gap."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from resilience_cli import rules
from resilience_cli.model.finding import Finding, Where
from resilience_cli.model.instrument import Instrument
from resilience_cli.model.rule import ScoreTest
from resilience_cli.scoring.layout import Layout

Floats = npt.NDArray[np.float64]
LARGEST_FILL = 0.5
"""With more weight than this in filled cells there is no class (docs/method.md, section 7)."""


def no_class(
    instrument: Instrument,
    layout: Layout,
    filled: Floats,
    classes: npt.NDArray[np.intp],
    *,
    values: Mapping[str, Floats],
    register: Mapping[str, Any],
) -> dict[str, Finding]:
    """Return, for each community that gets no class, why: too few answers, too much filled in, or a test unknown.

    `filled` is C x J, the weight of filled cells; `classes` (C) what the rules say of the scores as they are.
    """
    weight = filled[:, decisive(instrument)].max(axis=1, initial=0.0)
    found: dict[str, Finding] = {}
    for c, community in enumerate(layout.communities):
        reason = _too_few(instrument, layout, c) if instrument.classes else ("RES-A035", {})
        if reason is None and weight[c] > LARGEST_FILL:
            reason = "RES-S005", {"share": f"{weight[c]:.0%}"}
        if reason is None and classes[c] == rules.NO_CLASS:
            reason = _unknown_test(instrument, values, register, c)
        if reason is not None:
            found[community] = Finding(reason[0], Where(community=community), reason[1])
    return found


def decisive(instrument: Instrument) -> list[int]:
    """Return the places of the base scores that the class rules rest on."""
    parts = {part for score in instrument.class_scores for part in instrument.base_parts[score]}
    return [j for j, score in enumerate(instrument.base_scores) if score.id in parts]


def _unknown_test(
    instrument: Instrument, values: Mapping[str, Floats], register: Mapping[str, Any], c: int
) -> tuple[str, dict[str, Any]] | None:
    """Return the code and values of the finding that names the unknown test that the class hangs on."""
    scores = {score: float(value[c]) for score, value in values.items()}
    facts = {field: value[c] for field, value in register.items()}
    unknown = rules.deciding_unknown(instrument.classes, scores, facts)
    if isinstance(unknown, ScoreTest):
        return "RES-S003", {"score": instrument.score[unknown.score].title}
    return None if unknown is None else ("RES-S004", {"field": instrument.register[unknown.field].text})


def _too_few(instrument: Instrument, layout: Layout, c: int) -> tuple[str, dict[str, Any]] | None:
    """Return the code and values of the finding if there are too few people or roles for any community score."""
    answered: npt.NDArray[np.bool_] = (layout.people[c] > 0) & layout.counted & layout.exists[c]
    for r, role in enumerate(layout.roles):
        least = instrument.minimum_respondents.get(role, {}).get("score", 0)
        if layout.counted[r] and layout.exists[c, r] and layout.people[c, r] < least:
            values = {"role": instrument.roles[role].label, "n": int(layout.people[c, r]), "least": least}
            return "RES-S001", values
    if int(layout.counted.sum()) >= 2 and int(answered.sum()) < 2:
        return "RES-S002", {
            "roles": [instrument.roles[role].label for r, role in enumerate(layout.roles) if answered[r]]
        }
    return None
