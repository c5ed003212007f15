from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from resilience_cli.messages import speaking
from resilience_cli.reports.rounding import percent, rounded

CUTS = st.lists(st.integers(-100_000, 100_000).map(lambda n: n / 1000), max_size=4)


@pytest.mark.parametrize(
    ("value", "cuts", "shown"),
    [
        (62.25, (), "62.3"),
        (62.35, (), "62.4"),
        (-0.25, (), "-0.3"),
        (-0.04, (), "0.0"),
        (49.96, (50,), "49.96"),
        (49.996, (50,), "49.996"),
        (49.99999, (50,), "49.999"),
        (49.9999999999, (50,), "50.0"),
        (50.04, (50,), "50.0"),
        (-5.00001, (-5,), "-5.001"),
        (None, (), "–"),
        (float("nan"), (50,), "–"),
    ],
)
def test_half_goes_away_from_zero_and_no_cut_is_crossed(value, cuts, shown):
    assert rounded(value, cuts) == shown


@given(st.floats(-100, 100), CUTS)
def test_what_is_shown_is_on_the_side_of_every_cut_where_the_score_is(value, cuts):
    assume(all(abs(a - b) > 0.01 for i, a in enumerate(cuts) for b in cuts[i + 1 :]))
    shown = float(rounded(value, cuts))
    assert all((shown >= cut - 1e-9) == (value >= cut - 1e-9) for cut in cuts)


@given(st.floats(-100, 100), CUTS)
def test_what_is_shown_is_near_and_has_one_to_three_decimals(value, cuts):
    shown = Decimal(rounded(value, cuts))
    assert -3 <= shown.as_tuple().exponent <= -1
    assert abs(shown - Decimal(value)) <= Decimal("0.05") + Decimal("1e-12")


@pytest.mark.parametrize(
    ("share", "shown"), [(0.7999, "79.99%"), (0.8, "80%"), (0.996, ">99%"), (1, "100%"), (0, "0%"), (0.004, "<1%")]
)
def test_a_share_keeps_its_word(share, shown):
    with speaking("en"):
        assert percent(share) == shown
