"""Before and in the crisis, in words: what goes with what over neighbourhoods, and who was activated."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from resilience_cli.messages import mark, pick, say
from resilience_cli.messages.printable import printable
from resilience_cli.model.assessment import Assessment
from resilience_cli.model.crisis import Acted, Activation, Association, Crisis, Design, Lack
from resilience_cli.model.document import Cell, Column, Heading, Note, Paragraph, Part, Table
from resilience_cli.model.instrument import Instrument
from resilience_cli.reports.as_json import without_nan
from resilience_cli.reports.rounding import rounded

ACTED: dict[Acted, str] = {
    "more": mark("more than in ordinary days"),
    "less": mark("less than in ordinary days"),
    "not resolved": mark("not resolved"),
    "not compared": mark("not compared"),
}
SIGNS: dict[Acted, str] = {"more": " ▲", "less": " ▼", "not resolved": "", "not compared": ""}
QUESTIONS: dict[Design, str] = {
    "two waves": mark(
        "Does what stood before the event go with how the event was met? The score of the earlier wave beside that of "
        "the later one, over the neighbourhoods that have both."
    ),
    "split-half": mark(
        "The index by one random half of the residents beside the event as the other half tells it, so that nobody "
        "stands on both sides: the mean of {splits} splits. Residents only; neighbourhoods with enough of them in "
        "both halves."
    ),
}
LACKS: dict[Lack, str] = {
    "few": mark("no number: fewer than 5 neighbourhoods"),
    "equal": mark("no number: all are alike"),
}
FEW = 30
"""With fewer neighbourhoods a correlation is a rough one, and that is said."""


def crisis_parts(instruments: tuple[Instrument, Instrument], after: Assessment, found: Crisis) -> Iterator[Part]:
    """Yield the correlations and who was activated; `instruments` are those of the index and of the event."""
    if found.associations:
        yield Heading(say("Before and in the crisis"))
        yield from _associations(instruments, found)
    if found.activations:
        wave = after.recipe["options"].get("wave")
        yield Heading(say("Who was activated in {wave}", wave=printable(wave)) if wave else say("Who was activated"))
        yield from _activations(after, found.activations)


def crisis_as_json(found: Crisis) -> dict[str, Any]:
    """Return `associations` and `activations` as docs/commands.md describes them."""
    told: dict[str, Any] = without_nan(asdict(found))
    return told


def _associations(instruments: tuple[Instrument, Instrument], found: Crisis) -> Iterator[Part]:
    design, splits = found.associations[0].design, found.associations[0].splits
    yield Paragraph(say(QUESTIONS[design], splits=splits) if splits else say(QUESTIONS[design]))
    titles = [say("Ordinary days"), say("In the event"), say("How many"), say("Correlation"), say("95 % range")]
    if design == "split-half":
        titles.append(say("Of the splits"))
    rows: list[tuple[str | Cell, ...]] = []
    for one in found.associations:
        title, other = (pick(i.score[s].title) for i, s in zip(instruments, (one.index, one.crisis), strict=True))
        row = (title, other, Cell(str(one.n), one.n), Cell(_rho(one), one.rho), _range(one.low, one.high))
        rows.append((*row, _range(one.least, one.most)) if design == "split-half" else row)
    yield Table(tuple(Column(title, "left" if at < 2 else "right") for at, title in enumerate(titles)), tuple(rows))
    fewest = min((one.n for one in found.associations if one.rho is not None), default=FEW)
    if fewest < FEW:
        yield Note(
            say(
                "{n} points are few: one neighbourhood more or less can turn the picture. Read the range, not the "
                "number.",
                n=fewest,
            ),
            "warning",
        )
    if design == "split-half":
        yield Note(say("Same-time association, not cause."), "warning")
    elif found.same_event:
        yield Note(
            say(
                "Both waves ask about the same event ({event}): the earlier one was not answered before it, and this "
                "is no forecast.",
                event=printable(found.same_event, 40),
            ),
            "warning",
        )
    if design == "two waves":
        yield Note(say("What comes before is not for that reason the cause: neighbourhoods differ in much else."))


def _rho(one: Association) -> str:
    return _signed(one.rho) if one.lack is None else say(LACKS[one.lack])


def _range(low: float | None, high: float | None) -> str:
    return "–" if low is None or high is None else say("{low} to {high}", low=_signed(low), high=_signed(high))


def _signed(value: float | None) -> str:
    return "–" if value is None else f"{value:+.2f}"


def _activations(after: Assessment, found: Sequence[Activation]) -> Iterator[Part]:
    yield Paragraph(
        say(
            "How each side acted in the event beside how it acts in ordinary days, in points; a difference counts if "
            "p, adjusted over the table (Holm), is below .05. The questions of the event are other ones than those of "
            "ordinary days, so that a part of a difference may be theirs; look at where a neighbourhood or a side "
            "differs from the others. It does not say why."
        )
    )
    overall = [one for one in found if one.community is None]
    titles = [say("Side"), say("Ordinary days"), say("In the event"), say("Difference")]
    titles += [say("95 % range"), say("What can be said")]
    columns = tuple(Column(title, "right" if 0 < at < 5 else "left") for at, title in enumerate(titles))
    caption = say("The mean of all neighbourhoods in which the two compare; in brackets how many.")
    yield Table(columns, tuple(_overall(after.instrument, one) for one in overall), caption)
    yield from _by_community(after, [one for one in found if one.community is not None])


def _overall(instrument: Instrument, one: Activation) -> tuple[str | Cell, ...]:
    return (
        say("{side} ({n})", side=pick(instrument.score[one.side].title), n=one.n),
        Cell(rounded(one.routine), one.routine),
        Cell(rounded(one.event), one.event),
        Cell(_points(one.difference), one.difference),
        _points_range(one),
        say(ACTED[one.word]),
    )


def _by_community(after: Assessment, found: Sequence[Activation]) -> Iterator[Part]:
    """Yield a table with a column a side: the difference, its range, and ▲ or ▼ where it counts."""
    names = {verdict.community: printable(verdict.name) for verdict in after.verdicts}
    sides = list(dict.fromkeys(one.side for one in found))
    by_place = {(one.community, one.side): one for one in found}
    rows: list[tuple[str | Cell, ...]] = [
        (names[community], *(_difference(by_place.get((community, side))) for side in sides))
        for community in sorted({one.community or "" for one in found}, key=lambda id_: names[id_])
    ]
    titles = [pick(after.instrument.score[side].title) for side in sides]
    yield Table((Column(say("Neighbourhood")), *(Column(title, "right") for title in titles)), tuple(rows))
    yield Note(
        say(
            "▲ more, ▼ less than in ordinary days; without a sign: not resolved; –: not known, or not the same roles "
            "answered on both."
        )
    )


def _difference(one: Activation | None) -> Cell:
    if one is None or one.difference is None:
        return Cell("–", None)
    return Cell(f"{_points(one.difference)} ({_points_range(one)}){SIGNS[one.word]}", one.difference)


def _points(value: float | None) -> str:
    return "–" if value is None else f"{value:+.1f}"


def _points_range(one: Activation) -> str:
    if one.low is None or one.high is None:
        return "–"
    return say("{low} to {high}", low=f"{round(one.low):+d}", high=f"{round(one.high):+d}")
