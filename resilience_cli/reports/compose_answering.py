"""Careless answering, who did not answer and what was left out, as parts of a report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from resilience_cli.messages import mark, say
from resilience_cli.model.assessment import FLAG_NAMES, Assessment
from resilience_cli.model.diagnosis import Diagnosis, Flagged, Missing
from resilience_cli.model.document import Cell, Column, Heading, Interval, Note, Paragraph, Part, Table
from resilience_cli.reports.diagnosis_words import columns, count, group_of, name_of, question_of, signed, title_of
from resilience_cli.reports.rounding import percent, rounded

REASONS = {
    "blank": mark("left out"),
    "skipped": mark("branched"),
    "not_scored": mark("no score"),
    "invalid": mark("invalid"),
}
_MOST_LINES = 12


def careless_parts(assessment: Assessment, found: Diagnosis) -> Iterator[Part]:
    """Yield the signs of careless answering, who was flagged, and the scores with and without them."""
    yield Heading(say("Careless answering"))
    yield Table(
        columns(say("Sign"), say("Answer sheets"), say("Of"), say("Share"), left=1),
        tuple(
            (say(FLAG_NAMES[name]), count(n), count(of), percent(n / of if of else None))
            for name, (n, of) in found.flags.items()
        ),
    )
    yield Paragraph(
        say(
            "Of: answer sheets of which the sign can be told. Disagreeing halves, like questions answered unlike, "
            "unusual patterns and sheets nearly the same are to be looked at: they accuse honest people too, the more "
            "the fewer questions a score has, and flag no sheet."
        )
    )
    if found.flagged:
        yield _flagged(assessment, found.flagged)
    if found.moved:
        yield from _moved(assessment, found)


def _flagged(assessment: Assessment, rows: Iterable[Flagged]) -> Table:
    titles = (say("Answer sheets"), say("Flagged"), say("Left out"))
    return Table(
        columns(say("Neighbourhood"), say("Of whom"), *titles, left=2),
        tuple(
            (
                _place(assessment, one.community),
                group_of(assessment, one.group),
                *(count(n) for n in (one.received, one.flagged, one.excluded)),
            )
            for one in rows
        ),
    )


def _moved(assessment: Assessment, found: Diagnosis) -> Iterator[Part]:
    yield Heading(say("Scores with and without the flagged"), level=2)
    rows = tuple(
        (
            title_of(assessment, moved.score),
            rounded(moved.kept),
            rounded(moved.without),
            signed(moved.without - moved.kept),
            "–" if moved.community is None else name_of(assessment, moved.community),
            signed(moved.difference),
        )
        for moved in found.moved
        if assessment.instrument.score[moved.score].kind != "test_only"
    )
    titles = (say("With"), say("Without"), say("Difference"), say("Moves most"), say("Points"))
    yield Table(columns(say("Score"), *titles, left=1), rows)
    yield Paragraph(
        say(
            "Means over neighbourhoods. A neighbourhood is named only where so many were flagged that it does not tell "
            "what they answered."
        )
    )


def missing_parts(assessment: Assessment, found: Diagnosis) -> Iterator[Part]:
    """Yield who did not answer by the register, and what is missing by role, item and community."""
    yield Heading(say("Who and what is missing"))
    if found.response:
        yield from _response(assessment, found)
    some = [one for one in found.missing if one.asked]
    tables = (
        (mark("By role"), [one for one in some if not one.item and not one.community]),
        (mark("By neighbourhood"), [one for one in some if not one.item and one.community]),
        (mark("Questions that are missing most"), _worst(one for one in some if one.item and one.community is None)),
        (
            mark("Questions that are missing most in one neighbourhood"),
            _worst(one for one in some if one.item and one.community),
        ),
    )
    for title, lines in tables:
        if lines:
            yield Heading(say(title), level=2)
            yield _missing(assessment, lines)
    if some:
        yield Paragraph(
            say(
                "Due: answers that were asked for. Left out: nothing chosen; branched: passed over by the form; no "
                "score: an option such as “don't know”; invalid: not understood, each cell is named in the findings."
            )
        )
    for role, item in found.not_for:
        yield Note(
            say(
                "{role}: more than 30 % chose an option without score on {item}. Consider not asking them (asked_of).",
                role=group_of(assessment, role),
                item=item,
            ),
            "warning",
        )


def _response(assessment: Assessment, found: Diagnosis) -> Iterator[Part]:
    """Yield the table of answer sheets by role against the register: all, then each neighbourhood."""
    cells = {
        (one.community, one.role): Cell(
            f"{one.received}/{one.population:g} ({percent(one.received / one.population if one.population else None)})",
            one.received,
        )
        for one in found.response
    }
    roles = [role for role in assessment.instrument.roles if (None, role) in cells]
    communities = dict.fromkeys(one.community for one in found.response)
    yield Heading(say("Answer sheets of the people in the register"), level=2)
    yield Table(
        columns(say("Neighbourhood"), *(group_of(assessment, role) for role in roles), left=1),
        tuple((_place(assessment, c), *(cells.get((c, role), Cell("–")) for role in roles)) for c in communities),
    )


def _worst(found: Iterable[Missing]) -> list[Missing]:
    """Return the lines of which most is missing."""
    some = [one for one in found if one.share > 0]
    return sorted(some, key=lambda one: -one.share)[:_MOST_LINES]


def _missing(assessment: Assessment, lines: list[Missing]) -> Table:
    """Return the lines as a table, the columns of what none of them names left out."""
    where, asked = any(one.community for one in lines), any(one.item for one in lines)
    left = [*([say("Item id")] if asked else []), *([say("Neighbourhood")] if where else []), say("Of whom")]
    right = [say("Due"), say("Missing"), *(say(words) for words in REASONS.values())]
    rows = []
    for one in lines:
        shares: list[str | Cell | Interval] = [percent(share) for share in (one.share, *one.shares.values())]
        named: list[str | Cell | Interval] = [one.item] if one.item else []
        placed = [_place(assessment, one.community)] if where else []
        question = [question_of(assessment, one.item)] if one.item else []
        rows.append((*named, *placed, group_of(assessment, one.group), count(one.asked), *shares, *question))
    last = (Column(say("Question")),) if asked else ()
    return Table((*columns(*left, *right, left=len(left)), *last), tuple(rows))


def _place(assessment: Assessment, community: str | None) -> str:
    return say("All") if community is None else name_of(assessment, community)
