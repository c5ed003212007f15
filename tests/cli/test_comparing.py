"""`compare` by the command line."""

import json

import pytest


@pytest.mark.parametrize(("lang", "words"), [("en", ["upper", "1–"]), ("zh", ["上档", "第 1—"])])
def test_tiers_and_ranges_are_shown_and_written(resilience, assessed, tmp_path, lang, words):
    out = tmp_path / "c.md"
    assert resilience("compare", assessed, "--rank-anyway", "--format", "md", "-o", out, "--lang", lang).code == 0
    text = out.read_text(encoding="utf-8")
    assert all(word in text for word in words)


def test_an_order_that_is_not_warranted_is_withheld(resilience, assessed):
    found = json.loads(resilience("compare", assessed, "--json").out)
    shown = {row["score"] for row in found["ranks"]}
    assert not shown & found["withheld"].keys()
    anyway = json.loads(resilience("compare", assessed, "--json", "--rank-anyway").out)
    assert anyway["withheld"] == {}
    assert {row["score"] for row in anyway["ranks"]} >= shown


def test_a_score_that_there_is_not(resilience, assessed):
    assert resilience("compare", assessed, "--score", "nothing").code == 2


@pytest.mark.parametrize(("lang", "words"), [("en", ["Moves between classes", "stable"]), ("zh", ["类型变动", "稳定"])])
def test_two_waves_are_compared(resilience, assessed, lang, words):
    ran = resilience("compare", assessed, assessed, "--lang", lang)
    assert ran.code == 0
    assert all(word in ran.out for word in words)


def test_two_waves_as_json(resilience, assessed):
    found = json.loads(resilience("compare", assessed, assessed, "--json").out)
    assert found["comparability"] == "comparable"
    assert {"community", "score", "before", "after", "difference", "low", "high", "p", "p_holm", "q_bh", "g", "mdc95",
            "verdict"} == found["changes"][0].keys()  # fmt: skip


def test_three_are_too_many(resilience, assessed):
    assert resilience("compare", assessed, assessed, assessed).code == 2
