"""Bytes of an SPSS file (.sav, .zsav) -> cells: names, labels of the variables, then the cases."""

from __future__ import annotations

import codecs
import json
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from resilience_cli.errors import InputError
from resilience_cli.model.finding import Finding, Where
from resilience_cli.readers.coded import Coded, labelled
from resilience_cli.readers.containers.delimited import MOST_CELLS, check_size
from resilience_cli.readers.containers.packed import MOST_BYTES
from resilience_cli.readers.containers.workbook import Grid
from resilience_cli.readers.sheet import letter
from resilience_cli.readers.spelling import number_text, shown

_CHILD = Path(__file__).with_name("sav_child.py")
_PATIENCE = 600
"""Seconds that a file may take."""
_FEW = 10
_FAR = 1e12
"""Seconds from the year 1582 that lie in no year with a number of five digits."""
_EPOCH = np.datetime64("1582-10-14T00:00:00")
_DATES = re.compile(r"(?:A|E|S)?DATE\d|DATETIME|YMDHMS", re.IGNORECASE)


def read_sav(data: bytes, file: str, _sheet: str | None, encoding: str | None) -> tuple[list[Grid], str | None]:
    """Return (one grid: names, labels, then the cases with labels of values for values; the encoding of its texts).

    Raises InputError if the file cannot be read in whole, or is too large.
    """
    place = Where(file=file)
    facts = _told(data, place, encoding)
    try:
        return [_grid(facts, place)], facts["encoding"]
    except (TypeError, ValueError, OverflowError):  # what it says of its variables is not what they hold
        raise InputError(Finding("RES-R005", place)) from None


def _grid(facts: dict[str, Any], place: Where) -> Grid:
    columns, coded = [], {}
    told: dict[str, None] = {}
    n = 0
    variables = zip(facts["names"], facts["labels"], facts["kinds"], facts["values"], strict=True)
    for at, (name, label, kind, values) in enumerate(variables):
        texts = _texts(values, kind or "")
        labels = {_text(value): str(text) for value, text in facts["coded"].get(name, ())}
        missing = _missing(texts, facts["missing"].get(name, ()))
        coded[at] = Coded(labels, frozenset(labels.get(text, text) for text in missing))
        if missing:
            told |= dict.fromkeys(shown(labels.get(text, text)) for text in missing)
            n += pc.sum(pc.is_in(texts, pa.array(missing))).as_py()
        columns.append(pa.chunked_array([pa.array([name, label or ""], pa.string()), labelled(texts, labels)]))
    found = (Finding("RES-R109", place, {"values": list(told)[:_FEW], "n": n}),) if told else ()
    return Grid(None, columns, [letter(at) for at in range(len(columns))], headers=2, coded=coded, findings=found)


def _told(data: bytes, place: Where, encoding: str | None) -> dict[str, Any]:
    """Return what a process of its own reads: a damaged file may make it crash, and nothing else."""
    try:
        codecs.lookup(encoding or "utf-8")
    except LookupError:
        raise InputError(Finding("RES-R016", place, {"encoding": encoding or ""})) from None
    program = [sys.executable, "-P", str(_CHILD), encoding or "", str(MOST_CELLS), str(MOST_BYTES)]
    try:
        done = subprocess.run(program, input=data, capture_output=True, check=True, timeout=_PATIENCE)  # noqa: S603
        facts: dict[str, Any] = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError):
        raise InputError(Finding("RES-R005", place)) from None
    if "fault" in facts:
        wrong = {
            "damaged": Finding("RES-R005", place),
            "encoding": Finding("RES-R008", place, {"encoding": encoding or "UTF-8"}),
        }
        raise InputError(wrong[facts["fault"]])
    check_size(facts["rows"], len(facts["names"]), place)
    if "values" not in facts:
        raise InputError(Finding("RES-R007", place))
    return facts


def _text(value: Any) -> str:
    """Return a value as it is written: 5, not 5.0."""
    return number_text(value) if isinstance(value, float) and np.isfinite(value) else str(value)


def _texts(values: Sequence[Any], kind: str) -> Any:
    """Return an Arrow text array of a variable's values; a date as ISO text; null where there is none."""
    if kind.upper().startswith("A") and kind[1:2].isdigit():
        return pa.array(values, pa.string())
    distinct, codes = np.unique(np.array(values, dtype=np.float64), return_inverse=True)
    whole = np.isfinite(distinct)
    if _DATES.match(kind):
        whole &= np.abs(distinct) < _FAR
        moments = _EPOCH + np.where(whole, distinct, 0).astype(np.int64).astype("timedelta64[s]")
        texts = [str(moment).replace("T", " ") for moment in moments]
    else:
        texts = [_text(value) for value in distinct.tolist()]
    known = [text if fine else None for text, fine in zip(texts, whole.tolist(), strict=True)]
    return pa.array(known, pa.string()).take(pa.array(codes))


def _missing(texts: Any, ranges: Sequence[tuple[Any, Any]]) -> list[str]:
    """Return the values among the texts that the file declares to be missing."""
    found = []
    for text in texts.unique().drop_null().to_pylist():
        for low, high in ranges:
            if low.strip() == text.strip() if isinstance(low, str) else low <= float(text) <= high:
                found.append(text)
                break
    return found
