"""Closed forms of a plan: against R's power.t.test, the published rule, and their laws."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from synth import numbers

from resilience_cli.stats.planning import (
    detectable_change,
    firm_distance,
    least_number,
    planned_variance,
    side_probability,
)

GOLDEN = numbers("07_compare.json")["minimal_detectable_difference_sd18"]


def one_group(n: list[float], sd: float = 18.0) -> tuple[np.ndarray, np.ndarray]:
    size = np.array(n)[:, None]
    one = np.ones_like(size)
    return planned_variance(sd**2 * one, size, one, 0.0 * one)


def test_the_change_that_is_found_is_that_of_r() -> None:
    """R's power.t.test looks for it to a tolerance of 1e-4 of its scale only."""
    found = detectable_change(*one_group([float(row["n"]) for row in GOLDEN]), level=0.95, power=0.80)
    assert found == pytest.approx([row["mdd_t80"] for row in GOLDEN], rel=1e-5)


def test_the_published_numbers_for_sd_18() -> None:
    found = detectable_change(*one_group([20, 100, 200]), level=0.95, power=0.80)
    assert [round(float(x), 1) for x in found] == [16.4, 7.2, 5.1]


def test_probabilities_of_classes_between_cuts_are_those_of_r() -> None:
    """With as good as infinite degrees of freedom: Φ((m - cut) / SE) at each cut, and their differences."""
    golden = numbers("12_ranks_classes.json")
    mean, variance = np.array(golden["mean"])[:, None], np.array(golden["se"])[:, None] ** 2
    above = side_probability(mean - np.array(golden["class_cuts"]), variance, np.full_like(variance, np.inf))
    found = -np.diff(np.pad(above, ((0, 0), (1, 1)), constant_values=((0, 0), (1, 0))))
    assert found == pytest.approx(np.array(golden["class_prob"]), rel=1e-9, abs=1e-12)


def test_roles_add_up_by_their_shares() -> None:
    share, n = np.array([[9.0, 4.0, 0.0]]), np.array([[9.0, 2.0, 0.0]])
    variance, df = planned_variance(share, n, np.ones((1, 3)), np.array([20.0, 20.0, 20.0]))
    assert variance == pytest.approx([1.0 + 2.0])
    assert df == pytest.approx([3.0**2 / (1.0 / 28.0 + 4.0 / 21.0)])


def test_nobody_of_a_role_that_counts_is_no_precision() -> None:
    variance, df = planned_variance(np.ones((1, 2)), np.array([[5.0, 0.0]]), np.ones((1, 2)), np.full(2, 20.0))
    assert np.isinf(variance)[0]
    assert not (side_probability(np.array([50.0]), variance, df) >= 0.8).any()


def test_a_census_that_is_wholly_reliable_is_certain() -> None:
    variance, df = planned_variance(np.ones((1, 1)), np.full((1, 1), 5.0), np.zeros((1, 1)), np.zeros(1))
    assert side_probability(np.array([0.1]), variance, df).tolist() == [1.0]
    assert firm_distance(variance, df, 0.8).tolist() == [0.0]


def test_one_person_alone_tells_nothing() -> None:
    variance, df = one_group([1])
    assert np.isnan(side_probability(np.array([50.0]), variance, df)).all()
    assert np.isnan(firm_distance(variance, df, 0.8)).all()
    assert np.isnan(detectable_change(variance, df, 0.95, 0.8)).all()


@given(st.floats(0.5, 40), st.floats(0.6, 0.99), st.integers(2, 500))
def test_the_firm_distance_has_the_probability(sd: float, probability: float, n: int) -> None:
    variance, df = one_group([float(n)], sd)
    distance = firm_distance(variance, df, probability)
    assert side_probability(distance, variance, df) == pytest.approx([probability])
    assert side_probability(np.zeros(1), variance, df) == pytest.approx([0.5])


@given(st.lists(st.integers(1, 300), min_size=1, max_size=6), st.integers(1, 5))
def test_the_least_number_reaches_and_the_one_before_does_not(aims: list[int], least: int) -> None:
    aim = np.array(aims, dtype=float)
    found = least_number(lambda n: n >= aim, np.full(len(aim), float(least)), np.full(len(aim), 200.0))
    assert found == pytest.approx(np.where(aim > 200, np.nan, np.maximum(aim, least)), nan_ok=True)


def test_where_fewer_are_there_than_are_needed_none_is_found() -> None:
    assert np.isnan(least_number(lambda n: n >= 1, np.array([5.0]), np.array([3.0]))).all()
