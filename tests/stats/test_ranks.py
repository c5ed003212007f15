"""Ranks, shrinkage and many tests at once, against R and at their edges."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import kendalltau, rankdata
from synth import numbers

from resilience_cli.stats.multiple import benjamini_hochberg, holm
from resilience_cli.stats.ranks import (
    expected_ranks,
    from_the_rest,
    inversions,
    kendall,
    rank_sets,
    ranks,
    share_on_top,
)
from resilience_cli.stats.shrinkage import drawn_together, moments, restricted_likelihood, shrink

RANKS, SHRINKAGE, COMPARE = (numbers(f"{n}.json") for n in ("12_ranks_classes", "06_shrinkage", "07_compare"))
MEAN, SE = np.array(RANKS["mean"]), np.array(RANKS["se"])


def test_adjusted_p_are_those_of_r() -> None:
    p = np.array(COMPARE["two_sample"]["welch_p"])
    assert holm(p) == pytest.approx(COMPARE["adjusted_welch_p"]["holm"], rel=1e-9)
    assert benjamini_hochberg(p) == pytest.approx(COMPARE["adjusted_welch_p"]["BH"], rel=1e-9)
    pools = COMPARE["pools_example"]
    assert benjamini_hochberg(np.array(pools["p"])) == pytest.approx(pools["BH"], rel=1e-9)
    assert holm(np.array(RANKS["pairwise_p"]["p"])) == pytest.approx(RANKS["pairwise_p"]["holm"], rel=1e-9)


def test_what_cannot_be_tested_leaves_the_family() -> None:
    with_gap, without = np.array([0.01, np.nan, 0.04]), np.array([0.01, 0.04])
    for adjust in (holm, benjamini_hochberg):
        assert adjust(with_gap)[[0, 2]] == pytest.approx(adjust(without))
        assert np.isnan(adjust(with_gap)[1])
        assert len(adjust(np.array([]))) == 0


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_adjusting_keeps_the_order_and_never_makes_smaller(values: list[float]) -> None:
    p = np.array(values)
    for adjust in (holm, benjamini_hochberg):
        found = adjust(p)
        assert (found >= p - 1e-15).all()
        assert (found <= 1).all()
        assert (np.diff(found[np.argsort(p, kind="stable")]) >= -1e-15).all()


def test_rank_sets_are_those_of_r() -> None:
    low, high = rank_sets(MEAN, SE**2)
    assert low.tolist() == RANKS["csranks_simul"]["L"]
    assert high.tolist() == RANKS["csranks_simul"]["U"]
    assert expected_ranks(MEAN, SE**2) == pytest.approx(RANKS["expected_rank_exact"], rel=1e-9)
    assert share_on_top(MEAN, SE, 3, 200_000, 1) == pytest.approx(RANKS["p_top3_mc"], abs=3e-3)


def test_equal_estimates_may_have_any_rank() -> None:
    low, high = rank_sets(np.full(4, 50.0), np.full(4, 4.0))
    assert (low.tolist(), high.tolist()) == ([1] * 4, [4] * 4)
    assert expected_ranks(np.full(4, 50.0), np.zeros(4)) == pytest.approx([2.5] * 4)
    assert share_on_top(np.full(4, 50.0), np.ones(4), 4, 10, 1).tolist() == [1.0] * 4


def test_without_error_ranks_are_certain() -> None:
    low, high = rank_sets(np.array([3.0, 1.0, 2.0]), np.zeros(3))
    assert low.tolist() == high.tolist() == [1, 3, 2]
    assert expected_ranks(np.array([3.0, 1.0, 2.0]), np.zeros(3)).tolist() == [1.0, 3.0, 2.0]


@given(st.lists(st.tuples(st.floats(0, 100), st.floats(0.1, 20)), min_size=2, max_size=12))
def test_the_order_of_the_estimates_is_in_their_sets(pairs: list[tuple[float, float]]) -> None:
    mean, se = (np.array(column) for column in zip(*pairs, strict=True))
    low, high = rank_sets(mean, se**2)
    rank = 1 + (mean[None, :] > mean[:, None]).sum(axis=1)
    assert (low <= rank).all()
    assert (rank <= high).all()


def test_shrinkage_is_that_of_r() -> None:
    golden = SHRINKAGE["fay_herriot"]
    y, variance = np.array(golden["yi"]), np.array(golden["vi"])
    assert moments(y, variance) == pytest.approx(golden["DL"]["tau2"], rel=1e-9)
    assert restricted_likelihood(y, variance) == pytest.approx(golden["REML"]["tau2"], rel=1e-5)
    found = shrink(y, variance)
    assert found.mean == pytest.approx(golden["REML"]["mu"], rel=1e-5)
    assert found.estimate == pytest.approx(golden["REML"]["blup"], rel=1e-5)
    assert found.se == pytest.approx(golden["REML"]["blup_se"], rel=1e-4)


@pytest.mark.parametrize("method", ["REML", "DL", "PM"])
def test_given_the_variance_between_areas_shrinkage_is_that_of_r(method: str) -> None:
    golden = SHRINKAGE["fay_herriot"]
    y, variance, expected = np.array(golden["yi"]), np.array(golden["vi"]), golden[method]
    found = drawn_together(y, variance, expected["tau2"])
    assert found.mean == pytest.approx(expected["mu"], rel=1e-9)
    assert found.estimate == pytest.approx(expected["blup"], rel=1e-9)
    assert found.se == pytest.approx(expected["blup_se"], rel=1e-9)


@pytest.mark.parametrize("method", ["reml", "ml"])
def test_of_persons_of_one_role_it_is_the_blup_of_lme4(method: str) -> None:
    golden = SHRINKAGE[method]
    n = np.array(golden["n"], dtype=float)
    found = drawn_together(np.array(golden["ybar"]), golden["sigma2"] / n, golden["tau2"])
    assert found.mean == pytest.approx(golden["mu"], rel=1e-9)
    assert found.estimate == pytest.approx(golden["blup_closed"], rel=1e-9)
    assert found.estimate == pytest.approx(golden["blup_lmer"], rel=1e-9)


def test_without_differences_all_are_the_mean() -> None:
    found = shrink(np.array([50.0, 50.5, 49.5, 50.2]), np.full(4, 25.0))
    assert found.between == 0
    assert found.estimate == pytest.approx([found.mean] * 4)


def test_each_is_compared_with_the_others_not_with_itself() -> None:
    difference, p = from_the_rest(np.array([60.0, 50.0, 40.0]), np.array([1.0, 1.0, 1.0]))
    assert difference.tolist() == [15.0, 0.0, -15.0]
    assert p[1] == 1.0
    assert (p[[0, 2]] < 1e-6).all()


@pytest.mark.parametrize("size", [1, 2, 3, 8, 9, 33])
@pytest.mark.parametrize("levels", [1, 2, 4, 1000])
def test_ranks_and_tau_are_those_of_scipy(size: int, levels: int) -> None:
    rng = np.random.default_rng(size)
    values, base = rng.integers(0, levels, (9, size)) * 0.1, rng.integers(0, levels, size) * 0.1
    found = ranks(values)
    assert found.tolist() == [rankdata(-row, method="min").tolist() for row in values]
    expected = [kendalltau(base, row).statistic if size > 1 else np.nan for row in values]
    assert kendall(ranks(base), found) == pytest.approx(expected, abs=1e-12, nan_ok=True)


def test_what_differs_by_rounding_alone_is_tied() -> None:
    assert ranks(np.array([50.0 + 1e-12, 50.0, 0.1 + 0.2, 0.3])).tolist() == [1, 1, 3, 3]
    assert ranks(np.array([[-1.0, 2.0], [2.0, 2.0]])).tolist() == [[2, 1], [1, 1]]


@given(st.lists(st.integers(0, 9), min_size=1, max_size=20))
def test_inversions_are_the_pairs_in_falling_order(row: list[int]) -> None:
    pairs = sum(a > b for n, a in enumerate(row) for b in row[n + 1 :])
    assert inversions(np.array([row], dtype=np.int32)).tolist() == [pairs]
