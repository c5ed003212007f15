"""Scores, draws and alternatives -> what is said of each community, with its reasons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from resilience_cli import rules
from resilience_cli.model.assessment import Confidence, Reason, Verdict
from resilience_cli.model.finding import Finding, Where
from resilience_cli.model.instrument import Instrument
from resilience_cli.model.responses import Responses
from resilience_cli.model.rule import RegisterTest, ScoreTest
from resilience_cli.scoring.alternatives import Alternatives, alternatives
from resilience_cli.scoring.balance import Balanced
from resilience_cli.scoring.communities import fewer_than, head_count
from resilience_cli.scoring.layout import Layout
from resilience_cli.scoring.simulation import Spread, class_tests
from resilience_cli.scoring.statuses import community_statuses, score_statuses
from resilience_cli.scoring.uncertainty import Precision

Floats = npt.NDArray[np.float64]
FIRM, BORDERLINE = 0.80, 0.50
"""Least share of draws in the class for it to be firm, and borderline (SCORING.md section 7)."""
LARGEST_FILL = 0.5
"""With more weight than this in filled cells there is no class."""


@dataclass(frozen=True)
class Evidence:
    """All that a judgement rests on."""

    layout: Layout
    """Who answered where."""
    balanced: Balanced
    """Community means."""
    precision: Precision
    """Their standard errors."""
    spread: Spread
    """Their intervals and the draws' shares."""
    values: Mapping[str, Floats]
    """Every score by id, C each."""
    register: Mapping[str, Any]
    """Every register field by id, C values each."""


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


def judge(instrument: Instrument, evidence: Evidence) -> Judgement:
    """Return the class of each community, or why it has none, what other weights would say, and the status words."""
    layout, balanced = evidence.layout, evidence.balanced
    why = no_class(instrument, evidence)
    barred = np.array([community in why for community in layout.communities])
    found = rules.classify(instrument.classes, evidence.values, evidence.register)
    classes = np.where(barred, rules.NO_CLASS, found)
    others = alternatives(instrument, layout, balanced, classes, evidence.register)
    statuses = score_statuses(
        instrument,
        evidence.values,
        filled=balanced.filled,
        few=fewer_than(instrument, layout, "ok"),
        lent=evidence.precision.lent,
        one_voice=np.logical_or.reduce([np.zeros(len(classes), dtype=bool), *others.one_voice.values()]),
    )
    return Judgement(classes, why, others, statuses)


def verdicts(
    instrument: Instrument,
    evidence: Evidence,
    judgement: Judgement,
    responses: Responses,
    flagged: npt.NDArray[np.bool_],
) -> tuple[Verdict, ...]:
    """Return one verdict a community, sorted by id; `flagged` is of all respondents received."""
    communities, roles = evidence.layout.communities, evidence.layout.roles
    received = head_count(responses.people, communities, roles)
    careless = responses.people["community"][flagged].value_counts()
    worst = community_statuses(instrument, judgement.statuses)
    return tuple(
        Verdict(
            community=community,
            name=str(responses.communities.at[community, "name"]),
            no_class=judgement.no_class.get(community),
            status=worst[c],
            received=_by_role(roles, received[c]),
            used=_by_role(roles, evidence.layout.people[c]),
            flagged=int(careless.get(community, 0)),
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
        "reasons": reasons(instrument, scores, register, None if spread.tests is None else spread.tests[c]),
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
    missing = layout.missing[c][:, decisive(instrument)].any(axis=1) & scored
    known = ~np.isnan(layout.population[c])
    answered = (layout.people[c] > 0) & layout.counted & layout.exists[c]
    return {
        "population": {role: float(layout.population[c, r]) for r, role in enumerate(layout.roles) if known[r]},
        "filled_roles": tuple(role for r, role in enumerate(layout.roles) if missing[r]),
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


def reasons(
    instrument: Instrument, scores: Mapping[str, float], register: Mapping[str, Any], shares: Any
) -> tuple[Reason, ...]:
    """Return every test of every class as it came out for one community; `shares` are the tests' shares of draws."""
    found = []
    for place, (class_id, leaf) in enumerate(class_tests(instrument)):
        truth = int(rules.evaluate(leaf, scores, register))
        met = None if truth == rules.UNKNOWN else bool(truth == rules.TRUE)
        if isinstance(leaf, RegisterTest):
            value = register.get(leaf.field)
            found.append(Reason(class_id, None, leaf.field, value, "in", leaf.values, met, None, 0.0))
            continue
        value = float(scores[leaf.score])
        share = None if shares is None or np.isnan(shares[place]) else float(shares[place])
        lacking = shortfall(instrument, leaf, value)
        estimate = None if np.isnan(value) else value
        found.append(Reason(class_id, leaf.score, None, estimate, leaf.test, leaf.threshold, met, share, lacking))
    return tuple(found)


def shortfall(instrument: Instrument, test: ScoreTest, value: float) -> float:
    """Return how many points the score lacks to reach the good side of the cut; 0 on the good side or if missing."""
    direction = instrument.score[test.score].higher_is
    if np.isnan(value) or direction == "neutral":
        return 0.0
    below = value < test.threshold - rules.AT_CUT
    if direction == "better":
        return test.threshold - value if below else 0.0
    return 0.0 if below else value - test.threshold


def no_class(instrument: Instrument, evidence: Evidence) -> dict[str, Finding]:
    """Return, for each community that gets no class, why: too few answers, too much filled in, or a test unknown."""
    filled = evidence.balanced.filled[:, decisive(instrument)].max(axis=1, initial=0.0)
    found: dict[str, Finding] = {}
    for c, community in enumerate(evidence.layout.communities):
        reason = _too_few(instrument, evidence.layout, c)
        if reason is None and filled[c] > LARGEST_FILL:
            reason = "RES-S005", {"share": f"{filled[c]:.0%}"}
        if reason is None:
            reason = _unknown_test(instrument, evidence, c)
        if reason is not None:
            found[community] = Finding(reason[0], Where(community=community), reason[1])
    return found


def decisive(instrument: Instrument) -> list[int]:
    """Return the places of the base scores that the class rules rest on."""
    parts = {part for score in instrument.class_scores for part in instrument.base_parts[score]}
    return [j for j, score in enumerate(instrument.base_scores) if score.id in parts]


def _unknown_test(instrument: Instrument, evidence: Evidence, c: int) -> tuple[str, dict[str, Any]] | None:
    """Return the code and values of the finding if a test that the class hangs on is unknown."""
    scores = {score: float(value[c]) for score, value in evidence.values.items()}
    register = {field: value[c] for field, value in evidence.register.items()}
    unknown = rules.deciding_unknown(instrument.classes, scores, register)
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
