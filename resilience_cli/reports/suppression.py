"""What a report may show of small groups: its readers know who the two people are. Nothing here changes a score."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Literal

import pandas as pd

from resilience_cli.messages import say
from resilience_cli.model.assessment import Assessment, Verdict
from resilience_cli.model.instrument import Instrument
from resilience_cli.reports.rounding import percent

FEW_FOR_ALL = 20
"""Of fewer people it is not said that nobody, or everybody, gave an answer."""
Audience = Literal["internal", "public"]
AUDIENCES: tuple[Audience, ...] = ("internal", "public")
BANDS = (0, 5, 10, 20, 50, 100, 200, 500, 1000)
"""Where the bands begin in which public reports show counts."""


def smallest_cell(instrument: Instrument) -> int:
    """Return how many people a group needs before anything but its count is shown."""
    return int(instrument.raw.get("privacy", {}).get("minimum_cell", 5))


def is_published(verdict: Verdict, instrument: Instrument) -> bool:
    """Whether a public report may show the community: it has enough residents (10, unless the instrument differs)."""
    needed = int(instrument.raw.get("privacy", {}).get("minimum_public_cell", 10))
    return sum(verdict.used.get(role, 0) for role in instrument.residents) >= needed


def count_shown(n: float, audience: Audience) -> str:
    """Return a count of people: itself, or for the public the band that it lies in."""
    if audience == "internal":
        return f"{n:.0f}"
    if n >= BANDS[-1]:
        return say("{n} or more", n=BANDS[-1])
    start = max(band for band in BANDS if band <= n)
    end = BANDS[BANDS.index(start) + 1]
    return say("under {n}", n=end) if start == 0 else say("{first}–{last}", first=start, last=end - 1)


def share_shown(share: float, n: float) -> str:
    """Return a share of n people; of fewer than 20 never that nobody or all chose something."""
    if n < FEW_FOR_ALL and share in (0.0, 1.0):
        step = math.ceil(100.0 / n)
        return say("<{n}%", n=step) if share == 0 else say(">{n}%", n=100 - step)
    return percent(share)


def staff_is_shown(people: Mapping[str, float], minimum: int) -> bool:
    """Whether the staff of these bodies ({role: people}) may be shown as one group.

    They must be `minimum` people of two bodies; and where a body has fewer, of three, because the role weights are
    public: with two bodies, the group's mean and the balanced score would tell each body's own.
    """
    present = [n for n in people.values() if n > 0]
    return sum(present) >= minimum and len(present) >= 2 and (len(present) >= 3 or min(present) >= minimum)


def pooled_is_shown(verdict: Verdict, instrument: Instrument) -> bool:
    """Whether the mean over all people may stand beside the balanced score.

    Not where one body with few people answered beside the residents: the two numbers would tell its own.
    """
    staff = [n for role, n in verdict.used.items() if role in instrument.institutions and n > 0]
    return len(staff) != 1 or staff[0] >= smallest_cell(instrument)


def bodies_shown(people: Mapping[str, float], minimum: int) -> set[str]:
    """Return the bodies ({role: people}) that may each be shown beside the mean of all.

    Those of `minimum` people; if just one has fewer, not the smallest of these either: from the others and the mean of
    all, its own could be told.
    """
    shown = sorted((role for role, n in people.items() if n >= minimum), key=lambda role: people[role])
    hidden = sum(0 < n < minimum for n in people.values())
    return set(shown[1:] if hidden == 1 else shown)


def perception_rows(assessment: Assessment, community: str | None = None) -> dict[str, pd.DataFrame]:
    """Return by score the gaps between residents and each body that together may be shown as one group.

    Rows as in `Assessment.gaps`, and `weight`: each body counts by its people, in all 1; of one community, or of the
    whole file. Left out are communities in which fewer residents answered than may be shown, and the scores for which
    the staff may not be shown.
    """
    instrument, found = assessment.instrument, {}
    table = assessment.gaps_of(instrument.residents).dropna(subset=["gap"])
    table = table[table["other"].isin(instrument.institutions)]
    if community is not None:
        table = table[table["community"] == community]
    counts = assessment.roles.rename(columns={"role": "other"})[["community", "score", "other", "n"]]
    table = table.merge(counts, on=["community", "score", "other"])
    answered = assessment.roles[assessment.roles["role"].isin(instrument.residents)]
    by_score = answered.groupby(["community", "score"])["n"].sum()
    residents = by_score.reindex(pd.MultiIndex.from_frame(table[["community", "score"]]), fill_value=0).to_numpy()
    table = table[residents >= smallest_cell(instrument)]
    for score, rows in table.groupby("score", sort=False):
        people = rows.groupby("other")["n"].sum()
        by_body = dict(zip(people.index.astype(str), people.to_numpy(float), strict=True))
        if staff_is_shown(by_body, smallest_cell(instrument)):
            found[str(score)] = rows.assign(weight=rows["n"] / rows["n"].sum())
    return found


def perception_gaps(assessment: Assessment, community: str | None = None) -> dict[str, float]:
    """Return by score the residents' mean minus that of all staff, in points, where it may be shown."""
    found = perception_rows(assessment, community)
    return {score: float((rows["weight"] * rows["gap"]).sum()) for score, rows in found.items()}
