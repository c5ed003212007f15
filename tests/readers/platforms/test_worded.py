"""Numbers in exports that hold texts of options: what may be taken for what, and what a mapping settles."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from questionnaire import both, content, questionnaire
from reading import Reading
from workbook import Row, write_csv

from resilience_cli.model.instrument import Instrument
from resilience_cli.readers.correcting.corrections import Corrections

HEAD: Row = ["提交时间（自动）", "小区", "身份", "a1", "a2", "a3", "c1"]
WORDED: Row = ["2026-03-08 10:00", "东湖", "居民", "一般", "非常同意", "不太同意", "一般"]
FIGURES: Row = [*WORDED[:3], 1, 2, 3, 4]
MEANT = {"agree5": {"1": 0.0, "2": 1.0, "3": 2.0, "4": 3.0}}
CODES: Row = [*WORDED[:2], 1, 1, 2, 3, 4]


def graded(*values: int, labels: str = "甲乙丙丁戊") -> Instrument:
    """Return the questionnaire with answers of these values, in this order."""
    scales = content()["scales"]
    scales["agree5"]["options"] = [
        {"value": value, "label": both(label, label)} for value, label in zip(values, labels, strict=True)
    ]
    return questionnaire(scales=scales)


def export(folder: Path, *rows: Row) -> Path:
    return write_csv(folder / "收集表.csv", [HEAD, *rows])


def test_numbers_are_values_where_values_are_positions(tmp_path: Path, reading: Reading) -> None:
    responses = reading(export(tmp_path, FIGURES))
    np.testing.assert_array_equal(responses.answers, [[1, 2, 3, 4]])
    assert responses.sources[0].evidence[1:] == ("numbers are declared values",)
    mixed = reading(export(tmp_path, [*WORDED[:4], 2, 3, 4]))
    assert mixed.sources[0].evidence[1:] == ("answers are texts of options", "numbers are declared values")


@pytest.mark.parametrize("instrument", [graded(5, 4, 3, 2, 1), graded(0, 1, 2, 3, 4), graded(1, 2, 3, 5, 7)])
def test_else_they_are_no_guess(tmp_path: Path, reading: Reading, instrument: Instrument) -> None:
    [fault] = reading.faults(export(tmp_path, FIGURES), candidates=[instrument])
    assert (fault.code, fault.values["items"]) == ("RES-R111", ["a1", "a2", "a3", "c1"])
    assert reading(export(tmp_path, [*WORDED[:3], *"甲乙丙丁"]), candidates=[instrument]).findings == ()


def test_labels_may_be_numbers(tmp_path: Path, reading: Reading) -> None:
    responses = reading(export(tmp_path, FIGURES), candidates=[graded(0, 1, 2, 3, 4, labels="01234")])
    np.testing.assert_array_equal(responses.answers, [[1, 2, 3, 4]])


@pytest.mark.parametrize(("said", "row", "expected"), [
    ({"values": MEANT}, FIGURES, [[0, 1, 2, 3]]),
    ({"mode": "position"}, [*FIGURES[:2], 2, *FIGURES[3:]], [[0, 1, np.nan, 3]]),
    ({"values": MEANT, "roles": {"1": "resident"}}, CODES, [[0, 1, 2, 3]]),
])  # fmt: skip
def test_a_mapping_says_what_they_mean(
    tmp_path: Path, reading: Reading, said: dict[str, Any], row: Row, expected: object
) -> None:
    path = export(tmp_path, row)
    responses = reading(path, candidates=[graded(0, 1, 2, 3, 4)], corrections=Corrections(**said))
    np.testing.assert_array_equal(responses.answers, expected)


def test_a_mapping_that_leaves_some_open_is_not_enough(tmp_path: Path, reading: Reading) -> None:
    said = Corrections(values={"a1": {"1": 0.0}})
    [fault] = reading.faults(export(tmp_path, FIGURES), candidates=[graded(0, 1, 2, 3, 4)], corrections=said)
    assert fault.values["items"] == ["a2", "a3", "c1"]


def test_roles_as_numbers_are_codes(tmp_path: Path, reading: Reading) -> None:
    assert reading.codes(export(tmp_path, CODES)) == ["RES-R110"]
