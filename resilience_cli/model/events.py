"""What happened in communities: daily disturbances and sudden shocks, as recorded and what they amount to.

Event system theory (Morgeson, Mitchell & Liu 2015) looks at the strength of an event (how novel, disruptive and
critical it is), at its time and at its space; to these come who answered it and how it ended.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from resilience_cli.messages import mark
from resilience_cli.model.finding import Finding

if TYPE_CHECKING:
    import pandas as pd

KINDS = {"daily": mark("daily disturbance"), "shock": mark("sudden shock")}
"""Kind of event -> how it is called."""
PARTS = {"novelty": mark("Novelty"), "disruption": mark("Disruption"), "criticality": mark("Criticality")}
"""Part of an event's strength -> how it is called."""
LOWEST, HIGHEST = 1, 5
"""Ends of the scale on which each part is rated."""
SIDES = {"state": mark("the state"), "market": mark("the market"), "society": mark("society")}
"""Side -> how it is called."""
PAIRS = {
    "state_market": mark("state and market"),
    "market_society": mark("market and society"),
    "state_society": mark("state and society"),
}
"""Two sides that may be in tension -> how they are called."""
OUTCOMES = {"resolved": mark("resolved"), "open": mark("still open")}
"""How an event ended -> how it is called."""
WINDOWS = {"before": mark("before"), "during": mark("during"), "after": mark("after")}
"""Time around a shock -> how it is called."""
AROUND = 90
"""Days before and after a shock that are looked at, unless the user says otherwise."""


@dataclass(frozen=True)
class Events:
    """What an events file says."""

    events: pd.DataFrame
    """One row an event, by start. Index: its id (@ and the row, where it has none). Columns: community, name, kind (of
    KINDS), start, end (days; NaT unknown), tension (tuple of PAIRS), answered (tuple of SIDES), outcome (of OUTCOMES);
    None where nothing is said."""
    ratings: pd.DataFrame
    """One row a rating: event, rater (a number within the event, in the order of rows), and each of PARTS (NaN: not
    rated). Who rated is not kept."""
    file: str
    """File name without its folder."""
    sha256: str
    """Hash of its bytes."""
    findings: tuple[Finding, ...]
    """What was noticed while reading."""


@dataclass(frozen=True)
class EventStudy:
    """What the events amount to."""

    events: pd.DataFrame
    """As Events.events, with each of PARTS (mean of the ratings), strength (0-100: the place of the three parts' mean
    on their scale; NaN without all three), ratings (how many), days (to the resolution, or to `until` where it is
    still open; NaN unknown)."""
    groups: pd.DataFrame
    """One row a group of events. by: all, kind, community, tension or answered; group: which; n; strength (mean,
    0-100); known (events whose outcome is said); resolved (of those); share (resolved / known); timed (resolved on a
    known day, or still open); median, low, high (days to resolution, Kaplan-Meier, with 95 % interval)."""
    agreement: pd.DataFrame
    """One row a part: part, n (events rated by two or more), exact, adjacent (shares of pairs of ratings with no
    difference, and of at most one point), ad (mean difference), alpha (Krippendorff's; NaN for fewer than five
    events). No row where no event was rated twice."""
    around: pd.DataFrame | None
    """Around the shock that was asked for: window (of WINDOWS), days (of observation, over its communities), n (other
    events that began then), per_month (n in 30 days), strength, known, resolved, share. None if none was asked for."""
    nearby: pd.DataFrame | None
    """As around, for each community that the shock hit by itself, with the column community."""
    shock: Mapping[str, Any] | None
    """name, communities (ids), start (the first), end (the last; None: not over) and days (looked at before, after)."""
    until: pd.Timestamp
    """Up to this day the events were watched."""
    source: Events
    """The file."""
