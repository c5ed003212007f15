"""Aggregations: closed forms, edges, and the laws they obey."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from resilience_cli.stats.combine import AGGREGATIONS, combine, gradient

EQUAL = np.full(3, 1 / 3)
PARTS = np.array([40.0, 60.0, 90.0])


@pytest.mark.parametrize(
    ("method", "expected"),
    [
        ("mean", 190 / 3),
        ("geometric_mean", (40 * 60 * 90) ** (1 / 3)),
        ("harmonic_mean", 3 / (1 / 40 + 1 / 60 + 1 / 90)),
        ("minimum", 40.0),
        ("maximum", 90.0),
        ("range", 50.0),
        ("difference", -20.0),
    ],
)
def test_each_aggregation_by_hand(method: str, expected: float) -> None:
    assert combine(method, PARTS, EQUAL) == pytest.approx(expected, rel=1e-12)


def test_weights_are_exponents_of_the_geometric_mean() -> None:
    assert combine("geometric_mean", np.array([16.0, 81.0]), np.array([0.25, 0.75])) == pytest.approx(2.0 * 27.0)


@pytest.mark.parametrize("method", AGGREGATIONS)
def test_a_missing_part_makes_the_whole_missing(method: str) -> None:
    for parts in ([50.0, np.nan], [np.nan, 50.0], [0.0, np.nan]):
        assert np.isnan(combine(method, np.array(parts), np.array([0.5, 0.5]), floor=1))


def test_floor_keeps_one_zero_from_deciding_alone() -> None:
    assert combine("geometric_mean", np.array([0.0, 100.0]), np.array([0.5, 0.5]), floor=1) == pytest.approx(10.0)
    assert combine("geometric_mean", np.array([0.0, 100.0]), np.array([0.5, 0.5]), floor=0) == 0.0


def test_floor_does_not_lift_a_mean() -> None:
    assert combine("mean", np.array([-10.0, 10.0]), np.array([0.5, 0.5]), floor=1) == 0.0


@given(
    st.sampled_from([m for m in AGGREGATIONS if m not in ("minimum", "maximum", "range")]),
    st.lists(st.floats(5, 95), min_size=2, max_size=2),
)
def test_gradient_is_the_slope(method: str, parts: list[float]) -> None:
    weights, at, step = np.array([0.3, 0.7]), np.array(parts), 1e-5
    slopes = [
        (combine(method, at + step * unit, weights, 1.0) - combine(method, at - step * unit, weights, 1.0)) / (2 * step)
        for unit in np.eye(2)
    ]
    assert gradient(method, at, weights, 1.0) == pytest.approx(slopes, rel=1e-5, abs=1e-7)


def test_gradient_of_extremes_and_below_the_floor() -> None:
    parts = np.array([30.0, 80.0, 50.0])
    assert gradient("minimum", parts, EQUAL).tolist() == [1, 0, 0]
    assert gradient("maximum", parts, EQUAL).tolist() == [0, 1, 0]
    assert gradient("range", parts, EQUAL).tolist() == [-1, 1, 0]
    assert gradient("geometric_mean", np.array([0.0, 80.0]), np.array([0.5, 0.5]), 1.0)[0] == 0.0


@pytest.mark.parametrize("method", ["mean", "geometric_mean", "harmonic_mean", "minimum"])
def test_weights_and_floors_of_every_draw_are_those_of_one_after_the_other(method: str) -> None:
    parts = np.array([[0.5, 60.0], [40.0, 20.0]])  # 2 parts x 2 communities
    weights, floors = np.array([[0.5, 0.2, 0.9], [0.5, 0.8, 0.1]]), np.array([1.0, 0.1, 30.0])
    found = combine(method, parts[:, None], weights[..., None], floors[:, None])
    expected = [combine(method, parts, weights[:, d], float(floors[d])) for d in range(3)]
    assert found[-3:] == pytest.approx(np.array(expected)[-3:] if method != "minimum" else np.array(expected[:1]))
