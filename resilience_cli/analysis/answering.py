"""Who answered carelessly, who did not answer, and what was left out; nothing of groups too small to be shown."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from resilience_cli.model.assessment import Assessment
from resilience_cli.model.diagnosis import INSTITUTIONS, Flagged, Missing, Moved, Response
from resilience_cli.model.instrument import Instrument
from resilience_cli.reports.suppression import smallest_cell, staff_is_shown

REASONS = ("blank", "skipped", "not_scored", "invalid")
"""Why a value is missing of somebody who was asked."""
MOST_NOT_SCORED = 0.30
"""Above this share of a role that chose an option without score, the question is not for that role."""
_COLUMNS = [f"missing_{reason}" for reason in REASONS]


def flagged_groups(assessment: Assessment) -> Iterator[Flagged]:
    """Yield how many were flagged and left out: of each role in the whole file, then by community and group."""
    people, least = assessment.people, smallest_cell(assessment.instrument)
    for role, rows in people.groupby("role", sort=False):
        if rows["received"].sum() >= least:
            yield _flagged(None, str(role), rows)
    for (community, group), rows in _grouped(assessment, people):
        if _is_shown(assessment.instrument, group, rows, "received"):
            yield _flagged(community, group, rows)


def _flagged(community: str | None, group: str, people: pd.DataFrame) -> Flagged:
    return Flagged(community, group, *(int(people[name].sum()) for name in ("received", "flagged", "excluded")))


def moved(assessment: Assessment) -> Iterator[Moved]:
    """Yield by score its mean over communities, with and without the flagged; nothing if so few were flagged.

    Where fewer than may be shown were flagged, the two numbers together would tell their answers.
    """
    least = smallest_cell(assessment.instrument)
    flagged = assessment.people.groupby("community")["flagged"].sum()
    if flagged.sum() < least:
        return
    table = assessment.scores.dropna(subset=["estimate", "unflagged"])
    table = table.assign(difference=table["unflagged"] - table["estimate"])
    told = table[table["community"].isin(flagged.index[flagged >= least])]
    for score in (score.id for score in assessment.instrument.scores):
        rows, here = table[table["score"] == score], told[told["score"] == score]
        if len(rows):
            kept, without = (float(rows[name].mean()) for name in ("estimate", "unflagged"))
            yield Moved(score, kept, without, *_most(here))


def _most(rows: pd.DataFrame) -> tuple[str | None, float | None]:
    """Return (the community whose score moves most, by how many points)."""
    if rows.empty:
        return None, None
    at = int(np.abs(rows["difference"].to_numpy(float)).argmax())
    return str(rows["community"].iloc[at]), float(rows["difference"].iloc[at])


def missing(assessment: Assessment) -> Iterator[Missing]:
    """Yield what is missing: by item and group, by role, by community and group, and by item of the residents there.

    Of checks of attention nothing; of an item only if anything is missing; staff as one wherever an item or a community
    is named.
    """
    instrument, least = assessment.instrument, smallest_cell(assessment.instrument)
    table = _asked_rows(assessment)
    table = table[[instrument.item[item].attention is None for item in table["item"]]]
    table = table.assign(asked=table[["n", *_COLUMNS]].sum(axis=1), group=_groups(instrument, table["role"]))
    for (_, group), rows in table.groupby(["item", "group"], sort=False):
        people = rows.groupby("role")[["asked"]].sum().reset_index()
        if _is_shown(instrument, str(group), people, "asked"):
            yield from _of_item(rows, str(group))
    for role, rows in table.groupby("role", sort=False):
        if rows.groupby("item")["asked"].sum().min() >= least:
            yield _missing(rows, str(role))
    for (community, group), rows in _grouped(assessment, assessment.people):
        if _is_shown(instrument, group, rows, "used"):
            here = table[(table["community"] == community) & (table["group"] == group)]
            yield _missing(here, group, community=community)
            if group != INSTITUTIONS:
                for _, cell in here.groupby("item", sort=False):
                    if cell["asked"].sum() >= least:
                        yield from _of_item(cell, group, community)


def _of_item(rows: pd.DataFrame, group: str, community: str | None = None) -> Iterator[Missing]:
    found = _missing(rows, group, str(rows["item"].iloc[0]), community)
    if found.share > 0:
        yield found


def not_for(assessment: Assessment) -> Iterator[tuple[str, str]]:
    """Yield (role, item) where more than MOST_NOT_SCORED of the role chose an option without score."""
    sums = _asked_rows(assessment).groupby(["role", "item"], sort=False)[["n", *_COLUMNS]].sum()
    asked = sums.sum(axis=1)
    many = (sums["missing_not_scored"] > MOST_NOT_SCORED * asked) & (asked >= smallest_cell(assessment.instrument))
    yield from ((str(role), str(item)) for role, item in sums.index[many])


def response(assessment: Assessment) -> Iterator[Response]:
    """Yield how many of the people whom the register knows sent a sheet: by role over all communities, then in each."""
    found = [
        Response(role, verdict.community, verdict.received.get(role, 0), people)
        for verdict in assessment.verdicts
        for role, people in verdict.population.items()
    ]
    for role in assessment.instrument.roles:
        of_role = [one for one in found if one.role == role]
        if of_role:
            received, population = (
                sum(n) for n in zip(*((one.received, one.population) for one in of_role), strict=True)
            )
            yield Response(role, None, int(received), population)
    yield from found


def _asked_rows(assessment: Assessment) -> pd.DataFrame:
    """Return the rows of the items' table of roles that are asked."""
    asked = {(item.id, role) for item in assessment.instrument.items for role in item.asked_of}
    keys = zip(assessment.items["item"], assessment.items["role"], strict=True)
    return assessment.items[[key in asked for key in keys]]


def _groups(instrument: Instrument, roles: pd.Series[str]) -> pd.Series[str]:
    return roles.where(roles.isin(instrument.residents), INSTITUTIONS)


def _grouped(assessment: Assessment, people: pd.DataFrame) -> Iterator[tuple[tuple[str, str], pd.DataFrame]]:
    """Yield the rows of people by (community, group)."""
    groups = _groups(assessment.instrument, people["role"])
    for (community, group), rows in people.groupby(["community", groups], sort=False):
        yield (str(community), str(group)), rows


def _is_shown(instrument: Instrument, group: str, people: pd.DataFrame, count: str) -> bool:
    least = smallest_cell(instrument)
    if group != INSTITUTIONS:
        return bool(people[count].sum() >= least)
    return staff_is_shown(dict(zip(people["role"], people[count].astype(float), strict=True)), least)


def _missing(rows: pd.DataFrame, group: str, item: str | None = None, community: str | None = None) -> Missing:
    reasons = {reason: int(rows[column].sum()) for reason, column in zip(REASONS, _COLUMNS, strict=True)}
    return Missing(item, group, int(rows["asked"].sum()), reasons, community)
