"""A plan as a document: what a street office must do in one sentence, then the tables behind it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from math import ceil
from typing import Any

from resilience_cli.messages import mark, pick, say
from resilience_cli.messages.printable import printable
from resilience_cli.model.document import Cell, Column, Document, Heading, Note, Paragraph, Part, Table
from resilience_cli.model.instrument import Instrument
from resilience_cli.model.plan import ChangeNeed, CommunityPlan, Firmness, Plan, Source
from resilience_cli.reports.as_json import without_nan
from resilience_cli.reports.rounding import percent, rounded

SOURCES: dict[Source, str] = {"assessment": mark("the assessment"), "stated": mark("as stated")}


def plan_document(instrument: Instrument | None, plan: Plan) -> Document:
    """Return the plan: the answer in two sentences, needs, what numbers can tell, communities, what it rests on."""
    parts = (
        Paragraph(_class_sentence(instrument, plan)),
        Paragraph(_change_sentence(instrument, plan)),
        *_by_which_score(instrument, plan),
        *_needs(plan),
        *_reach(plan),
        *_communities(instrument, plan),
        *_simulated(instrument, plan),
        *_basis(instrument, plan),
    )
    return Document(say("How many people must answer"), parts)


def plan_as_json(plan: Plan) -> dict[str, Any]:
    """Return the plan as docs/commands.md describes it."""
    found: dict[str, Any] = without_nan(asdict(plan))
    return found


def _class_sentence(instrument: Instrument | None, plan: Plan) -> str:
    need, with_staff = plan.main, _with_staff(instrument, plan, plan.main.staff)
    values = {"distance": f"{need.distance:g}", "with_staff": with_staff}
    if need.residents is None:
        text = mark("However many residents answer, a class {distance} points from a cut is not firm{with_staff}.")
        return say(text, **values) + _more_staff(plan, need)
    text = mark("A class {distance} points from a cut is firm if {n} residents answer in a neighbourhood{with_staff}.")
    return say(text, n=need.residents, **values) + _sent(plan, need.residents)


def _change_sentence(instrument: Instrument | None, plan: Plan) -> str:
    need, with_staff = plan.main_change, _with_staff(instrument, plan, plan.main_change.staff)
    values = {"smallest": f"{plan.smallest:g}", "power": percent(plan.power), "with_staff": with_staff}
    if need.residents is None:
        text = mark(
            "However many residents answer, a change of {smallest} points between two waves is not found with "
            "{power} power{with_staff}."
        )
        return say(text, **values) + _more_staff(plan, need)
    text = mark(
        "A change of {smallest} points is found with {power} power if {n} residents answer in each of two "
        "waves{with_staff}."
    )
    return say(text, n=need.residents, **values) + _sent(plan, need.residents)


def _with_staff(instrument: Instrument | None, plan: Plan, staff: int) -> str:
    """Return who answers beside the residents."""
    if staff == 0:
        return ""
    if instrument is None or not plan.answers:
        return say(", with {n} from every institution", n=staff)
    named = say(", ").join(f"{pick(instrument.roles[role].label)} {n}" for role, n in plan.answers.items())
    return say(", with these people of the institutions: {named}; of others {n}", named=named, n=staff)


def _more_staff(plan: Plan, need: Firmness | ChangeNeed) -> str:
    if need.least_staff is None:
        return ""
    if plan.answers:
        return say(" That takes at least {n} people of every other institution.", n=need.least_staff)
    return say(" That takes at least {n} people of every institution.", n=need.least_staff)


def _sent(plan: Plan, residents: int) -> str:
    if plan.response_rate is None:
        return ""
    sent = ceil(residents / plan.response_rate)
    text = mark(" If {rate} of those who are asked answer, send {sent} forms to get {n} back.")
    return say(text, rate=percent(plan.response_rate), sent=sent, n=residents)


def _by_which_score(instrument: Instrument | None, plan: Plan) -> Iterator[Part]:
    if instrument is None or plan.score is None or plan.change_score is None:
        return
    titles = [pick(instrument.score[score].title) for score in (plan.score, plan.change_score)]
    if plan.score == plan.change_score:
        yield Paragraph(say("Planned by the score “{score}”.", score=titles[0]))
        return
    yield Paragraph(
        say(
            "Classes are planned by “{score}”, the least sure of the scores that the class rules test; changes by "
            "“{change}”.",
            score=titles[0],
            change=titles[1],
        )
    )


def _needs(plan: Plan) -> Iterator[Part]:
    """Yield how many residents must answer: by distance from a cut, and for the smallest change."""
    yield Heading(say("How many residents must answer"), 2)
    distances = dict.fromkeys(need.distance for need in plan.firmness)
    needs: list[tuple[str, Sequence[Firmness | ChangeNeed]]] = [
        (say("class, {distance} points from a cut", distance=f"{d:g}"), [n for n in plan.firmness if n.distance == d])
        for d in distances
    ]
    needs.append((say("change of {smallest} points, each wave", smallest=f"{plan.smallest:g}"), plan.changes))
    lacking = any(need.least_staff is not None for _, found in needs for need in found)
    columns = [Column(say("For")), *(Column(_staff_title(need.staff), "right") for need in plan.changes)]
    yield from _above(plan)
    yield Table(
        tuple(columns + [Column(say("Institutions"), "right")] * lacking),
        tuple(
            (what, *(_number(need.residents) for need in found), *([_at_least(found)] * lacking))
            for what, found in needs
        ),
    )
    if any(need.residents is None for _, found in needs for need in found):
        yield Paragraph(say("Never: no number of residents up to 10,000 suffices."))
    if lacking:
        yield Paragraph(
            say("Institutions: so many people of each must answer for some number of residents to suffice.")
        )
    if plan.enough > 1:
        yield Paragraph(say("No fewer than {n} residents are planned: below, the status is “few”.", n=plan.enough))


def _above(plan: Plan) -> Iterator[Part]:
    if any(need.staff for need in plan.changes):
        yield Paragraph(say("Columns: so many people of every institution answer."))


def _staff_title(staff: int) -> str:
    return say("residents only") if staff == 0 else say("{n} each", n=staff)


def _at_least(needs: Sequence[Firmness | ChangeNeed]) -> Cell:
    """Return the least number of staff by which some number of residents suffices, where the row shows a lack."""
    found = next((need.least_staff for need in needs if need.least_staff is not None), None)
    return Cell("" if found is None else f"≥ {found}", found)


def _number(value: int | None) -> Cell:
    return Cell(say("never") if value is None else str(value), value)


def _reach(plan: Plan) -> Iterator[Part]:
    """Yield what so many residents can tell: from which distance a class is firm, which change is found."""
    staff = list(dict.fromkeys(one.staff for one in plan.reach))
    if not staff:
        return
    numbers = list(dict.fromkeys(one.residents for one in plan.reach))
    found = {(one.residents, one.staff): one for one in plan.reach}
    yield Heading(say("What so many residents can tell"), 2)
    columns = (Column(say("Residents"), "right"), *(Column(_staff_title(k), "right") for k in staff))
    yield Paragraph(say("A class is firm from this distance to the nearest cut, in points:"))
    yield Table(columns, tuple((_number(n), *(_points(found[n, k].firm_from) for k in staff)) for n in numbers))
    text = mark("A change between two such waves is found with {power} power from this size, in points:")
    yield Paragraph(say(text, power=percent(plan.power)))
    yield Table(columns, tuple((_number(n), *(_points(found[n, k].detectable) for k in staff)) for n in numbers))


def _points(value: float | None) -> Cell:
    return Cell(rounded(value), value)


def _communities(instrument: Instrument | None, plan: Plan) -> Iterator[Part]:
    """Yield what each community of the register needs."""
    if instrument is None or not plan.communities:
        return
    yield Heading(say("By neighbourhood"), 2)
    distance = f"{plan.main.distance:g}"
    yield Paragraph(say("Residents that must answer for a firm class {distance} points from a cut:", distance=distance))
    titles = [say("Neighbourhood"), say("There are"), say("Residents"), say("Institutions")]
    titles += [say("To send")] if plan.response_rate is not None else []
    columns = [Column(title, "left" if place in (0, 3) else "right") for place, title in enumerate(titles)]
    yield Table(
        (*columns, Column(say("Remark"))),
        tuple(_community(instrument, plan, one) for one in plan.communities),
    )


def _community(instrument: Instrument, plan: Plan, one: CommunityPlan) -> tuple[str | Cell, ...]:
    there = [one.population[role] for role in instrument.residents if role in one.population]
    staff = _each(instrument, one)
    sent = () if plan.response_rate is None else (Cell(str(one.to_send or "–"), one.to_send),)
    total = Cell(str(sum(there)) if there else "–", sum(there))
    return (printable(one.name), total, _number(one.residents), staff or "–", *sent, _remark(plan, one))


def _each(instrument: Instrument, one: CommunityPlan) -> str:
    """Return how many of each institution answer: one number where it is the same for all."""
    if len(set(one.staff.values())) == 1:
        return _staff_title(next(iter(one.staff.values())))
    return say(", ").join(f"{pick(instrument.roles[role].label)} {n}" for role, n in one.staff.items())


def _remark(plan: Plan, one: CommunityPlan) -> str:
    if one.residents is None and one.firm_from is not None:
        return say("all are too few: firm from {distance} points only", distance=rounded(one.firm_from))
    if one.residents is None:
        return say("no number suffices")
    if plan.response_rate is not None and one.to_send is None:
        return say("more forms than residents: ask all, and remind them")
    return say("drawn from a known number") if one.finite else ""


def _simulated(instrument: Instrument | None, plan: Plan) -> Iterator[Part]:
    """Yield how many classes would be firm by the whole class rule."""
    if not plan.simulated:
        return
    yield Heading(say("By the whole class rule"), 2)
    yield Paragraph(
        say(
            "If the neighbourhoods stand where the assessment found them, so many have a firm class (drawn, all scores "
            "of the rules at once){with_staff}:",
            with_staff=_with_staff(instrument, plan, plan.main.staff),
        )
    )
    yield Table(
        (
            Column(say("Residents"), "right"),
            Column(say("firm"), "right"),
            Column(say("of those with a class"), "right"),
        ),
        tuple((_number(one.residents), _number(one.firm), _number(one.of)) for one in plan.simulated),
    )
    if 0 < plan.main.staff <= 2:
        yield Note(say("A class that one or two people of an institution decide is “one voice” and never firm."))


def _basis(instrument: Instrument | None, plan: Plan) -> Iterator[Part]:
    """Yield what the plan rests on, and how it was computed."""
    yield Heading(say("What this rests on"), 2)
    titles = (say("Role"), say("Weight"), say("Standard deviation"), say("Known from"))
    columns = tuple(Column(title, "right" if place in (1, 2) else "left") for place, title in enumerate(titles))
    yield Table(
        columns,
        tuple(
            (
                pick(instrument.roles[one.role].label) if instrument else say("Everybody"),
                Cell(percent(one.weight), one.weight),
                _points(one.sd),
                say(SOURCES[one.source]),
            )
            for one in plan.roles
        ),
    )
    yield Paragraph(
        say(
            "By formula: t distribution with Satterthwaite's degrees of freedom, one score and one cut; firm from "
            "{probability}. Changes: two independent waves of the same size, level {level}. It covers how many answer, "
            "not who does not.",
            probability=percent(plan.probability),
            level=percent(plan.level),
        )
    )
