"""Covariance inside cells: against numpy, and at the edges."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from resilience_cli.stats.covariance import borrowed, moderated, of_means, pooled, square_root, symmetric

X = np.array([[1.0, 4.0], [3.0, 1.0], [8.0, 2.0], [2.0, 9.0]])
Y = np.array([[5.0, 5.0], [7.0, 2.0]])
PAIRS = np.array([[0, 0], [1, 1], [0, 1]])


def scatter(x: np.ndarray) -> np.ndarray:
    s = np.cov(x.T) * (len(x) - 1)
    return np.array([s[0, 0], s[1, 1], s[0, 1]])


def test_pooled_is_the_within_cell_covariance() -> None:
    covariance, df = pooled(np.stack([scatter(X), scatter(Y)]), np.array([[4.0] * 3, [2.0] * 3]), axis=0)
    assert df.tolist() == [4, 4, 4]
    assert covariance == pytest.approx((scatter(X) + scatter(Y)) / 4)


def test_no_degrees_of_freedom_is_not_zero_variance() -> None:
    covariance, df = pooled(np.zeros((3, 1)), np.ones((3, 1)), axis=0)
    assert np.isnan(covariance[0])
    assert df[0] == 0


def test_a_role_with_few_degrees_borrows_from_all_roles() -> None:
    s = np.zeros((4, 2, 1))
    n = np.zeros((4, 2, 1))
    s[:, 0, 0], n[:, 0, 0] = 90.0, 10.0  # 36 degrees of freedom, variance 10
    s[:2, 1, 0], n[:2, 1, 0] = 8.0, 3.0  # 4 degrees of freedom: too few
    covariance, df, prior = borrowed(s, n)
    assert covariance[0, 0] == pytest.approx(10.0)
    assert covariance[1, 0] == pytest.approx((360 + 16) / 40)
    assert df.tolist() == [[36.0], [40.0]]
    assert prior.tolist() == [[20.0], [20.0]]


def test_nothing_to_borrow_means_nothing_known() -> None:
    covariance, _, _ = borrowed(np.full((2, 1, 1), 3.0), np.full((2, 1, 1), 3.0))  # 4 degrees in all
    assert np.isnan(covariance).all()


def test_moderated_weighs_by_degrees_of_freedom() -> None:
    out = moderated(np.array([[[30.0]]]), np.array([[[4.0]]]), np.array([[50.0]]), np.array([[7.0]]))
    assert out[0, 0, 0] == pytest.approx((3 * 10 + 7 * 50) / 10)


def test_without_prior_it_is_the_cells_own_and_one_person_has_none() -> None:
    own = moderated(np.array([[[30.0]], [[0.0]]]), np.array([[[4.0]], [[1.0]]]), np.array([[50.0]]), np.zeros((1, 1)))
    assert own[0, 0, 0] == pytest.approx(10.0)
    assert np.isnan(own[1, 0, 0])


def test_covariance_of_means_with_missing_pairs_and_a_census() -> None:
    n = np.array([8.0, 4.0, 4.0])
    out = of_means(np.array([16.0, 16.0, 8.0]), n, PAIRS, np.array([1.0, 0.25]))
    assert out == pytest.approx([16 / 8, 16 / 4 * 0.25, 8 * 4 / (8 * 4) * 0.5])


def test_nobody_means_no_covariance() -> None:
    assert of_means(np.array([np.nan, 2.0, np.nan]), np.array([0.0, 4.0, 0.0]), PAIRS, np.ones(2)).tolist() == [
        0,
        0.5,
        0,
    ]


@given(arrays(float, (3, 3), elements=st.floats(-5, 5)))
def test_square_root_squared_is_the_matrix(half: np.ndarray) -> None:
    matrix = half @ half.T
    root = square_root(matrix)
    assert np.allclose(root @ root, matrix, atol=1e-9)
    assert np.allclose(root, root.T)


def test_square_root_drops_what_is_not_a_covariance() -> None:
    root = square_root(np.array([[1.0, 2.0], [2.0, 1.0]]))  # eigenvalues 3 and -1
    assert root @ root == pytest.approx(np.full((2, 2), 1.5))


def test_pairs_that_were_not_kept_are_empty_in_a_matrix() -> None:
    kept = symmetric(np.array([2.0, 4.5]), PAIRS[:2], 2)
    assert (kept[0, 0], kept[1, 1]) == (2.0, 4.5)
    assert np.isnan(kept[0, 1])
    assert np.isnan(kept[1, 0])
    assert symmetric(np.array([1.0, 2.0, 3.0]), PAIRS, 2).tolist() == [[1, 3], [3, 2]]
