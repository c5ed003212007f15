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
    assert alike([one, "青石里", other, one]) == [[one, other]]
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
    assert alike([one, other]) == []
    assert nearest(one, [other]) is None


def test_a_slip_is_suggested() -> None:
    assert nearest("银杏坊花苑", ["银杏坊花园", "青石里"]) == "银杏坊花园"
    assert nearest("银杏坊花苑", []) is None


@given(st.lists(st.text(max_size=8), max_size=12))
def test_groups_hold_different_names_each_once(names: list[str]) -> None:
    groups = alike(names)
    members = [name for group in groups for name in group]
    assert len(members) == len(set(members))
    assert set(members) <= set(names)
    assert all(len(group) > 1 for group in groups)
