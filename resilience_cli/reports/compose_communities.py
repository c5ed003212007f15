"""The tables of a report: communities, why some have no class, their factors and sides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from resilience_cli.messages import pick, say
from resilience_cli.model.assessment import Assessment, Verdict
from resilience_cli.model.document import Cell, Chart, Column, Heading, Interval, Note, Paragraph, Part, Table
from resilience_cli.model.instrument import Instrument, Score
from resilience_cli.reports.suppression import Audience, count_shown
from resilience_cli.reports.wording import (
    STATUS,
    STATUS_MEANING,
    Rows,
    class_title,
    community_name,
    cuts_of,
    firmness,
    headline,
    names,
    score_rows,
    sides,
    weakest_sides,
    with_interval,
)

MOST_CHARTS = 3
"""Up to so many communities, the profile is drawn; beyond, it is a table."""


def community_parts(assessment: Assessment, verdicts: Sequence[Verdict], audience: Audience) -> Iterator[Part]:
    """Yield the table of communities and what it leaves open."""
    if not verdicts:
        return
    rows = score_rows(assessment)
    yield Heading(say("Neighbourhoods"))
    yield _overview_table(assessment, verdicts, audience, rows)
    statuses = [status for status in STATUS_MEANING if any(v.status == status for v in verdicts)]
    if statuses:
        yield Note(say("Status words. {meanings}.", meanings=say("; ").join(say(STATUS_MEANING[s]) for s in statuses)))
    yield from _rivals(assessment, verdicts)
    yield from _without_class(verdicts)
    yield from _not_judged(assessment, verdicts)


def _overview_table(assessment: Assessment, verdicts: Sequence[Verdict], audience: Audience, rows: Rows) -> Table:
    instrument, index = assessment.instrument, headline(assessment.instrument)
    cuts = cuts_of(instrument)
    roles = [role for role in instrument.roles.values() if any(v.received.get(role.id) for v in verdicts)]
    has_sides = bool(sides(instrument))
    columns = [Column(say("Neighbourhood")), Column(say("Class")), Column(say("How firm"))]
    columns += [Column(pick(index.title))] if index else []
    columns += [Column(say("Weakest side"))] if has_sides else []
    columns += [Column(say("Status"))]
    columns += [Column(pick(role.label), "right") for role in roles]
    table: list[tuple[str | Cell | Interval, ...]] = []
    for v in verdicts:
        cells: list[str | Cell | Interval] = [
            community_name(v),
            Cell(_class_cell(instrument, v), v.class_id),
            Cell(firmness(v), v.confidence),
        ]
        cells += [with_interval(rows.get((v.community, index.id)), index, cuts[index.id])] if index else []
        weakest = weakest_sides(v, instrument, rows)
        cells += [say(", ").join(pick(side.title) for side in weakest) or "–"] if has_sides else []
        cells.append(Cell(say(STATUS.get(v.status, v.status)), v.status))
        cells += [_people(v, role.id, audience) for role in roles]
        table.append(tuple(cells))
    return Table(tuple(columns), tuple(table), say("By role: people whose answers count; after the slash, all people."))


def _class_cell(instrument: Instrument, verdict: Verdict) -> str:
    title = class_title(instrument, verdict.class_id)
    return say("{title} (roles missing)", title=title) if verdict.class_id and verdict.unfilled_roles else title


def _people(verdict: Verdict, role: str, audience: Audience) -> str:
    if role in verdict.absent_roles:
        return say("none")
    used, population = count_shown(verdict.used.get(role, 0), audience), verdict.population.get(role)
    return used if population is None else f"{used}/{count_shown(population, audience)}"


def _rivals(assessment: Assessment, verdicts: Sequence[Verdict]) -> Iterator[Part]:
    for v in verdicts:
        if v.rival:
            yield Note(
                say(
                    "{name}: {ours} by the scores, but {rival} is more probable; read it as one of the two.",
                    name=community_name(v),
                    ours=class_title(assessment.instrument, v.class_id),
                    rival=class_title(assessment.instrument, v.rival),
                )
            )


def _without_class(verdicts: Sequence[Verdict]) -> Iterator[Part]:
    found = [verdict for verdict in verdicts if verdict.class_id is None]
    if found:
        yield Heading(say("Without a class"), 2)
    for verdict in found:
        name, why = community_name(verdict), verdict.no_class
        yield Paragraph(say("{name}: {why}", name=name, why=why.words if why else "–"))


def _not_judged(assessment: Assessment, verdicts: Sequence[Verdict]) -> Iterator[Part]:
    if assessment.register is None:
        return
    for field in assessment.instrument.register.values():
        found = [verdict for verdict in verdicts if field.id in verdict.unjudged]
        if found:
            text = say(
                "Not in the register, so not judged: {field} ({names}).", field=pick(field.text), names=names(found)
            )
            yield Note(text, "warning")


def profile_parts(assessment: Assessment, verdicts: Sequence[Verdict]) -> Iterator[Part]:
    """Yield factors, sides and outcomes: drawn for a few communities, as tables for many."""
    if not verdicts:
        return
    instrument, rows, cuts = assessment.instrument, score_rows(assessment), cuts_of(assessment.instrument)
    yield Heading(say("Profiles"))
    yield Paragraph(
        say(
            "Every score is a place on a scale from 0 to 100, not an exam mark: 60 is no pass mark. In brackets, the "
            "range of sampling and measurement (95%); it covers how many people answered, not who did not."
        )
    )
    groups = [
        (say("Factors"), [s for s in instrument.scores if s.kind == "factor"]),
        (say("Sides"), [s for s in instrument.scores if s.kind == "side"]),
        (say("Outcomes"), [s for s in instrument.scores if s.kind == "outcome"]),
    ]
    if len(verdicts) <= MOST_CHARTS:
        for verdict in verdicts:
            yield from profile(verdict, groups, rows, cuts)
        return
    for title, scores in groups:
        if scores:
            yield Heading(title, 2)
            yield Table(
                (Column(say("Neighbourhood")), *(Column(_directed(score)) for score in scores)),
                tuple(
                    (
                        community_name(v),
                        *(with_interval(rows.get((v.community, s.id)), s, cuts[s.id]) for s in scores),
                    )
                    for v in verdicts
                ),
            )


def profile(
    verdict: Verdict, groups: Sequence[tuple[str, Sequence[Score]]], rows: Rows, cuts: dict[str, tuple[float, ...]]
) -> Iterator[Part]:
    """Yield a chart of a community's scores for each group of scores."""
    for title, scores in groups:
        drawn = [(s, with_interval(rows.get((verdict.community, s.id)), s, cuts[s.id])) for s in scores]
        on_scale = [(_directed(s), interval) for s, interval in drawn if s.method != "difference"]
        marks = sorted({cut for s in scores if s.method != "difference" for cut in cuts[s.id]})
        if on_scale:
            yield Chart(say("{name}: {what}", name=community_name(verdict), what=title), tuple(on_scale), tuple(marks))
        for score, interval in drawn:
            if score.method == "difference":
                yield Paragraph(say("{title}: {points} points.", title=_directed(score), points=interval.text))


def _directed(score: Score) -> str:
    title = pick(score.title)
    return say("{title} (higher is worse)", title=title) if score.higher_is == "worse" else title
