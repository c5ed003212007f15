"""Role effects: against a dummy regression, and where roles are not connected."""

import numpy as np
import pytest

from resilience_cli.stats.effects import predicted, role_effects

MEANS = np.array([[50.0, 60, 40], [30, 45, np.nan], [70, np.nan, 55], [20, 35, 25], [np.nan, 80, 60]])


def dummy_regression(means: np.ndarray) -> tuple[np.ndarray, float]:
    cells = np.argwhere(~np.isnan(means))
    design = np.zeros((len(cells), len(means) + means.shape[1] - 1))
    for row, (c, r) in enumerate(cells):
        design[row, c] = 1
        if r:
            design[row, len(means) + r - 1] = 1
    y = means[tuple(cells.T)]
    coefficients, residual, *_ = np.linalg.lstsq(design, y, rcond=None)
    return np.array([0, *coefficients[len(means) :]]), residual[0] / (len(cells) - design.shape[1])


def test_equals_lm_of_community_and_role() -> None:
    beta, residual_ms = dummy_regression(MEANS)
    found = role_effects(MEANS)
    assert found.beta == pytest.approx(beta)
    assert found.residual_ms == pytest.approx(residual_ms)
    assert found.df == 12 - 5 - 2


def test_a_filled_cell_is_the_fitted_value() -> None:
    found = role_effects(MEANS)
    by_hand = (30 - found.beta[0] + 45 - found.beta[1]) / 2 + found.beta[2]
    assert predicted(MEANS, found.beta)[1, 2] == pytest.approx(by_hand)


def test_roles_that_no_community_connects_cannot_be_compared() -> None:
    found = role_effects(np.array([[1.0, 2, np.nan], [3, 5, np.nan], [np.nan, np.nan, 9]]))
    assert np.isnan(found.beta[2])
    assert found.beta[1] == pytest.approx(1.5)


def test_one_role_has_no_residuals() -> None:
    found = role_effects(np.array([[1.0], [2.0]]))
    assert found.df == 0
    assert np.isnan(found.residual_ms)


def test_adding_a_constant_to_a_community_changes_no_role_effect() -> None:
    shifted = MEANS + np.arange(5)[:, None] * 7.0
    assert role_effects(shifted).beta == pytest.approx(role_effects(MEANS).beta)
