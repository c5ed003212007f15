from itertools import pairwise

import pytest
from made import instrument, raw_instrument

from resilience_cli.messages import speaking
from resilience_cli.model.document import Line
from resilience_cli.model.parse import parse
from resilience_cli.reports.score_outline import score_outline


@pytest.fixture(autouse=True)
def _english():
    with speaking("en"):
        yield


def test_the_index_holds_its_factors_and_a_minimum_only_names_its_parts():
    lines = score_outline(instrument()).lines
    assert lines[:3] == (
        Line(0, "Resilience index", "index; composite; geometric mean; no part counts as less than 1"),
        Line(1, "Flexible governance structure", "structure; factor; mean"),
        Line(2, "structure1 Flexible governance structure, item 1"),
    )
    assert lines[3].detail == "reverse-scored"
    assert lines[-1] == Line(
        0, "Weakest side", "weakest; only for the class rules; minimum of State side, Market side, Society side"
    )
    assert ("tension; outcome; mean; higher is worse") in [line.detail for line in lines]


def test_every_score_and_every_item_stands_once():
    raw = raw_instrument()
    raw["items"] += [
        {**raw["items"][0], "id": "att", "attention": 4},
        {**raw["items"][0], "id": "extra", "unscored": True},
    ]
    made = parse(raw)
    lines = score_outline(made).lines
    items = [line.text.split()[0] for line in lines if line.text.split()[0] in made.item]
    assert sorted(items) == sorted(made.item)
    assert [line.text for line in lines if line.level == 0][-1] == "In no score"
    assert [line.detail for line in lines[-2:]] == ["attention check: “Agree” must be chosen", ""]
    titles = [line.detail.split(";")[0] for line in lines if line.text not in items]
    assert [titles.count(score) for score in made.score] == [1] * len(made.score)


def test_a_score_in_two_averages_has_its_items_beneath_the_first():
    raw = raw_instrument()
    second = {**next(s for s in raw["scores"] if s["id"] == "index"), "id": "second", "weights": [3, 1]}
    made = parse({**raw, "scores": [*raw["scores"], second]})
    below = [line for line in score_outline(made).lines if line.text == "Social capital"]
    assert [line.level for line in below] == [1, 1]
    assert sum(line.text.startswith("capital1") for line in score_outline(made).lines) == 1
    assert "weights 3 : 1" in next(line.detail for line in score_outline(made).lines if "second" in line.detail)


def test_who_is_asked_is_told_in_the_fewest_words():
    raw = raw_instrument()
    raw["items"][0]["asked_of"] = ["resident"]
    raw["items"][1]["asked_of"] = ["resident", "committee", "owners"]
    details = {line.text.split()[0]: line.detail for line in score_outline(parse(raw)).lines}
    assert details["state1"] == "asked only: Resident"
    assert details["state2"] == "reverse-scored; not asked: Property company staff"


@pytest.mark.parametrize(("needed", "words"), [("all", "all must be answered"), (2, "answers needed: 2")])
def test_another_rule_for_missing_answers_is_told(needed, words):
    raw = raw_instrument()
    raw["scores"][0]["minimum_answered"] = needed
    assert words in next(line.detail for line in score_outline(parse(raw)).lines if line.text == "State side")


def test_no_line_is_more_than_one_level_below_the_one_before():
    levels = [line.level for line in score_outline(instrument()).lines]
    assert levels[0] == 0
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_who_is_asked_too_little_to_count_is_told():
    raw = raw_instrument()
    more = [{**raw["items"][0], "id": id_, "asked_of": ["resident"]} for id_ in ("more1", "more2", "more3")]
    raw["items"] += more
    raw["items"][1]["asked_of"] = ["resident", "committee"]
    raw["scores"][0]["of"] += [item["id"] for item in more]
    told = next(line.detail for line in score_outline(parse(raw)).lines if line.text == "State side")
    assert told.endswith(
        "asked less than half, not counted: "
        "Residents' committee staff, Property company staff, Owners' committee member"
    )
