from datetime import datetime
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import Reading
from workbook import Row, write_csv

from resilience_cli.readers.decoding.durations import moment


@pytest.mark.parametrize(("first", "then", "expected"), [
    ("2026-03-08 09:05:07", "2026-03-08 09:08:12", 185),
    ("2026/3/8 9:05", "2026/3/8 10:05", 3600),
    ("2026-03-08T09:05:07.250+08:00", "2026-03-08T02:05:08Z", 3601),
    ("2026-03-08T09:05:07-0330", "2026-03-08T09:05:07Z", -12600),
    ("4/28/21 11:21:47", "4/28/21 11:24:52", 185),
    ("28/4/2021 11:21", "28/4/2021 11:22", 60),
    ("03/08/2026 11:59:00 AM", "03/08/2026 12:01:00 PM", 120),
    ("03/08/2026 12:59 am", "03/08/2026 1:01 am", 120),
    ("2026/03/08 下午 3:24:22", "2026/03/08 3:25:22 下午 GMT+0", 60),
    ("2026年3月8日 23:59:59", "2026年3月9日 00:00:01", 2),
    ("31.12.2025, 23:59", "1.1.2026, 00:01", 120),
])  # fmt: skip
def test_time_between(first: str, then: str, expected: float) -> None:
    assert moment(then) - moment(first) == expected


FORMS = (
    "%Y-%m-%d %H:%M:%S",
    "%Y/%m/%d %I:%M:%S %p",
    "%m/%d/%Y %H:%M:%S",
    "%Y年%m月%d日 %H:%M:%S",
    "%Y-%m-%dT%H:%M:%SZ",
)
TIMES = st.datetimes(datetime(2000, 1, 1), datetime(2099, 12, 31)).map(lambda time: time.replace(microsecond=0))  # noqa: DTZ001


@given(first=TIMES, then=TIMES, form=st.sampled_from(FORMS))
def test_time_between_is_the_same_in_every_form(first: datetime, then: datetime, form: str) -> None:
    assert moment(then.strftime(form)) - moment(first.strftime(form)) == (then - first).total_seconds()


@pytest.mark.parametrize("cell", ["", "9:05", "2026-03-08", "2026-02-30 09:05", "2026-03-08 25:00", "13/13/2026 1:00"])
def test_no_moment(cell: str) -> None:
    assert np.isnan(moment(cell))


def test_what_was_sent_before_it_was_opened_has_no_duration(tmp_path: Path, reading: Reading) -> None:
    times = [
        ("2026-03-08 09:00:00", "2026-03-08 09:00:09"),
        ("2026-03-08 09:00:00", "2026-03-08 08:00:00"),
        ("", "2026-03-08 09:00:00"),
        ("soon", "2026-03-08 09:00:01"),
    ]
    heads: Row = ["ID", "Start time", "Completion time", "community", "role", "a1", "a2", "a3", "c1"]
    table = [heads, *([n, *pair, "X", "resident", 1, 2, 3, 4] for n, pair in enumerate(times))]
    responses = reading(write_csv(tmp_path / "a.csv", table))
    np.testing.assert_array_equal(responses.people["seconds"], [9, np.nan, np.nan, np.nan])
    assert [(finding.code, finding.rows) for finding in responses.findings] == [("RES-R027", (3, 5))]
