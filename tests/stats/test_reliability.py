"""Coefficient alpha at its edges; against R in tests/test_golden.py."""

import numpy as np
import pytest

from resilience_cli.stats.reliability import alpha


def test_two_items_are_spearman_brown() -> None:
    r = 0.5
    assert alpha(np.array([[1.0, r], [r, 1.0]])) == pytest.approx(2 * r / (1 + r))


def test_unrelated_items_have_none() -> None:
    assert alpha(np.eye(4)) == pytest.approx(0.0)


@pytest.mark.parametrize("matrix", [np.array([[4.0]]), np.zeros((3, 3)), np.array([[1.0, np.nan], [np.nan, 1.0]])])
def test_undefined_is_nan(matrix: np.ndarray) -> None:
    assert np.isnan(alpha(matrix))
