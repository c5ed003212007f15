"""Events of communities: how strong they were, when and where, who answered, and how they ended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from resilience_cli.errors import UsageError
from resilience_cli.model.assessment import Assessment
from resilience_cli.model.events import AROUND, HIGHEST, LOWEST, PARTS, Events, EventStudy
from resilience_cli.model.finding import Finding, Where
from resilience_cli.model.same_text import normal
from resilience_cli.readers.spelling import shown
from resilience_cli.stats.rating_agreement import krippendorff, pair_differences
from resilience_cli.stats.survival import median_time

LEAST_RATED = 5
"""For fewer events that were rated twice, no coefficient of agreement is given."""
MONTH = 30


def study(
    events: Events, until: pd.Timestamp | None = None, shock: str | None = None, days: int = AROUND
) -> EventStudy:
    """Return what the events amount to as they stood on the day `until` (by default the last day in the file).

    `shock`: name or number of a sudden shock around which the other events are counted, `days` before and after.
    Raises UsageError if there is no such shock.
    """
    last = until if until is not None else events.events[["start", "end"]].max().max()
    events = _as_of(events, last)
    table = _with_strength(events)
    ended = table["end"].where(table["outcome"] == "resolved", last).where(table["outcome"].notna())
    table["days"] = (ended - table["start"]).dt.days.astype(float)
    found = EventStudy(table, _groups(table), _agreement(events.ratings), None, None, None, last, events)
    if shock is None:
        return found
    hits = _hits(table, shock, events.file)
    windows = _windows(hits, table["start"].min(), last, days)
    others = table.drop(index=hits.index)
    nearby = [_around(others, windows.loc[[place]]).assign(community=place) for place in windows.index]
    return replace(found, around=_around(others, windows), nearby=pd.concat(nearby), shock=_shock(hits, days))


def of_assessment(events: Events, assessment: Assessment) -> Events:
    """Return the events in the assessment's communities, by id, name or other name; a finding names the others."""
    known = {normal(text): v.community for v in assessment.verdicts for text in (v.name, v.community)}
    if assessment.register is not None and "also" in assessment.register.table:
        also = assessment.register.table["also"].items()
        known = {normal(name): str(id_) for id_, names in also for name in names} | known
    ids = events.events["community"].map({name: known.get(normal(name)) for name in events.events["community"]})
    table = events.events.assign(community=ids)[ids.notna()]
    others = sorted(set(events.events["community"][ids.isna()]))
    found = [Finding("RES-A086", Where(file=events.file), {"names": [shown(name) for name in others]})]
    ratings = events.ratings[events.ratings["event"].isin(table.index)]
    return replace(events, events=table, ratings=ratings, findings=(*events.findings, *(found if others else ())))


def _as_of(events: Events, last: pd.Timestamp) -> Events:
    """Return the events that had begun by that day; those that ended later were still open then."""
    begun = events.events[~(events.events["start"] > last)].copy()
    later = begun["end"] > last
    begun.loc[later & begun["outcome"].notna(), "outcome"] = "open"
    begun.loc[later, "end"] = pd.NaT
    counts = {"RES-A084": len(events.events) - len(begun), "RES-A089": int(later.sum())}
    values = {code: {"until": f"{last:%Y-%m-%d}", "n": n} for code, n in counts.items() if n}
    found = [Finding(code, Where(file=events.file), told) for code, told in values.items()]
    ratings = events.ratings[events.ratings["event"].isin(begun.index)]
    return replace(events, events=begun, ratings=ratings, findings=(*events.findings, *found))


def _with_strength(events: Events) -> pd.DataFrame:
    """Return the events with the mean of each part, the strength, and the number of ratings."""
    parts = list(PARTS)
    rated = events.ratings.assign(strength=events.ratings[parts].mean(axis=1, skipna=False))
    means = rated.groupby("event")[[*parts, "strength"]].mean().reindex(events.events.index)
    means["strength"] = 100 * (means["strength"] - LOWEST) / (HIGHEST - LOWEST)
    ratings = rated.groupby("event").size().reindex(events.events.index)
    return events.events.join(means).assign(ratings=ratings)


def _groups(table: pd.DataFrame) -> pd.DataFrame:
    """Return one row for all, each kind, community, pair of sides in tension, and side that answered."""
    found = [_summary(table) | {"by": "all", "group": "all"}]
    for by in ("kind", "community", "tension", "answered"):
        several = table.explode(by) if by in ("tension", "answered") else table
        found += [_summary(rows) | {"by": by, "group": group} for group, rows in several.groupby(by)]
    columns = ["by", "group", "n", "strength", "known", "resolved", "share", "timed", "median", "low", "high"]
    return pd.DataFrame(found, columns=columns)


def _summary(rows: pd.DataFrame) -> dict[str, Any]:
    known, resolved = rows["outcome"].notna().sum(), (rows["outcome"] == "resolved").sum()
    timed = rows[rows["days"].notna()]
    ended = (timed["outcome"] == "resolved").to_numpy()
    median, low, high = median_time(timed["days"].to_numpy(), ended)
    return {
        "n": len(rows),
        "strength": rows["strength"].mean(),
        "known": int(known),
        "resolved": int(resolved),
        "share": resolved / known if known else np.nan,
        "timed": len(timed),
        "median": median,
        "low": low,
        "high": high,
    }


def _agreement(ratings: pd.DataFrame) -> pd.DataFrame:
    """Return one row a part that two people rated of the same event."""
    found = []
    for part in PARTS:
        by_rater = ratings.pivot(index="event", columns="rater", values=part).to_numpy(float)
        rated = by_rater[(~np.isnan(by_rater)).sum(axis=1) > 1]
        if len(rated):
            apart = pair_differences(rated)
            alpha = krippendorff(rated) if len(rated) >= LEAST_RATED else np.nan
            found.append((part, len(rated), (apart == 0).mean(), (apart <= 1).mean(), apart.mean(), alpha))
    return pd.DataFrame(found, columns=["part", "n", "exact", "adjacent", "ad", "alpha"])


def _hits(table: pd.DataFrame, shock: str, file: str) -> pd.DataFrame:
    """Return the events that are this shock, by name or number; raise UsageError if there is none."""
    called = (table.index == shock) | (table["name"].map(normal, na_action="ignore") == normal(shock))
    hits = table[called & (table["kind"] == "shock")]
    if hits.empty:
        shocks = table[table["kind"] == "shock"]
        names = list(dict.fromkeys(shocks["name"].fillna(shocks.index.to_series()))) or ["–"]
        raise UsageError(Finding("RES-A085", Where(file=file), {"shock": shock, "shocks": names}))
    return hits


def _windows(hits: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp, days: int) -> pd.DataFrame:
    """Return by community that the shock hit: start and end of it, and of the time around it that is looked at.

    Nothing is known of the time before `first` and after `last`: it is not looked at.
    """
    by = hits.assign(end=hits["end"].fillna(last)).groupby("community")
    windows = by.agg(start=("start", "min"), end=("end", "max"))
    before, after = windows["start"] - pd.Timedelta(days=days), windows["end"] + pd.Timedelta(days=days)
    return windows.assign(first=before.where(before > first, first), last=after.where(after < last, last))


def _around(events: pd.DataFrame, windows: pd.DataFrame) -> pd.DataFrame:
    """Return one row for before, during and after: how many of these events began then, and what they were like."""
    others = events.join(windows.add_prefix("window_"), on="community", how="inner")
    begun = others["start"]
    inside = {
        "before": (begun >= others["window_first"]) & (begun < others["window_start"]),
        "during": (begun >= others["window_start"]) & (begun <= others["window_end"]),
        "after": (begun > others["window_end"]) & (begun <= others["window_last"]),
    }
    days = {
        "before": (windows["start"] - windows["first"]).dt.days.sum(),
        "during": ((windows["end"] - windows["start"]).dt.days + 1).sum(),
        "after": (windows["last"] - windows["end"]).dt.days.sum(),
    }
    found = []
    for window, rows in inside.items():
        told = _summary(others[rows])
        told |= {"window": window, "days": int(days[window])}
        told["per_month"] = MONTH * told["n"] / told["days"] if told["days"] else np.nan
        found.append(told)
    return pd.DataFrame(found)[["window", "days", "n", "per_month", "strength", "known", "resolved", "share"]]


def _shock(hits: pd.DataFrame, days: int) -> Mapping[str, Any]:
    return {
        "name": hits["name"].iloc[0] or hits.index[0],
        "communities": tuple(sorted(set(hits["community"]))),
        "start": hits["start"].min(),
        "end": hits["end"].max() if hits["end"].notna().all() else None,
        "days": days,
    }
