"""Moments: what they sum, and that they merge in any order."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resilience_cli.model.moments import Moments
from resilience_cli.scoring.moments import all_pairs, collect

NAMES = ("x", "y")


def people(cells: list[str]) -> pd.DataFrame:
    return pd.DataFrame({"community": [c[0] for c in cells], "role": [c[1] for c in cells]}, dtype=object)


def moments(values: list[list[float]], cells: list[str]) -> Moments:
    return collect(np.array(values, dtype=float), people(cells), NAMES, all_pairs(2))


def test_counts_means_and_scatter_by_hand() -> None:
    found = moments([[1, 4], [3, np.nan], [8, 2], [5, 5]], ["Ar", "Ar", "Ar", "Bs"])
    assert list(found.cells) == [("A", "r"), ("B", "s")]
    assert found.count.tolist() == [[3, 2], [1, 1]]
    assert found.mean.tolist() == [[4, 3], [5, 5]]
    x, y, both = found.scatter[0]
    assert (x, y) == (pytest.approx(26), pytest.approx(2))
    assert both == pytest.approx((1 - 4.5) * (4 - 3) + (8 - 4.5) * (2 - 3))  # over the two who have both


def test_nobody_has_it_is_nan_and_not_zero() -> None:
    assert np.isnan(moments([[1, np.nan]], ["Ar"]).mean[0, 1])


ROWS = st.lists(
    st.tuples(st.sampled_from(["Ar", "As", "Br"]), st.one_of(st.none(), st.integers(0, 100)), st.integers(0, 100)),
    min_size=2,
    max_size=12,
)


@settings(max_examples=60)
@given(ROWS, st.integers(0, 12), st.randoms())
def test_parts_merge_in_any_order_to_the_whole(rows: list[tuple], cut: int, shuffle) -> None:
    def of(part: list[tuple]) -> Moments | None:
        values = [[np.nan if x is None else x, y] for _, x, y in part]
        return moments(values, [c for c, _, _ in part]) if part else None

    whole = of(rows)
    shuffled = list(rows)
    shuffle.shuffle(shuffled)
    parts = [part for part in (of(shuffled[:cut]), of(shuffled[cut:])) if part is not None]
    for order in (parts, parts[::-1]):
        merged = order[0] if len(order) == 1 else order[0] + order[1]
        assert list(merged.cells) == list(whole.cells)
        assert np.allclose(merged.scatter, whole.scatter, atol=1e-9)
        assert np.array_equal(merged.n, whole.n)


def test_other_variables_do_not_add_up() -> None:
    one = moments([[1, 2]], ["Ar"])
    other = collect(np.array([[1.0, 2.0]]), people(["Ar"]), ("x", "z"), all_pairs(2))
    with pytest.raises(ValueError, match="different variables"):
        one + other
