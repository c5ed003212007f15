"""What each change of an instrument is called, which version step it takes, and what it does to scores and classes."""

from __future__ import annotations

from typing import Any

import pytest
from mutations import GONE, TINY, changed, compared, part_of

THREE = [{"value": v, "label": {"zh": f"第{v}", "en": f"No {v}"}} for v in (1, 2, 3)]
OPTION = "/scales/agree/options"
A4 = {"id": "a4", "text": {"zh": "甲四", "en": "A four"}, "scale": "agree", "asked_of": ["resident"]}
GOOD = {"id": "fine", "title": {"zh": "尚可", "en": "Fine"}, "when": {"score": "whole", "from": 60}}


VERY = {"value": 4, "label": {"zh": "非常同意", "en": "Very"}}
HINTS = {"wjx": {"score_mode": "as_declared"}}
CHANGES: dict[str, tuple[dict[str, Any], str]] = {
    "text reworded": ({"/items/0/text/zh": "另一句"}, "item:a1 wording patch lost"),
    "text spaced otherwise": ({"/items/0/text/zh": "甲 一。"}, "item:a1 wording patch"),
    "text in capitals": ({"/items/0/text/en": "A ONE"}, "item:a1 wording patch"),
    "language added to a text": ({"/items/0/text/fr": "A un"}, "item:a1 wording patch"),
    "only another language": ({"/items/0/text": {"fr": "A un"}}, "item:a1 wording patch lost"),
    "header added": ({"/items/0/also": ["第一题"]}, "item:a1 wording patch"),
    "reversed": ({"/items/0/reverse": True}, "item:a1 rescored major lost"),
    "default spelled out": ({"/items/0/reverse": False}, "item:a1 identical none"),
    "asked of others": ({"/items/0/asked_of": ["resident"]}, "item:a1 rescored major lost"),
    "asked in another order": ({"/items/0/asked_of": ["owners", "resident"]}, "item:a1 identical none"),
    "phase": ({"/items/0/phase": "crisis"}, "item:a1 rescored major lost"),
    "on another scale": ({"/items/0/scale": "share"}, "item:a1 rescaled major lost"),
    "item added": ({"/items/-": {**A4, "unscored": True}}, "item:a4 added minor"),
    "attention check": ({"/items/3/attention": 1}, "item:att rescored minor"),
    "scale renamed": (
        {
            "/scales/often": TINY["scales"]["agree"],
            "/scales/agree": GONE,
            **{f"/items/{place}/scale": "often" for place in range(5)},
        },
        "item:a1 identical none",
    ),
    "label reworded": ({f"{OPTION}/0/label/zh": "反对"}, "scale:agree rescaled major lost"),
    "label declared the same": ({f"{OPTION}/1/label/zh": "中立"}, "scale:agree wording patch"),
    "old label kept": ({f"{OPTION}/0/label/zh": "反对", f"{OPTION}/0/also": ["不同意"]}, "scale:agree wording patch"),
    "labels exchanged": (
        {f"{OPTION}/0/label/zh": "同意", f"{OPTION}/2/label/zh": "不同意"},
        "scale:agree rescaled major lost",
    ),
    "text of another option": (
        {f"{OPTION}/1/also": [], f"{OPTION}/2/also": ["中立"]},
        "scale:agree rescaled major lost",
    ),
    "option added": ({f"{OPTION}/-": VERY}, "scale:agree rescaled major lost"),
    "value moved": ({f"{OPTION}/2/value": 4}, "scale:agree rescaled major lost"),
    "value written otherwise": ({f"{OPTION}/2/value": 3.0}, "scale:agree identical none"),
    "options turned": ({OPTION: TINY["scales"]["agree"]["options"][::-1]}, "scale:agree rescaled major lost"),
    "answer without a value": (
        {"/scales/agree/not_scored/-": {"code": "none", "label": {"zh": "不适用", "en": "Not applicable"}}},
        "scale:agree rescaled minor",
    ),
    "end moved": ({"/scales/share/maximum": 10}, "scale:share rescaled major lost"),
    "reweighted": ({"/scores/2/weights": [1, 1]}, "score:whole rescored major lost"),
    "the same weights": ({"/scores/2/weights": [4, 2]}, "score:whole identical none"),
    "equal weights spelled out": ({"/scores/0/weights": [2, 2, 2]}, "score:alpha identical none"),
    "method": ({"/scores/2/method": "mean"}, "score:whole rescored major lost"),
    "floor": ({"/scores/2/floor": 5}, "score:whole rescored major lost"),
    "answers needed": ({"/scores/0/minimum_answered": "all"}, "score:alpha rescored major lost"),
    "what is good": ({"/scores/0/higher_is": "worse"}, "score:alpha rescored major lost"),
    "parts in another order": ({"/scores/0/of": ["a3", "a1", "a2"]}, "score:alpha identical none"),
    "item taken out": ({"/scores/0/of": ["a1", "a2"]}, "score:alpha rescored major lost"),
    "title of a score": ({"/scores/0/title/zh": "甲类"}, "score:alpha wording patch"),
    "kind of a score": ({"/scores/0/kind": "side"}, "score:alpha regrouped minor"),
    "score added": ({"/scores/-": {**TINY["scores"][2], "id": "mean", "method": "mean"}}, "score:mean added minor"),
    "cut moved": ({"/classes/1/when/from": 30}, "class:uneven rescored major lost"),
    "conditions in another order": (
        {"/classes/0/when/any": TINY["classes"][0]["when"]["any"][::-1]},
        "class:poor identical none",
    ),
    "another condition": ({"/classes/1/when": {"score": "gap", "below": 40}}, "class:uneven rescored major lost"),
    "advice": ({"/classes/0/advice": {"zh": "多开会", "en": "Meet"}}, "class:poor wording patch"),
    "class added": ({"/classes": [GOOD, *TINY["classes"]]}, "class:fine added major lost"),
    "role weights": ({"/community/role_weights/owners": 2}, "setting:role_weights rescored major lost"),
    "the same role weights": (
        {"/community/role_weights": {"resident": 6, "owners": 2}},
        "setting:role_weights identical none",
    ),
    "respondents needed": (
        {"/community/minimum_respondents/resident/score": 3},
        "setting:minimum_respondents rescored major lost",
    ),
    "respondents wanted": (
        {"/community/minimum_respondents/resident/ok": 5},
        "setting:minimum_respondents changed minor",
    ),
    "role of a body": ({"/respondent/role/roles/resident/institution": True}, "role:resident rescored major lost"),
    "label of a role": ({"/respondent/role/roles/resident/label/zh": "住户"}, "role:resident wording patch"),
    "register value added": (
        {"/community/register/owners_committee/values/acting": {"label": {"zh": "代行", "en": "Acting"}}},
        "register:owners_committee rescaled minor",
    ),
    "register value exchanged": (
        {
            "/community/register/owners_committee/values/working/label/zh": "没有",
            "/community/register/owners_committee/values/none/label/zh": "正常",
        },
        "register:owners_committee rescaled major lost",
    ),
    "register field gone": ({"/community/register/area": GONE}, "register:area removed minor"),
    "field gone": ({"/respondent/fields": GONE}, "field:tenure removed minor"),
    "band": ({"/bands/1/from": 60}, "setting:bands rescored major lost"),
    "limit of a flag": ({"/screening": {"seconds_per_item": 1}}, "setting:screening changed minor"),
    "limit of a flag that excludes": (
        {"/screening": {"seconds_per_item": 1, "exclude": ["speed"]}},
        "setting:screening rescored major lost",
    ),
    "hint now known": ({"/export_hints": HINTS}, "setting:export_hints changed minor"),
    "blank of a text": ({"/placeholders/period/default/zh": "今年"}, "setting:placeholders wording patch lost"),
    "privacy": ({"/privacy": {"minimum_cell": 7}}, "setting:privacy changed minor"),
    "status": ({"/status": "released"}, "setting:status identical none"),
    "no fields": ({"/respondent/fields": {}}, "setting:fields identical none"),
}
"""By name: other values of the tiny instrument, and `what kind step`, with `lost` where it no longer compares."""


@pytest.mark.parametrize(("values", "expected"), CHANGES.values(), ids=CHANGES)
def test_what_a_change_is_called(values: dict[str, Any], expected: str) -> None:
    part = part_of(compared(TINY, changed(TINY, values)), expected.split(maxsplit=1)[0])
    assert f"{part.what} {part.kind} {part.step}{'' if part.comparable else ' lost'}" == expected
    assert all(change.pointer.startswith("/") for change in part.changes)


def test_a_change_has_its_place_in_the_new_file_and_both_values() -> None:
    found = compared(TINY, changed(TINY, {"/scores/2/weights": [1, 1], "/items/2/text/en": "Other", "/bands": GONE}))
    weights = part_of(found, "score:whole").changes[0]
    assert (weights.pointer, weights.old, weights.new) == (
        "/scores/2/weights",
        {"alpha": 2, "beta": 1},
        {"alpha": 1, "beta": 1},
    )
    text = part_of(found, "item:a3").changes[0]
    assert (text.pointer, text.aspect, text.old, text.new) == ("/items/2/text/en", ("text", "en"), "A three", "Other")
    assert {change.pointer for change in part_of(found, "setting:bands").changes} == {"/bands"}


def test_a_score_with_an_item_more_is_rescored_and_what_is_made_of_it_through_it() -> None:
    new = changed(TINY, {"/items/-": A4, "/scores/0/of/-": "a4"})
    found = compared(TINY, new)
    assert part_of(found, "item:a4").kind == "added"
    assert part_of(found, "score:alpha").step == "major"
    assert part_of(found, "score:whole").step == "none"
    assert part_of(found, "score:whole").changes[0].through == ("score:alpha",)
    assert [score.comparable for score in found.scores][:2] == ["comparable on common items", "comparable"]
    assert found.scores[0].common == ("a1", "a2", "a3")


def test_a_scale_that_changes_changes_its_items_and_leaves_nothing_to_compare() -> None:
    found = compared(TINY, changed(TINY, {OPTION: THREE[:2]}))
    item = part_of(found, "item:a1")
    assert (item.kind, item.step, item.changes[0].through) == ("rescaled", "none", ("scale:agree",))
    assert {score.score: score.comparable for score in found.scores} == {
        "alpha": "not comparable",
        "beta": "not comparable",
        "whole": "not comparable",
        "gap": "not comparable",
    }
    assert found.verdict == "not comparable"


def test_who_counts_for_how_much_changes_all_scores() -> None:
    found = compared(TINY, changed(TINY, {"/community/role_weights/owners": 2}))
    assert {part.kind for part in found.parts if part.group == "score"} == {"rescored"}
    assert part_of(found, "score:beta").changes[0].through == ("setting:role_weights",)
    assert found.verdict == "comparable on common items"


def test_a_register_that_means_something_else_changes_which_roles_exist() -> None:
    working = "/community/register/owners_committee/values/working"
    found = compared(TINY, changed(TINY, {f"{working}/label/zh": "没有", f"{working[:-7]}none/label/zh": "正常"}))
    assert part_of(found, "score:beta").changes[0].through == ("register:owners_committee",)
    assert "register:owners_committee" in part_of(found, "class:poor").changes[0].through


def test_a_blank_with_other_words_rewords_the_items_that_show_it() -> None:
    found = compared(TINY, changed(TINY, {"/placeholders/period/default/zh": "今年"}))
    assert part_of(found, "item:b1").changes[0].through == ("setting:placeholders",)
    assert not part_of(found, "item:b2").changes


def test_an_attention_check_that_excludes_decides_who_counts() -> None:
    old = changed(TINY, {"/screening": {"attention": "exclude"}})
    found = compared(old, changed(old, {"/items/3/attention": 1}))
    assert part_of(found, "item:att").step == "major"
    assert part_of(found, "score:alpha").changes[0].through == ("item:att",)
    without = changed(old, {"/items/3": GONE})
    for found in (compared(old, without), compared(without, old)):
        assert part_of(found, "item:att").step == "major"
        assert part_of(found, "score:alpha").changes[0].through == ("item:att",)


def test_items_that_exchange_their_texts_are_not_only_reworded() -> None:
    found = compared(TINY, changed(TINY, {f"/items/{a}/text": TINY["items"][b]["text"] for a, b in ((0, 2), (2, 0))}))
    assert (part_of(found, "item:a1").kind, part_of(found, "item:a3").kind) == ("rescored", "rescored")
    assert found.least_step == "major"


def test_an_item_moved_to_another_score_is_regrouped() -> None:
    found = compared(TINY, changed(TINY, {"/scores/0/of": ["a1", "a2"], "/scores/1/of": ["b1", "b2", "a3"]}))
    item = part_of(found, "item:a3")
    assert (item.kind, item.step, item.comparable) == ("regrouped", "none", True)
    assert item.changes[0].through == ("score:alpha", "score:beta")


def test_only_what_moved_is_told_to_have_moved() -> None:
    items = TINY["items"]
    found = compared(TINY, changed(TINY, {"/items": [A4 | {"unscored": True}, *items[1:4], items[0], *items[4:]]}))
    moved = {part.what: part for part in found.parts if any(change.aspect == ("place",) for change in part.changes)}
    assert list(moved) == ["item:a1"]
    assert (moved["item:a1"].kind, moved["item:a1"].step, moved["item:a1"].comparable) == ("identical", "minor", True)
    assert found.verdict == "comparable"


def test_classes_tried_in_another_order() -> None:
    poor, uneven, good = TINY["classes"]
    found = compared(TINY, changed(TINY, {"/classes": [uneven, poor, good]}))
    assert found.least_step == "major"
    assert not found.classes_comparable
    assert found.verdict == "comparable"


def test_the_step_from_version_to_version() -> None:
    def step(old: dict[str, Any], new: dict[str, Any]) -> str | None:
        return compared(changed(TINY, old), changed(TINY, new)).step

    assert step({}, {"/version": "1.0.1"}) == "patch"
    assert step({}, {"/version": "1.1.0"}) == "minor"
    assert step({}, {"/version": "3.0.0"}) == "major"
    assert step({"/version": "2.0.0"}, {}) == "none"
    assert step({}, {}) is None  # a draft that is being written
    assert step({"/status": "released"}, {}) == "none"
    assert step({}, {"/id": "other", "/version": "1.0.1"}) is None


def test_a_break_is_what_the_step_cannot_carry_and_may_be_approved() -> None:
    values = {"/version": "1.1.0", "/classes/1/when/from": 30, "/items/0/text/zh": "另一句", "/privacy": {}}
    approved = {"/approved_breaks": [{"what": "class:uneven", "why": {"zh": "理由", "en": "Reason"}}]}
    found = compared(TINY, changed(TINY, values))
    assert [part.what for part in found.breaks] == [part.what for part in found.unapproved] == ["class:uneven"]
    found = compared(TINY, changed(TINY, values | approved))
    assert ([part.what for part in found.breaks], found.unapproved) == (["class:uneven"], ())
    assert not compared(TINY, changed(TINY, values | {"/version": "2.0.0"})).breaks
