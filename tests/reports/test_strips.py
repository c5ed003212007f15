import math

from hypothesis import given
from hypothesis import strategies as st

from resilience_cli.model.document import Arrow, Arrows, Interval
from resilience_cli.reports.strips import arrow_of, bar_of, stacked


def test_an_interval_is_drawn_on_its_scale_with_its_cuts():
    assert bar_of(Interval(50, 40, 60), 10, (70,)) == "....-o-|.."
    assert bar_of(Interval(50, None, None), 10) == ".....o...."
    assert bar_of(Interval(math.nan, None, None), 4) == "    "


def test_an_arrow_points_the_way_of_the_change():
    scale = Arrows("", ())
    assert arrow_of(Arrow("", 20, 60, "", ""), 10, scale) == "..o--->..."
    assert arrow_of(Arrow("", 60, 20, "", ""), 10, scale) == "..<---o..."
    assert arrow_of(Arrow("", 61, 62, "", ""), 10, scale) == "......o..."
    assert arrow_of(Arrow("", math.nan, 62, "", ""), 3, scale) == "   "


def test_shares_fill_the_bar():
    assert stacked((0.25, 0.0, 0.75), 8) == "##++++++"
    assert stacked((math.nan, 1.0), 3) == "   "


@given(st.lists(st.floats(0, 1), min_size=1, max_size=7), st.integers(1, 60))
def test_a_stacked_bar_is_as_wide_as_it_should_be(shares, width):
    assert len(stacked(shares, width)) == width
