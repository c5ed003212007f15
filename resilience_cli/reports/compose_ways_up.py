"""The cheapest ways out of a class, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from resilience_cli.messages import pick, say
from resilience_cli.model.assessment import Assessment, Verdict
from resilience_cli.model.document import Cell, Column, Heading, Note, Part, Table
from resilience_cli.model.way_up import WayUp
from resilience_cli.reports.item_text import item_text
from resilience_cli.reports.rounding import percent
from resilience_cli.reports.wording import class_title

MOST = 8


def ways_up_parts(assessment: Assessment, verdict: Verdict, ways: Sequence[WayUp]) -> Iterator[Part]:
    """Yield the questions on which one step would do most; nothing if none was looked at."""
    if not ways:
        return
    yield Heading(say("The cheapest ways up"))
    own = class_title(assessment.instrument, verdict.class_id)
    titles = [say("Question"), say("Score"), say("Room"), say("Moves the score by"), say("Out of {title}", title=own)]
    columns = (*(Column(t, "right" if at > 1 else "left") for at, t in enumerate(titles)), Column(say("Towards")))
    rows = tuple(
        (
            item_text(assessment, way.item),
            pick(assessment.instrument.score[way.score].title),
            Cell(percent(way.room), way.room),
            Cell(f"{way.points:+.1f}", way.points),
            Cell(percent(way.leaves), way.leaves),
            class_title(assessment.instrument, way.towards),
        )
        for way in ways[:MOST]
    )
    yield Table(columns, rows)
    yield Note(
        say(
            "If everybody answered this one question one step better: how many residents can still do so (room), by "
            "how much the score would move, and how probable it would then be that the neighbourhood is no longer "
            "{title} (now {now}). Computed from the same draws; it says what would count, not what causes it.",
            title=own,
            now=percent(ways[0].now),
        )
    )
