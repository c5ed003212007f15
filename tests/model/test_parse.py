"""The content of a file -> Instrument."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from resilience_cli.model.parse import canonical_sha256, parse, parse_rule
from resilience_cli.model.rule import Combination, RegisterTest, ScoreTest

TINY = Path(__file__).parent.parent / "instruments" / "good" / "tiny" / "1.0.0.json"


@pytest.fixture
def tiny() -> Any:
    """The content of the tiny instrument."""
    return json.loads(TINY.read_text(encoding="utf-8"))


def test_the_hash_is_of_the_content_not_of_the_layout() -> None:
    assert canonical_sha256({"b": "小区", "a": [1]}) == canonical_sha256(json.loads('{ "a":[1],\n"b":"\\u5c0f区"}'))
    assert canonical_sha256({"a": 1}) != canonical_sha256({"a": 2})


def test_scales(tiny: Any) -> None:
    scales = {item.scale.id: item.scale for item in parse(tiny).items}
    assert (scales["agree"].minimum, scales["agree"].maximum) == (1, 3)
    assert [option.value for option in scales["agree"].options] == [1, 2, 3]
    assert [choice.id for choice in scales["agree"].not_scored] == ["unknown"]
    assert (scales["share"].minimum, scales["share"].maximum, scales["share"].options) == (0, 100, ())


def test_respondents(tiny: Any) -> None:
    instrument = parse(tiny)
    assert instrument.community_headers == ("小区", "Neighbourhood")
    assert instrument.roles["owners"].exists_if == ("owners_committee", ("working",))
    assert instrument.institutions == ("owners",)
    assert instrument.residents == ("resident",)
    assert [choice.id for choice in instrument.fields[0].scale.choices] == ["own", "rent"]
    assert list(instrument.register["owners_committee"].values) == ["working", "none"]
    assert instrument.register["area"].values == {}


def test_items_and_scores(tiny: Any) -> None:
    instrument = parse(tiny)
    assert [item.id for item in instrument.items if item.reverse] == ["a2"]
    assert instrument.item["att"].attention == 3
    assert instrument.item["b2"].phase == "crisis"
    assert instrument.score["whole"].weights == (2 / 3, 1 / 3)
    assert [score.id for score in instrument.base_scores] == ["alpha", "beta"]
    assert [band.start for band in instrument.bands] == [0, 50]


def test_attention_may_exclude(tiny: Any) -> None:
    assert parse(tiny).screening.exclude == ()
    assert parse({**tiny, "screening": {"attention": "exclude"}}).screening.exclude == ("attention",)


def test_rules() -> None:
    below, from_ = {"score": "a", "below": 50}, {"score": "b", "from": 60}
    register = {"register": "r", "in": ["x", "y"], "unknown_is": False}
    a, b = ScoreTest("a", "below", 50), ScoreTest("b", "from", 60)
    assert parse_rule({"at_least": 1, "of": [below, from_]}) == Combination("at_least", (a, b), 1)
    assert parse_rule({"none": [below, register]}) == Combination("none", (a, RegisterTest("r", ("x", "y"), False)))
    assert parse_rule({"all": [{"any": [below]}, from_]}) == Combination("all", (Combination("any", (a,)), b))
