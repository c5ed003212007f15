"""Scores: made of one kind of part, without circles, of a method that fits, asked of somebody."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from resilience_cli.catalog.checks.references import class_conditions
from resilience_cli.catalog.positions import at
from resilience_cli.model.finding import Finding
from resilience_cli.stats.combine import AGGREGATIONS

Json = Mapping[str, Any]
OF_SCORES_ONLY = frozenset(AGGREGATIONS) - {"mean"}
"""Methods that put scores together; items are always averaged."""


def parts_of_one_kind(content: Json) -> Iterator[Finding]:
    """A score is made of items or of scores, not of both."""
    items = {item["id"] for item in content["items"]}
    scores = {score["id"] for score in content["scores"]}
    for index, score in enumerate(content["scores"]):
        if items.intersection(score["of"]) and scores.intersection(score["of"]):
            yield at("RES-I030", "scores", index, "of", score=score["id"])


def no_circles(content: Json) -> Iterator[Finding]:
    """No score is, over its parts, made of itself."""
    parts = {score["id"]: set(score["of"]) for score in content["scores"]}
    for index, score in enumerate(content["scores"]):
        reached: set[str] = set()
        ahead = set(parts[score["id"]])
        while ahead:
            reached |= ahead
            ahead = set().union(*(parts.get(part, set()) for part in ahead)) - reached
        if score["id"] in reached:
            yield at("RES-I031", "scores", index, "of", score=score["id"])


def fitting_methods(content: Json) -> Iterator[Finding]:
    """Items are averaged; weights are as many as parts; a difference has two; items suffice for what is required."""
    items = {item["id"] for item in content["items"]}
    for index, score in enumerate(content["scores"]):
        count = len(score["of"])
        if len(score.get("weights", score["of"])) != count:
            yield at("RES-I038", "scores", index, "weights", count=count, found=len(score["weights"]))
        if score.get("method") == "difference" and count != 2:
            yield at("RES-I043", "scores", index, "of", count=count)
        if score["method"] in OF_SCORES_ONLY and items.issuperset(score["of"]):
            yield at("RES-I048", "scores", index, "method", score=score["id"], method=score["method"])
        required = score.get("minimum_answered", "half")
        if not isinstance(required, str) and required > count:
            yield at("RES-I044", "scores", index, "minimum_answered", count=count, found=required)


def test_only_is_tested(content: Json) -> Iterator[Finding]:
    """A test-only score is tested by a class rule: it has no other use."""
    tested = {test["score"] for _, test in class_conditions(content) if "score" in test}
    for index, score in enumerate(content["scores"]):
        if score["kind"] == "test_only" and score["id"] not in tested:
            yield at("RES-I029", "scores", index, score=score["id"])


def roles_asked(content: Json) -> Iterator[Finding]:
    """Lists the roles that are asked fewer than half of a score's items, or one of several."""
    roles = content["respondent"]["role"]["roles"]
    for index, score, asked in _items_asked(content):
        items = len(score["of"])
        for role, number in asked.items():
            code = "RES-I036" if 0 < 2 * number < items else "RES-I037" if number == 1 < items else None
            if code:
                yield at(code, "scores", index, role=roles[role]["label"], score=score["title"], items=items)


def somebody_has_it(content: Json) -> Iterator[Finding]:
    """Some role is asked at least half of a score's items, and each that is can give the answers that it requires."""
    roles = content["respondent"]["role"]["roles"]
    for index, score, asked in _items_asked(content):
        items, required = len(score["of"]), score.get("minimum_answered", "half")
        combined = {role: number for role, number in asked.items() if 2 * number >= items}
        if not combined:
            yield at("RES-I086", "scores", index, "of", score=score["title"], items=items)
        if isinstance(required, str) or required > items:
            continue
        for role, number in combined.items():
            if number < required:
                values = {"role": roles[role]["label"], "score": score["title"], "asked": number, "found": required}
                yield at("RES-I049", "scores", index, "minimum_answered", **values)


STRUCTURE = (parts_of_one_kind, no_circles)
CHECKS = (fitting_methods, test_only_is_tested, roles_asked, somebody_has_it)


def _items_asked(content: Json) -> Iterator[tuple[int, Json, dict[str, int]]]:
    """Yield each score of items with its index, and by role how many of the items it is asked."""
    asked_of = {item["id"]: item["asked_of"] for item in content["items"]}
    for index, score in enumerate(content["scores"]):
        if score["of"][0] in asked_of:
            roles = content["respondent"]["role"]["roles"]
            yield index, score, {role: sum(role in asked_of[item] for item in score["of"]) for role in roles}
