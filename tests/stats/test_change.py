"""A change between two waves, against R and at its edges."""

import numpy as np
import pytest
from synth import numbers, table

from resilience_cli.stats.change import (
    detectable,
    drifting,
    hedges,
    hedges_interval,
    joint_df,
    linked_variance,
    two_sided,
    within,
)

GOLDEN = numbers("07_compare.json")["two_sample"]


def golden(name: str) -> np.ndarray:
    return np.array(GOLDEN[name], dtype=float)


def test_the_change_of_one_role_is_welchs() -> None:
    """Golden differences are the first wave minus the second."""
    v1, v2 = golden("s1") ** 2 / golden("n1"), golden("s2") ** 2 / golden("n2")
    df = joint_df(v1, golden("n1") - 1, v2, golden("n2") - 1)
    difference, se = golden("m1") - golden("m2"), np.sqrt(v1 + v2)
    assert df == pytest.approx(golden("welch_df"), rel=1e-9)
    assert se == pytest.approx(golden("se"), rel=1e-9)
    assert two_sided(difference, se, df) == pytest.approx(golden("welch_p"), rel=1e-9)
    low, high = within(difference, se, df)
    assert low == pytest.approx(golden("lo"), rel=1e-9)
    assert high == pytest.approx(golden("hi"), rel=1e-9)


def test_people_who_are_known_again_narrow_a_change_as_in_r() -> None:
    """37 and 30 people, 27 of them in both waves; and those alone, paired."""
    answers = table("synth_waves.csv").query("panel == 1").pivot(index="id", columns="wave", values="y")
    same = answers.dropna()
    golden = numbers("07_compare.json")["partially_overlapping"], numbers("07_compare.json")["paired"]
    for people, expected in zip((answers, same), (golden[0]["se"], golden[1]["sd_diff"] / np.sqrt(27)), strict=True):
        n = people.count().to_numpy(float)
        shared = linked_variance(same.cov().to_numpy()[0, 1], *n, np.array(27.0))
        assert np.sqrt((people.var().to_numpy() / n).sum() - shared) == pytest.approx(expected, rel=1e-9)


def test_hedges_g_is_that_of_r() -> None:
    n1, n2 = golden("n1"), golden("n2")
    scatter = [golden(f"s{k}") ** 2 * (n - 1) for k, n in ((1, n1), (2, n2))]
    assert hedges(golden("m1") - golden("m2"), n1, n2, *scatter) == pytest.approx(golden("hedges_g"), rel=1e-9)


def test_the_interval_of_g_is_that_of_r() -> None:
    """R's own is found by a search that stops at about 1e-6."""
    low, high = hedges_interval(golden("hedges_g"), golden("n1"), golden("n2"))
    assert low == pytest.approx(golden("g_lo"), abs=1e-6)
    assert high == pytest.approx(golden("g_hi"), abs=1e-6)
    nothing = np.array([np.nan])
    assert np.isnan(hedges_interval(nothing, nothing, nothing)).all()
    low, high = hedges_interval(np.array([9.0]), np.array([200.0]), np.array([200.0]))
    assert low[0] < 9 < high[0]


def test_what_cannot_be_told_is_nan() -> None:
    one, zero = np.array([1.0]), np.array([0.0])
    assert np.isnan(hedges(one, one, one * 5, zero, one))[0]
    assert np.isnan(hedges(one, one * 5, one * 5, zero, zero))[0]
    assert np.isnan(two_sided(one, zero, one))[0]


def test_a_change_of_one_detectable_size_is_just_significant_with_many_people() -> None:
    size = detectable(np.array([4.0]))
    assert two_sided(size, np.array([2.0]), np.array([1e9])) == pytest.approx([0.05], rel=1e-6)


def test_the_item_that_moved_alone_is_named() -> None:
    assert drifting(np.array([1.0, 1.2, 0.9, 1.1, 9.0, np.nan])).tolist() == [False] * 4 + [True, False]
    assert not drifting(np.array([1.0, 9.0, 1.0])).any()
    assert not drifting(np.array([2.0] * 6)).any()
