from copy import deepcopy

from made import raw_instrument

from resilience_cli.model.base import Change, base_changes, base_name, base_of
from resilience_cli.model.parse import parse
from resilience_cli.model.rule import RegisterTest, ScoreTest


def based(change):
    raw = raw_instrument()
    raw["bands"] = [{"id": "weak", "title": {"en": "Weak"}}, {"id": "strong", "from": 65, "title": {"en": "Strong"}}]
    raw["based_on"] = deepcopy({**base_of(raw), "sha256": "0" * 64})
    change(raw)
    return parse(raw)


def changes(change):
    return list(base_changes(based(change)))


def test_without_a_base_there_is_nothing_to_tell():
    assert base_name(parse(raw_instrument())) is None
    assert base_changes(parse(raw_instrument())) == ()


def test_an_unchanged_copy_differs_in_nothing():
    same = based(lambda _raw: None)
    assert base_name(same) == "small@1.0.0"
    assert base_changes(same) == ()


def test_a_moved_cut():
    def move(raw):
        raw["classes"][0]["when"]["any"][0]["below"] = 45

    before, after = ScoreTest("weakest", "below", 50), ScoreTest("weakest", "below", 45)
    assert changes(move) == [Change("cut", "deficient", before, after)]


def test_a_rule_of_another_form_is_told_whole():
    def simpler(raw):
        raw["classes"][0]["when"] = {"score": "weakest", "below": 50}

    (found,) = changes(simpler)
    assert (found.kind, found.of, found.after) == ("rule", "deficient", ScoreTest("weakest", "below", 50))

    def other_register_value(raw):
        raw["classes"][0]["when"]["any"][1]["in"] = ["working"]

    (found,) = changes(other_register_value)
    assert found.kind == "rule"
    assert RegisterTest("owners", ("working",), False) in found.after.parts


def test_classes_that_came_went_or_moved():
    def rename(raw):
        raw["classes"][0]["id"] = "lacking"

    assert [(c.of, c.before is None, c.after is None) for c in changes(rename)] == [
        ("deficient", False, True),
        ("lacking", True, False),
    ]

    def swap(raw):
        raw["classes"][:2] = raw["classes"][1::-1]

    assert changes(swap) == [
        Change("order", "", ("deficient", "co_governing"), ("co_governing", "deficient")),
    ]


def test_bands_and_weights():
    def other(raw):
        raw["bands"][1]["from"] = 60
        raw["community"]["role_weights"]["resident"] = 2

    assert changes(other) == [Change("band", "strong", 65, 60), Change("weight", "resident", 3, 2)]
