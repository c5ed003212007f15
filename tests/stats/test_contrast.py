"""Errors of means of differences that share a side."""

import numpy as np
import pytest

from resilience_cli.stats.contrast import contrast_se, two_sided


def test_a_side_that_stands_in_two_pairs_counts_once_with_all_its_weight() -> None:
    """(x - y1)/2 + (x - y2)/2 = x - (y1 + y2)/2: variance 3² + (4² + 4²)/4 = 17."""
    weight, errors = np.array([0.5, 0.5]), (np.array([3.0, 3.0]), np.array([4.0, 4.0]))
    assert contrast_se(weight, errors, (np.array([0, 0]), np.array([0, 1]))) == pytest.approx(17**0.5)
    apart = contrast_se(weight, errors, (np.array([0, 1]), np.array([0, 1])))
    assert apart == pytest.approx((4.5 + 8.0) ** 0.5)


def test_an_unknown_error_is_unknown() -> None:
    weight, sides = np.array([1.0]), (np.array([0]), np.array([0]))
    assert np.isnan(contrast_se(weight, (np.array([np.nan]), np.array([1.0])), sides))


def test_two_sided_probability() -> None:
    p = two_sided(np.array([1.959963984540054, -1.959963984540054, 0.0, 5.0, 1.0]), np.array([1.0, 1, 1, 0, np.nan]))
    assert p[:3] == pytest.approx([0.05, 0.05, 1.0], rel=1e-9)
    assert np.isnan(p[3:]).all()
