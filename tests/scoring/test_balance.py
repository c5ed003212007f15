"""Balanced means: linear in the role means, filled where a role is missing."""

import numpy as np
import pandas as pd
import pytest
from synth import responses
from town import ROLES, TOWN, cell, many, town

from resilience_cli.scoring.balance import balance, weighted
from resilience_cli.scoring.communities import head_count
from resilience_cli.scoring.layout import lay_out
from resilience_cli.scoring.moments import score_moments
from resilience_cli.scoring.respondents import score_respondents
from resilience_cli.scoring.uncertainty import cell_covariance


def balanced(answers):
    communities = tuple(sorted(set(answers.people["community"])))
    moments = score_moments(answers, score_respondents(answers).values)
    layout = lay_out(
        TOWN, communities, moments, head_count(answers.people, communities, ROLES), register=None, roles=ROLES
    )
    return layout, balance(layout, cell_covariance(layout, np.zeros(2)).sampling)


def without(table: pd.DataFrame, community: str, role: str) -> pd.DataFrame:
    return table[~((table["community"] == community) & (table["role"] == role))]


def test_weighted_is_missing_where_a_cell_with_weight_is() -> None:
    cells = np.array([[[50.0], [np.nan], [90.0]]])
    assert np.isnan(weighted(cells, np.array([[[0.5], [0.25], [0.25]]]))).all()
    assert weighted(cells, np.array([[[0.5], [0.0], [0.5]]]))[0, 0] == 70.0
    assert np.isnan(weighted(cells, np.zeros((1, 3, 1)))).all()


def test_the_estimate_is_linear_in_the_role_means_that_are_there() -> None:
    layout, found = balanced(responses(without(without(many(10), "C03", "staff"), "C07", "owners"), TOWN))
    by_pull = (found.pull * np.nan_to_num(layout.mean)).sum(axis=1) + found.shift
    assert by_pull == pytest.approx(found.estimate)
    assert found.by_effects.all()
    assert found.filled[2].tolist() == [0.25, 0.25]
    assert found.filled[0].tolist() == [0, 0]
    assert (found.noise[2, 1] > 0).all() or (found.noise[2, 1] == 0).all()
    assert (found.noise[0] == 0).all()


def test_fewer_than_eight_communities_are_not_filled_but_widened() -> None:
    full = cell("A", "resident", 3, 3, 3), cell("A", "staff", 5, 5), cell("A", "owners", 2)
    layout, found = balanced(town(*full, cell("B", "resident", 3, 3), cell("B", "staff", 4)))
    assert not found.by_effects.any()
    assert found.estimate[1, 0] == pytest.approx((2 * 50 + 75) / 3)
    assert found.noise[1, 2, 0] == pytest.approx(0.25 * 75)  # the largest gap: staff 100, owners 25
    assert (found.noise[0] == 0).all()
    assert layout.missing[1, 2].all()


def test_one_community_more_crosses_the_limit_of_eight() -> None:
    for number, filled in ((7, False), (8, True)):
        _, found = balanced(responses(without(many(number), "C02", "staff"), TOWN))
        assert found.by_effects.tolist() == [filled, filled]


def test_a_community_filled_with_its_own_fit_stays_on_the_scale() -> None:
    _, found = balanced(responses(without(many(9), "C01", "owners"), TOWN))
    assert ((found.estimate >= 0) & (found.estimate <= 100)).all()


def test_a_finding_in_one_community_moves_no_other_estimate() -> None:
    table = many(9)
    changed = table.copy()
    changed.loc[(changed["community"] == "C04") & (changed.index % 3 == 0), "a1"] = np.nan
    (_, before), (_, after) = balanced(responses(table, TOWN)), balanced(responses(changed, TOWN))
    others = np.arange(9) != 3
    assert np.array_equal(before.estimate[others], after.estimate[others])
    assert not np.array_equal(before.estimate[3], after.estimate[3])
