"""Cases of an outline, worked out by arithmetic: shares of people who choose the best and the worst answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from resilience_cli.authoring.outline import (
    CO_GOVERNING,
    DEFICIENT,
    GAP,
    IMBALANCED,
    INTERMEDIATE,
    WEAKEST,
    Json,
    Outline,
)
from resilience_cli.messages import say

Answers = Mapping[str, float | None]
FEWEST = 10
"""People of a role in a case at least."""


def outline_cases(outline: Outline) -> Json:
    """Return the content of the cases file: a case for each class, one at each cut, and one with a missing answer.

    Whoever chooses the best answer to every question has 100 on every score, the worst 0. If p of q people do the one
    and the others the other, every score is 100 p / q, whatever the items and the weights of the roles are.
    """
    cuts, tested = outline.cuts, [*outline.of_kind("factor"), *outline.of_kind("side")]
    sides = outline.of_kind("side")
    best, worst = _extreme(outline, best=True), _extreme(outline, best=False)
    left_out = {**best, _first_item(outline, tested): None}
    cases = [
        _case(outline, say("everybody at the best answer"), [(1, best)], dict.fromkeys(tested, 100), CO_GOVERNING),
        *(
            _case(outline, name, _shares(cut, best, worst), dict.fromkeys(tested, cut), class_id)
            for name, cut, class_id in (
                (say("everything at the cut of co-governing"), cuts.strong, CO_GOVERNING),
                (say("everything at the lower cut"), cuts.weak, INTERMEDIATE),
            )
        ),
        _case(outline, say("everybody at the worst answer"), [(1, worst)], dict.fromkeys(tested, 0), DEFICIENT),
        _case(
            outline,
            say("one answer is missing"),
            [(9, best), (1, left_out)],
            dict.fromkeys(tested, 100),
            CO_GOVERNING,
        ),
    ]
    if len(sides) > 1:
        poor = {id_: worst[id_] for id_ in _items_of(outline, sides[:1])}
        groups = _shares(100 - cuts.gap, best, {**best, **poor})
        expected = {sides[0]: 100 - cuts.gap, sides[1]: 100, WEAKEST: 100 - cuts.gap, GAP: cuts.gap}
        cases.append(_case(outline, say("the sides as far apart as the cut"), groups, expected, IMBALANCED))
    return {"format": 1, "cases": cases}


def _case(
    outline: Outline,
    name: str,
    groups: Sequence[tuple[int, Answers]],
    expected: Mapping[str, float],
    class_id: str,
) -> Json:
    size = -(-FEWEST // sum(count for count, _ in groups))
    respondents = [
        _group(outline, role, count * size, answers) for role in outline.roles for count, answers in groups if count
    ]
    return {
        "name": name,
        "respondents": respondents,
        "expect": {"scores": dict(expected), "class": class_id},
        "why": say(
            "The best answer to a question is 100, the worst 0; a score is the average over the people, and of every "
            "role the same share answers so. What is left out does not count."
        ),
    }


def _group(outline: Outline, role: str, count: int, answers: Answers) -> Json:
    asked = {item["id"]: answers[item["id"]] for item in outline.items if role in item["asked_of"]}
    every = Counter(value for value in asked.values() if value is not None).most_common(1)
    group: Json = {"role": role, "count": count}
    if every:
        group["every"] = every[0][0]
    others = {id_: value for id_, value in asked.items() if not every or value != every[0][0]}
    return {**group, "answers": others} if others else group


def _shares(level: float, best: Answers, worst: Answers) -> list[tuple[int, Answers]]:
    """Return how many people at best and how many at worst have this level on average."""
    share = Fraction(str(level)) / 100
    return [(share.numerator, best), (share.denominator - share.numerator, worst)]


def _extreme(outline: Outline, best: bool) -> dict[str, float | None]:
    """Return the answer to every question that scores most, or least; an attention check is passed."""
    found: dict[str, float | None] = {}
    for item in outline.items:
        low, high = _ends(outline.scales[item["scale"]])
        found[item["id"]] = item.get("attention", high if best != item.get("reverse", False) else low)
    return found


def _ends(scale: Mapping[str, Any]) -> tuple[float | None, float | None]:
    if scale["kind"] == "ordinal":
        values = [option["value"] for option in scale["options"]]
        return min(values), max(values)
    return scale.get("minimum"), scale.get("maximum")


def _items_of(outline: Outline, scores: Sequence[str]) -> list[str]:
    return [item for score in outline.scores if score["id"] in scores for item in score["of"]]


def _first_item(outline: Outline, scores: Sequence[str]) -> str:
    return _items_of(outline, scores)[0]
