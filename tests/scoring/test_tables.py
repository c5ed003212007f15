"""The long tables: what stands beside an estimate."""

import numpy as np
import pytest
from synth import responses
from town import TOWN, cell, facts, many, town

from resilience_cli.pipeline import assess


def test_variants_stand_beside_the_estimate() -> None:
    table = many(9)
    table.loc[(table["community"] == "C01") & (table["role"] == "resident") & (table.index % 2 == 0), "a1"] = np.nan
    found = assess(responses(table, TOWN))
    row = found.score_row("C01", "a")
    assert row["complete"] != row["estimate"]
    assert row["prorated"] == pytest.approx(6 / 16)
    assert found.score_row("C02", "a")["complete"] == pytest.approx(found.score_row("C02", "a")["estimate"])
    assert row["residents"] == pytest.approx(
        found.roles.set_index(["community", "role", "score"])["mean"]["C01", "resident", "a"]
    )


def test_pooled_weighs_persons_and_not_roles() -> None:
    found = assess(town(cell("X", "resident", 2, 2, 2, 2), cell("X", "staff", 5), cell("X", "owners", 5)))
    row = found.score_row("X", "a")
    assert row["pooled"] == pytest.approx((4 * 25 + 200) / 6)
    assert row["estimate"] == pytest.approx(0.5 * 25 + 0.5 * 100)
    assert row["n"] == 6


def test_a_score_of_scores_has_the_least_of_its_parts() -> None:
    table = many(9)
    table.loc[(table["community"] == "C01") & (table["role"] == "resident"), ["b1", "b2"]] = np.nan
    table.loc[(table["community"] == "C02") & (table.index % 4 == 0), ["b1", "b2"]] = np.nan
    found = assess(responses(table, TOWN))
    assert np.isnan(found.score_row("C01", "both")["estimate"])
    both, part = found.score_row("C02", "both"), found.score_row("C02", "b")
    assert both["n"] == part["n"] < found.score_row("C02", "a")["n"]
    assert both["n_eff"] == part["n_eff"]


def test_intervals_hold_the_estimate_and_stay_on_the_scale() -> None:
    rows = assess(responses(many(12), TOWN)).scores
    plain = rows[rows["score"] != "gap"]
    assert (plain["low"] <= plain["estimate"]).all()
    assert (plain["estimate"] <= plain["high"]).all()
    assert plain[["low", "high"]].to_numpy().min() >= 0


def test_role_means_alone_or_borrowed() -> None:
    table = many(9, staff=1)
    roles = assess(responses(table, TOWN)).roles.set_index(["community", "role", "score"])
    alone, lent = roles.loc[("C01", "resident", "a")], roles.loc[("C01", "staff", "a")]
    assert not alone["borrowed"]
    half = 2.2009851600916384 * alone["sd"] / np.sqrt(12)  # t(.975; 11)
    assert (alone["low"], alone["high"]) == (pytest.approx(alone["mean"] - half), pytest.approx(alone["mean"] + half))
    assert lent["borrowed"]
    assert np.isnan(lent["sd"])
    assert lent["high"] > lent["low"]


def test_a_filled_cell_is_marked_and_has_no_people() -> None:
    table = many(9)
    table = table[~((table["community"] == "C02") & (table["role"] == "staff"))]
    row = assess(responses(table, TOWN)).roles.set_index(["community", "role", "score"]).loc[("C02", "staff", "a")]
    assert row["filled"]
    assert row["n"] == 0
    assert np.isfinite(row["mean"])
    assert np.isnan(row["low"])


def test_a_known_population_narrows_the_interval_but_not_to_nothing() -> None:
    answers = responses(many(9, residents=30), TOWN)
    wide = assess(answers)
    numbers = {f"C{c:02}": 30.0 for c in range(1, 10)}
    census = facts(population_resident=numbers, sampling_resident=dict.fromkeys(numbers, "census"))
    narrow = assess(answers, census)
    wide_se, narrow_se = (a.score_row("C01", "a")["se"] for a in (wide, narrow))
    assert 0 < narrow_se < wide_se
    volunteers = facts(population_resident=numbers, sampling_resident=dict.fromkeys(numbers, "volunteers"))
    assert assess(answers, volunteers).score_row("C01", "a")["se"] == wide_se
