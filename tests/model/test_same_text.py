from __future__ import annotations

import pytest

from resilience_cli.model.same_text import header_text, same


@pytest.mark.parametrize("header", ["有人负责。", "有人负责", " 有人负责 。：", "**有人负责．**", "有人负责*："])
def test_a_header_is_the_same_with_and_without_its_end(header: str) -> None:
    assert same(header) == "有人负责"


@pytest.mark.parametrize("header", ["有人负责？", "有人负责...", "负责（多选）"])
def test_what_means_something_at_the_end_of_a_header_stays(header: str) -> None:
    assert same(header) != same(header[:-1])


def test_a_full_stop_stays_in_the_text() -> None:
    assert header_text("**有人负责。** ") == "有人负责。"
