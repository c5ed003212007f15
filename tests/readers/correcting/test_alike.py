"""Names that may be one: pointed out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resilience_cli.readers.correcting.alike import alike, nearest


@pytest.mark.parametrize(
    ("one", "other"),
    [("东湖小区", "东湖 小区"), ("东湖小区", "東湖小區"), ("东湖小区", "东湖"), ("Lake Court", "LAKE-COURT"),
     ("桂香园", "桂香園"), ("望河家园（北区）", "望河家园北区")],
)  # fmt: skip
def test_names_that_differ_in_writing_are_alike(one: str, other: str) -> None:
    assert alike({one: 5, "青石里": 5, other: 5}) == [[one, other]]
    assert nearest(other, ["青石里", one]) == one


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("西湖花园一村", "西湖花园二村"),
        ("望河家园东区", "望河家园西区"),
        ("银杏坊新苑1期", "银杏坊新苑2期"),
        ("东湖", "南湖"),
    ],
)
def test_other_places_are_not(one: str, other: str) -> None:
    assert alike({one: 1, other: 100}) == []
    assert nearest(one, [other]) is None


def test_a_slip_is_suggested() -> None:
    assert nearest("银杏坊花苑", ["银杏坊花园", "青石里"]) == "银杏坊花园"
    assert nearest("银杏坊花苑", []) is None


@pytest.mark.parametrize("slip", ["银杏坊花圆", "银杏坊花", "银杏坊坊花园", "银杏花坊园"])
def test_a_name_that_looks_mistyped_is_pointed_out(slip: str) -> None:
    assert alike({"银杏坊花园": 30, slip: 1, "青石里": 2}) == [["银杏坊花园", slip]]
    assert alike({"银杏坊花园": 30, slip: 12}) == []
    assert alike({"银杏坊花园": 3, slip: 1}) == []


def test_all_spellings_of_a_name_count_together() -> None:
    spelt = {"银杏坊花园": 30, "银杏坊 花园": 1}
    assert alike({**spelt, "银杏坊花圆": 1}) == [list(spelt), ["银杏坊花园", "银杏坊花圆"]]
    assert alike({**spelt, "银杏坊花圆": 30}) == [list(spelt)]


def test_what_may_be_either_of_two_is_no_slip() -> None:
    assert alike({"银杏坊花园": 30, "银杏坊花苑": 30, "银杏坊花": 1}) == []


@given(st.lists(st.text(max_size=8), max_size=12))
def test_groups_hold_different_names_each_once(names: list[str]) -> None:
    groups = alike(dict.fromkeys(names, 5))
    members = [name for group in groups for name in group]
    assert len(members) == len(set(members))
    assert set(members) <= set(names)
    assert all(len(group) > 1 for group in groups)
