"""Before and in the crisis."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from synth import responses
from town import SHAKEN, TOWN, facts, many, shaken

from resilience_cli.analysis.crisis import activated, crisis, split_half, two_waves
from resilience_cli.model.assessment import Assessment, Options
from resilience_cli.model.crisis import Activation
from resilience_cli.pipeline import assess

FEW_DRAWS = Options(draws=99)


def assessed(table: pd.DataFrame, instrument=SHAKEN, **more: object) -> Assessment:
    return assess(responses(table, instrument), options=FEW_DRAWS, **more)


@pytest.fixture(scope="module")
def town() -> Assessment:
    return assessed(shaken(9))


def estimates(assessment: Assessment, score: str) -> pd.Series:
    return assessment.scores[assessment.scores["score"] == score].set_index("community")["estimate"]


def with_scores(assessment: Assessment, score: str, values: dict[str, float]) -> Assessment:
    """Return the assessment with these estimates of the score."""
    table = assessment.scores.copy()
    rows = table["score"] == score
    table.loc[rows, "estimate"] = table.loc[rows, "community"].map(values)
    return replace(assessment, scores=table)


def test_of_two_waves_the_earlier_index_goes_with_the_later_event(town: Assessment) -> None:
    index = estimates(town, "both").to_dict()
    (same,) = two_waves(town, with_scores(town, "met", index))
    assert (same.index, same.crisis, same.design, same.n, same.lack) == ("both", "met", "two waves", 9, None)
    assert same.rho == pytest.approx(1.0)
    assert (same.low, same.high) == (None, None)
    (turned,) = two_waves(town, with_scores(town, "met", {c: 100 - value for c, value in index.items()}))
    assert turned.rho == pytest.approx(-1.0)
    (found,) = two_waves(town, town)
    assert found.low < found.rho < found.high


def test_later_index_and_earlier_event_play_no_part(town: Assessment) -> None:
    nothing = dict.fromkeys(estimates(town, "both").index, np.nan)
    earlier, later = with_scores(town, "met", nothing), with_scores(town, "both", nothing)
    assert two_waves(earlier, later) == two_waves(town, town)


def test_too_few_communities_and_communities_that_are_alike_have_no_number(town: Assessment) -> None:
    few = assessed(shaken(4))
    (found,) = two_waves(few, few)
    assert (found.n, found.rho, found.low, found.lack) == (4, None, None, "few")
    (alike,) = two_waves(town, with_scores(town, "met", dict.fromkeys(estimates(town, "met").index, 50.0)))
    assert (alike.n, alike.rho, alike.lack) == (9, None, "equal")
    (half,) = split_half(few)
    assert (half.n, half.rho, half.least, half.lack) == (4, None, None, "few")


def test_nobody_is_on_both_sides_of_a_split_half(town: Assessment) -> None:
    (found,) = split_half(town)
    assert (found.design, found.n, found.splits) == ("split-half", 9, 20)
    assert found.least < found.rho < found.most
    assert found.low < found.rho < found.high


def test_the_mood_of_persons_makes_no_split_half_correlation() -> None:
    """Neighbourhoods are all alike; persons answer all items by their mood, which makes ρ of the same people high."""
    table, rng = shaken(40, residents=16), np.random.default_rng(5)
    table = table[table["role"] == "resident"]
    mood = rng.normal(3, 1.2, len(table))
    told = {item.id: np.clip(np.round(mood + rng.normal(0, 0.4, len(table))), 1, 5) for item in SHAKEN.items}
    told |= {item.id: 6 - told[item.id] for item in SHAKEN.items if item.reverse}
    assessment = assessed(table.assign(**told))
    (same_people,) = two_waves(assessment, assessment)
    (by_halves,) = split_half(assessment)
    assert same_people.rho > 0.8
    assert abs(by_halves.rho) < 0.4


def test_communities_with_few_residents_in_a_half_do_not_count() -> None:
    table = shaken(9)
    small = (table["community"] == "C01") & (table["role"] == "resident")
    (found,) = split_half(assessed(table.drop(index=table[small].index[8:])))
    assert found.n == 8


def test_a_questionnaire_without_an_event_tells_nothing() -> None:
    found = crisis([assessed(many(6), TOWN)])
    assert (found.associations, found.activations) == ((), ())


def test_answers_without_the_event_give_no_number() -> None:
    found = crisis([assessed(shaken(6).assign(e1=np.nan, e2=np.nan, ea=np.nan, eb=np.nan))])
    assert [(one.n, one.rho, one.lack) for one in found.associations] == [(0, None, "few")]
    assert found.activations == ()


def by_place(found: tuple[Activation, ...]) -> dict[tuple[str | None, str], Activation]:
    return {(one.community, one.side): one for one in found}


def test_both_scores_are_those_of_the_report(town: Assessment) -> None:
    for one in activated(town):
        if one.community is not None:
            assert one.routine == pytest.approx(town.score_row(one.community, one.side)["estimate"])
            assert one.event == pytest.approx(town.score_row(one.community, one.act)["estimate"])
            assert one.difference == pytest.approx(one.event - one.routine)
            assert one.low < one.difference < one.high


def test_the_side_that_did_more_is_told_and_the_other_not() -> None:
    found = by_place(activated(assessed(shaken(9, activated=1))))
    assert found[None, "a"].word == "more"
    assert found[None, "a"].n == 9
    assert found[None, "b"].word == "not resolved"
    of_all = [one.difference for (community, side), one in found.items() if side == "a" and community]
    assert found[None, "a"].difference == pytest.approx(np.mean(of_all))
    assert by_place(activated(assessed(shaken(9, activated=-1))))[None, "a"].word == "less"


def test_the_interval_knows_that_the_same_people_answered() -> None:
    """With answers on the event by others than those on ordinary days, the same differences are less sure."""
    table = shaken(9)
    once, again = table.copy(), table.copy()
    once[["ea", "eb"]] = np.nan
    again[["a1", "a2", "a3", "b1", "b2", "b3"]] = np.nan
    joint, apart = (by_place(activated(assessed(t))) for t in (table, pd.concat([once, again], ignore_index=True)))
    for key, one in joint.items():
        assert apart[key].difference == pytest.approx(one.difference)
        assert apart[key].high - apart[key].low > one.high - one.low


def test_where_other_roles_answered_on_the_event_nothing_is_compared() -> None:
    table = shaken(9)
    table.loc[(table["community"] == "C02") & (table["role"] == "staff"), "ea"] = np.nan
    found = by_place(activated(assessed(table)))
    one = found["C02", "a"]
    assert (one.difference, one.low, one.p_holm, one.word) == (None, None, None, "not compared")
    assert found["C02", "b"].difference is not None
    assert found[None, "a"].n == 8


def test_communities_of_few_people_are_not_told() -> None:
    table = shaken(9)
    few = (table["community"] == "C03") & (table["role"] == "resident")
    found = activated(assessed(table.drop(index=table[few].index[2:])))
    assert "C03" not in {one.community for one in found}


def test_the_register_counts_as_in_the_report() -> None:
    register = facts(committee={"C01": "none", **{f"C{c:02}": "working" for c in range(2, 10)}})
    assessment = assess(responses(shaken(9), SHAKEN), register, FEW_DRAWS)
    one = by_place(activated(assessment))["C01", "a"]
    assert one.routine == pytest.approx(assessment.score_row("C01", "a")["estimate"])
    assert one.difference is not None


def test_the_same_event_in_both_waves_is_no_forecast(town: Assessment) -> None:
    def asked(event: str) -> Assessment:
        return replace(town, recipe={**town.recipe, "placeholders": {"event": event}})

    assert crisis([asked("台风Ａ"), asked("台风A")]).same_event == "台风A"
    assert crisis([asked("台风A"), asked("停水")]).same_event is None
    assert crisis([town, town]).same_event is None
