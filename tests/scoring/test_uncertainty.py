"""Standard errors and draws: they agree with one another, and with what is known at the edges."""

import numpy as np
import pytest
from synth import complete_survey, responses
from town import ROLES, TOWN, cell, many, town

from resilience_cli.scoring.balance import balance
from resilience_cli.scoring.communities import head_count
from resilience_cli.scoring.layout import lay_out
from resilience_cli.scoring.moments import score_moments
from resilience_cli.scoring.respondents import score_respondents
from resilience_cli.scoring.uncertainty import cell_covariance, draw, precision


def made(answers, rho: float = 0.0):
    communities = tuple(sorted(set(answers.people["community"])))
    instrument = answers.instrument
    roles = tuple(instrument.roles)
    moments = score_moments(answers, score_respondents(answers).values)
    layout = lay_out(instrument, communities, moments, head_count(answers.people, communities, roles), register=None)
    cells = cell_covariance(layout, np.full(len(instrument.base_scores), rho))
    return layout, balance(layout, cells.sampling), cells


def test_draws_have_the_mean_and_the_covariance_of_the_analytic_twin() -> None:
    layout, balanced, cells = made(responses(many(10, residents=40, staff=8, owners=8), TOWN))
    exact = precision(TOWN, balanced, cells)
    drawn = draw(layout, balanced, cells, 4, number=200_000, key="k")
    assert drawn.mean(axis=0) == pytest.approx(balanced.estimate[4], abs=0.05)
    # A multivariate t has df / (df - 2) times the covariance of its scale: between 1 and 27/25 here.
    ratio = np.cov(drawn.T) / exact.covariance[4]
    assert ((ratio > 0.98) & (ratio < 27 / 25 + 0.02)).all()


def test_a_filled_cell_adds_its_noise_to_the_draws() -> None:
    table = many(10, residents=40, staff=8, owners=8)
    table = table[~((table["community"] == "C05") & (table["role"] == "staff"))]
    layout, balanced, cells = made(responses(table, TOWN))
    drawn = draw(layout, balanced, cells, 4, number=100_000, key="k")
    exact = precision(TOWN, balanced, cells)
    assert drawn.mean(axis=0) == pytest.approx(balanced.estimate[4], abs=0.1)
    ratio = drawn.var(axis=0) / exact.se[4, :2] ** 2
    assert ((ratio > 0.97) & (ratio < 1.1)).all()


def test_draws_depend_on_key_alone_and_not_on_the_order_of_rows() -> None:
    table = many(9)
    one = made(responses(table, TOWN))
    other = made(responses(table.sample(frac=1, random_state=3), TOWN))
    assert np.allclose(draw(*one, 2, number=99, key="k"), draw(*other, 2, number=99, key="k"), atol=1e-9)
    assert not np.allclose(draw(*one, 2, number=99, key="k"), draw(*one, 2, number=99, key="l"))


def test_draws_of_one_community_do_not_know_which_others_are_there() -> None:
    """With the same pooled covariance the draws of a community are the same whoever else is in the file."""
    layout, balanced, cells = made(responses(many(9), TOWN))
    here = draw(layout, balanced, cells, 5, number=50, key="C06")
    from dataclasses import replace

    alone = replace(layout, **{name: getattr(layout, name)[5:6] for name in ("mean", "n", "people")})
    kept = {name: getattr(balanced, name)[5:6] for name in ("estimate", "pull", "shift", "noise")}
    cell_part = replace(cells, matrix=cells.matrix[5:6], df=cells.df[5:6])
    assert np.array_equal(draw(alone, replace(balanced, **kept), cell_part, 0, number=50, key="C06"), here)


def test_role_means_are_clipped_before_they_are_put_together() -> None:
    layout, balanced, cells = made(responses(many(9), TOWN))
    from dataclasses import replace

    wild = replace(cells, matrix=cells.matrix * 1e6)
    drawn = draw(layout, balanced, wild, 0, number=4000, key="k")
    assert drawn.min() >= 0
    assert drawn.max() <= 100
    weights = layout.weights[0, :, 0]
    sums = {round(100 * sum(w for w, on in zip(weights, bits, strict=True) if on), 6) for bits in np.ndindex(2, 2, 2)}
    assert set(np.round(drawn[:, 0], 6)) & sums  # all roles at an end of the scale


def test_one_person_a_role_borrows_and_says_so() -> None:
    table = many(10, residents=12, staff=1, owners=1)
    layout, balanced, cells = made(responses(table, TOWN))
    exact = precision(TOWN, balanced, cells)
    assert (cells.lent[:, 1] == 1.0).all()
    assert (exact.lent > 0.5).all()
    assert (exact.se > 0).all()
    assert np.isfinite(cells.df[:, 1]).all()
    assert layout.count[0, 1].tolist() == [1, 1]


def test_all_answer_alike_and_still_the_error_is_not_zero() -> None:
    table = many(10)
    table.loc[table["community"] == "C01", ["a1", "a3", "b1", "b2", "b3"]] = 4.0
    table.loc[table["community"] == "C01", "a2"] = 2.0
    table.loc[(table["role"] == "staff"), "b3"] = np.nan
    _, balanced, cells = made(responses(table, TOWN))
    assert (precision(TOWN, balanced, cells).se[0, :2] > 0).all()


def test_of_a_score_on_which_nobody_differs_no_error_is_known() -> None:
    """Not ±0: that all 60 people gave one answer does not make it certain."""
    _, balanced, cells = made(responses(many(10).assign(a1=3.0, a2=3.0, a3=3.0), TOWN))
    se = precision(TOWN, balanced, cells).se
    places = {score.id: place for place, score in enumerate(TOWN.scores)}
    assert np.isnan(se[:, [places["a"], places["both"]]]).all()
    assert (se[:, places["b"]] > 0).all()


def test_too_few_people_to_know_any_variance_is_nan_and_not_zero() -> None:
    answers = town(cell("A", "resident", 3, 4), cell("A", "staff", 3, 5), cell("B", "resident", 2, 2))
    _, balanced, cells = made(answers)
    assert np.isnan(precision(TOWN, balanced, cells).se).all()
    assert not np.isnan(balanced.estimate).any()


def test_reliability_keeps_a_census_from_being_certain() -> None:
    from synth import INSTRUMENT, register

    answers = complete_survey()
    communities = tuple(sorted(set(answers.people["community"])))
    moments = score_moments(answers, score_respondents(answers).values)
    people = head_count(answers.people, communities, tuple(INSTRUMENT.roles))
    facts = register()
    for role in INSTRUMENT.roles:
        facts.table[f"population_{role}"] = people[:, list(INSTRUMENT.roles).index(role)]
    layout = lay_out(INSTRUMENT, communities, moments, people, register=facts)
    certain, careful = (cell_covariance(layout, np.full(7, rho)) for rho in (1.0, 0.75))
    present = layout.count[..., 0] == layout.people
    diagonal = [np.diagonal(cells.matrix, axis1=2, axis2=3)[..., 0][present] for cells in (certain, careful)]
    assert np.allclose(diagonal[0], 0, atol=1e-12)
    assert (diagonal[1][people[present] > 0] > 0).all()


def test_roles_are_the_instruments() -> None:
    assert tuple(TOWN.roles) == ROLES
