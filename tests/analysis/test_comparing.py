"""What several assessments are to one another, and what may then be said of them together."""

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest
from synth import responses
from town import TOWN, content, many

from resilience_cli.analysis.comparing import change_since, compare
from resilience_cli.catalog.common import on_common_items
from resilience_cli.errors import CheckFailedError, UsageError
from resilience_cli.messages import speaking
from resilience_cli.model.assessment import Assessment, Options
from resilience_cli.model.instrument import Instrument
from resilience_cli.model.parse import parse
from resilience_cli.model.responses import Register
from resilience_cli.pipeline import assess
from resilience_cli.reports import comparison_as_json, comparison_document
from resilience_cli.reports.compose_comparison import spark
from resilience_cli.reports.terminal import render

TABLE = many(9, residents=30)


def wave(name: str, instrument: Instrument = TOWN, table: pd.DataFrame = TABLE, **options: Any) -> Assessment:
    return assess(responses(table, instrument), options.pop("register", None), Options(draws=99, wave=name, **options))


def reworded(*items: str, version: str = "2.0.0", **changes: Any) -> Instrument:
    raw = content(version=version, **changes)
    for item in raw["items"]:
        item["text"] = {"en": f"New {item['id']}"} if item["id"] in items else item["text"]
    return parse(raw)


@pytest.fixture(scope="module")
def first() -> Assessment:
    return wave("2025")


def codes(found: Any) -> list[str]:
    return [finding.code for finding in found.findings]


def test_waves_that_do_not_compare_stand_side_by_side_without_a_difference(first: Assessment) -> None:
    found = compare([first, wave("2026", reworded(*(item for item in TOWN.item if item != "b3")))])
    assert (found.comparability, found.change, found.steps, found.commands) == ("not comparable", None, (), ())
    assert codes(found) == ["RES-A020"]
    assert [item.item for item in found.items] == ["b3"]
    assert found.items[0].difference == 0.0
    assert found.items[0].low < 0 < found.items[0].high
    for lang, words in (("en", "2025, 2026 side by side"), ("zh", "2025、2026 并列")):
        with speaking(lang):
            text = render(comparison_document(found), 80)
        assert words in text
        assert "->" not in text
        assert "{" not in text
    assert comparison_as_json(found)["changes"] == []


def test_items_of_fewer_people_than_may_be_shown_are_not_compared() -> None:
    few = TABLE.copy()
    few.loc[(few["role"] == "resident") & (few["community"] != "C01"), "b3"] = float("nan")
    few.loc[few[few["role"] == "resident"].index[:26], "b3"] = float("nan")
    new = reworded(*(item for item in TOWN.item if item != "b3"))
    found = compare([wave("2025", table=few), wave("2026", new, few)])
    assert found.items == ()


def test_only_what_is_scored_on_common_items_compares_on_them(first: Assessment) -> None:
    new = reworded("a1")
    later = wave("2026", new)
    found = compare([first, later])
    assert (found.comparability, codes(found)) == ("comparable on common items", ["RES-A021"])
    assert [" --common-with town@" in command for command in found.commands] == [True, True]
    shared = wave("2025", on_common_items(TOWN, [new])), wave("2026", on_common_items(new, [TOWN]))
    half = compare([shared[0], later])
    assert codes(half) == ["RES-A021"]
    assert len(half.commands) == 1
    assert "-i town@2.0.0 --common-with town@1.0.0" in half.commands[0]
    found = compare(shared)
    assert (found.comparability, codes(found)) == ("comparable on common items", [])
    assert found.change is not None
    assert max(abs(c.difference) for c in found.change.changes) < 1e-9
    assert found.change.classes_comparable
    assert len(found.change.moves) == 9


def test_classes_told_apart_by_other_cuts_are_not_followed(first: Assessment) -> None:
    raw = content(version="1.1.0")
    raw["classes"][0]["when"]["below"] = 55
    found = compare([first, wave("2026", parse(raw))])
    assert found.change is not None
    assert not found.change.classes_comparable
    with speaking("en"):
        assert "no move is told" in render(comparison_document(found))


def test_choices_that_differ_are_named_in_one_finding_and_unknown_ones_are_not(first: Assessment) -> None:
    other = wave("2026", roles=("resident", "staff"), exclude="careless")
    found = compare([first, other])
    assert codes(found) == ["RES-A028"]
    with speaking("en"):
        text = str(found.findings[0])
    assert "--exclude (2025: declared, 2026: careless)" in text
    assert "--roles (2025: –, 2026: resident+staff)" in text
    asked = [
        replace(one, recipe={**one.recipe, "placeholders": {"event": event} if event else {}})
        for one, event in ((first, "storm"), (wave("2026"), ""), (wave("2027"), "flood"))
    ]
    assert codes(compare(asked[:2])) == []
    assert codes(compare([asked[0], asked[2]])) == ["RES-A029"]


def test_ways_of_sampling_that_differ_are_named(first: Assessment) -> None:
    def listed(how: str) -> Register:
        return Register(pd.DataFrame({"sampling_resident": how}, index=["C01"]), "r.csv", "0" * 64)

    found = compare([wave("2025", register=listed("random")), wave("2026", register=listed("volunteers"))])
    with speaking("en"):
        assert "sampling_resident (2025: random, 2026: volunteers)" in str(found.findings[0])
    assert compare([first]).form == "one"


def test_mostly_other_communities_are_streets_and_a_mixture_is_refused(first: Assessment) -> None:
    names = TABLE["community"].unique()
    elsewhere = TABLE.assign(community=TABLE["community"].replace({name: f"X{name}" for name in names[1:]}))
    found = compare([first, wave("2026", table=elsewhere)], rank_anyway=True)
    assert (found.form, codes(found), found.change) == ("streets", ["RES-A036"], None)
    assert all(len(ranking.ranked) == 18 for ranking in found.ranks)
    assert len({(r.community, r.street) for r in found.ranks[0].ranked}) == 18
    with pytest.raises(UsageError) as caught:
        compare([first, wave("2026"), wave("2027", table=elsewhere)])
    assert [fault.code for fault in caught.value.faults] == ["RES-A027"]


def test_streets_that_do_not_compare_are_not_ranked_together(first: Assessment) -> None:
    elsewhere = TABLE.assign(community="X" + TABLE["community"])
    found = compare([first, wave("2026", reworded(*TOWN.item), elsewhere)], rank_anyway=True)
    assert (found.form, found.ranks, found.items) == ("streets", (), ())
    assert "RES-A020" in codes(found)


def test_the_last_wave_is_ranked_and_a_withheld_order_is_said(first: Assessment) -> None:
    later = wave("2026", table=many(9, seed=2, residents=30))
    found = compare([later, first], rank_anyway=True)
    assert [one.recipe["options"]["wave"] for one in found.assessments] == ["2025", "2026"]
    estimates = later.scores.set_index(["community", "score"])["estimate"]
    for ranking in found.ranks:
        for ranked in ranking.ranked:
            assert ranked.estimate == estimates[ranked.community, ranking.score]
    withheld = replace(found, ranks=tuple(replace(r, withheld=True, ranked=()) for r in found.ranks))
    with speaking("en"):
        assert render(comparison_document(withheld)).count("No order is shown by") == len(
            {ranking.warrant.use for ranking in found.ranks}
        )


def test_one_community_and_one_role_can_be_followed() -> None:
    table = TABLE[(TABLE["community"] == "C01") & (TABLE["role"] == "resident")]
    found = compare([wave("2025", table=table), wave("2026", table=table)])
    assert found.change is not None
    assert {c.difference for c in found.change.changes} == {0.0}
    assert {c.score for c in found.change.changes} == {"a", "b", "both"}


def test_equal_answers_of_all_are_no_test_and_no_verdict_of_change() -> None:
    table = TABLE.copy()
    for item in TOWN.item:
        table[item] = table[item].where(table[item].isna(), 3)
    found = compare([wave("2025", table=table), wave("2026", table=table)])
    assert found.change is not None
    assert {c.p for c in found.change.changes} == {None}
    assert {c.verdict for c in found.change.changes} <= {"stable", "not resolved"}


def test_a_course_has_one_sign_a_wave() -> None:
    assert spark((0.0, None, 100.0, 50.0), 0.0, 100.0) == "⣀.⣿⣶"
    assert spark((None,), 0.0, 20.0) == "."


def test_the_change_since_a_wave_is_refused_where_there_is_none(first: Assessment) -> None:
    assert change_since(first, wave("2026")).before == "2025"
    for other, code in (
        (wave("2026", reworded(*TOWN.item)), "RES-A020"),
        (wave("2026", table=TABLE.assign(community="X" + TABLE["community"])), "RES-A022"),
    ):
        with pytest.raises(CheckFailedError) as caught:
            change_since(first, other)
        assert [fault.code for fault in caught.value.faults] == [code]
