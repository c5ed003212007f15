"""Reliability against R, and at its edges."""

import numpy as np
import pandas as pd
import pytest
from synth import BASE, INSTRUMENT, ITEMS, numbers, survey

from resilience_cli.scoring.respondents import item_points
from resilience_cli.stats.reliability import (
    alpha,
    alpha_interval,
    alpha_without,
    correlations,
    first_component,
    item_rest,
    lambda6,
    mean_correlation,
    omega_total,
    one_factor,
)


def test_two_items_are_spearman_brown() -> None:
    r = 0.5
    assert alpha(np.array([[1.0, r], [r, 1.0]])) == pytest.approx(2 * r / (1 + r))


def test_unrelated_items_have_none() -> None:
    assert alpha(np.eye(4)) == pytest.approx(0.0)


@pytest.mark.parametrize("matrix", [np.array([[4.0]]), np.zeros((3, 3)), np.array([[1.0, np.nan], [np.nan, 1.0]])])
def test_undefined_is_nan(matrix: np.ndarray) -> None:
    assert np.isnan(alpha(matrix))


def golden(score: str) -> tuple[np.ndarray, dict]:
    """Return the covariance of the score's items over all people, as the golden numbers take it, and those."""
    items = list(INSTRUMENT.score[score].of)
    points = pd.DataFrame(item_points(survey()), columns=ITEMS)[items]
    return points.cov().to_numpy(), numbers("08_synth_pipeline.json")["alpha"][score]


@pytest.mark.parametrize("score", BASE)
def test_every_coefficient_is_that_of_r(score: str) -> None:
    covariance, expected = golden(score)
    r = correlations(covariance)
    assert alpha(covariance) == pytest.approx(expected["raw_alpha"], rel=1e-9)
    assert alpha(r) == pytest.approx(expected["std_alpha"], rel=1e-9)
    assert mean_correlation(r) == pytest.approx(expected["avg_r"], rel=1e-9)
    assert item_rest(covariance) == pytest.approx(list(expected["r_drop"].values()), rel=1e-9)
    assert alpha_without(covariance) == pytest.approx(list(expected["alpha_drop"].values()), rel=1e-9)


def test_one_factor_is_found_again_and_omega_is_its_share() -> None:
    loadings = np.array([0.8, 0.7, 0.6, 0.5])
    r = np.outer(loadings, loadings)
    np.fill_diagonal(r, 1.0)
    assert one_factor(r) == pytest.approx(loadings, rel=1e-9)
    total = loadings.sum() ** 2
    assert omega_total(r) == pytest.approx(total / (total + (1 - loadings**2).sum()), rel=1e-9)
    turned = r * np.outer([1, 1, 1, -1], [1, 1, 1, -1])
    assert one_factor(turned) == pytest.approx([0.8, 0.7, 0.6, -0.5], rel=1e-9)
    assert np.isnan(omega_total(turned))
    assert (first_component(turned) < 0).tolist() == [False, False, False, True]


def test_parallel_items_make_all_coefficients_equal() -> None:
    r = np.full((5, 5), 0.4)
    np.fill_diagonal(r, 1.0)
    expected = 5 * 0.4 / (1 + 4 * 0.4)
    assert alpha(r) == pytest.approx(expected)
    assert omega_total(r) == pytest.approx(expected)
    assert lambda6(r) == pytest.approx(1 - 5 / np.diag(np.linalg.inv(r))[0] / r.sum())


def test_two_items_have_no_factor_and_one_has_nothing() -> None:
    pair = np.array([[1.0, 0.5], [0.5, 1.0]])
    assert np.isnan(omega_total(pair))
    assert item_rest(pair) == pytest.approx([0.5, 0.5])
    assert np.isnan(alpha_without(pair)).all()
    assert np.isnan([mean_correlation(np.eye(1)), lambda6(np.eye(1)), *first_component(np.eye(1))]).all()


def test_an_item_without_variance_has_no_correlation() -> None:
    flat = np.diag([1.0, 1.0, 0.0])
    assert np.isnan(correlations(flat)[2]).all()
    assert np.isnan(item_rest(flat)[2])
    assert np.isnan([lambda6(correlations(flat)), omega_total(correlations(flat))]).all()


def test_the_interval_of_alpha_holds_it_and_narrows() -> None:
    wide, narrow = (alpha_interval(0.8, n, 5) for n in (30, 300))
    assert wide[0] < narrow[0] < 0.8 < narrow[1] < wide[1]
    assert np.isnan(alpha_interval(float("nan"), 30, 5)).all()
    assert np.isnan(alpha_interval(0.8, 1, 5)).all()


def test_one_factor_is_that_of_r() -> None:
    """psych 2.2.9: fa(r, fm = "minres") and smc(r) of S1, S2, S3 reversed, S4, with pairwise correlations."""
    items = ["S1", "S2", "S3", "S4"]
    r = pd.DataFrame(item_points(survey()), columns=ITEMS)[items].corr().to_numpy()
    assert one_factor(r) == pytest.approx([0.6362908578, 0.6382367848, 0.6256536938, 0.6523984415], rel=1e-6)
    assert omega_total(r) == pytest.approx(0.7332185737, rel=1e-6)
    assert lambda6(r) == pytest.approx(0.6734817, rel=1e-6)
