"""Flags of careless answering: each by hand, and what is excluded."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from synth import responses
from town import ITEMS, TOWN, content

from resilience_cli.model.parse import parse
from resilience_cli.model.responses import Reason
from resilience_cli.scoring.screening import blocks, excluded, flag, longest_run

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


def test_a_missing_answer_breaks_a_run() -> None:
    assert longest_run(np.array([[1.0, 1, np.nan, 1, 1, 1]])).tolist() == [3]


@pytest.mark.parametrize(
    ("how", "gone"), [("none", [False] * 3), ("declared", [False, True, False]), ("careless", [False, False, True])]
)
def test_who_is_excluded(how: str, gone: list[bool]) -> None:
    raw = content(screening={"attention": "exclude"})
    flags = pd.DataFrame(
        [[True, False, False, False, False], [False, False, False, False, True], [True, False, False, False, True]],
        columns=["speed", "longstring", "irv", "blank", "attention"],
    )
    declared = gone if how != "declared" else [False, True, True]
    assert excluded(flags, parse(raw), how).tolist() == declared


def test_two_flags_of_which_none_is_strong_exclude_nobody() -> None:
    flags = pd.DataFrame(
        [[False, False, True, False, True]], columns=["speed", "longstring", "irv", "blank", "attention"]
    )
    assert not excluded(flags, TOWN, "careless").any()
