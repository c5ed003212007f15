"""Which communities of two assessments are the same, and of which of them a change may be told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from resilience_cli.model.assessment import Assessment
from resilience_cli.model.same_text import normal
from resilience_cli.scoring.layout import Layout

Pairs = Sequence[tuple[str, str]]
"""(id in the earlier, id in the later assessment) of the same community."""


def matched(before: Assessment, after: Assessment) -> tuple[Pairs, tuple[str, ...], tuple[str, ...]]:
    """Return (pairs of ids of the same community, names that are only in the earlier wave, only in the later).

    They are the same by id, by name, or by another name in either register; never where that is not unique.
    """
    earlier: dict[str, set[str]] = {}
    for verdict in before.verdicts:
        for key in _keys(before, verdict.community, verdict.name):
            earlier.setdefault(key, set()).add(verdict.community)
    found: dict[str, str] = {}
    for verdict in after.verdicts:
        ids = set().union(*(earlier.get(key, set()) for key in _keys(after, verdict.community, verdict.name)))
        if len(ids) == 1:
            found[verdict.community] = ids.pop()
    twice = {id_ for id_, n in Counter(found.values()).items() if n > 1}
    pairs = [(one, other) for other, one in found.items() if one not in twice]
    ones, others = {one for one, _ in pairs}, {other for _, other in pairs}
    return (
        pairs,
        tuple(v.name for v in before.verdicts if v.community not in ones),
        tuple(v.name for v in after.verdicts if v.community not in others),
    )


def _keys(assessment: Assessment, community: str, name: str) -> set[str]:
    also = assessment.register.value(community, "also") if assessment.register is not None else None
    return {community, normal(name), *(also or ())}


def combined(assessment: Assessment) -> set[str]:
    """Return the ids of the roles that take part in its scores."""
    return set(assessment.roles.loc[assessment.roles["combined"], "role"])


def rows_of(waves: Sequence[Assessment]) -> tuple[tuple[str | None, ...], ...]:
    """Return one row a community that is in any wave: its id in each, None where it is not in it; the last wave first.

    It is the same community as in the latest earlier wave that has it.
    """
    rows: list[list[str | None]] = []
    for k, wave in enumerate(waves):
        before, later = [None] * k, [None] * (len(waves) - k - 1)
        rows += [[*before, verdict.community, *later] for verdict in wave.verdicts]
        for j in range(k - 1, -1, -1):
            rows = _joined(rows, matched(waves[j], wave)[0], j, k)
    return tuple(sorted((tuple(row) for row in rows), key=lambda row: [(one is None, one or "") for one in row[::-1]]))


def _joined(rows: list[list[str | None]], pairs: Pairs, j: int, k: int) -> list[list[str | None]]:
    """Return the rows with those of the same community in the waves j and k as one; such as are joined stay so."""
    earlier = {row[j]: row for row in rows if row[j] is not None and row[k] is None}
    new = {row[k]: row for row in rows if row[k] is not None and not any(row[:k])}
    gone = set()
    for one, other in pairs:
        if one in earlier and other in new:
            earlier.pop(one)[k] = other
            gone.add(id(new[other]))
    return [row for row in rows if id(row) not in gone]


def telling(own: Sequence[Layout], shared: Sequence[Layout], least: int) -> npt.NDArray[np.bool_]:
    """Return C x J: whether a change of the score would tell what a few people answered.

    `own`: the layouts of both waves as they were reported; `shared`: on the roles that both have. The score without a
    role beside that of the report, and the public weights, give the role's mean: so at least as many people as may be
    shown must be in the roles that are left out, or none.
    """
    left = [np.where(a.present & ~b.present, a.count, 0.0).sum(axis=1) for a, b in zip(own, shared, strict=True)]
    return np.asarray(np.logical_or(*((n > 0) & (n < least) for n in left)))
