"""What the numbers of an assessment are worth."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from synth import INSTRUMENT, numbers, responses, survey
from synth import responses as synth_responses
from town import TOWN, many

from resilience_cli.analysis.diagnosing import diagnose, main_role
from resilience_cli.analysis.warrant import warrants
from resilience_cli.model.assessment import Options
from resilience_cli.model.diagnosis import INSTITUTIONS, Agreement, Diagnosis, ScoreQuality
from resilience_cli.model.responses import Reason
from resilience_cli.pipeline import assess

QUICK = Options(draws=39)


@pytest.fixture(scope="module")
def golden() -> Diagnosis:
    return diagnose(assess(survey(), options=QUICK))


def quality(found: Diagnosis, score: str) -> ScoreQuality:
    return next(q for q in found.scores if q.score == score)


def test_differences_between_communities_are_those_of_r(golden: Diagnosis) -> None:
    assert golden.role == "resident"
    for score, expected in numbers("08_synth_pipeline.json")["icc_residents"].items():
        found = quality(golden, score)
        assert found.icc1 == pytest.approx(expected["ICC1_n0"], rel=1e-9)
        assert found.icc2 == pytest.approx(expected["ICC2_multilevel"], rel=1e-9)
        assert found.n0 == pytest.approx(expected["n0"], rel=1e-9)


def test_reliability_is_within_community_and_role(golden: Diagnosis) -> None:
    """Golden α is over all people; differences between communities make it larger."""
    for score in ("S", "M", "C"):
        found, expected = quality(golden, score), numbers("08_synth_pipeline.json")["alpha"][score]
        assert found.alpha is not None
        assert found.alpha < expected["raw_alpha"]
        assert found.alpha_low is not None
        assert found.alpha_high is not None
        assert found.alpha_low < found.alpha < found.alpha_high
        assert not any(item.flag for item in found.items)


def test_an_item_that_is_keyed_the_wrong_way_is_accused_and_no_other() -> None:
    items = tuple(replace(item, reverse=not item.reverse) if item.id == "S3" else item for item in INSTRUMENT.items)
    found = diagnose(assess(survey_of(replace(INSTRUMENT, items=items)), options=QUICK))
    assert [item.item for item in quality(found, "S").items if item.flag] == ["S3"]
    assert not any(item.flag for item in quality(found, "M").items)


def survey_of(instrument: object) -> object:
    answers = survey()
    return replace(answers, instrument=instrument)  # type: ignore[arg-type]


@pytest.mark.parametrize(("residents", "said"), [(9, False), (10, True)])
def test_of_few_people_nothing_is_said(residents: int, said: bool) -> None:
    table = many(3, residents=residents)
    found = diagnose(assess(responses(table[table["role"] == "resident"], TOWN), options=QUICK))
    for score in found.scores:
        assert score.n == 3 * residents
        told = (score.alpha, score.alpha_low, score.omega, score.lambda6, score.mean_r)
        assert told == (None,) * 5 if not said else None not in told
        assert all((item.loading is None) != said for item in score.items)
        assert not any(item.flag for item in score.items)


def test_agreement_is_told_only_where_enough_people_answered(golden: Diagnosis) -> None:
    people = assess(survey(), options=QUICK).roles.set_index(["score", "role", "community"])["n"]
    for found in golden.scores:
        told = {one.community: one.n for one in found.agreement if one.group == "resident"}
        enough = people[found.score]["resident"]
        assert told == {c: n for c, n in enough.items() if n >= 5}
        assert len(told) < len(enough)


def test_agreement_of_residents_is_that_of_r() -> None:
    """Golden r_wg(j) and AD are of those who answered all four items."""
    answers = survey()
    whole = answers.answers[["S1", "S2", "S3", "S4"]].notna().all(axis=1) & (answers.people["role"] == "resident")
    found = quality(diagnose(assess(answers.take(whole.to_numpy()), options=QUICK)), "S")
    expected = numbers("08_synth_pipeline.json")["agreement_residents_S"]
    within = dict(zip(expected["rwg_j"]["grpid"], expected["rwg_j"]["rwg.j"], strict=True))
    assert {one.community for one in found.agreement} <= within.keys()
    for one in found.agreement:
        assert one.within == pytest.approx(within[one.community], rel=1e-9)
        assert one.skewed is not None
        assert one.skewed <= one.within


def test_staff_agree_as_one_group_of_enough_and_never_on_a_single_item() -> None:
    table = pd.concat([many(9, staff=4), many(9, staff=2).query("role == 'staff' and community == 'C09'")])
    found = diagnose(assess(responses(table, TOWN), options=QUICK))
    people = table.groupby(["community", "role"]).size().unstack()
    shown = {c for c, n in people.iterrows() if min(n["staff"], n["owners"]) >= 5}
    told = {one.community for one in quality(found, "a").agreement if one.group == INSTITUTIONS}
    assert told == shown
    single = replace(TOWN, scores=(replace(TOWN.score["a"], of=("a1",), weights=(1.0,)), *TOWN.scores[1:]))
    alone = diagnose(assess(responses(many(9, staff=6), single), options=QUICK))
    assert {one.group for one in quality(alone, "a").agreement} == {"resident"}


def test_counts_of_an_item_are_those_of_residents(golden: Diagnosis) -> None:
    """Staff are never shown by item: neither alone, nor as what is left of all without the residents."""
    item = quality(golden, "S").items[0]
    people = survey()
    answers = people.answers[item.item][people.people["role"] == "resident"]
    assert sum(item.counts.values()) == item.n == answers.notna().sum()
    assert item.mean == pytest.approx(answers.mean())
    assert item.sd == pytest.approx(answers.std())
    assert item.floor == pytest.approx((answers == 1).mean() * len(answers) / item.n)
    turned = quality(golden, "S").items[2]
    assert turned.ceiling == pytest.approx(turned.counts["1"] / turned.n)


def test_one_community_has_no_warrant_and_no_rank() -> None:
    table = many(1, residents=40)
    found = diagnose(assess(responses(table, TOWN), options=QUICK))
    assert {warrant.use for warrant in found.warrants.values()} == {None}
    assert quality(found, found.scores[0].score).icc1 is None


def test_residents_are_looked_at_or_else_the_largest_role() -> None:
    table = many(9)
    assert main_role(assess(responses(table, TOWN), options=QUICK)) == "resident"
    staff = assess(responses(table[table["role"] != "resident"], TOWN), options=QUICK)
    assert main_role(staff) in set(table["role"]) - {"resident"}


def test_missing_values_are_counted_by_reason_of_those_who_were_asked() -> None:
    table = many(9)
    table.loc[table["role"] == "resident", "a1"] = np.nan
    found = diagnose(assess(responses(table, TOWN), options=QUICK))
    by_place = {m.community: m for m in found.missing if (m.item, m.group) == ("a1", "resident")}
    residents = table[table["role"] == "resident"].groupby("community").size()
    assert by_place[None].reasons["blank"] == by_place[None].asked == residents.sum()
    assert {c: m.asked for c, m in by_place.items() if c} == residents.to_dict()
    (role,) = [m for m in found.missing if (m.item, m.group, m.community) == (None, "resident", None)]
    assert role.share == pytest.approx(1 / 6)
    assert not [m for m in found.missing if m.item and m.community and m.group != "resident"]


def test_gaps_are_residents_minus_the_other(golden: Diagnosis) -> None:
    assessment = assess(survey(), options=QUICK)
    means = assessment.roles.set_index(["score", "role", "community"])["mean"]
    gap = next(g for g in golden.gaps if g.score == "S" and g.role == "resident")
    pairs = pd.concat([means["S"][gap.role], means["S"][gap.other]], axis=1, keys=["a", "b"]).dropna()
    here = assessment.gaps[(assessment.gaps["score"] == "S")]
    assert gap.communities == len(here[(here[["role", "other"]].isin([gap.role, gap.other])).all(axis=1)])
    assert gap.gap == pytest.approx((pairs["a"] - pairs["b"]).mean())


def worth(reliability: float, deviation: float | None, icc1: float | None = 0.2) -> ScoreQuality:
    told = () if deviation is None else tuple(Agreement(c, "r", 20, 0.5, None, deviation) for c in "ABC")
    reliable = dict.fromkeys("ABC", reliability)
    return ScoreQuality(
        "S", 90, None, None, None, None, None, None, None, (), icc1, None, None, reliable, told, (), 5 / 6
    )  # fmt: skip


def test_what_a_score_may_be_used_for() -> None:
    one = replace(INSTRUMENT, scores=(INSTRUMENT.score["S"],))
    for quality_, use in (
        (worth(0.8, 0.5), "rank"),
        (worth(0.6, 0.5), "profile"),
        (worth(0.8, 1.2), "no_score"),
        (worth(0.8, None), "rank"),
        (worth(0.0, 0.5, icc1=None), None),
    ):
        assert warrants(one, [quality_], "r")["S"].use == use


def test_a_score_of_scores_is_worth_what_its_worst_part_is(golden: Diagnosis) -> None:
    for score in INSTRUMENT.composites:
        warrant = golden.warrants[score.id]
        assert warrant.part in INSTRUMENT.base_parts[score.id]
        assert warrant.use == golden.warrants[str(warrant.part)].use


def test_the_same_answers_in_parts_are_diagnosed_alike() -> None:
    whole = synth_responses(many(9), TOWN)
    rows = np.arange(len(whole.people)) % 2 == 0
    parts = diagnose(assess((whole.take(part) for part in (rows, ~rows)), options=QUICK))
    one = diagnose(assess(whole, options=QUICK))
    assert [q.alpha for q in parts.scores] == pytest.approx([q.alpha for q in one.scores], rel=1e-9)


def test_what_is_asked_of_staff_only_is_neither_in_reliability_nor_shown_by_item() -> None:
    items = tuple(replace(i, asked_of=("staff", "owners")) if i.id == "a3" else i for i in TOWN.items)
    instrument = replace(TOWN, items=items)
    table = many(9, residents=30)
    table.loc[table["role"] == "resident", "a3"] = np.nan
    found = quality(diagnose(assess(responses(table, instrument), options=QUICK)), "a")
    assert found.left_out == ("a3",)
    assert found.omega is None
    item = next(i for i in found.items if i.item == "a3")
    assert (item.counts, item.mean, item.sd, item.floor, item.loading, item.flag) == ({}, None, None, None, None, False)


def test_a_question_that_all_answer_alike_is_left_out_of_reliability_and_stays_in_the_score() -> None:
    found = quality(diagnose(assess(responses(many(9, residents=30).assign(a2=3.0), TOWN), options=QUICK)), "a")
    assert found.left_out == ("a2",)
    assert found.alpha is not None
    assert found.omega is None  # two are left
    flat = diagnose(assess(responses(many(9, residents=30).assign(a1=3.0, a2=3.0, a3=3.0), TOWN), options=QUICK))
    alone = quality(flat, "a")
    assert (alone.left_out, alone.alpha, alone.icc1) == (("a1", "a2", "a3"), None, None)
    assert {one.deviation for one in alone.agreement} == {0.0}
    assert flat.warrants["a"].use is None


def test_a_question_that_is_not_for_a_role_is_named() -> None:
    answers = responses(many(9), TOWN)
    staff = (answers.people["role"] == "staff").to_numpy()
    reasons, values = answers.reasons.copy(), answers.answers.copy()
    reasons[staff, 0] = Reason.NOT_SCORED
    values.loc[staff, TOWN.items[0].id] = np.nan
    found = diagnose(assess(replace(answers, reasons=reasons, answers=values), options=QUICK))
    assert found.not_for == (("staff", TOWN.items[0].id),)
