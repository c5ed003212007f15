"""How differently the roles see it: over communities, with its error, and nothing of few people."""

import numpy as np
import pandas as pd
import pytest
from synth import responses
from town import TOWN, many

from resilience_cli.analysis.perception import against_all_others, pair_gaps, perception
from resilience_cli.model.assessment import Assessment, Options
from resilience_cli.model.diagnosis import INSTITUTIONS, OTHERS
from resilience_cli.pipeline import assess
from resilience_cli.reports.suppression import perception_gaps

QUICK = Options(draws=39)


def assessed(table: pd.DataFrame, instrument=TOWN) -> Assessment:
    return assess(responses(table, instrument), options=QUICK)


def test_residents_minus_institutions_counts_each_staff_member_alike() -> None:
    table = many(6, staff=3, owners=5)
    made = assessed(table)
    gap = next(one for one in perception(made) if one.score == "a")
    points = 25 * (table[["a1", "a2", "a3"]] - 1)
    points["a2"] = 100 - points["a2"]
    mean = points.mean(axis=1).groupby([table["community"], table["role"]]).mean().unstack()
    here = mean["resident"] - (3 * mean["staff"] + 5 * mean["owners"]) / 8
    assert (gap.role, gap.other, gap.communities) == ("resident", INSTITUTIONS, 6)
    assert gap.gap == pytest.approx(here.mean())
    rows = made.gaps[(made.gaps["score"] == "a") & (made.gaps["role"] == "resident")]
    own = rows.drop_duplicates("community")["se_role"]
    other = rows.set_index("other")["se_other"]
    variance = (own**2).sum() + ((3 / 8 * other["staff"]) ** 2).sum() + ((5 / 8 * other["owners"]) ** 2).sum()
    assert gap.se == pytest.approx(np.sqrt(variance) / 6)


def test_parts_of_an_error_make_it_up() -> None:
    gaps = assessed(many(6)).gaps
    assert (gaps["se_role"] ** 2 + gaps["se_other"] ** 2).to_numpy() == pytest.approx(gaps["se"].to_numpy() ** 2)


def test_each_institution_is_held_against_all_others() -> None:
    made = assessed(many(6, staff=3, owners=5))
    staff = next(one for one in against_all_others(made) if (one.score, one.role) == ("a", "staff"))
    means = made.roles[made.roles["score"] == "a"].pivot_table(index="community", columns="role", values="mean")
    expected = means["staff"] - (means["resident"] + means["owners"]) / 2
    assert staff.other == OTHERS
    assert staff.gap == pytest.approx(expected.mean())


def test_a_body_that_is_not_asked_of_a_side_is_said_to_be_so() -> None:
    from dataclasses import replace

    items = tuple(replace(i, asked_of=("resident", "owners")) if i.id.startswith("b") else i for i in TOWN.items)
    table = many(6)
    table.loc[table["role"] == "staff", ["b1", "b2"]] = np.nan
    found = against_all_others(assessed(table, replace(TOWN, items=items)))
    assert {(one.score, one.role): (one.gap is None, one.communities) for one in found} == {
        ("a", "staff"): (False, 6),
        ("a", "owners"): (False, 6),
        ("b", "staff"): (True, 0),
        ("b", "owners"): (False, 6),
    }


def test_a_body_of_few_people_is_in_no_gap_nor_told_by_the_others() -> None:
    table = many(6, staff=1, owners=2)
    table = table[(table["role"] != "staff") | (table["community"] < "C05")]  # 4 staff, 12 owners
    made = assessed(table)
    assert not [one for one in pair_gaps(made) if {"staff", "owners"} & {one.role, one.other}]
    assert not [one for one in against_all_others(made) if one.gap is not None]
    assert perception(made) == ()


def test_of_one_community_a_body_has_no_gap_but_all_staff_together_have() -> None:
    made = assessed(many(1, staff=6, owners=6))
    assert pair_gaps(made) == ()
    assert {one.gap for one in against_all_others(made)} == {None}
    here = perception_gaps(made, "C01")
    assert here
    assert {one.score: one.gap for one in perception(made)} == here
    assert all(one.se is not None and one.communities == 1 for one in perception(made))
    assert perception(assessed(many(1, staff=2, owners=2))) == ()


def test_whether_a_gap_is_chance_is_adjusted_for_how_many_there_are() -> None:
    table = many(9, staff=4, owners=4)
    table.loc[table["role"] != "resident", "a1"] = 5.0
    found = {one.score: one for one in perception(assessed(table))}
    assert found["a"].p is not None
    assert found["a"].p < 0.05
    alone = [one for one in found.values() if one.p is not None]
    assert max(one.p for one in alone) <= 1.0
