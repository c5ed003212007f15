"""Random halves of the residents: the same in whatever order and parts they come."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from synth import responses
from town import SHAKEN, TOWN, many, shaken

from resilience_cli.model.halves import Halves, as_table, from_table
from resilience_cli.model.responses import Responses
from resilience_cli.scoring.halves import SPLITS, halves_of, split
from resilience_cli.scoring.moments import score_moments
from resilience_cli.scoring.respondents import score_respondents

TABLE = shaken(4, residents=20)
PEOPLE = responses(TABLE, SHAKEN)


def of(told: Responses, seed: int = 7) -> Halves:
    return split(told, score_respondents(told).values, seed)


def assert_same(one: Halves, other: Halves) -> None:
    assert one.names == other.names
    assert one.cells.equals(other.cells)
    assert np.array_equal(one.n, other.n)
    assert one.sum == pytest.approx(other.sum, rel=1e-12)


@given(st.integers(1, len(TABLE) - 1), st.integers(0, 1000))
def test_parts_in_any_order_have_the_halves_of_the_whole(cut: int, chance: int) -> None:
    mixed = TABLE.sample(frac=1, random_state=chance)
    one, other = (of(responses(mixed.iloc[rows], SHAKEN)) for rows in (slice(cut), slice(cut, None)))
    assert_same(one + other, of(PEOPLE))
    assert_same(other + one, of(PEOPLE))


def test_only_residents_and_what_is_needed_are_kept() -> None:
    found = of(PEOPLE)
    assert found.names == ("a", "b", "met")
    assert set(found.cells.get_level_values("role")) == {"resident"}
    assert found.n.shape == (4, SPLITS, 3)
    without = of(responses(many(4), TOWN))
    assert without.names == ()
    assert without.n.size == 0


def test_a_half_is_some_of_all_and_the_rest_is_the_other() -> None:
    found, values = of(PEOPLE), score_respondents(PEOPLE).values
    everybody = score_moments(PEOPLE, values).over(found.names)
    at = everybody.cells.get_indexer(found.cells)
    assert (found.n <= everybody.count[at][:, None]).all()
    bits = halves_of(PEOPLE.people, PEOPLE.answers, 7)
    here = ((PEOPLE.people["community"] == "C01") & (PEOPLE.people["role"] == "resident")).to_numpy()
    assert found.sum[0, 3, 0] == pytest.approx(values[here & bits[:, 3], 0].sum())
    assert found.n[0, 3, 0] == (here & bits[:, 3]).sum()


def test_halves_are_even_unlike_one_another_and_hang_on_the_seed() -> None:
    """Of 3,000 people a share of one half is within .5 ± .037 (four standard errors), and so is agreement of splits."""
    people = responses(shaken(3, residents=1000), SHAKEN)
    bits = halves_of(people.people, people.answers, 1)
    assert np.abs(bits.mean(axis=0) - 0.5).max() < 0.037
    agree = (bits[:, :, None] == bits[:, None, :]).mean(axis=0)[np.triu_indices(SPLITS, 1)]
    assert np.abs(agree - 0.5).max() < 0.05
    assert np.abs((bits == halves_of(people.people, people.answers, 2)).mean() - 0.5) < 0.02


def test_how_long_a_person_took_tells_equal_answers_apart() -> None:
    people = PEOPLE.people.assign(seconds=np.nan)
    assert not np.array_equal(
        halves_of(people, PEOPLE.answers, 1), halves_of(people.assign(seconds=60.0), PEOPLE.answers, 1)
    )


def test_a_table_of_halves_is_read_as_it_was_written() -> None:
    assert_same(from_table(as_table(of(PEOPLE))), of(PEOPLE))
    empty = from_table(as_table(of(responses(many(4), TOWN))))
    assert (empty.names, empty.n.size, len(empty.cells)) == ((), 0, 0)


def test_halves_of_other_scores_do_not_add_up() -> None:
    with pytest.raises(ValueError, match="do not add up"):
        of(PEOPLE) + of(responses(many(4), TOWN))
