"""`sensitivity` by the command line."""

import json

import pytest


@pytest.mark.parametrize(
    ("lang", "words"), [("en", ["If choices had been made otherwise", "Aggregation"]), ("zh", ["敏感性分析", "切点"])]
)
def test_it_is_shown_and_written(resilience, assessed, tmp_path, lang, words):
    asked = ("sensitivity", assessed, "--draws", 100, "--lang", lang)
    shown = resilience(*asked)
    assert shown.code == 0
    assert all(word in shown.out for word in words)
    out = tmp_path / "s.md"
    assert resilience(*asked, "--format", "md", "-o", out).code == 0
    assert all(word in out.read_text(encoding="utf-8") for word in words)
    assert resilience(*asked, "--format", "md", "-o", out).code == 2


def test_json_is_as_the_docs_say(resilience, assessed):
    asked = ("sensitivity", assessed, "--draws", 100, "--margin", 2, "--seed", 4, "--score", "index", "--json")
    found = json.loads(resilience(*asked, "--rank-anyway").out)
    assert (found["score"], found["margin"], found["draws"], found["seed"]) == ("index", 2.0, 100, 4)
    choices = ["weights", "method", "floor", "cuts", "missing", "roles", "voices", "all"]
    assert list(found["choices"]) == choices
    for community in found["communities"]:
        assert {"community", "class", "rank", "class_moved_by", "rank_moved_by", "under"} == community.keys()
        assert list(community["under"]) == choices
        assert {"probability", "stays", "still", "rank", "shift"} == community["under"]["all"].keys()
    assert {"evaluations", "class", "rank"} == found["indices"].keys()
    index = {"first", "first_low", "first_high", "total", "total_low", "total_high"}
    assert all(index == row.keys() for part in ("class", "rank") for row in found["indices"][part].values())


def test_a_score_that_cannot_be_varied(resilience, assessed):
    for score in ("state", "nothing"):
        ran = resilience("sensitivity", assessed, "--score", score)
        assert ran.code == 2
        assert "RES-A101" in ran.err
