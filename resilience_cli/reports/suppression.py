"""What a report may show of small groups: its readers know who the two people are. Nothing here changes a score."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import pandas as pd

from resilience_cli.messages import say
from resilience_cli.model.assessment import Assessment, Verdict
from resilience_cli.model.instrument import Instrument

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


def perception_gaps(assessment: Assessment, community: str | None = None) -> dict[str, float]:
    """Return by score the residents' mean minus that of all staff, in points: of one community, or of the whole file.

    Each body counts by its people. Left out are communities in which fewer residents answered than may be shown, and
    the scores for which the staff may not be shown.
    """
    instrument, gaps = assessment.instrument, assessment.gaps
    if community is not None:
        gaps = gaps[gaps["community"] == community]
    forward = gaps["role"].isin(instrument.residents) & gaps["other"].isin(instrument.institutions)
    backward = gaps["other"].isin(instrument.residents) & gaps["role"].isin(instrument.institutions)
    table = pd.concat(
        [
            gaps[forward].rename(columns={"other": "body"})[["community", "score", "body", "gap"]],
            gaps[backward]
            .rename(columns={"role": "body"})[["community", "score", "body", "gap"]]
            .assign(gap=-gaps.loc[backward, "gap"]),
        ]
    ).dropna(subset=["gap"])
    people = assessment.roles[["community", "role", "score", "n"]]
    table = table.merge(people.rename(columns={"role": "body"}), on=["community", "score", "body"])
    answered = people[people["role"].isin(instrument.residents)].groupby(["community", "score"])["n"].sum()
    residents = answered.reindex(pd.MultiIndex.from_frame(table[["community", "score"]]), fill_value=0).to_numpy()
    minimum = smallest_cell(instrument)
    table = table[residents >= minimum].copy()
    table["weighted"] = table["gap"] * table["n"]
    found = {}
    for score, rows in table.groupby("score", sort=False):
        by_body = {str(body): float(n) for body, n in rows.groupby("body")["n"].sum().items()}
        if staff_is_shown(by_body, minimum):
            found[str(score)] = float(rows["weighted"].sum() / rows["n"].sum())
    return found
