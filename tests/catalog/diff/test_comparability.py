"""On which items scores can be compared."""

from __future__ import annotations

import json

from mutations import RNG, ROOT, TINY, changed, compared, part_of

from resilience_cli.model.difference import CommonScore

SHORT = json.loads((ROOT / "instruments/rng-short/1.0.0.json").read_text(encoding="utf-8"))


def test_a_reworded_item_leaves_its_score_comparable_on_the_others() -> None:
    found = compared(TINY, changed(TINY, {"/items/0/text/zh": "另一句"}))
    assert (found.verdict, found.least_step, found.classes_comparable) == ("comparable on common items", "patch", False)
    scores = {score.score: score for score in found.scores}
    assert (scores["alpha"].common, scores["alpha"].few) == (("a2", "a3"), True)
    assert scores["beta"].comparable == "comparable"
    assert (scores["whole"].comparable, scores["whole"].few) == ("comparable on common items", True)
    alpha = part_of(found, "score:alpha")
    assert [(change.kind, change.through) for change in alpha.changes] == [("wording", ("item:a1",))]
    assert part_of(found, "class:poor").changes[0].through == ("score:alpha", "score:whole")
    assert part_of(found, "class:uneven").changes[0].through == ("score:gap", "class:poor")


def test_a_score_of_one_item_compares_on_that_item() -> None:
    old = changed(TINY, {"/scores/1/of": ["b1"]})
    found = compared(old, changed(old, {"/scores/1/higher_is": "worse"}))
    assert found.scores[1] == CommonScore("beta", "comparable on common items", ("b1",), 1, 1, False)


def test_the_short_form_compares_with_the_long_one_by_factors_on_common_items() -> None:
    found = compared(RNG, SHORT)
    scores = {score.score: score for score in found.scores}
    assert found.verdict == "comparable on common items"
    assert scores["structure"].common == ("st01", "st03", "st04", "st07")
    assert (scores["structure"].before, scores["structure"].after) == (9, 4)
    assert {scores[one].comparable for one in ("capital", "leadership", "memory", "index")} == {found.verdict}
    assert {scores[one].comparable for one in ("state", "weakest_side", "daily")} == {"comparable"}
    assert {scores[one].comparable for one in ("trust", "learning")} == {"not comparable"}
    assert compared(SHORT, RNG).verdict == "comparable on common items"
