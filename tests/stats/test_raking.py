"""Raking against a classical example, against the R package survey, and at its edges."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from resilience_cli.stats.raking import calibration_residuals, design_effect, linearised, rake, trimmed

Floats = npt.NDArray[np.float64]
SAMPLE = np.array([[20, 50, 100, 30], [40, 140, 50, 100], [40, 310, 50, 70]], dtype=float)
POPULATION = np.array([[80, 60, 170, 55], [40, 150, 60, 165], [55, 340, 200, 125]], dtype=float)
RAKED = [[1.81, 1.45, 2.02], [1.08, 0.87, 1.21], [2.20, 1.76, 2.45], [1.83, 1.47, 2.04]]
"""A worked example of the literature: weights of the cells, the first factor runs fastest."""

# The first 24 schools of apisrs in the R package survey 4.1 (data(api)): type, school-wide target met, api00; the
# totals are those of apipop. The numbers were made by benchmarks/peers/raking.R.
STYPE = list("HEHEEEMEEEEHMEEEMMHEEEEE")
WIDE = list("NYNYYYNYYYNYNYYYYYNYYYYY")
API00 = [
    *(462, 878, 734, 772, 739, 835, 456, 506, 543, 649, 556, 671),
    *(528, 742, 555, 631, 698, 810, 502, 532, 430, 658, 453, 635),
]
TYPES = {"E": 4421.0, "H": 755.0, "M": 1018.0}
MET = {"N": 1072.0, "Y": 5122.0}


def margin(answers: list[str], totals: dict[str, float]) -> tuple[npt.NDArray[np.intp], Floats]:
    """Return the groups of persons and the totals of groups."""
    places = list(totals)
    return np.array([places.index(answer) for answer in answers], dtype=np.intp), np.array(list(totals.values()))


def one_unit(n: int) -> npt.NDArray[np.intp]:
    """Return that all belong together."""
    return np.zeros(n, dtype=np.intp)


def calibrated(values: Floats, base: Floats, margins: list[tuple[npt.NDArray[np.intp], Floats]]) -> tuple[float, float]:
    """Return the raked mean and its standard error."""
    raked = rake(base, margins, one_unit(len(base)))
    design = np.hstack([np.eye(len(total))[group] for group, total in margins])
    column = values[:, None]
    z = linearised(column, raked.weights, calibration_residuals(column, base, design))[:, 0]
    return float(z.mean()), float(z.std(ddof=1) / np.sqrt(len(z)))


def test_the_classical_example_gives_its_weights() -> None:
    rows, columns = np.divmod(np.arange(12), 4)
    margins = [(rows, POPULATION.sum(axis=1)), (columns, POPULATION.sum(axis=0))]
    found = rake(SAMPLE.ravel(), margins, one_unit(12))
    assert found.converged.all()
    np.testing.assert_allclose((found.weights / SAMPLE.ravel()).reshape(3, 4).T, RAKED, atol=0.005)


def test_mean_and_error_are_those_of_survey() -> None:
    margins = [margin(STYPE, TYPES), margin(WIDE, MET)]
    mean, se = calibrated(np.array(API00, dtype=float), np.ones(24), margins)
    assert mean == pytest.approx(632.993907781701, rel=1e-9)
    assert se == pytest.approx(25.3218646890663, rel=1e-6)  # calibrate(calfun = "raking"); rake says 25.32195
    weights = rake(np.ones(24), margins, one_unit(24)).weights
    assert design_effect(weights, one_unit(24))[0] == pytest.approx(1.03367436395706, rel=1e-6)


def test_one_margin_is_post_stratification() -> None:
    """Mean Σ W ȳ_h; the variance is that of w (x - ȳ_h), as `postStratify` has it: 625.76483, 27.11027."""
    x = np.array(API00, dtype=float)
    groups, totals = margin(STYPE, TYPES)
    share, n = totals / totals.sum(), np.bincount(groups)
    means = np.bincount(groups, x) / n
    weighted = (share * 24 / n)[groups] * (x - means[groups])
    mean, se = calibrated(x, np.ones(24), [(groups, totals)])
    assert mean == pytest.approx(float(share @ means), rel=1e-12)
    assert mean == pytest.approx(625.764832902809, rel=1e-9)
    assert se == pytest.approx(float(np.sqrt(24 / 23 * (weighted**2).sum()) / 24), rel=1e-12)
    assert se == pytest.approx(27.1102650487174, rel=1e-9)


def test_units_are_raked_as_if_each_were_alone() -> None:
    here, there = margin(list("aabb"), {"a": 3.0, "b": 1.0}), margin(list("abbb"), {"a": 2.0, "b": 2.0})
    both = (np.concatenate([here[0], there[0] + 2]), np.concatenate([here[1], there[1]]))
    found = rake(np.ones(8), [both], np.repeat([0, 1], 4).astype(np.intp))
    alone = [rake(np.ones(4), [one], one_unit(4)).weights for one in (here, there)]
    np.testing.assert_array_equal(found.weights, np.concatenate(alone))


def test_a_group_without_a_total_stays_as_it_is() -> None:
    found = rake(np.array([1.0, 2.0, 1.0]), [(np.array([0, 0, 1]), np.array([np.nan, 5.0]))], np.array([0, 0, 1]))
    np.testing.assert_array_equal(found.weights, [1.0, 2.0, 5.0])


def test_totals_that_no_weights_can_meet_do_not_converge() -> None:
    """Whoever is a in the first question is a in the second, yet half of all should be a in the one, all b."""
    first, second = margin(list("aabb"), {"a": 2.0, "b": 2.0}), margin(list("aabb"), {"a": 1.0, "b": 3.0})
    found = rake(np.ones(4), [first, second], one_unit(4))
    assert not found.converged.any()
    assert found.off[0] == pytest.approx(0.25)


def test_weights_are_cut_and_raked_again_where_that_can_be() -> None:
    groups = margin([*"a" * 2, *"b" * 18], {"a": 7.0, "b": 13.0})
    free = rake(np.ones(20), [groups], one_unit(20))
    cut = trimmed(free, np.ones(20), [groups], one_unit(20), (0.3, 3.0))
    assert free.weights.max() == pytest.approx(3.5)
    assert cut.weights.max() == pytest.approx(3.0 * cut.weights.mean())
    assert not cut.converged.any()  # 2 of 20 who count three times are 30 %, not 35 %
    assert cut.off[0] == pytest.approx(0.05, abs=1e-9)


def test_cutting_leaves_other_margins_met() -> None:
    """One person far out by two margins at once is cut; others of both groups take it over."""
    first = margin(list("aaaaaabbbbbb"), {"a": 3.0, "b": 9.0})
    second = margin(list("aaaaabbbbbba"), {"a": 3.0, "b": 9.0})
    base = np.array([1.0] * 11 + [9.0])
    free = rake(base, [first, second], one_unit(12))
    cut = trimmed(free, base, [first, second], one_unit(12), (0.2, 1.6))
    assert free.weights.max() > 1.6 * free.weights.mean()
    assert cut.converged.all()
    assert cut.weights.max() <= 1.6 * (1 + 1e-9)


def test_weights_inside_the_bounds_are_not_touched() -> None:
    groups = margin(list("aabb"), {"a": 3.0, "b": 1.0})
    free = rake(np.ones(4), [groups], one_unit(4))
    assert trimmed(free, np.ones(4), [groups], one_unit(4), (0.3, 3.0)) is free


def test_the_design_effect_of_kish() -> None:
    effects = design_effect(np.array([1.0, 1.0, 1.0, 3.0]), np.array([0, 0, 2, 2]))
    np.testing.assert_allclose(effects, [1.0, np.nan, 1.25])


def test_equal_weights_give_the_scores_again() -> None:
    values = np.array([[10.0, 50.0], [30.0, np.nan], [80.0, 70.0]])
    residuals = calibration_residuals(values, np.ones(3), np.ones((3, 1)))
    np.testing.assert_allclose(linearised(values, np.ones(3), residuals), values)


def test_all_missing_or_nobody_gives_nothing() -> None:
    values = np.array([[np.nan], [np.nan]])
    residuals = calibration_residuals(values, np.ones(2), np.eye(2))
    assert np.isnan(linearised(values, np.ones(2), residuals)).all()
    assert rake(np.zeros(0), [], np.zeros(0, dtype=np.intp)).weights.shape == (0,)


@given(
    st.lists(st.tuples(st.integers(0, 2), st.integers(0, 1), st.floats(0.2, 5.0)), min_size=6, max_size=40),
    st.lists(st.floats(1.0, 9.0), min_size=5, max_size=5),
)
def test_raked_weights_meet_every_total_or_say_by_how_much_not(
    people: list[tuple[int, int, float]], totals: list[float]
) -> None:
    people = [*((a, b, 1.0) for a in range(3) for b in range(2)), *people]
    first, second, base = (np.array(column) for column in zip(*people, strict=True))
    a, b = np.array(totals[:3]) / sum(totals[:3]), np.array(totals[3:]) / sum(totals[3:])
    found = rake(base, [(first, a), (second, b)], one_unit(len(base)))
    assert found.converged.all()  # every combination occurs
    assert (found.weights > 0).all()
    np.testing.assert_allclose(np.bincount(first, found.weights), a, atol=2e-10)
    np.testing.assert_allclose(np.bincount(second, found.weights), b, atol=2e-10)
