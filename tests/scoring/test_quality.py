"""Reliability within cells, and the answers item by item."""

import numpy as np
import pytest
from synth import responses
from town import ITEMS, TOWN, cell, many, town

from resilience_cli.model.responses import Reason
from resilience_cli.pipeline import assess
from resilience_cli.scoring.moments import collect, item_pairs
from resilience_cli.scoring.quality import count_items, finite_share, item_table, reliabilities
from resilience_cli.scoring.respondents import item_points
from resilience_cli.stats.reliability import alpha


def test_alpha_is_within_cells_and_so_blind_to_differences_between_communities() -> None:
    table = many(9)
    shifted = table.copy()
    levels = shifted["community"].map({f"C{c:02}": 10.0 * c for c in range(1, 10)})
    shifted[ITEMS] = shifted[ITEMS].add(levels, axis=0)
    shifted["a2"] -= 2 * levels
    found = []
    for answers in (responses(table, TOWN), responses(shifted, TOWN)):
        items = collect(item_points(answers), answers.people, ITEMS, item_pairs(TOWN))
        found.append(reliabilities(TOWN, items))
    assert found[0] == pytest.approx(found[1])
    assert (found[0] > 0.3).all()


def test_alpha_of_complete_answers_is_that_of_the_centred_covariance() -> None:
    table = many(9)
    answers = responses(table, TOWN)
    points = item_points(answers)[:, :3]
    keys = table[["community", "role"]].agg("/".join, axis=1).to_numpy()
    centred = points - np.array([points[keys == key].mean(axis=0) for key in keys])
    items = collect(item_points(answers), answers.people, ITEMS, item_pairs(TOWN))
    assert reliabilities(TOWN, items)[0] == pytest.approx(alpha(np.cov(centred.T)))


def test_undefined_reliability_narrows_nothing() -> None:
    assert finite_share(np.array([np.nan, -0.2, 0.7])).tolist() == [0.0, 0.0, 0.7]


def test_item_table_counts_every_cell_once() -> None:
    residents = cell("X", "resident", 2, 4, 4)
    residents.loc[0, "a1"] = np.nan
    table = item_table(TOWN, count_items(town(residents, cell("X", "staff", 5)))).set_index(["role", "item"])
    row = table.loc[("resident", "a1")]
    assert (row["n"], row["mean"], row["count_4"], row["missing_blank"]) == (2, 4.0, 2, 1)
    assert table.loc[("staff", "b3"), "missing_not_asked"] == 1
    counted = table.filter(regex="^(count|missing)_").sum(axis=1)
    assert counted.loc["resident"].tolist() == [3] * 6
    assert counted.loc["staff"].tolist() == [1] * 6


def test_every_reason_has_a_column() -> None:
    table = assess(responses(many(9), TOWN)).items
    assert len(table.filter(like="missing_").columns) == len(Reason) - 1
