import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from resilience_cli.stats.keying import weights_in_total

KEY = np.array([1, -1, 0, 1, -2, 1.5])


def parts(rows: int, seed: int = 1) -> np.ndarray:
    return np.random.default_rng(seed).integers(1, 6, (rows, len(KEY))).astype(float)


def none(values: np.ndarray) -> np.ndarray:
    return np.zeros(values.shape, dtype=np.int64)


def test_the_key_is_recovered_whatever_constant_is_added() -> None:
    x = parts(40)
    np.testing.assert_allclose(weights_in_total(x @ KEY + 54, x, none(x)), KEY, atol=1e-9)


@given(st.integers(0, 10**6), st.lists(st.sampled_from([-1, 0, 1]), min_size=6, max_size=6))
@settings(max_examples=50, deadline=None)
def test_any_key_is_recovered(seed: int, key: list[int]) -> None:
    x = parts(60, seed)
    np.testing.assert_allclose(weights_in_total(x @ np.array(key), x, none(x)), key, atol=1e-9)


def test_rows_that_somebody_edited_do_not_hide_it() -> None:
    x = parts(100)
    total = x @ KEY
    total[:9] += np.arange(1, 10) * 7
    np.testing.assert_allclose(weights_in_total(total, x, none(x)), KEY, atol=1e-9)
    total[9:40] += np.random.default_rng(2).integers(1, 50, 31)
    assert weights_in_total(total, x, none(x)) is None


def test_a_part_that_is_not_there_adds_what_its_reason_adds() -> None:
    x = parts(120)
    total = x @ KEY
    why = none(x)
    x[::3, 1], why[::3, 1] = np.nan, 1
    x[1::4, 1], why[1::4, 1] = np.nan, 2
    x[::5, 4] = np.nan
    added = np.where(np.isnan(x), np.where(why == 2, 6, -3), np.nan_to_num(x) * KEY).sum(axis=1)
    np.testing.assert_allclose(weights_in_total(added, x, why), KEY, atol=1e-9)
    assert not np.allclose(added, total)


def test_what_the_rows_do_not_tell_is_not_made_up() -> None:
    x = parts(60)
    x[:, 2] = x[:, 1]  # two columns that are the same: only their sum is known
    x[:, 5] = 3  # never answered otherwise
    found = weights_in_total(x @ KEY, x, none(x))
    assert found is not None
    assert np.isnan(found).tolist() == [False, True, True, False, False, True]
    np.testing.assert_allclose(found[[0, 3, 4]], KEY[[0, 3, 4]], atol=1e-9)


def test_a_total_of_something_else_is_no_key() -> None:
    x = parts(60)
    assert weights_in_total(x @ KEY + np.random.default_rng(3).integers(0, 9, 60), x, none(x)) is None


def test_few_rows_prove_nothing() -> None:
    x = parts(16)
    assert weights_in_total(x @ KEY, x, none(x)) is None
    assert weights_in_total(x[:0] @ KEY, x[:0], none(x[:0])) is None
