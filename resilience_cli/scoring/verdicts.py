"""Scores, draws and alternatives -> what is said of each community, with its reasons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from resilience_cli import rules
from resilience_cli.model.assessment import Confidence, Verdict
from resilience_cli.model.finding import Finding
from resilience_cli.model.instrument import Instrument
from resilience_cli.model.rule import RegisterTest
from resilience_cli.scoring.alternatives import Alternatives, alternatives
from resilience_cli.scoring.communities import fewer_than, on_roles
from resilience_cli.scoring.evidence import Evidence
from resilience_cli.scoring.no_class import decisive, no_class
from resilience_cli.scoring.reasons import reasons
from resilience_cli.scoring.simulation import class_tests, truth_of
from resilience_cli.scoring.statuses import community_statuses, score_statuses

Floats = npt.NDArray[np.float64]
FIRM, BORDERLINE = 0.80, 0.50
"""Least share of draws in the class for it to be firm, and borderline (docs/method.md, section 7)."""


@dataclass(frozen=True)
class Judgement:
    """What is said of the communities, in their order."""

    classes: npt.NDArray[np.intp]
    """C: place of the class, or rules.NO_CLASS."""
    no_class: Mapping[str, Finding]
    """By community without a class: why."""
    others: Alternatives
    """Classes under other weights of the roles."""
    statuses: npt.NDArray[np.intp]
    """C x S: place of the status word of each score."""
    tests: tuple[rules.Truth, ...]
    """For each test of the class rules, C: how it came out."""


def judge(instrument: Instrument, evidence: Evidence) -> Judgement:
    """Return the class of each community, or why it has none, what other weights would say, and the status words."""
    layout, balanced = evidence.layout, evidence.balanced
    values, register = evidence.values, evidence.register
    found = rules.classify(instrument.classes, values, register)
    why = no_class(instrument, layout, balanced.filled, found, values=values, register=register)
    barred = np.array([community in why for community in layout.communities])
    classes = np.where(barred, rules.NO_CLASS, found)
    others = alternatives(instrument, layout, balanced, classes, register)
    statuses = score_statuses(
        instrument,
        values,
        filled=balanced.filled,
        few=fewer_than(instrument, layout, "ok"),
        lent=evidence.precision.lent,
        one_voice=np.logical_or.reduce([np.zeros(len(classes), dtype=bool), *others.one_voice.values()]),
    )
    tests = [truth_of(leaf, values, register) for _, leaf in class_tests(instrument)]
    return Judgement(classes, why, others, statuses, tuple(tests))


def verdicts(
    instrument: Instrument,
    evidence: Evidence,
    judgement: Judgement,
    heads: pd.DataFrame,
    names: pd.Series[Any],
) -> tuple[Verdict, ...]:
    """Return one verdict a community, sorted by id; `heads`: received and flagged by (community, role)."""
    communities, roles = evidence.layout.communities, evidence.layout.roles
    received, flagged = (on_roles(heads[name], communities, roles) for name in ("received", "flagged"))
    worst = community_statuses(instrument, judgement.statuses)
    return tuple(
        Verdict(
            community=community,
            name=str(names.at[community]),
            no_class=judgement.no_class.get(community),
            status=worst[c],
            received=_by_role(roles, received[c]),
            used=_by_role(roles, evidence.layout.people[c]),
            flagged=int(flagged[c].sum()),
            **_class_part(instrument, evidence, judgement, c),
            **_role_part(instrument, evidence, judgement, c),
        )
        for c, community in enumerate(communities)
    )


def _class_part(instrument: Instrument, evidence: Evidence, judgement: Judgement, c: int) -> dict[str, Any]:
    """Return the parts of a verdict that are about its class."""
    scores = {score: float(value[c]) for score, value in evidence.values.items()}
    register = {field: value[c] for field, value in evidence.register.items()}
    spread = evidence.spread
    class_id = _class_id(instrument, judgement.classes[c])
    one_voice = tuple(role for role, alone in judgement.others.one_voice.items() if alone[c])
    shares = None if spread.classes is None else spread.classes[c]
    sure = confidence(instrument, class_id, shares, bool(one_voice))
    return {
        "class_id": class_id,
        "probability": sure.probability,
        "confidence": sure.confidence,
        "rival": sure.rival,
        "reasons": reasons(
            instrument,
            scores,
            register,
            truths=[test[c] for test in judgement.tests],
            shares=None if spread.tests is None else spread.tests[c],
        ),
        "one_voice": one_voice,
        "unjudged": tuple(
            dict.fromkeys(
                leaf.field
                for _, leaf in class_tests(instrument)
                if isinstance(leaf, RegisterTest) and register.get(leaf.field) is None
            )
        ),
    }


def _role_part(instrument: Instrument, evidence: Evidence, judgement: Judgement, c: int) -> dict[str, Any]:
    """Return the parts of a verdict that are about who answered."""
    layout, others = evidence.layout, judgement.others
    scored = not np.isnan(evidence.balanced.estimate[c]).all()
    lacking = layout.missing[c] & np.isin(np.arange(layout.mean.shape[-1]), decisive(instrument)) & scored
    unfilled = (lacking & ~evidence.balanced.by_effects).any(axis=1)
    filled = lacking.any(axis=1) & ~unfilled
    known = ~np.isnan(layout.population[c])
    answered = (layout.people[c] > 0) & layout.counted & layout.exists[c]
    return {
        "population": {role: float(layout.population[c, r]) for r, role in enumerate(layout.roles) if known[r]},
        "filled_roles": tuple(role for r, role in enumerate(layout.roles) if filled[r]),
        "unfilled_roles": tuple(role for r, role in enumerate(layout.roles) if unfilled[r]),
        "absent_roles": tuple(role for r, role in enumerate(layout.roles) if not layout.exists[c, r]),
        "residents_only": _class_id(instrument, others.residents_class[c]),
        "without": {
            role: _class_id(instrument, others.without[role][c])
            for r, role in enumerate(layout.roles)
            if role in others.without and answered[r]
        },
    }


def _class_id(instrument: Instrument, place: np.intp) -> str | None:
    return None if place == rules.NO_CLASS else instrument.classes[place].id


def _by_role(roles: tuple[str, ...], counts: Floats) -> dict[str, int]:
    return {role: int(count) for role, count in zip(roles, counts, strict=True) if count}


@dataclass(frozen=True)
class Confidences:
    """How firm a class is."""

    probability: Mapping[str, float] | None
    """Share of draws by class; None: not assessed."""
    confidence: Confidence | None
    """firm, borderline or unresolved; None: not assessed."""
    rival: str | None
    """Another class with more draws."""


def confidence(instrument: Instrument, class_id: str | None, shares: Any, one_voice: bool) -> Confidences:
    """Return how firm the class is: P ≥ .80 firm, ≥ .50 borderline, else unresolved; one voice is never firm.

    `shares` are the draws' shares by class, in order; None or NaN: not assessed.
    """
    if class_id is None or shares is None or np.isnan(shares).any():
        return Confidences(None, None, None)
    probability = {definition.id: float(share) for definition, share in zip(instrument.classes, shares, strict=True)}
    own = probability[class_id]
    likeliest = max(probability, key=lambda name: probability[name])
    if probability[likeliest] > own:
        return Confidences(probability, "unresolved", likeliest)
    if own >= FIRM:
        return Confidences(probability, "borderline" if one_voice else "firm", None)
    return Confidences(probability, "borderline" if own >= BORDERLINE else "unresolved", None)
