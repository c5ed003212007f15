import json
from pathlib import Path

import pytest
from authored import problems

from resilience_cli.authoring.copied import NewCut, copied, parse_cuts, without_classes
from resilience_cli.errors import UsageError
from resilience_cli.model.base import base_changes
from resilience_cli.model.parse import parse

FOLDER = Path(__file__).parent.parent.parent / "instruments" / "rng"
RAW, CASES = (json.loads((FOLDER / name).read_text("utf-8")) for name in ("1.0.0.json", "1.0.0.cases.json"))
RNG = parse(RAW)


def refused(action):
    with pytest.raises(UsageError) as error:
        action()
    return [fault.code for fault in error.value.faults]


def test_a_plain_copy_keeps_everything_but_its_name_and_history():
    made = copied(RNG, CASES, "hudong", {"zh": "湖东"}, ())
    assert problems(made) == []
    assert made.cases == CASES
    kept = {key: value for key, value in made.content.items() if key not in ("id", "status", "title", "based_on")}
    assert kept == {key: RAW[key] for key in kept}
    assert made.content["title"] == {"zh": "湖东", "en": RAW["title"]["en"]}
    assert made.content["status"] == "draft"
    assert made.content["based_on"]["sha256"] == RNG.sha256
    assert base_changes(parse(made.content)) == ()
    previous = {
        **RAW,
        "version": "1.1.0",
        "previous": {"version": "1.0.0"},
        "related": [{"id": "x", "version": "1.0.0"}],
    }
    assert not {"previous", "related"} & set(copied(parse(previous), None, "a", {}, ()).content)


def test_cuts_move_where_they_are_meant():
    made = copied(RNG, CASES, "hudong", {}, parse_cuts(["65=60", "society:60=55", "structure: 65 = 62.5"]))
    changes = [(c.kind, c.of, c.before, c.after) for c in base_changes(parse(made.content))]
    tests = {(kind, of, before.score): (before.threshold, after.threshold) for kind, of, before, after in changes[:-1]}
    assert tests == {
        ("cut", "deficient", "society"): (60, 55),
        ("cut", "co_governing", "weakest_side"): (65, 60),
        ("cut", "co_governing", "structure"): (65, 62.5),
        ("cut", "co_governing", "capital"): (65, 60),
        ("cut", "co_governing", "leadership"): (65, 60),
        ("cut", "co_governing", "memory"): (65, 60),
    }
    assert changes[-1] == ("band", "strong", 65, 60)
    assert "rng@1.0.0" in made.content["about"]["evidence"]["zh"]
    assert RAW["classes"][2]["when"]["all"][0]["from"] == 65  # the base is as it was


def test_cases_keep_their_scores_and_one_stands_at_each_new_cut():
    made = copied(RNG, CASES, "hudong", {}, parse_cuts(["65=60", "side_gap:15=20"]))
    found = problems(made)
    changed = {one.split()[0] for one in found}
    assert changed == {"RES-I062"}  # only classes are others; no new cut is without a case
    names = [CASES["cases"][int(one.split("/")[2])]["name"] for one in found]
    kept = without_classes(made.cases, names)
    assert len(kept["cases"]) == len(made.cases["cases"]) > len(CASES["cases"])
    assert all("class" not in case["expect"] for case in kept["cases"] if case["name"] in names)
    assert not any("I062" in one for one in problems(type(made)(made.content, kept)))


def test_a_case_is_never_more_people_than_can_be_run():
    """Nobody is at 62.555 among fewer than 20,000: what no case shows is told, and not made up."""
    made = copied(RNG, CASES, "hudong", {}, parse_cuts(["structure:65=62.555"]))
    assert made.cases == CASES
    with_case = copied(RNG, CASES, "hudong", {}, parse_cuts(["structure:65=62.5"]))
    assert len(with_case.cases["cases"]) == len(CASES["cases"]) + 1


def test_a_case_that_expects_nothing_else_is_left_out():
    cases = {"cases": [{"name": name, "expect": {"class": "x"}, "why": "w"} for name in "ab"]}
    assert without_classes(cases, ["a"]) == {"cases": cases["cases"][1:]}
    assert without_classes(cases, ["a", "b"]) is None


def test_what_moves_no_cut_is_refused():
    assert refused(lambda: parse_cuts(["65", "a=b", "65=60", "65=55"])) == ["RES-I140", "RES-I140", "RES-I141"]
    cuts = (NewCut("tension", 50, 40), NewCut("structure", 60, 55), NewCut(None, 1, 2))
    assert refused(lambda: copied(RNG, None, "rng", {"fr": "x"}, cuts)) == [
        "RES-I142", "RES-I143", "RES-I143", "RES-I144", "RES-I132",
    ]  # fmt: skip
