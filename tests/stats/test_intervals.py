"""Intervals: order statistics, degrees of freedom, effective sizes."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from resilience_cli.stats.intervals import effective_size, quantiles, satterthwaite, t_interval


def test_type_6_quantiles_of_3999_draws_are_order_statistics() -> None:
    draws = np.random.default_rng(1).permutation(3999).astype(float)
    assert quantiles(draws).tolist() == [99, 3899]  # the 100th and the 3900th


@given(st.lists(st.floats(-100, 100), min_size=1, max_size=60), st.floats(0.01, 0.99))
def test_quantiles_are_numpys_weibull_quantiles(values: list[float], p: float) -> None:
    draws = np.array([values, values[::-1]])
    expected = np.quantile(draws, p, axis=1, method="weibull")
    assert quantiles(draws, (p,))[:, 0] == pytest.approx(expected, abs=1e-6)


def test_a_missing_draw_is_a_missing_quantile() -> None:
    assert np.isnan(quantiles(np.array([[1.0, np.nan, 3.0]]))).all()


def test_satterthwaite_of_equal_parts_adds_up_the_degrees() -> None:
    assert satterthwaite(np.array([2.0, 2.0]), np.array([10.0, 10.0])) == pytest.approx(20.0)


def test_satterthwaite_leaves_out_what_does_not_vary() -> None:
    assert satterthwaite(np.array([2.0, 0.0]), np.array([10.0, 0.0])) == pytest.approx(10.0)
    assert np.isnan(satterthwaite(np.array([0.0, 0.0]), np.array([10.0, 10.0])))


def test_t_interval_of_five() -> None:
    low, high = t_interval(np.array(64.0), np.array(8.573), np.array(4.0))
    assert (low, high) == (pytest.approx(40.2, abs=0.01), pytest.approx(87.8, abs=0.01))


def test_effective_size_shares_weights_over_the_roles_present() -> None:
    # C08 of the golden numbers: 76, 5, 4 and 2 people at equal weights count as 16.6
    assert effective_size(np.full(4, 0.25), np.array([76.0, 5, 4, 2])) == pytest.approx(16.6120218579235)
    assert effective_size(np.full(4, 0.25), np.array([23.0, 2, 3, 0])) == pytest.approx(10.2644628099174)
    assert np.isnan(effective_size(np.full(2, 0.5), np.zeros(2)))
