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
MOST = 10_000
"""People in a case at most: an average of 62.555 takes more, and its case is left to be written by hand."""


def outline_cases(outline: Outline, content: Json) -> Json:
    """Return the cases of the outline's instrument: one for each class, one at each cut, one with a missing answer.

    Whoever chooses the best answer to every question has 100 on every score, the worst 0. If p of q people do the one
    and the others the other, every score is 100 p / q, whatever the items and the weights of the roles are.
    """
    cuts, tested = outline.cuts, [*outline.of_kind("factor"), *outline.of_kind("side")]
    sides = outline.of_kind("side")
    best, worst = _extreme(content, best=True), _extreme(content, best=False)
    left_out = {**best, _items_of(content, tested)[0]: None}
    cases = [
        _case(content, say("everybody at the best answer"), [(1, best)], dict.fromkeys(tested, 100), CO_GOVERNING),
        *(
            _case(content, name, _shares(cut, best, worst), dict.fromkeys(tested, cut), class_id)
            for name, cut, class_id in (
                (say("everything at the cut of co-governing"), cuts.strong, CO_GOVERNING),
                (say("everything at the lower cut"), cuts.weak, INTERMEDIATE),
            )
        ),
        _case(content, say("everybody at the worst answer"), [(1, worst)], dict.fromkeys(tested, 0), DEFICIENT),
        _case(
            content,
            say("one answer is missing"),
            [(9, best), (1, left_out)],
            dict.fromkeys(tested, 100),
            CO_GOVERNING,
        ),
    ]
    if len(sides) > 1:
        poor = {id_: worst[id_] for id_ in _items_of(content, sides[:1])}
        groups = _shares(100 - cuts.gap, best, {**best, **poor})
        expected = {sides[0]: 100 - cuts.gap, sides[1]: 100, WEAKEST: 100 - cuts.gap, GAP: cuts.gap}
        cases.append(_case(content, say("the sides as far apart as the cut"), groups, expected, IMBALANCED))
    return {"format": 1, "cases": _of_few(cases)}


def cases_at(content: Json, tests: Sequence[tuple[str, float]]) -> list[Json]:
    """Return a case at each (score, cut) that expects scores only: everything at the cut, or parts so far apart."""
    methods = {score["id"]: (score["method"], score["of"]) for score in content["scores"]}
    best, worst = _extreme(content, best=True), _extreme(content, best=False)
    level: dict[float, list[str]] = {}
    found = []
    for score, cut in tests:
        method, parts = methods[score]
        if method == "range":
            poor = {id_: worst[id_] for id_ in _items_of(content, parts[:1])}
            name = say("{score} at the cut {cut}", score=score, cut=f"{cut:g}")
            found.append(_case(content, name, _shares(100 - cut, best, {**best, **poor}), {score: cut}))
        elif method != "difference":
            level.setdefault(cut, []).append(score)
    for cut, scores in level.items():
        name = say("everything at the cut {cut}", cut=f"{cut:g}")
        found.append(_case(content, name, _shares(cut, best, worst), dict.fromkeys(scores, cut)))
    return _of_few(found)


def _of_few(cases: Sequence[Json]) -> list[Json]:
    """Return the cases that are not too many people to be run."""
    return [case for case in cases if sum(group["count"] for group in case["respondents"]) <= MOST]


def _case(
    content: Json,
    name: str,
    groups: Sequence[tuple[int, Answers]],
    expected: Mapping[str, float],
    class_id: str | None = None,
) -> Json:
    size = -(-FEWEST // sum(count for count, _ in groups))
    respondents = [
        _group(content, role, count * size, answers)
        for role in content["respondent"]["role"]["roles"]
        for count, answers in groups
        if count
    ]
    return {
        "name": name,
        "respondents": respondents,
        "expect": {"scores": dict(expected)} | ({"class": class_id} if class_id else {}),
        "why": say(
            "The best answer to a question is 100, the worst 0; a score is the average over the people, and of every "
            "role the same share answers so. What is left out does not count."
        ),
    }


def _group(content: Json, role: str, count: int, answers: Answers) -> Json:
    asked = {item["id"]: answers[item["id"]] for item in content["items"] if role in item["asked_of"]}
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


def _extreme(content: Json, best: bool) -> dict[str, float | None]:
    """Return the answer to every question that scores most, or least; an attention check is passed."""
    found: dict[str, float | None] = {}
    for item in content["items"]:
        low, high = _ends(content["scales"][item["scale"]])
        found[item["id"]] = item.get("attention", high if best != item.get("reverse", False) else low)
    return found


def _ends(scale: Mapping[str, Any]) -> tuple[float | None, float | None]:
    if scale["kind"] == "ordinal":
        values = [option["value"] for option in scale["options"]]
        return min(values), max(values)
    return scale.get("minimum"), scale.get("maximum")


def _items_of(content: Json, scores: Sequence[str]) -> list[str]:
    """Return the items of the scores and of their parts, in order."""
    parts = {score["id"]: score["of"] for score in content["scores"]}
    found = []
    for id_ in scores:
        found += _items_of(content, parts[id_]) if id_ in parts else [id_]
    return list(dict.fromkeys(found))
