"""Answers that stand in two files: one survey in two forms, or an earlier export beside a later one that holds it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd

from resilience_cli.model.finding import Finding, Where

if TYPE_CHECKING:
    from resilience_cli.readers.decoding.batch import Batch

_BELONGING = ["sent", "community", "role"]


def overlaps(
    batches: Sequence[Batch], people: pd.DataFrame, answers: npt.NDArray[np.float64]
) -> tuple[npt.NDArray[np.bool_], list[Finding]]:
    """Return (by respondent, whether a file before holds the same answers sent at the same time; a finding a pair).

    `people`, `answers`: of all batches, in their order. The finding is an error where it is half of a file and more.
    """
    again = np.zeros(len(people), dtype=bool)
    files = np.repeat(np.arange(len(batches)), [len(batch.people) for batch in batches])
    frame = people[["community", "role"]].assign(sent=np.concatenate([batch.sent for batch in batches]), file=files)
    frame = frame[frame["sent"].notna()]
    timed = frame["file"].value_counts()
    frame = frame[frame.duplicated(_BELONGING, keep=False)]  # few are left: only those are compared in full
    if frame["file"].nunique() < 2:
        return again, []
    whole = pd.concat([frame[_BELONGING], pd.DataFrame(answers[frame.index], index=frame.index)], axis=1)
    person = whole.groupby(list(whole), dropna=False, sort=False).ngroup()
    first = frame["file"].groupby(person).transform("first")
    pairs = pd.DataFrame({"first": first, "file": frame["file"]})[first != frame["file"]]
    again[pairs.index] = True
    counted = pairs.value_counts(sort=False)
    found = [
        _finding(batches[one], batches[other], n, 2 * n >= min(timed[one], timed[other]))
        for (one, other), n in zip(counted.index, counted.tolist(), strict=True)
    ]
    return again, found


def _finding(first: Batch, second: Batch, n: int, mostly: bool) -> Finding:
    code = "RES-R170" if mostly else "RES-R171"
    where = Where(file=second.source.file, sheet=second.source.sheet)
    return Finding(code, where, {"n": n, "other": first.source.file})
