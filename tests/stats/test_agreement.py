"""Agreement against R, and at its edges."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from synth import numbers, survey, table

from resilience_cli.stats.agreement import average_deviation, intraclass, uniform_variance, within_group

GOLDEN = numbers("08_synth_pipeline.json")


@pytest.mark.parametrize("score", ["S", "M", "C"])
def test_intraclass_is_that_of_r(score: str) -> None:
    people = table("synth_respondent_pomp_expected.csv")
    groups = people[people["role"] == "resident"].dropna(subset=[score]).groupby("community")[score]
    n, mean = groups.size().to_numpy(float), groups.mean().to_numpy()
    found = intraclass(n, mean, groups.var().fillna(0).to_numpy() * (n - 1))
    expected = GOLDEN["icc_residents"][score]
    assert found is not None
    assert (found.icc1, found.n0, found.icc2) == pytest.approx(
        (expected["ICC1_n0"], expected["n0"], expected["ICC2_multilevel"]), rel=1e-9
    )


def test_variances_and_reliability_of_groups_of_any_size_are_those_of_r() -> None:
    """Golden groups are of 1 to 80 people."""
    groups, golden = table("synth_shrink.csv").groupby("g")["y"], numbers("06_shrinkage.json")["anova_mom"]
    n, mean = groups.size().to_numpy(float), groups.mean().to_numpy()
    found = intraclass(n, mean, groups.var().fillna(0).to_numpy() * (n - 1))
    assert found is not None
    assert (found.n0, found.between, found.within) == pytest.approx(
        (golden["n0"], golden["tau2"], golden["sigma2"]), rel=1e-9
    )
    assert list(groups.groups) == golden["group"]
    assert found.reliability(n) == pytest.approx(golden["lambda"], rel=1e-9)


def test_agreement_is_that_of_r() -> None:
    answers = survey()
    items = ["S1", "S2", "S3", "S4"]
    frame = answers.answers[items].assign(community=answers.people["community"], role=answers.people["role"])
    frame = frame[frame["role"] == "resident"].dropna()
    expected = GOLDEN["agreement_residents_S"]
    groups = frame.groupby("community")[items]
    assert within_group(groups.var().loc[expected["rwg_j"]["grpid"]].to_numpy(), uniform_variance(5)) == pytest.approx(
        expected["rwg_j"]["rwg.j"], rel=1e-9
    )
    values = np.arange(1.0, 6.0)
    counts = np.array([
        [[(group[item] == value).sum() for value in values] for item in items] for _, group in groups
    ])  # fmt: skip
    assert average_deviation(counts.astype(float), values).mean(axis=1) == pytest.approx(
        expected["ad_mean"]["AD.M"], rel=1e-9
    )


def test_what_cannot_be_told_is_not() -> None:
    assert intraclass(np.array([5.0]), np.array([3.0]), np.array([2.0])) is None
    assert intraclass(np.array([1.0, 1.0]), np.array([3.0, 4.0]), np.zeros(2)) is None
    assert intraclass(np.array([5.0, 5.0]), np.array([3.0, 3.0]), np.zeros(2)) is None
    equal = intraclass(np.array([5.0, 5.0]), np.array([3.0, 3.0]), np.array([4.0, 4.0]))
    assert equal is not None
    assert (equal.icc1, equal.icc2) == (pytest.approx(-1 / 4), 0.0)
    assert np.isnan(average_deviation(np.zeros((2, 5)), np.arange(5.0))).all()
    assert np.isnan(within_group(np.array([[np.nan, 1.0]]), 2.0)).all()


def test_groups_alike_have_a_negative_correlation_and_no_reliability() -> None:
    found = intraclass(np.array([10.0, 10.0]), np.array([50.0, 50.1]), np.array([900.0, 900.0]))
    assert found is not None
    assert found.icc1 < 0
    assert found.reliability(np.array([10.0, 0.0])).tolist() == [0.0, 0.0]


def test_two_opposite_answers_have_no_agreement_and_equal_ones_all() -> None:
    assert within_group(np.array([[8.0], [0.0]]), uniform_variance(5)).tolist() == [0.0, 1.0]


@given(st.lists(st.integers(0, 9), min_size=5, max_size=5).filter(any))
def test_deviation_is_that_of_the_answers(counts: list[int]) -> None:
    answers = np.repeat(np.arange(1.0, 6.0), counts)
    found = average_deviation(np.array([counts], dtype=float), np.arange(1.0, 6.0))
    assert found[0] == pytest.approx(np.abs(answers - answers.mean()).mean())
