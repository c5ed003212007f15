"""Answers -> scores of respondents: reversal, percent of maximum, enough answers."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from synth import responses
from town import ITEMS, TOWN, cell, content, town

from resilience_cli.model.parse import parse
from resilience_cli.scoring.respondents import item_points, score_respondents


def person(role: str = "resident", **answers: float) -> pd.DataFrame:
    return pd.DataFrame([{**dict.fromkeys(ITEMS, np.nan), **answers, "community": "X", "role": role}])


def test_reversed_with_the_declared_ends_and_not_those_that_occur() -> None:
    points = item_points(responses(person(a1=2, a2=2), TOWN))
    assert points[0, :2].tolist() == [25.0, 75.0]


@given(st.floats(1, 5))
def test_reversal_twice_is_the_identity(value: float) -> None:
    once = item_points(responses(person(a2=value), TOWN))[0, 1]
    back = 1 + 4 * once / 100
    assert item_points(responses(person(a2=back), TOWN))[0, 1] == pytest.approx(100 * (value - 1) / 4)


def test_half_of_three_is_two() -> None:
    scores = score_respondents(responses(pd.concat([person(a1=5, a2=1), person(a1=5)]), TOWN))
    assert scores.values[0, 0] == 100.0
    assert np.isnan(scores.values[1, 0])
    assert not scores.complete[:, 0].any()


def test_items_that_the_role_is_not_asked_do_not_count() -> None:
    scores = score_respondents(town(cell("X", "staff", 4)))
    assert scores.values[0, 1] == 75.0
    assert scores.complete[0, 1]


def test_nothing_answered_is_missing_and_never_zero() -> None:
    assert np.isnan(score_respondents(responses(person(), TOWN)).values).all()


def test_weights_of_items_are_shared_over_the_answered() -> None:
    raw = content()
    raw["scores"][0]["weights"] = [2, 1, 1]
    scores = score_respondents(responses(person(a1=5, a3=1), parse(raw)))
    assert scores.values[0, 0] == pytest.approx(100 * 2 / 3)


def test_scales_of_other_lengths_are_put_on_the_same_percent() -> None:
    raw = content()
    raw["scales"]["ten"] = {"kind": "number", "minimum": 0, "maximum": 10}
    raw["items"][0]["scale"] = "ten"
    scores = score_respondents(responses(person(a1=5, a2=3, a3=3), parse(raw)))
    assert scores.values[0, 0] == pytest.approx(50.0)


def test_base_scores_are_in_file_order() -> None:
    assert [score.id for score in TOWN.base_scores] == ["a", "b"]
