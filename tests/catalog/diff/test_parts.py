"""Which part of one instrument is which part of another: by id, by `previous.renamed`, or by all but the id."""

from __future__ import annotations

from typing import Any

import pytest
from mutations import GONE, TINY, changed, compared, part_of


def renamed(declared: bool) -> Any:
    values: dict[str, Any] = {"/version": "2.0.0", "/items/0/id": "x1", "/scores/0/of": ["x1", "a2", "a3"]}
    return changed(TINY, values | ({"/previous": {"version": "1.0.0", "renamed": {"a1": "x1"}}} if declared else {}))


@pytest.mark.parametrize(("declared", "step"), [(True, "minor"), (False, "major")])
def test_a_renamed_item_is_the_same_item(declared: bool, step: str) -> None:
    found = compared(TINY, renamed(declared))
    part = part_of(found, "item:x1")
    assert (part.kind, part.step, part.comparable) == ("renamed", step, True)
    assert not part_of(found, "score:alpha").changes
    assert found.verdict == "comparable"
    assert "item:a1" not in {part.what for part in found.parts}


def test_scores_and_classes_are_renamed_too_wherever_they_are_named() -> None:
    values = {
        "/scores/3/id": "distance",
        "/classes/1/when/score": "distance",
        "/classes/0/id": "bad",
        "/previous": {"version": "0.9.0", "renamed": {"gap": "distance", "poor": "bad"}},
    }
    found = compared(TINY, changed(TINY, values))
    kinds = {part.what: part.kind for part in found.parts if part.kind != "identical"}
    assert kinds == {"score:distance": "renamed", "class:bad": "renamed"}


def test_two_items_of_one_text_are_not_taken_for_renamed() -> None:
    twins = changed(TINY, {"/items/1/text": TINY["items"][0]["text"], "/items/1/reverse": GONE})
    values = {"/items/0/id": "x1", "/items/1/id": "x2", "/scores/0/of": ["x1", "x2", "a3"]}
    found = compared(twins, changed(twins, values))
    assert {part_of(found, what).kind for what in ("item:a1", "item:a2")} == {"removed"}


def test_a_rename_to_an_id_that_another_had_is_not_believed() -> None:
    values = {
        "/items/0/id": "a2",
        "/items/1/id": "y2",
        "/scores/0/of": ["a2", "y2", "a3"],
        "/previous": {"version": "0.9.0", "renamed": {"a1": "a2"}},
    }
    assert compared(TINY, changed(TINY, values)).least_step == "major"
