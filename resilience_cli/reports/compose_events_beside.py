"""Events beside what an assessment says of the same neighbourhoods: their classes, or what changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from resilience_cli.messages import mark, say
from resilience_cli.model.assessment import Assessment, Verdict
from resilience_cli.model.comparison import ScoreChange
from resilience_cli.model.crisis import indices
from resilience_cli.model.document import Cell, Column, Heading, Note, Paragraph, Part, Table
from resilience_cli.model.events import WINDOWS, EventStudy
from resilience_cli.reports.change_words import WORDS
from resilience_cli.reports.communities import find_communities
from resilience_cli.reports.compose_events import (
    NO_CAUSE,
    around_what,
    events_as_json,
    group_cells,
    group_titles,
    groups_by,
    what_it_is,
)
from resilience_cli.reports.compose_findings import finding_parts
from resilience_cli.reports.rounding import rounded
from resilience_cli.reports.suppression import Audience, is_published
from resilience_cli.reports.wording import class_title, community_name

SHORT_WINDOWS = {"before": mark("Before it"), "during": mark("During it"), "after": mark("After it")}
"""Time around a shock, as the title of a column."""


def beside_parts(
    study: EventStudy,
    assessment: Assessment,
    communities: Sequence[str] = (),
    audience: Audience = "internal",
    changes: Mapping[str, str] | None = None,
) -> Iterator[Part]:
    """Yield the events of an assessment's communities beside their classes; for the public, of those published.

    With `changes` (by id of a community), these stand there instead of the classes.
    """
    yield Heading(say("Events"))
    yield Paragraph(what_it_is(study))
    groups = {row["group"]: row for row in groups_by(study, "community")}
    shocks = study.events[study.events["kind"] == "shock"].groupby("community").size()
    told = _told(assessment, _shown(assessment, communities, audience), changes)
    rows = []
    for community, beside in told.items():
        row = groups.get(community)
        cells = group_cells(row) if row else ("0", "–", "–", "–")
        rows.append((*beside, cells[0], str(shocks.get(community, 0)), *cells[1:]))
    titles = (*_titles(changes), say("Events"), say("Sudden shocks"), *group_titles()[1:])
    columns = tuple(Column(title, "left" if place < 2 else "right") for place, title in enumerate(titles))
    yield Table(columns, tuple(rows))
    yield Note(say("Events are what somebody recorded: few events may mean that few were written down."), "info")
    if audience == "internal":
        yield from _nearby(study, told, changes)
        yield from finding_parts(study.source.findings, "internal")


def beside_as_json(
    study: EventStudy, assessment: Assessment, communities: Sequence[str] = (), audience: Audience = "internal"
) -> dict[str, Any]:
    """Return the study as JSON values, of these communities only; for the public, without the single events."""
    shown = [verdict.community for verdict in _shown(assessment, communities, audience)]
    found = events_as_json(study)
    events = [row for row in found["events"] if audience == "internal" and row["community"] in shown]
    groups = [row for row in found["groups"] if row["by"] == "community" and row["group"] in shown]
    findings = found["findings"] if audience == "internal" else len(found["findings"])
    kept = {key: found[key] for key in ("file", "sha256", "until")}
    around = {} if found["around"] is None else {"around": found["around"]}
    return {**kept, "events": events, "groups": groups, **around, "findings": findings}


def changes_in_words(assessment: Assessment, changes: Sequence[ScoreChange]) -> dict[str, str]:
    """Return by id of a community how its indices changed, and what may be said of it."""
    wanted, found = {score.id for score in indices(assessment.instrument)}, dict[str, list[str]]()
    for change in changes:
        if change.score in wanted:
            told = f"{change.difference:+.1f} {say(WORDS[change.verdict])}"
            found.setdefault(change.community, []).append(told)
    return {community: say("; ").join(told) for community, told in found.items()}


def _shown(assessment: Assessment, communities: Sequence[str], audience: Audience) -> list[Verdict]:
    chosen = find_communities(assessment, communities)
    return [v for v in chosen if audience == "internal" or is_published(v, assessment.instrument)]


def _told(
    assessment: Assessment, verdicts: Sequence[Verdict], changes: Mapping[str, str] | None
) -> Mapping[str, tuple[str, str]]:
    """Return by id of a community its name, and its class or what changed."""
    if changes is not None:
        return {v.community: (community_name(v), changes.get(v.community, "–")) for v in verdicts}
    return {v.community: (community_name(v), class_title(assessment.instrument, v.class_id)) for v in verdicts}


def _titles(changes: Mapping[str, str] | None) -> tuple[str, str]:
    return say("Neighbourhood"), say("Class") if changes is None else say("Change")


def _nearby(
    study: EventStudy, told: Mapping[str, tuple[str, str]], changes: Mapping[str, str] | None
) -> Iterator[Part]:
    """Yield, for each community that the shock hit, how many other events began before, during and after it."""
    if study.nearby is None:
        return
    yield from around_what(study)
    rows: dict[str, list[str | Cell]] = {}
    for row in study.nearby.to_dict("records"):
        cells = rows.setdefault(row["community"], list(told.get(row["community"], (row["community"], "–"))))
        month = rounded(row["per_month"], digits=2)
        cells.append(Cell(say("{n} ({month})", n=row["n"], month=month) if row["days"] else "–", row["per_month"]))
    titles = (*_titles(changes), *(say(SHORT_WINDOWS[window]) for window in WINDOWS))
    columns = tuple(Column(title, "left" if place < 2 else "right") for place, title in enumerate(titles))
    yield Table(columns, tuple(map(tuple, rows.values())), say("Events, and in brackets how many in 30 days."))
    yield Note(say(NO_CAUSE))
