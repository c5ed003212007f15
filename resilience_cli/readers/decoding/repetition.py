"""Answers that stand twice: in a file, or in two of them, as one survey in two forms or an export within a later one.

What is kept of a row is a number of 64 bits, so that no row need be kept: of ten million different rows two are
taken for equal with a probability of about 3 in a million.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd

from resilience_cli.model.finding import Finding, Where
from resilience_cli.readers.decoding.durations import moment
from resilience_cli.readers.decoding.export import Export
from resilience_cli.readers.sheet import Column

if TYPE_CHECKING:
    from resilience_cli.model.responses import Source
    from resilience_cli.readers.decoding.people import Belonging

Numbers = npt.NDArray[np.uint64]
MOST_REMEMBERED = 20_000_000
"""Of more respondents it is not looked for repetitions: what is kept of them would fill the memory."""
_LEAST_IN_ORDER = 5
"""So many different answer sheets in the same order are no chance."""
_PARTS = ("rows", "serials", "whole", "meant", "timed")
_FACTOR = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, eq=False)
class Prints:
    """What is remembered of respondents, row by row; 0 where there is nothing to tell them by."""

    rows: npt.NDArray[np.int64]
    """Number of the row."""
    serials: Numbers
    """Of the running number."""
    whole: Numbers
    """Of the cells of a row that has a time of submission."""
    meant: Numbers
    """Of what was answered, by whom and when: the same in every form of an export."""
    timed: npt.NDArray[np.bool_]
    """Whether the time of submission is known."""

    def take(self, kept: npt.NDArray[np.bool_]) -> Prints:
        """Return what is remembered of the rows that are true."""
        return Prints(*(getattr(self, name)[kept] for name in _PARTS))


def prints(export: Export, who: Belonging, answers: npt.NDArray[np.float64]) -> Prints:
    """Return what is remembered of all rows; `answers`: row x item, declared values."""
    sheet, places = export.sheet, export.layout.places
    nothing = np.zeros(len(sheet), dtype=np.uint64)
    serials = whole = nothing
    sent = np.full(len(sheet), np.nan)
    belonging = [_of_objects(who.communities), who.roles.astype(np.uint64)]
    if "serial" in places:
        column = sheet.column(places["serial"])
        serials = np.where(column.filled, _of_texts(column), 0).astype(np.uint64)
    if "submitted" in places:
        column = sheet.column(places["submitted"])
        told = [places["submitted"], *(c for i in export.layout.items for c in export.layout.columns_of(i))]
        told += [places["seconds"]] if "seconds" in places else []
        whole = _mixed([*belonging, *(_of_texts(sheet.column(place)) for place in told)])
        whole = np.where(column.filled, whole, 0).astype(np.uint64)
        sent = column.map(moment, np.nan, np.float64)
    values = np.nan_to_num(np.vstack([sent, answers.T]), nan=-1.0) + 0.0  # -0 is 0
    meant = _mixed([*belonging, *(np.ascontiguousarray(part).view(np.uint64) for part in values)])
    return Prints(sheet.numbers, serials, whole, meant, ~np.isnan(sent))


def joined(parts: Sequence[Prints]) -> Prints:
    """Return what is remembered of the rows of all parts."""
    return Prints(*(np.concatenate([getattr(part, name) for part in parts]) for name in _PARTS))


def repetitions(seen: Prints, source: Source, serial: Where) -> Iterator[Finding]:
    """Yield a finding for the rows of one file that repeat an earlier one, and for running numbers that occur again.

    `serial`: the place of the running numbers.
    """
    if numbers := _again(seen.rows, seen.whole):
        yield Finding("RES-R075", Where(file=source.file, sheet=source.sheet, row=numbers[0]), {}, numbers)
    if numbers := _again(seen.rows, seen.serials):
        yield Finding("RES-R074", replace(serial, row=numbers[0]), {}, numbers)


def overlaps(files: Sequence[tuple[Source, Prints]]) -> list[Finding]:
    """Return a finding for each pair of files that hold the same answers.

    Sent at the same time, it is an error where that is half of a file and more. Of answers without a time it is one
    where a file, or its beginning, is the whole of another in the same order: two surveys never are.
    """
    if len(files) < 2:
        return []
    found = _at_the_same_time(files)
    for other, (source, seen) in enumerate(files):
        for one in range(other):
            n = _in_the_same_order(files[one][1], seen)
            if n:
                where, values = Where(file=source.file, sheet=source.sheet), {"n": n, "other": files[one][0].file}
                found.append(Finding("RES-R175", where, values))
    return found


def _in_the_same_order(one: Prints, other: Prints) -> int:
    """Return how many answer sheets without a time one file begins with that are the whole other file; else 0."""
    if one.timed.any() or other.timed.any():
        return 0
    n = min(len(one.meant), len(other.meant))
    same = n >= _LEAST_IN_ORDER and np.array_equal(one.meant[:n], other.meant[:n])
    return n if same and len(np.unique(one.meant[:n])) >= _LEAST_IN_ORDER else 0


def _at_the_same_time(files: Sequence[tuple[Source, Prints]]) -> list[Finding]:
    file = np.repeat(np.arange(len(files)), [len(seen.rows) for _, seen in files])
    frame = pd.DataFrame({"print": np.concatenate([seen.meant for _, seen in files]), "file": file})
    frame["row"] = np.concatenate([seen.rows for _, seen in files])
    frame = frame[np.concatenate([seen.timed for _, seen in files])]
    timed = np.bincount(frame["file"], minlength=len(files))
    frame = frame[frame["print"].duplicated(keep=False)]
    first, second = frame["file"].groupby(frame["print"]).transform("first").to_numpy(), frame["file"].to_numpy()
    found = []
    for one, other in sorted(
        {pair for pair in zip(first.tolist(), second.tolist(), strict=True) if pair[0] != pair[1]}
    ):
        rows = tuple(frame["row"].to_numpy()[(first == one) & (second == other)].tolist())
        source, values = files[other][0], {"n": len(rows), "other": files[one][0].file}
        where = Where(file=source.file, sheet=source.sheet)
        mostly = 2 * len(rows) >= min(timed[one], timed[other])
        found.append(Finding("RES-R170", where, values) if mostly else Finding("RES-R171", where, values, rows))
    return found


def _again(rows: npt.NDArray[np.int64], seen: Numbers) -> tuple[int, ...]:
    twice = pd.Series(seen).duplicated().to_numpy() & (seen != 0)
    return tuple(rows[twice].tolist())


def _of_texts(column: Column) -> Numbers:
    texts = np.array([*column.texts, ""], dtype=object)
    return np.asarray(pd.util.hash_array(texts, categorize=False)[column.codes], dtype=np.uint64)


def _of_objects(texts: npt.NDArray[np.object_]) -> Numbers:
    codes, distinct = pd.factorize(texts)
    return np.asarray(pd.util.hash_array(np.asarray(distinct, dtype=object), categorize=False)[codes], dtype=np.uint64)


def _mixed(parts: Iterable[Numbers]) -> Numbers:
    """Return one number a row that depends on all of them and on their order; never 0."""
    total: Numbers = np.uint64(0)  # type: ignore[assignment]
    for part in parts:
        total = (total ^ part) * _FACTOR
        total = total ^ (total >> np.uint64(29))
    return np.maximum(total, np.uint64(1))
