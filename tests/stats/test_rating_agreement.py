import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from resilience_cli.stats.rating_agreement import krippendorff, pair_differences

_ = np.nan
# Four coders, twelve things: the example of Krippendorff (2011), Computing Krippendorff's Alpha-Reliability.
CODERS = np.array(
    [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, _, _, _],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, _, 3],
        [_, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, _],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, _],
    ]
).T


def test_the_published_example():
    assert krippendorff(CODERS) == pytest.approx(0.849, abs=5e-4)


def test_it_is_the_definition():
    """D_o and D_e pair by pair, as the book writes them."""
    units = [[x for x in row if not math.isnan(x)] for row in CODERS]
    units = [unit for unit in units if len(unit) > 1]
    n = sum(map(len, units))
    observed = sum((a - b) ** 2 / (len(unit) - 1) for unit in units for a in unit for b in unit) / n
    everything = [x for unit in units for x in unit]
    expected = sum((a - b) ** 2 for a in everything for b in everything) / (n * (n - 1))
    assert krippendorff(CODERS) == pytest.approx(1 - observed / expected, rel=1e-12)


def test_edges():
    assert krippendorff(np.array([[1.0, 1], [5, 5]])) == 1
    assert krippendorff(np.array([[1.0, 5], [5, 1]])) < 0
    assert math.isnan(krippendorff(np.array([[3.0, 3], [3, 3]])))
    assert math.isnan(krippendorff(np.array([[3.0, _], [_, 4]])))
    assert math.isnan(krippendorff(np.empty((0, 2))))


def test_differences_of_all_pairs():
    assert sorted(pair_differences(np.array([[1, 2, 4.0], [3, _, 3], [_, 5, _]]))) == [0, 1, 2, 3]
    assert pair_differences(np.array([[1.0]])).size == 0


@given(st.lists(st.lists(st.integers(1, 5), min_size=2, max_size=2), min_size=2, max_size=12), st.integers(1, 9))
def test_the_order_of_raters_and_the_unit_say_nothing(rows, factor):
    table = np.array(rows, dtype=float)
    turned = krippendorff(factor * table[:, ::-1] + 7)
    assert turned == pytest.approx(krippendorff(table), nan_ok=True, abs=1e-9)
