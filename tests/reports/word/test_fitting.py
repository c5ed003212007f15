"""Widths of columns and sizes of letters."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resilience_cli.files.word import LETTERS
from resilience_cli.reports.word.fitting import SIZES, Demand, demand, fitted, half_letters

LOOK = LETTERS["zh"]


def test_a_chinese_letter_counts_two() -> None:
    assert half_letters("东湖 1号") == 8


def test_a_column_asks_for_its_words_and_numbers_uncut() -> None:
    assert demand(["东湖花园一期北区"]) == Demand(17, 9)  # four letters of it, and room for half a letter
    assert demand(["一"]) == Demand(3, 3)
    assert demand(["70.2（61.0–78.5）"]) == Demand(19, 19)  # brackets and dash are as wide as Chinese letters
    assert demand(["no neighbourhood"]) == Demand(17, 14)
    assert demand([]) == Demand(2, 2)
    assert demand(["x" * 300]) == Demand(301, 45)  # no column is made wider for what has to be cut anyway


def test_a_small_table_has_large_letters_and_fills_the_page() -> None:
    points, widths = fitted([Demand(9, 9), Demand(9, 9)], LOOK)
    assert points == SIZES[0]
    assert widths == (pytest.approx(7.8), pytest.approx(7.8))


def test_prose_does_not_make_letters_small() -> None:
    assert fitted([Demand(9, 9), Demand(400, 9)], LOOK)[0] == SIZES[0]


def test_many_columns_have_small_letters_and_more_lie_across() -> None:
    assert fitted([Demand(12, 12)] * 7, LOOK)[0] < SIZES[0]
    points, widths = fitted([Demand(18, 18)] * 8, LOOK)
    assert sum(widths) == pytest.approx(LOOK.height)
    assert points in SIZES[1:]


@given(st.lists(st.tuples(st.integers(1, 80), st.integers(0, 200)), min_size=1, max_size=30))
@settings(deadline=None)
def test_any_table_fits_a_page(columns: list[tuple[int, int]]) -> None:
    points, widths = fitted([Demand(least + more, least) for least, more in columns], LOOK)
    assert points in SIZES
    assert min(widths) > 0
    assert sum(widths) == pytest.approx(LOOK.width) or sum(widths) == pytest.approx(LOOK.height)
