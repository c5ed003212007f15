import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from resilience_cli.stats.survival import median_time


def median(days, ended):
    return median_time(np.array(days, dtype=float), np.array(ended, dtype=bool))


def product_limit(days, ended):
    """Return {time: (S, Greenwood's Σ)} from the definition, one time after the other."""
    curve, survival, greenwood = {}, 1.0, 0.0
    for time in sorted({d for d, e in zip(days, ended, strict=True) if e}):
        at_risk = sum(d >= time for d in days)
        died = sum(d == time and e for d, e in zip(days, ended, strict=True))
        survival *= 1 - died / at_risk
        greenwood += died / (at_risk * (at_risk - died)) if at_risk > died else math.nan
        curve[time] = survival, greenwood
    return curve


# Maintained group of the leukaemia data in Miller (1981), Survival Analysis: the example of R's survfit.
LEUKAEMIA = [9, 13, 13, 18, 23, 28, 31, 34, 45, 48, 161], [1, 1, 0, 1, 1, 0, 1, 1, 0, 1, 0]


def test_the_median_of_the_textbook_example():
    found, low, high = median(*LEUKAEMIA)
    assert found == 31
    assert low == 13
    assert math.isnan(high)


def test_the_interval_is_that_of_the_formula():
    z = 1.959963984540054
    limits = {
        time: [s ** math.exp(sign * z * math.sqrt(g) / math.log(s)) for sign in (-1, 1)]
        for time, (s, g) in product_limit(*LEUKAEMIA).items()
    }
    for side, meant in ((0, median(*LEUKAEMIA)[1]), (1, median(*LEUKAEMIA)[2])):
        crossed = [time for time, both in limits.items() if sorted(both)[side] <= 0.5]
        assert (crossed[0] == meant) if crossed else math.isnan(meant)


def test_an_end_on_the_day_of_a_censoring_comes_first():
    assert median([5, 5], [1, 0])[0] == 5
    assert math.isnan(median([4, 5, 5], [0, 0, 0])[0])


def test_without_censoring_it_is_the_lower_median():
    assert median([1, 2, 3, 4], [1, 1, 1, 1])[0] == 2
    assert median([0, 0, 7], [1, 1, 1])[0] == 0


def test_what_never_comes_down_to_a_half_has_no_median():
    assert math.isnan(median([1, 9, 9, 9], [1, 0, 0, 0])[0])
    assert all(math.isnan(part) for part in median([3], [0]))
    assert median([3], [1])[0] == 3


@given(st.lists(st.tuples(st.integers(0, 20), st.booleans()), min_size=1, max_size=30))
def test_it_is_the_product_limit_estimate(cases):
    days, ended = zip(*cases, strict=True)
    reached = [time for time, (s, _) in product_limit(days, ended).items() if s <= 0.5 + 1e-12]
    found = median(days, ended)[0]
    assert found == pytest.approx(reached[0]) if reached else math.isnan(found)
