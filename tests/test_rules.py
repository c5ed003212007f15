"""The rule evaluator: Kleene tables, cuts, registers, classes."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from resilience_cli.model.instrument import ClassDefinition
from resilience_cli.model.rule import Combination, RegisterTest, Rule, ScoreTest
from resilience_cli.rules import AT_CUT, FALSE, NO_CLASS, TRUE, UNKNOWN, classify, deciding_unknown, evaluate

NAN = float("nan")
SCORE_OF = {TRUE: 60.0, FALSE: 40.0, UNKNOWN: NAN}


def above(name: str, cut: float = 50) -> ScoreTest:
    return ScoreTest(name, "from", cut)


def below(name: str, cut: float = 50) -> ScoreTest:
    return ScoreTest(name, "below", cut)


def define(*rules_: Rule | None) -> list[ClassDefinition]:
    return [ClassDefinition(f"c{index}", {"en": "C"}, rule, {}) for index, rule in enumerate(rules_)]


@pytest.mark.parametrize(
    ("value", "truth"),
    [(50.0, TRUE), (50 - AT_CUT / 2, TRUE), (50 - 2 * AT_CUT, FALSE), (49.0, FALSE), (100.0, TRUE), (NAN, UNKNOWN)],
)
def test_from_is_at_or_above_the_cut_and_below_its_negation(value: float, truth: int) -> None:
    assert evaluate(above("a"), {"a": value}, {}) == truth
    assert evaluate(below("a"), {"a": value}, {}) == -truth


@pytest.mark.parametrize(
    ("value", "unknown_is", "truth"),
    [
        ("none", None, TRUE),
        ("working", None, FALSE),
        (None, None, UNKNOWN),
        (NAN, None, UNKNOWN),
        (None, False, FALSE),
        (None, True, TRUE),
        ("working", True, FALSE),
    ],
)
def test_register_test(value: str | None, unknown_is: bool | None, truth: int) -> None:
    test = RegisterTest("owners", ("none", "forming"), unknown_is)
    assert evaluate(test, {}, {"owners": value}) == truth


def test_a_register_field_that_nobody_gave_is_unknown() -> None:
    assert evaluate(RegisterTest("owners", ("none",)), {}, {}) == UNKNOWN


def _three_valued_sum(values: tuple[int, ...], k: int) -> int:
    """At least k by brute force: what all ways of settling the unknown parts agree on."""
    settled = itertools.product(*((TRUE, FALSE) if value == UNKNOWN else (value,) for value in values))
    outcomes = {TRUE if sum(v == TRUE for v in way) >= k else FALSE for way in settled}
    return outcomes.pop() if len(outcomes) == 1 else UNKNOWN


@pytest.mark.parametrize("values", list(itertools.product((TRUE, UNKNOWN, FALSE), repeat=3)))
def test_combinations_agree_with_every_way_of_settling_the_unknown(values: tuple[int, ...]) -> None:
    scores = {name: SCORE_OF[value] for name, value in zip("abc", values, strict=True)}
    parts = tuple(above(name) for name in "abc")
    assert evaluate(Combination("all", parts), scores, {}) == _three_valued_sum(values, 3)
    assert evaluate(Combination("any", parts), scores, {}) == _three_valued_sum(values, 1)
    assert evaluate(Combination("none", parts), scores, {}) == -_three_valued_sum(values, 1)
    for k in (1, 2, 3):
        assert evaluate(Combination("at_least", parts, k), scores, {}) == _three_valued_sum(values, k)


def test_arrays_of_communities_and_draws_are_evaluated_at_once() -> None:
    rule = Combination("all", (above("a"), RegisterTest("owners", ("none",))))
    scores = {"a": np.array([[60.0, 40.0], [60.0, NAN], [60.0, 60.0]])}  # community x draw
    register = {"owners": np.array([["none"], ["none"], [None]], dtype=object)}
    assert evaluate(rule, scores, register).tolist() == [[1, -1], [1, 0], [0, 0]]


def test_a_rule_of_the_register_alone_takes_the_shape_of_the_scores() -> None:
    truth = evaluate(RegisterTest("owners", ("none",)), {"a": np.zeros((2, 3))}, {"owners": "none"})
    assert truth.tolist() == [[1, 1, 1], [1, 1, 1]]


def test_no_class_only_where_a_rule_before_the_true_one_is_unknown() -> None:
    classes = define(below("a"), below("b"), None)
    scores = {"a": np.array([40, 60, 60, NAN, 60]), "b": np.array([NAN, 40, 60, 40, NAN])}
    assert classify(classes, scores, {}).tolist() == [0, 1, 2, NO_CLASS, NO_CLASS]


def test_the_deciding_unknown_is_the_leaf_that_made_the_rule_unknown() -> None:
    owners = RegisterTest("owners", ("none",))
    rule = Combination("any", (below("a"), Combination("all", (below("b"), owners))))
    classes = define(rule, None)
    assert deciding_unknown(classes, {"a": 60, "b": 40}, {"owners": None}) is owners
    assert deciding_unknown(classes, {"a": NAN, "b": 60}, {"owners": None}) == below("a")
    assert deciding_unknown(classes, {"a": 40, "b": NAN}, {"owners": None}) is None
    assert deciding_unknown(classes, {"a": 60, "b": 60}, {"owners": "none"}) is None


LEAVES = st.one_of(
    st.builds(ScoreTest, st.sampled_from("abc"), st.sampled_from(("below", "from")), st.sampled_from((30, 50, 70))),
    st.builds(RegisterTest, st.just("owners"), st.just(("none",)), st.sampled_from((None, True, False))),
)


def _combine(children: st.SearchStrategy[Rule]) -> st.SearchStrategy[Rule]:
    parts = st.lists(children, min_size=1, max_size=3).map(tuple)
    joined = st.builds(Combination, st.sampled_from(("all", "any", "none")), parts)
    counted = parts.flatmap(lambda p: st.builds(Combination, st.just("at_least"), st.just(p), st.integers(1, len(p))))
    return st.one_of(joined, counted)


RULES = st.recursive(LEAVES, _combine, max_leaves=8)
VALUES = st.one_of(st.just(NAN), st.sampled_from((0.0, 29.0, 30.0, 50.0, 70.0, 100.0)))
SCORES = st.fixed_dictionaries(dict.fromkeys("abc", VALUES))
OWNERS = st.sampled_from(("none", "working", None))


@given(RULES, SCORES, OWNERS, st.sampled_from("abc"), st.floats(0, 100))
def test_what_is_known_stays_true_when_more_becomes_known(
    rule: Rule, scores: dict[str, float], owners: str | None, name: str, value: float
) -> None:
    before = evaluate(rule, scores, {"owners": owners})
    filled = {**scores, name: value} if np.isnan(scores[name]) else scores
    after = evaluate(rule, filled, {"owners": owners})
    assert before in (UNKNOWN, after)


@given(st.lists(RULES, max_size=3), st.lists(SCORES, min_size=1, max_size=5), OWNERS)
def test_many_communities_at_once_are_what_each_is_alone(
    conditions: list[Rule], rows: list[dict[str, float]], owners: str | None
) -> None:
    classes = define(*conditions, None)
    columns = {name: np.array([row[name] for row in rows]) for name in "abc"}
    together = classify(classes, columns, {"owners": np.array([owners] * len(rows), dtype=object)})
    alone = [int(classify(classes, row, {"owners": owners})) for row in rows]
    assert together.tolist() == alone
    for row, index in zip(rows, alone, strict=True):
        assert (deciding_unknown(classes, row, {"owners": owners}) is None) == (index != NO_CLASS)


@given(RULES, SCORES, OWNERS)
def test_none_is_the_negation_of_any(rule: Rule, scores: dict[str, float], owners: str | None) -> None:
    none, any_ = (evaluate(Combination(how, (rule,)), scores, {"owners": owners}) for how in ("none", "any"))
    assert none == -any_


def test_shifted_cuts_are_shifted_by_draw_and_by_cut() -> None:
    classes = define(below("a", 50), above("b", 70), None)
    scores = {"a": np.array([[49.0, 52.0]]), "b": np.array([[69.0, 71.0]])}
    shifts = {50.0: np.array([[0.0], [3.0], [-2.0]]), 70.0: np.array([[0.0], [0.0], [-2.0]])}
    assert classify(classes, scores, {}, shifts).tolist() == [[0, 1], [0, 0], [1, 1]]
    one_by_one = [classify(define(below("a", 50 + x), above("b", 70 + y), None), scores, {})[0].tolist()
                  for x, y in ((0, 0), (3, 0), (-2, -2))]  # fmt: skip
    assert classify(classes, scores, {}, shifts).tolist() == one_by_one
    assert classify(classes, {"a": np.array([49.0]), "b": np.array([0.0])}, {}, shifts).shape == (3, 1)
