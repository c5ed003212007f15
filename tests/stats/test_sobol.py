"""Sobol indices of groups: a model whose indices are known, and choices that make no difference."""

import numpy as np
import pytest

from resilience_cli.stats.sobol import evaluations, indices, saltelli


@pytest.mark.parametrize(
    ("draws", "groups", "n"), [(10_000, 7, 1024), (9_216, 7, 1024), (9_215, 7, 512), (100, 7, 8), (1, 7, 2)]
)
def test_evaluations_are_no_more_than_the_draws(draws: int, groups: int, n: int) -> None:
    assert evaluations(draws, groups) == n


def test_each_group_changes_in_its_own_rows_alone() -> None:
    one, two = (part.reshape(4, 8, -1) for part in saltelli([1, 3], 8, seed=1))
    assert (one.shape[-1], two.shape[-1]) == (1, 3)
    for rows, changed, kept in ((one, 2, 3), (two, 3, 2)):
        assert np.array_equal(rows[changed], rows[1])
        assert np.array_equal(rows[kept], rows[0])
    assert ((one > 0) & (one < 1)).all()


def test_the_indices_of_a_sum_are_the_shares_of_its_variance() -> None:
    """f = 2 x + (y1 + y2) has Var = 4/12 + 2/12: two thirds and one third, without interaction."""
    x, y = saltelli([1, 2], 4096, seed=1)
    found = indices(2 * x[:, 0] + y.sum(axis=1), 2, seed=1)
    assert found is not None
    for part, ends in ((found.first, found.first_range), (found.total, found.total_range)):
        assert part == pytest.approx([2 / 3, 1 / 3], abs=0.02)
        assert (ends[:, 0] <= part).all()
        assert (part <= ends[:, 1]).all()


def test_a_product_interacts() -> None:
    """f = (x - .5)(y - .5): nothing alone, all together."""
    x, y = saltelli([1, 1], 4096, seed=1)
    found = indices((x[:, 0] - 0.5) * (y[:, 0] - 0.5), 2, seed=1)
    assert found is not None
    assert found.first == pytest.approx([0, 0], abs=0.05)
    assert found.total == pytest.approx([1, 1], abs=0.05)


def test_a_group_that_makes_no_difference_has_exactly_0() -> None:
    x, y, _ = saltelli([1, 1, 2], 64, seed=1)
    same = np.where(y[:, 0] < 0.5, 3.0, 3.0)  # a choice between two identical alternatives
    found = indices(x[:, 0] * same, 3, seed=1)
    assert found is not None
    assert found.first[1:].tolist() == found.total[1:].tolist() == [0.0, 0.0]
    assert found.total_range[1:].tolist() == [[0.0, 0.0], [0.0, 0.0]]


def test_where_nothing_varies_there_are_no_indices() -> None:
    assert indices(np.ones(4 * 8), 2, seed=1) is None


def test_the_same_seed_gives_the_same_intervals() -> None:
    x, y = saltelli([1, 1], 32, seed=3)
    one, other = (indices(x[:, 0] + y[:, 0] ** 2, 2, seed=3) for _ in range(2))
    assert one is not None
    assert other is not None
    assert all(np.array_equal(a, b) for a, b in zip(one, other, strict=True))
