"""Two tables that should be the same: which column differs in which rows."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from resilience_cli.model.finding import Finding, Where
from resilience_cli.readers.spelling import shown

KEYS = ("variant", "community", "role", "other", "split", "score", "item", "a", "b", "place", "code")
"""Columns that say what a row is about, where the table has them."""
TOLERANCE = 1e-9
ONE = 1.001
"""Draw by which a probability may differ, with room for rounding."""
PROBABILITY = "probability"


def differences(name: str, stored: pd.DataFrame, made: pd.DataFrame, draws: int) -> Iterator[Finding]:
    """Yield what differs between a stored table and the same made anew: rows of only one, then each column.

    Numbers are the same to 1e-9 of their size (of 1, if that is more), probabilities to one draw. Values are not
    shown: a row may be one person's.
    """
    keys = [key for key in KEYS if key in stored and key in made]
    before, after = _by_key(stored, keys), _by_key(made, keys)
    alone = before.index.symmetric_difference(after.index, sort=False)
    if len(alone):
        yield Finding("RES-U059", Where(file=name), {"n": len(alone), "row": _row(alone[0])})
    common = before.index.intersection(after.index, sort=False)
    before, after = before.loc[common], after.loc[common]
    for column in dict.fromkeys([*before.columns, *after.columns]):
        if column in before and column in after:
            wrong = _differs(before[column], after[column], ONE / draws if column == PROBABILITY else TOLERANCE, draws)
        else:
            wrong = np.ones(len(common), dtype=bool)
        if wrong.any():
            told = {"column": column, "n": int(wrong.sum()), "row": _row(common[int(np.argmax(wrong))])}
            yield Finding("RES-U058", Where(file=name), told)


def _by_key(table: pd.DataFrame, keys: Sequence[str]) -> pd.DataFrame:
    """Return the table by its keys; where these are not unique (persons), by place."""
    index = pd.MultiIndex.from_frame(table[list(keys)].astype(object)) if keys else table.index
    if not index.is_unique or not keys:
        return table.set_axis(pd.MultiIndex.from_arrays([range(1, len(table) + 1)]), axis=0)
    return table.drop(columns=list(keys)).set_axis(index, axis=0)


def _row(key: tuple[Any, ...]) -> str:
    return " › ".join(shown(str(part)) for part in key)


def _differs(before: pd.Series[Any], after: pd.Series[Any], tolerance: float, draws: int) -> npt.NDArray[np.bool_]:
    """Return by row whether the values are not the same."""
    if pd.api.types.is_numeric_dtype(before) and pd.api.types.is_numeric_dtype(after):
        one, other = before.to_numpy(float, na_value=np.nan), after.to_numpy(float, na_value=np.nan)
        size = np.maximum(1.0, np.maximum(np.abs(one), np.abs(other)))
        with np.errstate(invalid="ignore"):
            apart = ~(np.abs(one - other) <= tolerance * size)
        wrong: npt.NDArray[np.bool_] = apart & ~(np.isnan(one) & np.isnan(other)) & ~(one == other)
        return wrong
    pairs = zip(before.tolist(), after.tolist(), strict=True)  # texts and lists: of communities, never of persons
    return np.array([not _same(_plain(a), _plain(b), tolerance, draws) for a, b in pairs], dtype=bool)


def _plain(value: Any) -> Any:
    """Return a cell as Python has it: lists for arrays, what a JSON text says, None for nothing."""
    if isinstance(value, np.ndarray):
        return [_plain(part) for part in value]
    if isinstance(value, str) and value[:1] in ("{", "["):
        try:
            return json.loads(value)
        except ValueError:
            return value
    if isinstance(value, (list, tuple)):
        return [_plain(part) for part in value]
    if isinstance(value, Mapping):
        return {key: _plain(part) for key, part in value.items()}
    return None if value is None or (isinstance(value, float) and np.isnan(value)) else value


def _same(one: Any, other: Any, tolerance: float, draws: int) -> bool:
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(
            _same(one[key], other[key], ONE / draws if key == PROBABILITY else tolerance, draws) for key in one
        )
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(_same(a, b, tolerance, draws) for a, b in zip(one, other, strict=True))
    if _is_number(one) and _is_number(other):
        return bool(abs(one - other) <= tolerance * max(1.0, abs(one), abs(other)))
    return bool(one == other)


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float, np.number)) and not isinstance(value, bool)
