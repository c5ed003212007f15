"""What one step on one question would do, from the draws behind the class."""

from dataclasses import replace

import pandas as pd
import pytest
from synth import responses
from town import TOWN, cell, many

from resilience_cli.analysis.ways_up import ways_up
from resilience_cli.model.assessment import Assessment, Options
from resilience_cli.pipeline import assess

LOW = pd.concat(
    [
        many(9, residents=30)[lambda table: table["community"] != "C03"],
        cell("C03", "resident", *[1, 2, 3, 3, 4] * 4),
        cell("C03", "staff", 2, 3, 3),
        cell("C03", "owners", 3, 2, 3),
    ],
    ignore_index=True,
)


@pytest.fixture(scope="module")
def town() -> Assessment:
    return assess(responses(LOW, TOWN), None, Options(draws=399, wave="2026"))


def verdict(assessment: Assessment, community: str):
    return next(v for v in assessment.verdicts if v.community == community)


def test_without_a_step_the_draws_are_those_of_the_class(town: Assessment) -> None:
    poor = verdict(town, "C03")
    assert poor.class_id == "poor"
    ways = ways_up(town, poor)
    assert {way.now for way in ways} == {1.0 - poor.probability["poor"]}


def test_a_step_moves_the_score_by_what_the_residents_have_room_for(town: Assessment) -> None:
    way = next(way for way in ways_up(town, verdict(town, "C03")) if way.item == "a1")
    assert way.room == 1.0  # nobody answered 5
    # a third of a step of 25 points in every role, by the weights 2, 1, 1
    assert way.points == pytest.approx(25 / 3)
    assert way.leaves > way.now


def test_residents_at_the_good_end_stay_there() -> None:
    table = LOW.copy()
    here = (table["community"] == "C03") & (table["role"] == "resident")
    table.loc[here, "a1"] = [5, 5, 1, 1] * 5
    made = assess(responses(table, TOWN), None, Options(draws=399))
    way = next(way for way in ways_up(made, verdict(made, "C03")) if way.item == "a1")
    assert way.room == 0.5
    assert way.points == pytest.approx((0.5 * 0.5 + 0.25 + 0.25) * 25 / 3)  # residents by half, staff wholly


def test_a_reversed_question_is_answered_the_other_way(town: Assessment) -> None:
    ways = {way.item: way for way in ways_up(town, verdict(town, "C03"))}
    assert ways["a2"].points == pytest.approx(ways["a1"].points)
    assert ways["a2"].leaves == pytest.approx(ways["a1"].leaves)


def test_how_staff_answered_one_question_changes_nothing(town: Assessment) -> None:
    items = town.items.copy()
    staff = (items["community"] == "C03") & (items["role"] != "resident")
    items.loc[staff, [name for name in items if str(name).startswith("count_")]] = 0
    assert ways_up(replace(town, items=items), verdict(town, "C03")) == ways_up(town, verdict(town, "C03"))


def test_nothing_is_said_without_draws_without_a_class_or_of_the_best(town: Assessment) -> None:
    poor = verdict(town, "C03")
    assert ways_up(town, replace(poor, probability=None)) == ()
    assert ways_up(town, replace(poor, class_id=None)) == ()
    assert ways_up(town, replace(poor, reasons=())) == ()


def test_questions_of_few_residents_are_left_out(town: Assessment) -> None:
    items = town.items.copy()
    few = (items["community"] == "C03") & (items["item"] == "a1")
    items.loc[few, [name for name in items if str(name).startswith("count_")]] = 0
    assert "a1" not in {way.item for way in ways_up(replace(town, items=items), verdict(town, "C03"))}
