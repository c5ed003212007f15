"""Versions of a questionnaire scored on what they share, in one and the same way."""

import json
from typing import Any

import pytest
from synth import responses
from town import content, many

from resilience_cli import pipeline, store
from resilience_cli.catalog.common import on_common_items
from resilience_cli.catalog.diff.compare import diff
from resilience_cli.errors import UsageError
from resilience_cli.messages import speaking
from resilience_cli.model.assessment import Options
from resilience_cli.model.common import common_items
from resilience_cli.model.instrument import Instrument
from resilience_cli.model.parse import parse
from resilience_cli.reports import as_json, compose
from resilience_cli.reports.terminal import render

OLD = parse(content())


def later(version: str = "1.1.0", reworded: tuple[str, ...] = ("a1",), **changes: Any) -> Instrument:
    raw = content(version=version, previous={"version": "1.0.0"})
    for item in raw["items"]:
        if item["id"] in reworded:
            item["text"] = {"en": "Something else"}
    raw["items"].append({"id": "a4", "text": {"en": "a4"}, "scale": "five", "asked_of": ["resident", "owners"]})
    raw["scores"][0]["of"] = ["a1", "a2", "a3", "a4"]
    return parse(json.loads(json.dumps(raw | changes)))


NEW = later()


def parts(instrument: Instrument) -> dict[str, tuple[str, ...]]:
    return {score.id: score.of for score in instrument.scores}


def test_both_rest_on_the_same_items_and_compare_as_they_stand() -> None:
    one, other = on_common_items(OLD, [NEW]), on_common_items(NEW, [OLD])
    assert parts(one) == parts(other)
    assert parts(one)["a"] == ("a2", "a3")
    assert parts(one)["b"] == ("b1", "b2", "b3")
    assert diff(one, other).verdict == "comparable"
    assert [item.id for item in other.items if item.unscored] == ["a1", "a4"]
    common = common_items(one)
    assert common is not None
    assert (common.shared_with, common.not_given, common.few) == (("town@1.1.0",), (), ({"en": "A"},))
    assert common_items(OLD) is None


def test_the_latest_version_says_how() -> None:
    weights = {"resident": 5, "staff": 1, "owners": 1}
    new = later(community={**content()["community"], "role_weights": weights})
    one, other = on_common_items(OLD, [new]), on_common_items(new, [OLD])
    assert one.role_weights == other.role_weights == weights
    weighted = content(version="1.1.0")
    weighted["scores"][0] |= {"weights": [1, 2, 3], "minimum_answered": 3}
    weighted["items"][0]["text"] = {"en": "Something else"}
    raw = on_common_items(OLD, [parse(weighted)]).raw["scores"][0]
    assert (raw["weights"], raw["minimum_answered"]) == ([2, 3], 2)


def test_a_score_with_one_shared_item_is_not_given_nor_what_is_made_of_it() -> None:
    new = later(reworded=("a1", "a2"))
    shared = on_common_items(OLD, [new])
    assert parts(shared) == {"b": ("b1", "b2", "b3")}
    assert shared.classes == ()
    common = common_items(shared)
    assert common is not None
    assert common.not_given == ({"en": "A"}, {"en": "Both"}, {"en": "Gap"})


def test_three_versions_share_what_all_three_ask() -> None:
    third = later("1.2.0", reworded=("a1", "b1"))
    found = [parts(on_common_items(one, [o for o in (OLD, NEW, third) if o is not one])) for one in (OLD, NEW, third)]
    assert found[0] == found[1] == found[2]
    assert (found[0]["a"], found[0]["b"]) == (("a2", "a3"), ("b2", "b3"))


def test_items_keep_the_ids_of_their_own_version() -> None:
    raw = json.loads(json.dumps(content(version="1.1.0")).replace('"a3"', '"third"'))
    raw["previous"] = {"version": "1.0.0", "renamed": {"a3": "third"}}
    raw["items"][2]["text"], raw["items"][0]["text"] = {"en": "a3"}, {"en": "Something else"}
    new = parse(raw)
    assert parts(on_common_items(OLD, [new]))["a"] == ("a2", "a3")
    assert parts(on_common_items(new, [OLD]))["a"] == ("a2", "third")


def test_versions_that_share_nothing_are_refused() -> None:
    with pytest.raises(UsageError) as caught:
        on_common_items(OLD, [later(reworded=tuple(OLD.item))])
    assert [fault.code for fault in caught.value.faults] == ["RES-A030"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_assessment_without_classes_is_written_and_shown(tmp_path: Any, lang: str) -> None:
    shared = on_common_items(OLD, [later(reworded=("a1", "a2"))])
    made = pipeline.assess(responses(many(4), shared), options=Options(draws=39))
    store.write(made, tmp_path / "x")
    found = store.read(tmp_path / "x")
    assert found.recipe["common_with"] == ["town@1.1.0"]
    assert {v.class_id for v in found.verdicts} == {None}
    assert {"RES-A031", "RES-A032", "RES-A035"} <= {finding.code for finding in found.findings}
    with speaking(lang):
        assert "{" not in render(compose(found))
        assert {one["class"] for one in as_json(found)["communities"]} == {None}


def test_scores_on_shared_items_are_those_of_the_shared_items() -> None:
    table = many(4)
    table["a4"] = table["a1"]
    one = pipeline.assess(responses(table, on_common_items(OLD, [NEW])), options=Options(draws=39))
    other = pipeline.assess(responses(table, on_common_items(NEW, [OLD])), options=Options(draws=39))
    assert one.scores["estimate"].tolist() == pytest.approx(other.scores["estimate"].tolist(), nan_ok=True)
    assert "RES-A034" in {finding.code for finding in one.findings}
