"""Who counts where: roles, weights by design, existence, populations."""

import numpy as np
import pytest
from town import ROLES, TOWN, cell, facts, town

from resilience_cli.model.responses import Register
from resilience_cli.scoring.communities import head_count
from resilience_cli.scoring.layout import Layout, lay_out
from resilience_cli.scoring.moments import score_moments
from resilience_cli.scoring.respondents import score_respondents


def laid_out(*cells, register: Register | None = None, roles: tuple[str, ...] = ()) -> Layout:
    answers = town(*cells)
    communities = tuple(sorted(set(answers.people["community"])))
    moments = score_moments(answers, score_respondents(answers).values)
    people = head_count(answers.people, communities, ROLES)
    return lay_out(TOWN, communities, moments, people, register=register, roles=roles)


def test_weights_are_the_instruments_and_add_up() -> None:
    found = laid_out(cell("X", "resident", 3, 4), cell("X", "staff", 3), cell("X", "owners", 3))
    assert found.weights[0, :, 0].tolist() == [0.5, 0.25, 0.25]
    assert found.count[0, :, 0].tolist() == [2, 1, 1]


def test_a_role_asked_fewer_than_half_of_the_items_is_not_combined() -> None:
    from town import content

    from resilience_cli.model.parse import parse

    raw = content()
    for item in raw["items"][4:]:
        item["asked_of"] = ["resident", "owners"]
    instrument = parse(raw)
    answers = town(cell("X", "resident", 3), cell("X", "staff", 3), cell("X", "owners", 3), instrument=instrument)
    moments = score_moments(answers, score_respondents(answers).values)
    found = lay_out(instrument, ("X",), moments, head_count(answers.people, ("X",), ROLES), register=None)
    assert found.weights[0, :, 1] == pytest.approx([2 / 3, 0, 1 / 3])


def test_roles_count_from_half_of_the_communities_on() -> None:
    cells = [cell(c, "resident", 3) for c in "ABCD"] + [
        cell("A", "staff", 3),
        cell("B", "staff", 4),
        cell("A", "owners", 3),
    ]
    assert laid_out(*cells).counted.tolist() == [True, True, False]
    assert laid_out(*cells, roles=("resident", "owners")).counted.tolist() == [True, False, True]


def test_half_is_of_the_communities_where_the_role_exists() -> None:
    cells = [cell(c, "resident", 3) for c in "ABCD"] + [cell("A", "owners", 3)]
    register = facts(committee={"A": "working", "B": "none", "C": "none", "D": None})
    found = laid_out(*cells, register=register)
    assert found.exists[:, 2].tolist() == [True, False, False, True]  # unknown counts as existing
    assert found.counted.tolist() == [True, False, True]
    assert found.weights[1, :, 0].tolist() == [1, 0, 0]
    assert found.missing[3, 2].all()
    assert not found.missing[1, 2].any()


@pytest.mark.parametrize(
    ("sampling", "population", "fraction"),
    [("census", 10.0, 0.2), ("random", 10.0, 0.2), ("volunteers", 10.0, 0.0), (None, 10.0, 0.0), ("census", None, 0.0),
     ("census", 1.0, 0.0)],
)  # fmt: skip
def test_only_a_census_or_a_random_sample_narrows(
    sampling: str | None, population: float | None, fraction: float
) -> None:
    register = facts(population_resident={"X": population}, sampling_resident={"X": sampling})
    found = laid_out(cell("X", "resident", 3, 4), register=register)
    assert found.fraction[0, 0].tolist() == [fraction, fraction]


def test_an_empty_cell_has_no_mean() -> None:
    found = laid_out(cell("A", "resident", 3), cell("B", "staff", 3))
    assert np.isnan(found.mean[0, 1]).all()
    assert found.count[0, 1].tolist() == [0, 0]
