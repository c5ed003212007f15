"""Residents weighted: means and errors by hand, what stands in the way, and nobody else touched."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from questionnaire import content

from resilience_cli.errors import InputError
from resilience_cli.model.assessment import Assessment, Options
from resilience_cli.model.margins import Margins
from resilience_cli.model.parse import parse
from resilience_cli.model.responses import Reason, Responses
from resilience_cli.pipeline import assess

ITEMS = ["a1", "a2", "a3", "c1"]
SIMPLE = parse(content(scores=[{"id": "s", "title": {"zh": "分", "en": "S"}, "kind": "dimension", "of": ["a1", "c1"]}]))
ANALYTIC = Options(method="analytic")


def people(community: str, tenures: str, scores: list[int], role: str = "resident", **columns: Any) -> pd.DataFrame:
    """Return persons who give the answer to all items; o owner, t tenant, - not told."""
    told = [{"o": "owner", "t": "tenant", "-": None}[tenure] for tenure in tenures]
    return pd.DataFrame(
        {"community": community, "role": role, "tenure": told, "answer": scores, "weight": 1.0} | columns
    )


def answered(*tables: pd.DataFrame) -> Responses:
    """Return the persons as Responses."""
    table = pd.concat(tables, ignore_index=True)
    values = pd.DataFrame({item: table["answer"].astype(float) for item in ITEMS})
    if "gap" in table:
        values.loc[table["gap"].fillna(False).astype(bool)] = np.nan
    reasons = np.where(values.notna(), Reason.ANSWERED, Reason.BLANK).astype(np.int8)
    who = table.drop(columns=["answer", "gap"], errors="ignore").assign(seconds=np.nan, wave="")
    who["tenure"] = who["tenure"].astype(object).where(who["tenure"].notna(), None)
    ids = sorted(table["community"].unique())
    return Responses(
        SIMPLE, values, reasons, who, pd.DataFrame({"name": [f"{id_}小区" for id_ in ids]}, index=ids), (), ()
    )


def margins(owner: float, tenant: float, community: str = "", *more: tuple[Any, ...]) -> Margins:
    """Return margins of one field."""
    rows = [
        (community, "tenure", "自有", ("owner",), np.nan, np.nan, owner, 2),
        (community, "tenure", "租住", ("tenant",), np.nan, np.nan, tenant, 3),
        *more,
    ]
    columns = ["community", "field", "value", "ids", "low", "high", "population", "row"]
    return Margins(pd.DataFrame(rows, columns=columns), "m.csv", None, "0" * 64)


STAFF = people("A", "oo", [2, 3], "committee")
MIXED = people("A", "oooooottt", [5, 5, 4, 4, 3, 5, 1, 2, 2])


def row(found: Assessment, community: str = "A") -> pd.Series:
    """Return the community's score of residents alone and what belongs to it."""
    return found.scores[found.scores["community"] == community].iloc[0]


def resident(found: Assessment, community: str = "A") -> pd.Series:
    """Return the row of the role."""
    table = found.roles
    return table[(table["community"] == community) & (table["role"] == "resident")].iloc[0]


def codes(found: Assessment) -> list[str]:
    """Return the codes of what is said about weights."""
    return [f.code for f in found.findings if f.code in {f"RES-S0{n}" for n in range(30, 50)}]


def test_one_margin_gives_the_mean_and_error_of_post_stratification() -> None:
    found = assess(answered(MIXED, STAFF), options=ANALYTIC, margins=margins(50, 50))
    x = (np.array([5, 5, 4, 4, 3, 5, 1, 2, 2]) - 1) * 25.0
    owners, tenants = x[:6], x[6:]
    e = np.concatenate([(owners - owners.mean()) * 0.75, (tenants - tenants.mean()) * 1.5])
    cell = resident(found)
    assert cell["mean"] == pytest.approx((owners.mean() + tenants.mean()) / 2)
    assert cell["sd"] == pytest.approx(np.sqrt((e**2).sum() / 8))
    deff = 9 * (6 * 0.75**2 + 3 * 1.5**2) / 81
    heads = found.people.set_index(["community", "role"])["deff"]
    assert heads["A", "resident"] == pytest.approx(deff)
    assert heads["A", "committee"] == 1.0
    assert row(found)["n_eff"] == pytest.approx(1 / (0.75**2 * deff / 9 + 0.25**2 / 2))
    assert row(found)["unweighted"] == pytest.approx(0.75 * x.mean() + 0.25 * 37.5)
    assert codes(found) == ["RES-S030"]
    assert found.recipe["weighting"]["communities"] == ["A"]


def test_a_column_of_weights_alone_gives_the_weighted_mean_and_its_error() -> None:
    w = np.array([1, 2, 1, 4, 1, 1, 2, 2, 1.0])
    found = assess(answered(MIXED.assign(weight=w), STAFF.assign(weight=9.0)), options=replace(ANALYTIC, weight="W"))
    x = (np.array([5, 5, 4, 4, 3, 5, 1, 2, 2]) - 1) * 25.0
    mean = (w * x).sum() / w.sum()
    z = w / w.mean() * (x - mean)
    assert resident(found)["mean"] == pytest.approx(mean)
    assert resident(found)["sd"] == pytest.approx(z.std(ddof=1))
    assert found.recipe["weighting"]["column"] == "W"
    assert codes(found) == ["RES-S030"]


def test_weights_that_are_all_the_same_change_nothing() -> None:
    plain = assess(answered(MIXED, STAFF), options=ANALYTIC)
    same = assess(answered(MIXED.assign(weight=7.0), STAFF), options=replace(ANALYTIC, weight="W"))
    pd.testing.assert_frame_equal(same.scores[plain.scores.columns], plain.scores)
    pd.testing.assert_frame_equal(same.roles, plain.roles)


def test_base_weights_are_where_raking_starts() -> None:
    """Inside a group the weights stay in proportion."""
    w = np.array([1, 2, 3, 1, 2, 3, 1, 1, 2.0])
    options = replace(ANALYTIC, weight="W", keep_respondents=True)
    found = assess(answered(MIXED.assign(weight=w), STAFF), options=options, margins=margins(60, 40))
    assert found.respondents is not None
    rows = found.respondents[found.respondents["role"] == "resident"].sort_values("weight")
    expected = np.sort(np.concatenate([w[:6] / 12 * 0.6 * 9, w[6:] / 4 * 0.4 * 9]))
    np.testing.assert_allclose(rows["weight"], expected)


def test_who_did_not_tell_keeps_the_share_that_they_have() -> None:
    found = assess(
        answered(people("A", "oooootttt-", [5] * 5 + [1] * 4 + [3])), options=ANALYTIC, margins=margins(80, 20)
    )
    assert resident(found)["mean"] == pytest.approx(0.9 * (0.8 * 100 + 0.2 * 0) + 0.1 * 50)
    assert codes(found) == ["RES-S030", "RES-S044"]


def test_a_person_without_the_score_does_not_count_in_it() -> None:
    table = people("A", "oooootttt", [5] * 5 + [1] * 4, gap=[True] + [False] * 8)
    found = assess(answered(table), options=ANALYTIC, margins=margins(50, 50))
    assert resident(found)["n"] == 8
    weights = np.array([0.9] * 4 + [9 * 0.5 / 4] * 4)
    assert resident(found)["mean"] == pytest.approx(100 * weights[:4].sum() / weights.sum())


def test_a_community_that_cannot_be_weighted_stays_as_it_is_and_says_why() -> None:
    other = [people("B", "ooooo", [3] * 5), people("C", "ot", [3, 4]), people("D", "oot", [1, 2, 3])]
    own = ("D", "tenure", "自有", ("owner",), np.nan, np.nan, 9, 4)
    found = assess(answered(MIXED, *other), options=ANALYTIC, margins=margins(50, 50, "", own))
    assert found.recipe["weighting"]["communities"] == ["A"]
    said = [(f.code, f.where.community) for f in found.findings if f.code in ("RES-S039", "RES-S040", "RES-S041")]
    assert said == [("RES-S039", "B小区"), ("RES-S041", "C小区"), ("RES-S040", "D小区")]
    for community in "BCD":
        assert row(found, community)["estimate"] == row(found, community)["unweighted"]


def test_margins_of_strangers_and_communities_without_margins() -> None:
    found = assess(answered(MIXED, people("B", "ot", [3, 4])), options=ANALYTIC, margins=margins(50, 50, "A"))
    assert codes(found) == ["RES-S030", "RES-S038"]
    with pytest.raises(InputError) as caught:
        assess(answered(MIXED), options=ANALYTIC, margins=margins(50, 50, "A区"))
    assert [fault.code for fault in caught.value.faults] == ["RES-S037", "RES-S038", "RES-S045"]  # type: ignore[union-attr]


def test_a_field_that_no_answers_hold() -> None:
    age = ("", "age", "0+", (), 0.0, np.inf, 100, 4)
    with pytest.raises(InputError) as caught:
        assess(answered(MIXED), options=ANALYTIC, margins=margins(50, 50, "", age))
    assert [fault.code for fault in caught.value.faults] == ["RES-S047"]  # type: ignore[union-attr]


def test_totals_that_exclude_each_other() -> None:
    """All owners are old and all tenants young: 80 % of the one and 50 % of the other cannot be."""
    ages = [70.0] * 6 + [30.0] * 9
    more = [("", "age", "0-59", (), 0.0, 59.0, 50, 4), ("", "age", "60+", (), 60.0, np.inf, 50, 5)]
    table = people("A", "oooooottttttttt", [5] * 6 + [1] * 9, age=ages)
    with pytest.raises(InputError) as caught:
        assess(answered(table), options=ANALYTIC, margins=margins(80, 20, "", *more))
    assert [fault.code for fault in caught.value.faults] == ["RES-S042", "RES-S045"]  # type: ignore[union-attr]


def test_weights_are_cut_and_the_miss_is_told() -> None:
    """One tenant of 20 who should stand for half: three times the mean at most, without a gain in precision."""
    table = people("A", "o" * 19 + "t", [5, 4] * 9 + [5, 1])
    found = assess(answered(table), options=replace(ANALYTIC, keep_respondents=True), margins=margins(50, 50))
    assert codes(found) == ["RES-S030", "RES-S043"]
    assert found.respondents is not None
    weights = found.respondents["weight"].to_numpy()
    assert weights.max() == pytest.approx(3.0)
    assert weights.mean() == pytest.approx(1.0)
    x = np.array([*([100.0, 75.0] * 9), 100.0, 0.0])
    w = np.array([17 / 19] * 19 + [3.0])
    assert resident(found)["sd"] == pytest.approx((w * (x - (w * x).mean())).std(ddof=1))
    missed = next(f for f in found.findings if f.code == "RES-S043")
    assert missed.values["points"] == "35.0"


def test_parts_are_gathered_so_that_all_of_a_community_are_weighed_together() -> None:
    whole = answered(MIXED, STAFF, people("B", "ooottt", [1, 2, 3, 3, 4, 5]))
    parts = [replace(whole.take(np.arange(17) % 2 == k), partial=True) for k in (0, 1)]
    last = replace(whole.take(np.zeros(17, dtype=bool)), partial=False)
    gathered = assess([*parts, last], options=ANALYTIC, margins=margins(50, 50))
    expected = assess(whole, options=ANALYTIC, margins=margins(50, 50))
    pd.testing.assert_frame_equal(gathered.scores, expected.scores, rtol=1e-12)


def test_margins_that_the_sample_has_already_change_no_mean_but_the_error() -> None:
    plain = assess(answered(MIXED, STAFF), options=ANALYTIC)
    raked = assess(answered(MIXED, STAFF), options=ANALYTIC, margins=margins(600, 300))
    assert resident(raked)["mean"] == pytest.approx(resident(plain)["mean"])
    assert resident(raked)["sd"] < resident(plain)["sd"]


def test_the_assessment_comes_back_from_disk(tmp_path: Path) -> None:
    from resilience_cli import store

    found = assess(answered(MIXED, STAFF), options=ANALYTIC, margins=margins(50, 50))
    store.write(found, tmp_path / "a")
    again = store.read(tmp_path / "a")
    pd.testing.assert_frame_equal(again.scores, found.scores)
    assert again.people["deff"].tolist() == found.people["deff"].tolist()
    assert set(again.moments) == {"scores", "complete", "unflagged", "unweighted", "items"}
