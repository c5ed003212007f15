"""Events as a document, as JSON, and as a part of a report on communities."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from resilience_cli.messages import mark, say
from resilience_cli.messages.printable import printable
from resilience_cli.model.document import Cell, Column, Document, Heading, Interval, Note, Paragraph, Part, Table
from resilience_cli.model.events import KINDS, OUTCOMES, PAIRS, PARTS, SIDES, WINDOWS, EventStudy
from resilience_cli.reports.as_json import finding_as_json, without_nan
from resilience_cli.reports.compose_findings import finding_parts
from resilience_cli.reports.rounding import percent, rounded

MOST_COMMUNITIES, MOST_EVENTS = 20, 12
"""So many communities have a timeline, the strongest events of each on it; JSON has all."""
GROUPS = {"all": {"all": mark("all events")}, "kind": KINDS, "tension": PAIRS, "answered": SIDES}
"""What events are grouped by -> how each group is called; communities bear their own names."""
SHORT = {"daily": mark("daily"), "shock": mark("shock")}
"""Kind of event -> how it is called where there is little room."""
NO_CAUSE = mark("That one follows the other does not show that one caused the other.")
Row = Mapping[str, Any]


def events_document(study: EventStudy) -> Document:
    """Return the events: how many and how strong, their timeline, tension, answers, ends, and agreement of raters."""
    parts = (
        *_overview(study),
        *_timeline(study),
        *_grouped(study, say("Neighbourhoods"), say("Neighbourhood"), "community"),
        *_grouped(study, say("Tension between sides"), say("Pair of sides"), "tension"),
        *_grouped(study, say("Who responded"), say("Side"), "answered"),
        *_around(study),
        *_agreement(study),
        *finding_parts(study.source.findings, "internal"),
    )
    return Document(say("Events: {file}", file=printable(study.source.file)), parts)


def events_as_json(study: EventStudy) -> dict[str, Any]:
    """Return the study as JSON values: dates as year-month-day, null where there is no number."""
    events = study.events.assign(
        **{side: study.events[side].dt.strftime("%Y-%m-%d") for side in ("start", "end")}
    ).rename_axis("id")
    around = None
    if study.shock is not None and study.around is not None:
        shock = {key: _day(value) for key, value in study.shock.items()}
        around = {**shock, "windows": _records(study.around), "by_community": _records(study.nearby)}
    found: dict[str, Any] = without_nan(
        {
            "file": study.source.file,
            "sha256": study.source.sha256,
            "until": _day(study.until),
            "events": [{**row, **_lists(row)} for row in events.reset_index().to_dict("records")],
            "groups": study.groups.to_dict("records"),
            "agreement": study.agreement.to_dict("records"),
            "around": around,
            "findings": [finding_as_json(finding) for finding in study.source.findings],
        }
    )
    return found


def _records(table: pd.DataFrame | None) -> list[dict[Any, Any]]:
    return [] if table is None else table.to_dict("records")


def _day(value: Any) -> Any:
    if value is pd.NaT:
        return None
    return f"{value:%Y-%m-%d}" if isinstance(value, pd.Timestamp) else value


def _lists(row: Mapping[Any, Any]) -> dict[str, list[str]]:
    return {name: list(row[name] or ()) for name in ("tension", "answered")}


def _overview(study: EventStudy) -> Iterator[Part]:
    kinds = {row["group"]: row["n"] for row in groups_by(study, "kind")}
    yield Paragraph(
        say(
            "Events: {n} in {places} neighbourhoods, among them daily disturbances: {daily}, sudden shocks: {shock}. "
            "First start: {first}.",
            n=len(study.events),
            places=study.events["community"].nunique(),
            daily=kinds.get("daily", 0),
            shock=kinds.get("shock", 0),
            first=_day(study.events["start"].min()) or "–",
        )
    )
    yield Paragraph(what_it_is(study))
    yield _table([*groups_by(study, "all"), *groups_by(study, "kind")], say("Group"), GROUPS["all"] | KINDS)


def what_it_is(study: EventStudy) -> str:
    """Return what the numbers on events mean."""
    return say(
        "Strength: how novel, disruptive and critical an event is; the mean of the three, as a place from 0 (all 1) to "
        "100 (all 5). Days to resolution: the median by Kaplan-Meier, with its 95% range; events still open on {until} "
        "count as not resolved until then.",
        until=_day(study.until) or "–",
    )


def _timeline(study: EventStudy) -> Iterator[Part]:
    """Yield a table for each community: its events in time, drawn on one scale for all."""
    table = study.events.sort_values("start", kind="stable")
    if table.empty:
        return
    first, last = table["start"].min().toordinal(), max(study.until.toordinal(), table["start"].min().toordinal() + 1)
    counts = table.groupby("community").size().sort_values(ascending=False, kind="stable")
    yield Heading(say("Timeline"))
    titles = (say("Event"), say("Kind"), say("When"), say("Strength"), say("Outcome"))
    for community in counts.index[:MOST_COMMUNITIES]:
        events = table[table["community"] == community]
        shown = events.loc[events["strength"].nlargest(MOST_EVENTS).index] if len(events) > MOST_EVENTS else events
        yield Heading(printable(community), 2)
        rows = tuple(_event(id_, row, first, last) for id_, row in shown.sort_values("start").to_dict("index").items())
        yield Table(tuple(Column(title, "right" if title == titles[3] else "left") for title in titles), rows)
        if len(shown) < len(events):
            yield Note(say("The strongest events are shown; not shown: {n}.", n=len(events) - len(shown)))
    if len(counts) > MOST_COMMUNITIES:
        left = len(counts) - MOST_COMMUNITIES
        yield Note(say("Neighbourhoods with fewer events, not drawn: {n}; --json has all.", n=left))


def _event(id_: Any, row: Mapping[Any, Any], first: int, last: int) -> tuple[str | Cell | Interval, ...]:
    start, end = row["start"].toordinal(), row["end"]
    over = end.toordinal() if end is not pd.NaT else last if row["outcome"] != "resolved" else start
    when = f"{_day(row['start'])} – {_day(end) or ''}".rstrip(" –") if _day(end) else f"{_day(row['start'])} –"
    return (
        printable(row["name"] or id_, 40),
        _name(row["kind"], SHORT),
        Interval(start, start, over, first, last, when),
        rounded(row["strength"]),
        _name(row["outcome"], OUTCOMES),
    )


def _grouped(study: EventStudy, title: str, of: str, by: str) -> Iterator[Part]:
    if rows := groups_by(study, by):
        yield Heading(title)
        yield _table(rows, of, GROUPS.get(by, {}))


def groups_by(study: EventStudy, by: str) -> list[Row]:
    """Return the groups, in the order in which they are declared."""
    order = list(GROUPS.get(by, ()))
    rows = study.groups[study.groups["by"] == by].to_dict("records")
    found: list[Row] = [{str(key): value for key, value in row.items()} for row in rows]
    return sorted(found, key=lambda row: order.index(row["group"])) if order else found


def _table(rows: Sequence[Row], of: str, names: Mapping[str, str]) -> Table:
    told = [(_name(row["group"], names), *group_cells(row)) for row in rows]
    titles = (of, *group_titles())
    return Table(tuple(Column(title, "right" if place else "left") for place, title in enumerate(titles)), tuple(told))


def _name(group: str | None, names: Mapping[str, str]) -> str:
    words = names.get(group or "")
    return say(words) if words else printable(group or "–")


def group_titles() -> tuple[str, ...]:
    """Return the titles of `group_cells`."""
    return say("Events"), say("Strength (mean)"), say("Resolved"), say("Days to resolution (median)")


def group_cells(row: Row) -> tuple[str, ...]:
    """Return of a group: how many events, their strength, how many are resolved, and in how many days."""
    share = say("{n} of {known} ({share})", n=row["resolved"], known=row["known"], share=percent(row["share"]))
    return str(row["n"]), rounded(row["strength"]), share if row["known"] else "–", _median(row)


def _median(row: Row) -> str:
    if pd.isna(row["median"]):
        return say("more than half still open") if row["timed"] else "–"
    median, low, high = (rounded(row[name], digits=0) for name in ("median", "low", "high"))
    if pd.isna(row["high"]):
        return median if pd.isna(row["low"]) else say("{median} (from {low})", median=median, low=low)
    return say("{median} ({low}–{high})", median=median, low=low, high=high)


def _around(study: EventStudy) -> Iterator[Part]:
    if study.around is None:
        return
    yield from around_what(study)
    titles = (say("Days looked at"), say("Events"), say("In 30 days, each"), say("Strength (mean)"), say("Resolved"))
    rows = []
    for row in study.around.to_dict("records"):
        told = group_cells({"timed": 0, "median": float("nan"), **{str(key): value for key, value in row.items()}})
        when = WINDOWS[row["window"]]
        rows.append((say(when), str(row["days"]), told[0], rounded(row["per_month"], digits=2), *told[1:3]))
    yield Table((Column(say("When")), *(Column(title, "right") for title in titles)), tuple(rows))
    yield Note(say(NO_CAUSE))


def around_what(study: EventStudy) -> Iterator[Part]:
    """Yield which shock it is and what is counted around it."""
    shock = study.shock or {}
    yield Heading(say("Around the shock “{name}”", name=printable(shock["name"], 40)))
    yield Paragraph(
        say(
            "From {start} to {end}, in {places} neighbourhoods; {days} days before and after it, as far as the file "
            "goes. Counted are the other events there that began in that time.",
            start=_day(shock["start"]),
            end=_day(shock["end"]) or say("(not over)"),
            places=len(shock["communities"]),
            days=shock["days"],
        )
    )


def _agreement(study: EventStudy) -> Iterator[Part]:
    if study.agreement.empty:
        return
    yield Heading(say("Agreement of two ratings"))
    titles = (
        say("Events"),
        say("The same"),
        say("At most 1 apart"),
        say("Mean difference"),
        say("Krippendorff's alpha"),
    )
    rows = tuple(
        (
            say(words),
            str(row["n"]),
            percent(row["exact"]),
            percent(row["adjacent"]),
            rounded(row["ad"], digits=2),
            rounded(row["alpha"], digits=2),
        )
        for row in study.agreement.to_dict("records")
        for words in [PARTS[row["part"]]]
    )
    columns = (Column(say("Part")), *(Column(title, "right") for title in titles))
    caption = say("Alpha is 1 where raters agree fully and 0 where they agree as by chance; from five events on.")
    yield Table(columns, rows, caption)
