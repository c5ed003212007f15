"""The order of communities, as far as it can be told."""

from dataclasses import replace

import pytest
from synth import responses
from town import TOWN, many

from resilience_cli.analysis import ranking
from resilience_cli.analysis.ranking import rank, tier
from resilience_cli.errors import InputError, UsageError
from resilience_cli.model.assessment import Assessment, Options
from resilience_cli.model.diagnosis import Warrant
from resilience_cli.pipeline import assess


@pytest.fixture(scope="module")
def town() -> Assessment:
    return assess(responses(many(9, residents=30), TOWN), options=Options(draws=99))


def test_estimates_lie_in_their_ranges_and_tiers_follow(town: Assessment) -> None:
    for found in rank([town], rank_anyway=True):
        best_first = sorted(found.ranked, key=lambda r: r.estimate, reverse=True)
        if TOWN.score[found.score].higher_is == "worse":
            best_first.reverse()
        for place, ranked in enumerate(best_first, 1):
            assert ranked.rank_low <= place <= ranked.rank_high
            assert ranked.tier == tier(ranked.rank_low, ranked.rank_high, len(best_first))
        assert [r.community for r in found.ranked] == sorted(r.community for r in found.ranked)
        assert sum(r.expected_rank for r in found.ranked) == pytest.approx(sum(range(1, len(best_first) + 1)))
        assert sum(r.top or 0 for r in found.ranked) == pytest.approx(3)


@pytest.mark.parametrize("use", ["profile", "no_score", None])
def test_what_may_not_be_ranked_is_withheld_unless_it_is_asked(
    town: Assessment, monkeypatch: pytest.MonkeyPatch, use: str | None
) -> None:
    warrants = {score.id: Warrant(score.id, use, None, None) for score in TOWN.scores}  # type: ignore[arg-type]
    found = ranking.diagnose(town)
    monkeypatch.setattr(ranking, "diagnose", lambda _: replace(found, warrants=warrants))
    assert all(r.withheld and not r.ranked for r in rank([town]))
    assert all(r.ranked and not r.withheld for r in rank([town], rank_anyway=True))


def test_few_communities_are_not_drawn_together() -> None:
    few = assess(responses(many(4, residents=30), TOWN), options=Options(draws=99))
    for found in rank([few], rank_anyway=True):
        assert found.detectable is None
        assert {(r.shrunken, r.top) for r in found.ranked} == {(None, None)}


def test_one_community_has_no_order() -> None:
    one = assess(responses(many(1, residents=30), TOWN), options=Options(draws=99))
    for anyway in (True, False):
        assert {(found.ranked, found.withheld) for found in rank([one], rank_anyway=anyway)} == {((), False)}


def test_scores_that_there_are_not_and_too_many_communities(town: Assessment, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UsageError) as usage:
        rank([town], ["x", "y"])
    assert [fault.code for fault in usage.value.faults] == ["RES-A040", "RES-A040"]
    monkeypatch.setattr(ranking, "MOST", 8)
    with pytest.raises(InputError) as caught:
        rank([town])
    assert caught.value.faults[0].code == "RES-A041"


@pytest.mark.parametrize(
    ("low", "high", "size", "expected"),
    [(1, 3, 6, "upper"), (1, 4, 6, "middle"), (4, 6, 6, "lower"), (3, 6, 6, "middle"), (1, 1, 2, "upper"),
     (2, 2, 2, "lower"), (2, 2, 3, "middle"), (1, 5, 5, "middle")],
)  # fmt: skip
def test_tiers(low: int, high: int, size: int, expected: str) -> None:
    assert tier(low, high, size) == expected


def test_streets_are_ranked_together_by_what_all_of_them_allow(
    town: Assessment, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = assess(responses(many(9, seed=2, residents=30), TOWN), options=Options(draws=99))
    for found in rank([town, other], ["a"], True, ["East", "West"]):
        assert len(found.ranked) == 18
        assert {(r.community, r.street) for r in found.ranked} >= {("C01", "East"), ("C01", "West")}
        assert max(r.rank_high for r in found.ranked) == 18
    kept = ranking.diagnose
    worse = {score.id: Warrant(score.id, "profile", None, None) for score in TOWN.scores}

    def judged(assessment: Assessment) -> object:
        return replace(kept(assessment), warrants=worse) if assessment is other else kept(assessment)

    monkeypatch.setattr(ranking, "diagnose", judged)
    assert all(
        found.withheld and found.warrant.use != "rank" for found in rank([town, other], streets=["East", "West"])
    )


def test_ties_without_any_variance_share_their_ranks() -> None:
    table = many(4, residents=30)
    for item in TOWN.item:
        table[item] = table[item].where(table[item].isna(), 3)
    for found in rank([assess(responses(table, TOWN), options=Options(draws=99))], rank_anyway=True):
        assert {(r.rank_low, r.rank_high) for r in found.ranked} <= {(1, 4)}
        assert {r.tier for r in found.ranked} <= {"middle"}
