"""How long a respondent took: as the platform says it, or between the times of opening and of sending the form."""

from __future__ import annotations

import datetime as dt
import re

import numpy as np
import numpy.typing as npt

from resilience_cli.model.same_text import normal
from resilience_cli.readers.decoding.export import Export
from resilience_cli.readers.spelling import number

_WAYS = (("seconds",), ("started", "ended"), ("started", "submitted"))
"""What tells how long it took, the best first: a form that was filled in offline is sent much later."""
_SECONDS = re.compile(
    r"(?:(\d{1,9})\s*(?:小时|时|h))?\s*(?:(\d{1,9})\s*(?:分钟|分|min|m))?\s*(?:(\d{1,9}(?:\.\d+)?)\s*(?:秒|sec|s))?",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"(?:1899-12-3[01] )?(\d{1,9}):(\d\d):(\d\d)(?:\.0+)?")
_MOMENT = re.compile(
    r"(?:(?P<year>\d{4})[-/.年](?P<month>\d{1,2})[-/.月](?P<day>\d{1,2})日?"
    r"|(?P<a>\d{1,2})[-/.](?P<b>\d{1,2})[-/.](?P<c>\d{2}(?:\d\d)?))(?:\s*,?\s+|T)"
    r"(?P<before>上午|下午)?\s*(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:\.\d+)?)?"
    r"\s*(?P<behind>[AP]M|上午|下午)?\s*(?:Z|(?:GMT|UTC)?(?P<sign>[+-])(?P<zone>\d{1,2})(?::?(?P<rest>\d\d))?)?",
    re.IGNORECASE,
)


def durations(export: Export) -> tuple[npt.NDArray[np.float64], int | None, npt.NDArray[np.bool_]]:
    """Return (seconds by row, NaN where not known; the column that says it, if any; rows that are not understood)."""
    sheet, places = export.sheet, export.layout.places
    named = next((some for some in _WAYS if places.keys() >= set(some)), ())
    if not named:
        return np.full(len(sheet), np.nan), None, np.zeros(len(sheet), dtype=bool)
    columns = [sheet.column(places[name]) for name in named]
    blank = np.any([column.map(lambda text: not normal(text), True, bool) for column in columns], axis=0)
    if named == ("seconds",):
        taken = columns[0].map(seconds, np.nan, np.float64)
    else:
        opened, sent = (column.map(moment, np.nan, np.float64) for column in columns)
        taken = np.where(sent >= opened, sent - opened, np.nan)
    return taken, places[named[-1]], np.isnan(taken) & ~blank


def seconds(cell: str) -> float:
    """Return the seconds that a cell says (137秒, 1分5秒, 137, 0:02:17), or NaN."""
    text = normal(cell)
    plain = number(text)
    if plain is not None:
        return plain if plain >= 0 else float("nan")
    hit = _CLOCK.fullmatch(text) or _SECONDS.fullmatch(text)
    if not text or not hit:
        return float("nan")
    hours, minutes, rest = (float(part or 0) for part in hit.groups())
    return 3600 * hours + 60 * minutes + rest


def moment(cell: str) -> float:
    """Return the seconds from 1970 to a date with a time (2026-03-08 09:05:07, 3/8/2026 9:05 AM, …), or NaN.

    3/8 is March unless that is no month. Where no time zone is named it is that of whoever wrote it: only
    differences between times of one file mean something.
    """
    hit = _MOMENT.fullmatch(normal(cell))
    if not hit:
        return float("nan")
    part = {name: text for name, text in hit.groupdict().items() if text}
    hour = int(part["hour"])
    half = (part.get("before") or part.get("behind") or "").upper()
    if half:
        hour = hour % 12 + (12 if half in ("PM", "下午") else 0)
    try:
        time = dt.datetime(*_day(part), hour, int(part["minute"]), int(part.get("second", 0)), tzinfo=dt.UTC)
    except ValueError:
        return float("nan")
    ahead = 3600 * int(part.get("zone", 0)) + 60 * int(part.get("rest", 0))
    return time.timestamp() - (-ahead if part.get("sign") == "-" else ahead)


def _day(part: dict[str, str]) -> tuple[int, int, int]:
    if "year" in part:
        return int(part["year"]), int(part["month"]), int(part["day"])
    first, second, year = int(part["a"]), int(part["b"]), int(part["c"])
    month, day = (first, second) if first <= 12 else (second, first)
    return (year if year > 99 else 2000 + year), month, day
