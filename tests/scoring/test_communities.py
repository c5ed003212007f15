"""Point scores: who may have one, and which class they give."""

import numpy as np
import pytest
from town import cell, facts, town

from resilience_cli.scoring.communities import point_scores

STAFF, OWNERS = cell("X", "staff", 3, 3), cell("X", "owners", 3)


def test_the_class_is_that_of_the_scores() -> None:
    scores, classes = point_scores(town(cell("X", "resident", 4, 4, 4, 4), STAFF, OWNERS))
    assert scores.loc["X", "a"] == pytest.approx(0.5 * 75 + 0.25 * 50 + 0.25 * 50)
    assert classes["X"] == "good"


def test_below_the_cut_is_the_lower_class_and_at_the_cut_the_upper() -> None:
    for level, expected in ((3, "good"), (2.99999, "poor")):
        residents = cell("X", "resident", *[level] * 4)
        _, classes = point_scores(town(residents, cell("X", "staff", level), cell("X", "owners", level)))
        assert classes["X"] == expected


@pytest.mark.parametrize("residents", [0, 2])
def test_too_few_residents_no_score(residents: int) -> None:
    scores, classes = point_scores(
        town(cell("X", "resident", *[3] * residents), STAFF, OWNERS, cell("Y", "resident", 3, 4, 5))
    )
    assert scores.loc["X"].isna().all()
    assert classes["X"] is None


def test_one_role_of_several_no_score_but_residents_alone_are_a_survey() -> None:
    two = [cell("Y", "resident", 3, 4, 5), cell("Y", "staff", 4)]
    scores, _ = point_scores(town(cell("X", "resident", 3, 3, 3), *two))
    assert scores.loc["X"].isna().all()
    scores, classes = point_scores(town(cell("X", "resident", 3, 3, 3)))
    assert scores.loc["X", "a"] == 50.0
    assert classes["X"] == "good"


def test_a_role_that_does_not_exist_is_neither_missing_nor_filled() -> None:
    cells = [
        cell("X", "resident", 4, 4, 4),
        cell("X", "staff", 2),
        cell("Y", "resident", 3, 3, 3),
        cell("Y", "owners", 3),
    ]
    scores, _ = point_scores(town(*cells), facts(committee={"X": "none", "Y": "working"}))
    assert scores.loc["X", "a"] == pytest.approx((2 * 75 + 25) / 3)


def test_one_score_can_be_missing_where_the_others_are_not() -> None:
    residents = cell("X", "resident", 3, 4, 5)
    residents[["b1", "b2"]] = np.nan
    scores, classes = point_scores(town(residents, STAFF, OWNERS))
    assert scores.loc["X"].isna().tolist() == [False, True, True, True]
    assert classes["X"] is None


def test_alone_each_community_is_a_survey_of_its_own() -> None:
    here = [cell("X", "resident", 4, 4, 4), cell("X", "staff", 2)]
    there = [cell("Y", "resident", 3, 3, 5)]  # residents alone are a survey, but not beside X
    more = [
        cell(f"Z{n}", role, 3, 4, 5) for n in range(9) for role in ("resident", "staff", "owners")
    ]  # X is not filled
    scores, classes = point_scores(town(*here, *there, *more), alone=True)
    for name, cells in (("X", here), ("Y", there)):
        own, own_class = point_scores(town(*cells))
        np.testing.assert_allclose(scores.loc[name], own.loc[name], rtol=0, atol=1e-12)
        assert classes[name] == own_class[name]
    beside, _ = point_scores(town(*here, *there, *more))
    assert (beside.loc[["X", "Y"]].to_numpy() != scores.loc[["X", "Y"]].to_numpy()).any(axis=1).all()
