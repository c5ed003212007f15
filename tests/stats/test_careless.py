"""Signs of careless answering: R's numbers, closed forms by hand, and the edges."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from synth import ITEMS, table

from resilience_cli.stats.careless import (
    LEAST_TOGETHER,
    even_odd,
    intra_individual_variability,
    longest_run,
    mahalanobis,
    most_alike,
    psychometric_synonyms,
    synonyms,
)

NAN = np.nan


def test_runs_and_variability_are_those_of_r() -> None:
    codes, expected = table("synth_survey.csv")[ITEMS].to_numpy(float), table("synth_careless_expected.csv")
    assert longest_run(codes).tolist() == expected["longstr"].tolist()
    assert intra_individual_variability(codes) == pytest.approx(expected["irv"].to_numpy(), rel=1e-9, nan_ok=True)


def test_a_missing_answer_breaks_a_run() -> None:
    assert longest_run(np.array([[1.0, 1, NAN, 1, 1, 1]])).tolist() == [3]


@pytest.mark.parametrize(
    ("odd", "even", "expected"),
    [
        ([1, 2, 3, 4, 5], [1, 2, 3, 4, 5], 1.0),
        ([1, 2, 3, 4, 5], [2, 1, 3, 5, 4], 2 * 0.8 / 1.8),  # r = 8/10
        ([1, 2, 3, 4, 5], [5, 4, 3, 2, 1], -1.0),  # r = -1, and 2r / (1 + r) has no end
        ([1, 2, 3, 4, 5], [4, 5, 3, 1, 2], -1.0),  # r = -.8: -8, floored
        ([1, 2, 3, 4, 5], [3, 3, 3, 3, 3], NAN),
        ([3, 3, 3, 3, 3], [3, 3, 3, 3, 3], NAN),
        ([1, 2, 3, 4, 5], [1, 2, 3, 4, NAN], NAN),  # four scales
        ([1, 2, 3, 4, 5, 9], [1, 2, 3, 4, 5, NAN], 1.0),
        ([NAN] * 5, [NAN] * 5, NAN),
    ],
)
def test_even_odd_by_hand(odd: list[float], even: list[float], expected: float) -> None:
    assert even_odd(np.array([odd]), np.array([even]))[0] == pytest.approx(expected, nan_ok=True)


def test_a_correlation_of_just_the_cut_makes_no_synonyms() -> None:
    """x = ±1 and y = ±1 that agree in 24 of 30 correlate by (24 - 6)/30 = .6 exactly; in 25, by .667."""
    x = np.repeat([1.0, -1.0], 15)
    just, more = x.copy(), x.copy()
    just[[0, 1, 2, 15, 16, 17]] *= -1
    more[[0, 1, 15, 16]] *= -1
    codes = np.column_stack([x, just, more])
    assert np.corrcoef(codes.T)[0, 1] == pytest.approx(0.6, abs=1e-12)
    assert [0, 1] not in synonyms(codes, 0.60).tolist()
    assert [0, 2] in synonyms(codes, 0.60).tolist()
    assert not len(synonyms(codes[: LEAST_TOGETHER - 1], 0.0))


def paired(people: int, seed: int = 3) -> np.ndarray:
    """Return six pairs of items, of which both are answered nearly alike."""
    rng = np.random.default_rng(seed)
    first = rng.integers(1, 6, (people, 6)).astype(float)
    return np.hstack([first, np.clip(first + (rng.random(first.shape) < 0.15), 1, 5)])


def test_synonyms_are_correlated_over_their_pairs() -> None:
    codes = paired(100)
    codes[3, 8] = NAN
    pairs = synonyms(codes, 0.60)
    assert pairs.tolist() == [[i, i + 6] for i in range(6)]
    found = psychometric_synonyms(codes)
    for row in (0, 3, 99):
        a, b = codes[row, pairs[:, 0]], codes[row, pairs[:, 1]]
        both = ~np.isnan(a + b)
        assert found[row] == pytest.approx(np.corrcoef(a[both], b[both])[0, 1], rel=1e-9)


def test_of_fewer_than_five_pairs_or_of_one_answer_nothing_is_said() -> None:
    codes = paired(100)
    codes[0, [6, 7]] = NAN  # four pairs
    codes[1] = 3.0
    codes[2] = NAN
    found = psychometric_synonyms(codes)
    assert np.isnan(found[:3]).all()
    assert not np.isnan(found[4:]).all()
    assert np.isnan(psychometric_synonyms(np.random.default_rng(1).integers(1, 6, (50, 8)).astype(float))).all()


def test_the_distance_of_a_square_by_hand() -> None:
    """Four corners (±1, ±1) and the middle: S = I, D² = 2 at the corners and 0 in the middle."""
    codes = np.array([[1.0, 1], [1, -1], [-1, 1], [-1, -1], [0, 0], [1, NAN]])
    squared, probability = mahalanobis(codes)
    assert probability == pytest.approx(np.exp(-squared / 2), nan_ok=True)  # χ² with 2 df
    assert squared == pytest.approx([2.0, 2, 2, 2, 0, NAN], nan_ok=True)


@given(st.integers(3, 8), st.integers(10, 30), st.integers(0, 10**6))
def test_the_distances_of_a_sample_add_up(items: int, people: int, seed: int) -> None:
    """Σ D² = K (n - 1), whatever is answered, and in any unit."""
    codes = np.random.default_rng(seed).normal(size=(people, items))
    squared, _ = mahalanobis(codes)
    assert squared.sum() == pytest.approx(items * (people - 1))
    assert mahalanobis(6.0 - 2.5 * codes)[0] == pytest.approx(squared)


def test_no_distance_where_the_covariance_has_no_inverse() -> None:
    rng = np.random.default_rng(2)
    few, twice = rng.normal(size=(4, 4)), rng.normal(size=(20, 3))
    twice[:, 2] = twice[:, 0] + twice[:, 1]
    assert np.isnan(mahalanobis(few)[0]).all()
    assert np.isnan(mahalanobis(twice)[0]).all()
    assert np.isnan(mahalanobis(np.full((5, 2), 3.0))).all()
    assert np.isnan(mahalanobis(np.full((5, 2), NAN))[0]).all()
    constant, alone = np.column_stack([twice[:, :2], np.ones(20)]), twice[:, :2]
    assert mahalanobis(constant)[0] == pytest.approx(mahalanobis(alone)[0])
    assert mahalanobis(constant)[1] == pytest.approx(mahalanobis(alone)[1])


def test_the_largest_share_of_equal_answers() -> None:
    one = np.arange(20.0) % 5
    codes = np.stack([one, np.where(np.arange(20) < 3, 9.0, one), np.full(20, 7.0), np.where(one < 1, NAN, one)])
    assert most_alike(codes) == pytest.approx([0.85, 0.85, 0.0, NAN], nan_ok=True)
    assert most_alike(codes, least=16)[3] == 1.0
    assert np.isnan(most_alike(codes[:1])).all()
    assert len(most_alike(codes[:0])) == 0
