"""Which communities of two assessments are the same, and of which of them a change may be told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from resilience_cli.model.assessment import Assessment
from resilience_cli.model.same_text import normal
from resilience_cli.reports.suppression import smallest_cell
from resilience_cli.scoring.communities import on_roles

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


def telling(before: Assessment, after: Assessment, pairs: Pairs, roles: tuple[str, ...]) -> list[str]:
    """Return the communities (later ids) of which a change would tell what a few people answered.

    Where a role answered in one wave only, the score without it beside that of the report, and the public weights, give
    its mean: so at least as many people as may be shown must be in the roles that are left out, or none.
    """
    least = smallest_cell(after.instrument)
    grids = []
    for assessment, ids in ((before, [one for one, _ in pairs]), (after, [other for _, other in pairs])):
        used = assessment.people.set_index(["community", "role"])["used"]
        weighted = [role if role in combined(assessment) else "" for role in after.instrument.roles]
        grids.append(on_roles(used, tuple(ids), tuple(weighted)))
    counted = np.array([role in roles for role in after.instrument.roles])
    kept = counted & (grids[0] > 0) & (grids[1] > 0)
    left = [np.where(kept, 0.0, grid).sum(axis=1) for grid in grids]
    few = np.logical_or(*((n > 0) & (n < least) for n in left))
    return [other for (_, other), hide in zip(pairs, few, strict=True) if hide]
