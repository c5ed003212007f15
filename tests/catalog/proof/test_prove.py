"""The proof beside brute force: whatever rules there are, both must say the same of a fine grid of all values."""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made import raw_instrument

from resilience_cli.catalog.load import load
from resilience_cli.catalog.proof import outcomes
from resilience_cli.catalog.proof.free_scores import Bounds, Free, Made
from resilience_cli.catalog.proof.prove import proof_findings, prove
from resilience_cli.model.instrument import Instrument
from resilience_cli.model.parse import parse
from resilience_cli.rules import classify
from resilience_cli.stats.combine import combine

ROOT = Path(__file__).parent.parent.parent.parent
RNG = ROOT / "instruments" / "rng" / "1.0.0.json"
TITLE = {"en": "x"}
BASES = ("a", "b", "c", "d")
SCORES: dict[str, tuple[str, list[str]]] = {
    "low": ("minimum", ["a", "b", "c"]),
    "high": ("maximum", ["a", "b"]),
    "gap": ("range", ["a", "b", "c"]),
    "both": ("mean", ["c", "d"]),
    "turn": ("difference", ["a", "d"]),
}
GRID = np.array(list(product(range(0, 101, 10), repeat=4)), dtype=float).T


def instrument(classes: list[Any], items: dict[str, list[str]] | None = None) -> Instrument:
    """Return an instrument with four scores of items, some scores of them, and these classes (the last: all others)."""
    raw = json.loads(json.dumps(raw_instrument()))
    item = raw["items"][0]
    of = items or {base: [f"{base}1"] for base in BASES}
    raw["items"] = [{**item, "id": id_} for id_ in dict.fromkeys(i for ids in of.values() for i in ids)]
    raw["scores"] = [
        *(
            {"id": b, "title": TITLE, "kind": "side", "of": ids, "method": "mean", "minimum_answered": "all"}
            for b, ids in of.items()
        ),
        *(
            {"id": s, "title": TITLE, "kind": "outcome", "of": p, "method": m}
            for s, (m, p) in SCORES.items()
            if not items
        ),
    ]
    raw["community"]["register"] = {
        "body": {"text": TITLE, "values": {"yes": {"label": {"en": "Yes"}}, "no": {"label": {"en": "No"}}}}
    }
    raw["classes"] = [
        *({"id": f"k{i}", "title": TITLE, "when": when} for i, when in enumerate(classes)),
        {"id": "rest", "title": TITLE, "otherwise": True},
    ]
    return parse(raw)


def below(score: str, cut: float) -> dict[str, Any]:
    return {"score": score, "below": cut}


def from_(score: str, cut: float) -> dict[str, Any]:
    return {"score": score, "from": cut}


BODY = {"register": "body", "in": ["no"], "unknown_is": False}
TESTS = st.one_of(
    st.builds(below, st.sampled_from([*BASES, *SCORES]), st.sampled_from([30, 50, 70])),
    st.builds(from_, st.sampled_from([*BASES, *SCORES]), st.sampled_from([30, 50, 70, 100])),
    st.just(BODY),
    st.just({"register": "body", "in": ["yes"]}),
)
RULES = st.recursive(
    TESTS,
    lambda part: st.one_of(
        st.builds(
            lambda how, parts: {how: parts},
            st.sampled_from(["all", "any", "none"]),
            st.lists(part, min_size=1, max_size=3),
        ),
        st.lists(part, min_size=2, max_size=4).map(lambda parts: {"at_least": 2, "of": parts}),
    ),
    max_leaves=5,
)


def grid_scores() -> dict[str, Any]:
    values = dict(zip(BASES, GRID, strict=True))
    for id_, (method, parts) in SCORES.items():
        values[id_] = combine(method, np.stack([values[p] for p in parts]), np.full(len(parts), 1 / len(parts)))
    return values


@settings(max_examples=60, deadline=None)
@given(st.lists(RULES, min_size=1, max_size=3))
def test_it_agrees_with_a_grid_of_all_values(rules: list[Any]) -> None:
    made = instrument(rules)
    proof = prove(made)
    assert proof.complete
    ids = [definition.id for definition in made.classes]
    scores = grid_scores()
    outcomes = {body: classify(made.classes, scores, {"body": body}) for body in ("yes", "no", None)}
    seen = {ids[index] for found in outcomes.values() for index in np.unique(found).tolist() if index >= 0}
    for witness in proof.witnesses:
        values = {**dict.fromkeys(scores, 0.0), **witness.scores}
        assert ids[int(classify(made.classes, values, {"body": None, **witness.register}))] == witness.class_id
    reached = {witness.class_id for witness in proof.witnesses}
    assert seen <= reached | set(proof.unproved_classes)
    assert sorted([*reached, *proof.unreachable, *proof.unproved_classes]) == sorted(ids)
    for idle in proof.idle:
        raw = json.loads(json.dumps(made.raw))
        *path, last = idle.place
        parent: Any = raw
        for part in path:
            parent = parent[part]
        always: dict[str, Any] = {"any": [from_("a", 50), below("a", 50)]}
        parent[last] = always if idle.as_if else {"none": [always]}
        without = parse(raw)
        for body, found in outcomes.items():
            np.testing.assert_array_equal(classify(without.classes, scores, {"body": body}), found)


def of_owners(rules: list[Any]) -> Instrument:
    """Return an instrument whose score `a` is asked of owners only, who exist where the body does."""
    raw = json.loads(json.dumps(instrument(rules).raw))
    raw["respondent"]["role"]["roles"]["owners"] = {
        "label": {"en": "Owner"},
        "exists_if": {"register": "body", "in": ["yes"]},
    }
    raw["community"]["role_weights"]["owners"] = 1
    raw["items"][0]["asked_of"] = ["owners"]
    return parse(raw)


@settings(max_examples=60, deadline=None)
@given(st.lists(RULES, min_size=1, max_size=3))
def test_a_score_is_missing_where_nobody_exists_who_is_asked_for_it(rules: list[Any]) -> None:
    made = of_owners(rules)
    proof = prove(made)
    ids = [definition.id for definition in made.classes]
    there = grid_scores()
    gone = {
        id_: np.full_like(values, np.nan) if "a" in made.base_parts[id_] else values for id_, values in there.items()
    }
    seen: set[str] = set()
    for body, scores in (("yes", there), ("no", gone), (None, there)):
        found = classify(made.classes, scores, {"body": body})
        seen |= {ids[index] for index in np.unique(found).tolist() if index >= 0}
    for witness in proof.witnesses:
        assert witness.register.get("body") != "no" or "a" not in witness.scores
        values = {**dict.fromkeys(there, np.nan), **witness.scores}
        assert ids[int(classify(made.classes, values, {"body": None, **witness.register}))] == witness.class_id
    reached = {witness.class_id for witness in proof.witnesses}
    assert seen <= reached | set(proof.unproved_classes)
    assert not reached & set(proof.unreachable)


def test_a_class_of_a_score_that_is_missing_there_is_unreachable() -> None:
    """Where the body is not, nobody is asked for `a`; where nothing is known of it, owners are taken to exist."""
    proof = prove(of_owners([{"all": [{"register": "body", "in": ["no"]}, below("a", 60)]}]))
    assert (proof.unreachable, proof.idle) == (("k0",), ())
    assert prove(of_owners([{"all": [{**BODY, "unknown_is": True}, below("a", 60)]}])).unreachable == ()


def test_a_part_at_or_below_the_floor_counts_as_the_floor() -> None:
    """However far `a` stays below the floor of 50, with b at 100 the mean is √5000."""
    mean = Made("geometric_mean", ("a", "b"), np.array([0.5, 0.5]), 50.0)
    low, high = np.array([0.0]), np.array([50.0])
    box = {"a": Bounds(low, high, np.array([False])), "b": Bounds(high, 2 * high, np.array([True]))}
    assert Free({"a": (0, 100), "b": (0, 100)}, {"g": mean}, frozenset()).bounds(box)["g"].reached.tolist() == [True]


def test_the_flagship_is_proved() -> None:
    made = load(RNG)
    proof = prove(made)
    assert [witness.class_id for witness in proof.witnesses] == [definition.id for definition in made.classes]
    assert (proof.unreachable, proof.idle, proof.unproved_classes, proof.unproved_tests) == ((), (), (), ())
    assert proof.without["structure"] == ("deficient", "imbalanced", "intermediate", None)
    assert proof.without["market"] == ("deficient", None)


def test_a_class_that_an_earlier_one_takes_is_unreachable() -> None:
    proof = prove(instrument([below("low", 50), {"all": [below("a", 40), from_("b", 60)]}]))
    assert proof.unreachable == ("k1",)
    assert [idle.place for idle in proof.idle] == [("classes", 1, "when", "all", 0), ("classes", 1, "when", "all", 1)]


@pytest.mark.parametrize(("rule", "as_if"), [
    ({"all": [from_("a", 50), from_("a", 30)]}, True),
    ({"any": [from_("a", 50), from_("low", 70)]}, False),
    ({"any": [from_("a", 50), {"all": [from_("both", 100), below("c", 100)]}]}, False),
])  # fmt: skip
def test_a_test_that_changes_nothing(rule: Any, as_if: bool) -> None:
    proof = prove(instrument([rule]))
    assert proof.unreachable == ()
    assert proof.idle
    assert all(idle.as_if == as_if for idle in proof.idle)


def test_a_composite_at_a_corner_is_exact() -> None:
    """The mean of two numbers below 50 is below 50; of two up to 50 it can be 50."""
    assert prove(instrument([{"all": [from_("both", 50), below("c", 50), below("d", 50)]}])).unreachable == ("k0",)
    assert prove(instrument([{"all": [from_("both", 100), from_("c", 100)]}])).unreachable == ()


def test_scores_that_share_items_are_not_free() -> None:
    """With the same items, a and b are the same number; with two of three in common they are close."""
    same = {"a": ["x", "y"], "b": ["x", "y"]}
    apart = {"all": [from_("a", 80), below("b", 40)]}
    proof = prove(instrument([apart], same))
    assert (proof.unreachable, proof.unproved_classes) == ((), ("k0",))
    close = {"a": ["x", "y", "z"], "b": ["x", "y", "w"]}
    assert prove(instrument([apart], close)).unproved_classes == ("k0",)
    assert prove(instrument([{"all": [from_("a", 60), below("b", 50)]}], close)).witnesses[0].class_id == "k0"


def test_too_many_cases_are_said_to_be_unproved(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outcomes, "MOST_CASES", 10)
    made = instrument([below("a", 50), from_("b", 50)])
    proof = prove(made)
    assert not proof.complete
    assert [finding.code for finding in proof_findings(made, proof)] == ["RES-I075"]


def test_many_scores_are_no_hindrance() -> None:
    items = {f"s{i}": [f"i{i}"] for i in range(40)}
    weak = {"at_least": 3, "of": [below(score, 50) for score in items]}
    proof = prove(instrument([weak, {"all": [from_(score, 65) for score in items]}], items))
    assert [witness.class_id for witness in proof.witnesses] == ["k0", "k1", "rest"]
    assert (proof.idle, proof.complete) == ((), True)
