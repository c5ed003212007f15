"""The whole method: what must hold whatever the numbers are."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from synth import responses
from town import ITEMS, TOWN, content, facts, many

from resilience_cli.errors import InputError, UsageError
from resilience_cli.model.assessment import STATUSES, Options
from resilience_cli.model.parse import parse
from resilience_cli.pipeline import assess

TABLES = ("scores", "roles", "gaps", "items", "quality")


def test_the_same_input_gives_the_same_result() -> None:
    one, two = (assess(responses(many(9), TOWN)) for _ in range(2))
    assert one.verdicts == two.verdicts
    assert one.findings == two.findings
    for name in TABLES:
        pd.testing.assert_frame_equal(getattr(one, name), getattr(two, name), check_exact=True)


def test_the_order_of_rows_moves_nothing() -> None:
    table = many(9)
    one = assess(responses(table, TOWN))
    other = assess(responses(table.sample(frac=1, random_state=4), TOWN))
    assert [(v.community, v.class_id, v.status) for v in one.verdicts] == [
        (v.community, v.class_id, v.status) for v in other.verdicts
    ]
    numbers = one.scores.select_dtypes("number").columns
    assert np.allclose(one.scores[numbers], other.scores[numbers], rtol=1e-9, atol=1e-9, equal_nan=True)


def test_another_seed_moves_intervals_a_little_and_estimates_not_at_all() -> None:
    one, two = (assess(responses(many(9), TOWN), options=Options(seed=seed)).scores for seed in (1, 2))
    assert np.array_equal(one["estimate"], two["estimate"])
    assert not np.array_equal(one["low"], two["low"])
    assert (one["low"] - two["low"]).abs().max() < 2


def test_bad_cells_leave_all_estimates_of_other_communities_as_they_were() -> None:
    table = many(9)
    hurt = table.copy()
    hurt.loc[(hurt["community"] == "C05") & (hurt["role"] == "resident"), ITEMS[:3]] = np.nan
    before, after = assess(responses(table, TOWN)), assess(responses(hurt, TOWN))
    same = before.scores["community"] != "C05"
    assert np.array_equal(before.scores["estimate"][same], after.scores["estimate"][same])
    assert after.score_row("C05", "a")["status"] == "missing"


def test_every_community_is_in_every_result() -> None:
    found = assess(responses(many(9), TOWN))
    ids = [f"C{c:02}" for c in range(1, 10)]
    assert [v.community for v in found.verdicts] == ids
    assert found.scores["community"].drop_duplicates().tolist() == ids
    assert set(found.scores["status"]) <= set(STATUSES)


def test_probabilities_add_up_and_the_recipe_tells_all() -> None:
    found = assess(responses(many(9), TOWN), facts(committee={"C01": "working"}), Options(seed=7, draws=399))
    for verdict in found.verdicts:
        assert sum(verdict.probability.values()) == pytest.approx(1.0)
    recipe = found.recipe
    assert recipe["instrument"] == {"id": "town", "version": "1.0.0", "sha256": TOWN.sha256}
    assert recipe["options"]["seed"] == 7
    assert recipe["register"]["file"] == "register.xlsx"
    assert {"python", "numpy", "pandas", "scipy", "resilience-cli"} <= set(recipe["versions"])


def test_progress_is_told_community_by_community() -> None:
    seen = []
    assess(responses(many(3), TOWN), progress=lambda done, total: seen.append((done, total)))
    assert seen == [(1, 3), (2, 3), (3, 3)]


def test_nobody_to_score_is_an_error() -> None:
    with pytest.raises(InputError) as caught:
        assess(responses(many(1).iloc[:0], TOWN))
    assert [fault.code for fault in caught.value.faults] == ["RES-S022"]


def test_an_unknown_role_is_a_wrong_use() -> None:
    with pytest.raises(UsageError) as caught:
        assess(responses(many(1), TOWN), options=Options(roles=("mayor",)))
    assert [fault.code for fault in caught.value.faults] == ["RES-S023"]


def test_everybody_excluded_is_a_result_without_classes_and_not_a_crash() -> None:
    answers = responses(many(2), parse(content(screening={"exclude": ["speed"]})), seconds=1.0)
    found = assess(answers)
    assert found.counts == {"received": 32, "used": 0, "flagged": 32, "excluded": 32}
    assert [v.class_id for v in found.verdicts] == [None, None]


@pytest.mark.parametrize("communities", [1, 2, 8])
def test_any_number_of_communities(communities: int) -> None:
    found = assess(responses(many(communities), TOWN))
    assert len(found.verdicts) == communities
    assert all(v.class_id for v in found.verdicts)


def test_a_community_name_that_looks_like_a_format_does_no_harm() -> None:
    table = many(2)
    table["community"] = table["community"].map({"C01": "{community}", "C02": "a\x1fb"})
    assert len(assess(responses(table, TOWN)).verdicts) == 2


def test_interval_without_any_draws_of_one_score_is_left_out_and_not_zero() -> None:
    answers = responses(many(9), TOWN)
    hidden = answers.answers.assign(**dict.fromkeys(("b1", "b2", "b3"), np.nan))
    found = assess(replace(answers, answers=hidden))
    assert found.scores[found.scores["score"] == "b"][["estimate", "low", "high", "se"]].isna().all(axis=None)
    assert {v.class_id for v in found.verdicts} == {None}


def test_a_wave_seeds_its_own_draws_whether_it_is_named_or_stands_in_the_answers() -> None:
    answers = responses(many(9), TOWN)
    none, named = assess(answers), assess(answers, options=Options(wave="2026"))
    found = assess(replace(answers, people=answers.people.assign(wave="2026")))
    assert np.array_equal(named.scores["low"], found.scores["low"])
    assert not np.array_equal(none.scores["low"], found.scores["low"])
    assert found.recipe["options"]["wave"] == "2026"


@settings(max_examples=15, deadline=None)
@given(st.sets(st.integers(1, 9), min_size=1, max_size=8))
def test_who_else_is_in_the_file_moves_no_estimate(others: set[int]) -> None:
    table = many(9)
    kept = {f"C{c:02}" for c in others}
    alone = assess(responses(table[table["community"].isin(kept)], TOWN), options=Options(method="analytic")).scores
    together = assess(responses(table, TOWN), options=Options(method="analytic")).scores
    same = together[together["community"].isin(kept)].reset_index(drop=True)
    assert np.allclose(alone["estimate"], same["estimate"], rtol=1e-12, equal_nan=True)
