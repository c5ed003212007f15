"""Flags of careless answering: each by hand, and what is excluded."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from synth import responses
from town import ITEMS, TOWN, content

from resilience_cli.model.parse import parse
from resilience_cli.model.responses import Reason
from resilience_cli.scoring.indices import MOST_COMPARED, blocks, distinct_scales, own_indices, sample_indices
from resilience_cli.scoring.screening import COUNTING, FLAGS, MARKING, excluded, flag, screen

STEADY = [3, 4, 2, 3, 5, 4]


def flags_of(*rows: list[float], seconds: float = np.nan, instrument=TOWN) -> pd.DataFrame:
    ids = [item.id for item in instrument.items]
    table = pd.DataFrame(rows, columns=ids, dtype=float).assign(community="X", role="resident")
    return flag(responses(table, instrument, seconds))


def test_a_careful_sheet_has_no_flag() -> None:
    assert not flags_of(STEADY, seconds=120).to_numpy().any()


def test_speed_is_below_two_seconds_an_answer() -> None:
    assert flags_of(STEADY, seconds=11.9)["speed"].tolist() == [True]
    assert flags_of(STEADY, seconds=12.0)["speed"].tolist() == [False]
    assert flags_of([3, *[np.nan] * 5], seconds=3.0)["speed"].tolist() == [False]


def test_unknown_time_is_not_fast() -> None:
    assert not flags_of(STEADY)["speed"].any()


def test_longstring_from_half_of_a_block_with_a_reversed_item() -> None:
    assert flags_of([3, 3, 3, 1, 2, 4])["longstring"].tolist() == [True]
    assert flags_of([3, 3, 2, 2, 1, 1])["longstring"].tolist() == [False]


def test_no_block_with_a_reversed_item_no_straight_lining() -> None:
    raw = content()
    del raw["items"][1]["reverse"]
    found = flags_of([3] * 6, instrument=parse(raw))
    assert not found[["longstring", "irv"]].to_numpy().any()


def test_no_variation() -> None:
    assert flags_of([3] * 6, STEADY)["irv"].tolist() == [True, False]


def test_blank_below_half_of_what_was_asked() -> None:
    nan = np.nan
    assert flags_of([3, 4, nan, nan, nan, nan], [3, 4, 2, nan, nan, nan])["blank"].tolist() == [True, False]


def test_dont_know_is_an_answer_and_not_a_blank() -> None:
    sheet = responses(pd.DataFrame([dict.fromkeys(ITEMS, np.nan)]).assign(community="X", role="resident"), TOWN)
    sheet = replace(sheet, reasons=np.full((1, 6), Reason.NOT_SCORED, dtype=np.int8))
    assert not flag(sheet)["blank"].any()


def test_an_attention_check_breaks_no_block_and_fails_only_if_answered_otherwise() -> None:
    raw = content()
    check = {"id": "att", "text": {"en": "choose 4"}, "scale": "five", "asked_of": ["resident"], "attention": 4}
    raw["items"].insert(3, check)
    instrument = parse(raw)
    assert [len(block) for block in blocks(instrument.items, "resident")] == [6]
    found = flags_of([3, 4, 2, 4, 3, 5, 4], [3, 4, 2, 1, 3, 5, 4], [3, 4, 2, np.nan, 3, 5, 4], instrument=instrument)
    assert found["attention"].tolist() == [False, True, False]


def sheet_of(**flags: bool) -> pd.DataFrame:
    return pd.DataFrame([{**dict.fromkeys(FLAGS, False), **flags}])


@pytest.mark.parametrize(
    ("flags", "declared", "careless"),
    [
        ({"speed": True}, False, False),
        ({"attention": True}, True, False),
        ({"speed": True, "attention": True}, True, True),
        ({"speed": True, "even_odd": True}, False, True),
        ({"irv": True, "attention": True}, True, False),
        ({"speed": True, "synonyms": True, "mahalanobis": True, "near_duplicate": True}, False, False),
    ],
)
def test_who_is_excluded(flags: dict[str, bool], declared: bool, careless: bool) -> None:
    """Two flags of the sheet itself, one of them strong; what rests on the other sheets never excludes."""
    instrument = parse(content(screening={"attention": "exclude"}))
    found = [excluded(sheet_of(**flags), instrument, how).tolist() for how in ("none", "declared", "careless")]
    assert found == [[False], [declared], [careless]]


def test_consistency_alone_flags_nobody() -> None:
    assert set(FLAGS) - set(MARKING) == {"even_odd", "synonyms", "mahalanobis", "near_duplicate"}
    assert set(COUNTING) - set(MARKING) == {"even_odd"}


def scales(count: int, reverse: bool = False):
    """Return a questionnaire of so many scales of two items each, and one of all of them once more."""
    items = [
        {"id": f"{letter}{i}", "text": {"en": f"{letter}{i}"}, "scale": "five", "asked_of": ["resident"],
         "reverse": reverse and i == 2}
        for letter in "abcdef"[:count]
        for i in (1, 2)
    ]  # fmt: skip
    raw = content(items=items, classes=[{"id": "all", "title": {"en": "All"}, "otherwise": True}])
    raw["scores"] = [
        {"id": x, "title": {"en": x}, "kind": "dimension", "of": [f"{x}1", f"{x}2"]} for x in "abcdef"[:count]
    ]
    raw["scores"].append({"id": "again", "title": {"en": "again"}, "kind": "outcome", "of": [i["id"] for i in items]})
    return parse(raw)


def even_odd_of(sheet: list[float], instrument) -> float:
    table = pd.DataFrame([sheet], columns=[i.id for i in instrument.items], dtype=float)
    answers = responses(table.assign(community="X", role="resident"), instrument)
    return float(own_indices(answers)["even_odd"][0])


def test_halves_of_scales_agree_in_one_who_reads() -> None:
    steady = [1, 1, 5, 5, 2, 2, 4, 4, 3, 3]
    assert even_odd_of(steady, scales(5)) == pytest.approx(1.0)
    assert even_odd_of([1, 5, 5, 1, 2, 4, 4, 2, 3, 3], scales(5)) == -1.0
    assert even_odd_of([1, 5, 5, 1, 2, 4, 4, 2, 3, 3], scales(5, reverse=True)) == pytest.approx(1.0)


def test_of_fewer_than_five_scales_or_of_one_answer_nothing_is_said() -> None:
    assert np.isnan(even_odd_of([1, 1, 5, 5, 2, 2, 4, 4], scales(4)))
    assert np.isnan(even_odd_of([3] * 10, scales(5)))
    assert np.isnan(even_odd_of([1, np.nan, 5, 5, 2, 2, 4, 4, 3, 3], scales(5)))


def test_no_item_counts_for_two_scales() -> None:
    assert [score.id for score in distinct_scales(scales(5))] == ["a", "b", "c", "d", "e"]


def drawn(people: int, community: str = "X", seed: int = 5) -> pd.DataFrame:
    """Return people who answer 22 items alike by pairs, in five scales."""
    rng = np.random.default_rng(seed)
    first = rng.integers(1, 6, (people, 11))
    second = np.clip(first + (rng.random(first.shape) < 0.2), 1, 5)
    table = pd.DataFrame(np.stack([first, second], axis=2).reshape(people, 22), columns=LONG_ITEMS, dtype=float)
    return table.assign(community=community, role="resident")


def long():
    items = [{"id": id_, "text": {"en": id_}, "scale": "five", "asked_of": ["resident"]} for id_ in LONG_ITEMS]
    raw = content(items=items, classes=[{"id": "all", "title": {"en": "All"}, "otherwise": True}])
    raw["scores"] = [{"id": "s", "title": {"en": "s"}, "kind": "dimension", "of": LONG_ITEMS}]
    return parse(raw)


LONG_ITEMS = [f"q{i:02}" for i in range(22)]
LONG = long()


def test_a_sheet_that_answers_like_questions_unlike_is_flagged() -> None:
    table = drawn(80)
    table.loc[0, LONG_ITEMS] = [1.0, 5, 5, 1] * 5 + [1, 5]
    found = screen(responses(table, LONG), "none")
    assert found.flags["synonyms"].tolist() == [True] + [False] * 79
    assert found.judged["synonyms"].all()
    assert not found.flagged[0]


def test_a_sheet_far_from_all_others_is_flagged_and_incomplete_ones_are_not_judged() -> None:
    table = drawn(80)
    table.loc[0, LONG_ITEMS] = [1.0, 5, 5, 1] * 5 + [1, 5]
    table.loc[1, "q03"] = np.nan
    found = screen(responses(table, LONG), "none")
    assert found.flags["mahalanobis"].to_numpy().nonzero()[0].tolist() == [0]
    assert found.judged["mahalanobis"].to_numpy().nonzero()[0].tolist() == [0, *range(2, 80)]


def test_nearly_the_same_sheet_is_seen_in_its_community_only() -> None:
    table = pd.concat([drawn(6, "X"), drawn(6, "Y", seed=6)], ignore_index=True)
    table.loc[1, LONG_ITEMS] = table.loc[0, LONG_ITEMS].to_numpy()
    table.loc[7, LONG_ITEMS] = table.loc[0, LONG_ITEMS].to_numpy()
    table.loc[1, LONG_ITEMS[:3]] = 6 - table.loc[1, LONG_ITEMS[:3]] + 0.5
    found = screen(responses(table, LONG), "careless")
    assert found.flags["near_duplicate"].to_numpy().nonzero()[0].tolist() == [0, 1]
    assert not found.out.any()
    assert not found.flagged[:2].any()


def test_in_a_large_community_sheets_are_not_compared() -> None:
    table = pd.concat([drawn(MOST_COMPARED + 1, "X"), drawn(3, "Y")], ignore_index=True)
    found = sample_indices(responses(table, LONG))["near_duplicate"]
    assert np.isnan(found[:-3]).all()
    assert not np.isnan(found[-3:]).any()


def test_what_comes_in_parts_is_not_compared() -> None:
    part = replace(responses(drawn(80), LONG), partial=True)
    assert all(np.isnan(index).all() for index in sample_indices(part).values())
    judged = screen(part, "none").judged
    assert not judged[["synonyms", "mahalanobis", "near_duplicate"]].to_numpy().any()


def test_without_a_time_or_a_check_nothing_is_judged_by_it() -> None:
    table = pd.DataFrame([STEADY], columns=ITEMS, dtype=float).assign(community="X", role="resident")
    judged = screen(responses(table, TOWN), "none").judged
    assert not judged[["speed", "attention"]].to_numpy().any()
    assert judged[["longstring", "irv", "blank"]].to_numpy().all()
