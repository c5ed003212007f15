"""Rank correlation."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from resilience_cli.stats.correlation import LEAST, LEAST_RANGE, spearman, spearman_interval

DISTINCT = st.lists(st.integers(-1000, 1000), min_size=LEAST, max_size=30, unique=True)


@given(DISTINCT, st.randoms(use_true_random=False))
def test_the_formula_without_ties(values: list[int], chance: object) -> None:
    """ρ = 1 - 6 Σd² / (n (n² - 1)); symmetric; any order-preserving change of a side leaves it, a reversal turns it."""
    other = values.copy()
    chance.shuffle(other)  # type: ignore[attr-defined]
    x, y = np.array(values, float), np.array(other, float)
    d, n = np.argsort(np.argsort(x)) - np.argsort(np.argsort(y)), len(x)
    rho = spearman(x, y)
    assert rho == pytest.approx(1 - 6 * (d**2).sum() / (n * (n**2 - 1)), abs=1e-12)
    assert spearman(y, x) == pytest.approx(rho, abs=1e-12)
    assert spearman(np.exp(x / 1000), y) == pytest.approx(rho, abs=1e-12)
    assert spearman(-x, y) == pytest.approx(-rho, abs=1e-12)
    assert spearman(x, x**3) == pytest.approx(1.0)


def test_ties_share_their_ranks() -> None:
    """Worked out by hand: ranks 1, 2.5, 2.5, 4, 5 and 1, 2, 3, 4.5, 4.5 have Σ 9 of √(9.5 · 9.5)."""
    assert spearman(np.array([1.0, 2, 2, 3, 4]), np.array([1.0, 2, 3, 4, 4])) == pytest.approx(9.0 / 9.5)


def test_where_there_is_no_number() -> None:
    five = np.arange(5.0)
    assert math.isnan(spearman(five[:4], five[:4]))
    assert math.isnan(spearman(five, np.ones(5)))
    assert math.isnan(spearman(five, np.array([1.0, 2, np.nan, 4, 5])))
    assert spearman(np.append(five, 9), np.append(five, np.nan)) == pytest.approx(1.0)


def test_the_interval() -> None:
    """By hand: ρ = .5, n = 12: artanh .5 = .549306, SE = √(1.125 / 9) = .353553."""
    low, high = spearman_interval(0.5, 12)
    assert (low, high) == pytest.approx((math.tanh(0.549306 - 1.959964 * 0.353553),
                                         math.tanh(0.549306 + 1.959964 * 0.353553)), abs=1e-6)  # fmt: skip
    assert all(map(math.isnan, (*spearman_interval(0.5, 7), *spearman_interval(1.0, 12))))
    assert all(map(math.isnan, spearman_interval(float("nan"), 12)))


@given(st.floats(-0.99, 0.99), st.integers(LEAST_RANGE, 500))
def test_the_interval_holds_the_estimate_and_narrows(rho: float, n: int) -> None:
    low, high = spearman_interval(rho, n)
    assert -1 <= low < rho < high <= 1
    wider = spearman_interval(rho, n + 10)
    assert low < wider[0]
    assert wider[1] < high
