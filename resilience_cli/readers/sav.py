"""Bytes of an SPSS file (.sav, .zsav) -> cells: names, labels of the variables, then the cases."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from resilience_cli.errors import InputError
from resilience_cli.model.finding import Finding, Where
from resilience_cli.readers.coded import Coded, labelled
from resilience_cli.readers.delimited import check_size
from resilience_cli.readers.packed import MOST_BYTES
from resilience_cli.readers.sheet import letter
from resilience_cli.readers.spelling import number_text, shown
from resilience_cli.readers.workbook import Grid

_FEW = 10
_EPOCH = np.datetime64("1582-10-14T00:00:00")
_DATES = re.compile(r"(?:A|E|S)?DATE\d|DATETIME|YMDHMS", re.IGNORECASE)


def read_sav(data: bytes, file: str, _sheet: str | None, encoding: str | None) -> tuple[list[Grid], str | None]:
    """Return (one grid: names, labels, then the cases with labels of values for values; the encoding of its texts).

    Raises InputError if the file cannot be read in whole, or is too large.
    """
    place = Where(file=file)
    values, facts = _opened(data, place, encoding)
    columns, coded = [], {}
    told: dict[str, None] = {}
    n = 0
    for at, (name, label) in enumerate(zip(facts.column_names, facts.column_labels, strict=True)):
        texts = _texts(values[name], facts.original_variable_types[name])
        labels = {_text(value): str(text) for value, text in facts.variable_value_labels.get(name, {}).items()}
        missing = _missing(texts, facts.missing_ranges.get(name, ()))
        coded[at] = Coded(labels, frozenset(labels.get(text, text) for text in missing))
        if missing:
            told |= dict.fromkeys(shown(labels.get(text, text)) for text in missing)
            n += pc.sum(pc.is_in(texts, pa.array(missing))).as_py()
        columns.append(pa.chunked_array([pa.array([name, label or ""], pa.string()), labelled(texts, labels)]))
    found = (Finding("RES-R109", place, {"values": list(told)[:_FEW], "n": n}),) if told else ()
    grid = Grid(None, columns, [letter(at) for at in range(len(columns))], headers=2, coded=coded, findings=found)
    return [grid], facts.file_encoding


def _opened(data: bytes, place: Where, encoding: str | None) -> tuple[Mapping[str, Sequence[Any]], Any]:
    """Return (by variable, its values; what the file says of its variables)."""
    import pyreadstat

    try:
        codecs.lookup(encoding or "utf-8")
        _, facts = pyreadstat.read_sav(io.BytesIO(data), metadataonly=True, encoding=encoding)
        rows = facts.number_rows or 0
        check_size(rows, facts.number_columns or 0, place)
        if rows * sum(facts.variable_storage_width.values()) > MOST_BYTES:
            raise InputError(Finding("RES-R007", place))
        return pyreadstat.read_sav(
            io.BytesIO(data),
            encoding=encoding,
            user_missing=True,
            disable_datetime_conversion=True,
            output_format="dict",
        )
    except InputError:
        raise
    except LookupError:
        raise InputError(Finding("RES-R016", place, {"encoding": encoding or ""})) from None
    except Exception as error:
        if "convert" in str(error) or isinstance(error, UnicodeError):
            raise InputError(Finding("RES-R008", place, {"encoding": encoding or "UTF-8"})) from None
        raise InputError(Finding("RES-R005", place)) from None


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
        moments = _EPOCH + np.where(whole, distinct, 0).astype(np.int64).astype("timedelta64[s]")
        texts = [str(moment).replace("T", " ") for moment in moments]
    else:
        texts = [_text(value) for value in distinct.tolist()]
    known = [text if fine else None for text, fine in zip(texts, whole.tolist(), strict=True)]
    return pa.array(known, pa.string()).take(pa.array(codes))


def _missing(texts: Any, ranges: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return the values among the texts that the file declares to be missing."""
    found = []
    for text in texts.unique().drop_null().to_pylist():
        for span in ranges:
            low, high = span["lo"], span["hi"]
            if low.strip() == text.strip() if isinstance(low, str) else low <= float(text) <= high:
                found.append(text)
                break
    return found
