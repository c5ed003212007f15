"""What classes and order owe to choices, as a document: each choice alone, all together, and what moves most."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from resilience_cli.messages import mark, pick, say
from resilience_cli.messages.printable import printable
from resilience_cli.model.assessment import Assessment
from resilience_cli.model.document import Cell, Column, Document, Heading, Note, Paragraph, Part, Table
from resilience_cli.model.sensitivity import Index, Place, Range, Sensitivity, Varied
from resilience_cli.reports.compose_diagnosis import USES
from resilience_cli.reports.diagnosis_words import title_of
from resilience_cli.reports.rounding import percent, rounded
from resilience_cli.reports.wording import class_title

KEPT = 0.80
"""Least share of draws in which a class stays for it to be called kept; the same as for a firm class."""
_MOST_NAMED = 12
TITLES = {
    "weights": mark("Weights"),
    "method": mark("Aggregation"),
    "floor": mark("Floor"),
    "cuts": mark("Cuts"),
    "missing": mark("Missing"),
    "roles": mark("Roles"),
    "voices": mark("Voices"),
    "all": mark("All"),
}
HOW = {
    "weights": mark("weights of the parts of “{score}”, each × 0.75 to 1.25"),
    "method": mark("“{score}” as arithmetic, geometric or harmonic mean, or minimum of its parts"),
    "floor": mark("lowest value at which a part counts, from a tenth of it to ten times as high"),
    "cuts": mark("each cut of the class rules ± {margin} points; equal cuts move together"),
    "missing": mark("scores of all who answered enough of the questions, or only of those who answered all"),
    "roles": mark("role weights as declared or all equal, each × 0.75 to 1.25"),
    "voices": mark("all roles, or residents alone"),
    "all": mark("all of these together, independently of each other"),
}
Cells = tuple[str | Cell, ...]


def sensitivity_document(assessment: Assessment, found: Sensitivity) -> Document:
    """Return what was varied, then classes, ranks, and how much of what moves comes from which choice."""
    names = {verdict.community: printable(verdict.name) for verdict in assessment.verdicts}
    parts = (
        *_in_short(found, names),
        *_choices(assessment, found),
        *_classes(assessment, found, names),
        *_order(assessment, found, names),
        *_indices(found),
    )
    return Document(say("If choices had been made otherwise"), parts)


def _in_short(found: Sensitivity, names: Mapping[str, str]) -> Iterator[Part]:
    places = [place for place in found.varied[-1].places if place.stays is not None]
    still = [place for place in places if place.still]
    lost = [place for place in places if (place.stays or 0.0) < KEPT]
    yield Paragraph(
        say(
            "Of {n} neighbourhoods with a class, {kept} keep it in at least 80 % of {draws} draws in which all choices "
            "below are made otherwise together.",
            n=len(places),
            kept=len(places) - len(lost) - len(still),
            draws=found.draws,
        )
    )
    if lost:
        listed = sorted(lost, key=lambda place: (place.stays or 0.0, place.community))
        words = (say("{name} ({stays})", name=names[p.community], stays=percent(p.stays)) for p in listed[:_MOST_NAMED])
        more = say(" and {n} more", n=len(listed) - _MOST_NAMED) if len(listed) > _MOST_NAMED else ""
        yield Note(
            say(
                "Their class depends on choices (in brackets: how often it stays): {names}.",
                names=say(", ").join(words) + more,
            ),
            "warning",
        )
    if still:
        yield Note(
            say("Of {n} more, the class could not have moved: that is no sign of robustness.", n=len(still)), "warning"
        )
    yield Paragraph(
        say(
            "This is about choices, not about who happened to answer: for that, see the probabilities and ranges of "
            "the report."
        )
    )


def _choices(assessment: Assessment, found: Sensitivity) -> Iterator[Part]:
    """Yield what was varied, and what it moved over all communities."""
    yield Heading(say("What was varied"))
    score = title_of(assessment, found.score)
    rows: list[Cells] = []
    for varied in found.varied:
        could = [place for place in varied.places if place.stays is not None and place.still is None]
        moved = sum((place.stays or 0.0) < KEPT for place in could)
        rows.append(
            (
                say(TITLES[varied.choice]),
                say(HOW[varied.choice], score=score, margin=f"{found.margin:g}"),
                Cell(str(varied.draws), varied.draws),
                Cell(str(len(could)), len(could)),
                Cell(str(moved), moved),
                *([_tau(varied)] if found.ranks else []),
            )
        )
    titles = [say("Choice"), say("Made otherwise"), say("Draws"), say("Class could move"), say("Stays below 80 %")]
    titles += [say("τ with the order")] if found.ranks else []
    yield Table(_columns(titles, 2), tuple(rows))
    if found.ranks:
        yield Paragraph(
            say(
                "τ: Kendall's τ-b between the order in a draw and that of the assessment, median and 5 to 95 %; 1: the "
                "same order. “–”: no rank could have moved."
            )
        )


def _tau(varied: Varied) -> Cell:
    if varied.still or varied.tau is None:
        return Cell("–")
    return Cell(_two(varied.tau), varied.tau.median)


def _two(values: Range) -> str:
    middle, low, high = (rounded(value, digits=2) for value in (values.median, values.low, values.high))
    return say("{estimate} ({low} to {high})", estimate=middle, low=low, high=high)


def _classes(assessment: Assessment, found: Sensitivity, names: Mapping[str, str]) -> Iterator[Part]:
    """Yield how often each class stays under each choice that can move one, and the classes under all together."""
    yield Heading(say("How often the class stays"))
    instrument = assessment.instrument
    shown = [v for v in found.varied if any(p.stays is not None and p.still is None for p in v.places)]
    idle = [v for v in found.varied if v.choice != "all" and v not in shown]
    if idle:
        listed = say(", ").join(say(TITLES[varied.choice]) for varied in idle)
        yield Note(say("Cannot move any class here, and prove nothing: {choices}.", choices=listed), "warning")
    if not shown:
        return

    def class_of(community: str) -> str:
        return class_title(instrument, found.classes[community])

    yield _by_choice(found, names, shown, beside=(say("Class"), class_of), cell=_stays, moved_by=found.class_moved_by)
    yield Paragraph(
        say(
            "Share of draws in which the class is that of the assessment. “–”: nothing could have moved (its scores "
            "are the same either way, or no cut lies within ±{margin} points): no sign of robustness.",
            margin=f"{found.margin:g}",
        )
    )
    yield Heading(say("Classes with all choices made otherwise"), 2)
    titles = [say("Neighbourhood"), *(pick(definition.title) for definition in instrument.classes)]
    yield Table(
        _columns(titles, 1),
        tuple(
            (names[p.community], *(Cell(percent(share), share) for share in p.probability.values()))
            for p in found.varied[-1].places
            if p.probability is not None
        ),
    )


def _stays(place: Place) -> Cell:
    if place.stays is None or place.still:
        return Cell("–")
    return Cell(percent(place.stays), place.stays)


def _order(assessment: Assessment, found: Sensitivity, names: Mapping[str, str]) -> Iterator[Part]:
    """Yield the ranges of ranks under each choice that can move one, or why there are none."""
    yield Heading(say("Ranks by “{score}”", score=title_of(assessment, found.score)))
    if found.withheld:
        use = say(USES[found.warrant.use])
        yield Note(
            say("No order is shown: this score is “{use}”. With --rank-anyway it is shown all the same.", use=use),
            "warning",
        )
        return
    if not found.ranks:
        yield Note(say("No order can be told: fewer than two neighbourhoods have this score and its range."))
        return
    if found.warrant.use != "rank":
        use = say(USES[found.warrant.use])
        yield Note(say("Shown because that was asked for: this score is “{use}”.", use=use), "warning")
    shown = [varied for varied in found.varied if varied.still is None]
    if idle := [varied for varied in found.varied if varied.still and varied.choice != "all"]:
        listed = say(", ").join(say(TITLES[varied.choice]) for varied in idle)
        yield Note(say("Cannot move any rank here, and prove nothing: {choices}.", choices=listed), "warning")
    if not shown:
        return

    def median_of(community: str) -> str:
        place = next(p for p in found.varied[-1].places if p.community == community)
        return "–" if place.rank is None else f"{place.rank.median:g}"

    yield _by_choice(
        found, names, shown, beside=(say("Median, all"), median_of), cell=_rank, moved_by=found.rank_moved_by
    )
    yield Paragraph(
        say(
            "Ranks in 5 to 95 % of the draws, 1 is the best. What the answers alone leave open is not in them: see "
            "`resilience compare`."
        )
    )


def _rank(place: Place) -> Cell:
    if place.rank is None:
        return Cell("–")
    return Cell(f"{place.rank.low:g}–{place.rank.high:g}", place.rank.median)


def _by_choice(
    found: Sensitivity,
    names: Mapping[str, str],
    shown: Sequence[Varied],
    *,
    beside: tuple[str, Callable[[str], str]],
    cell: Callable[[Place], Cell],
    moved_by: Callable[[str], str | None],
) -> Table:
    """Return one row a community by name: what stands beside it, one a choice, and which choice moves it most."""
    titles = [say("Neighbourhood"), beside[0], *(say(TITLES[v.choice]) for v in shown), say("Moved most by")]
    rows: list[Cells] = []
    for at, community in sorted(enumerate(found.classes), key=lambda pair: names[pair[1]]):
        most = moved_by(community)
        cells = (cell(varied.places[at]) for varied in shown)
        rows.append((names[community], beside[1](community), *cells, say(TITLES[most]) if most else "–"))
    columns = [Column(title, "right" if 1 < n <= 1 + len(shown) else "left") for n, title in enumerate(titles)]
    return Table(tuple(columns), tuple(rows))


def _indices(found: Sensitivity) -> Iterator[Part]:
    """Yield which part of the variance comes from which choice."""
    parts = (
        (say("Share of neighbourhoods whose class changes"), found.class_indices),
        (say("Mean shift of the ranks"), found.rank_indices),
    )
    if not any(indices for _, indices in parts):
        return
    yield Heading(say("What moves most"))
    for title, indices in parts:
        if indices:
            yield Heading(title, 2)
            columns = _columns([say("Choice"), say("Alone"), say("With others")], 1)
            yield Table(columns, tuple(map(_index, indices)))
    yield Paragraph(
        say(
            "Sobol indices: the part of the variance that a choice explains alone (first order), and with all that it "
            "does together with others (total), with 95 % bootstrap ranges; {n} evaluations. Estimates below 0 or "
            "above 1 are chance and stand as they came out. Exactly 0: the choice makes no difference.",
            n=found.evaluations,
        )
    )


def _index(index: Index) -> Cells:
    first = Range(index.first, *index.first_range)
    total = Range(index.total, *index.total_range)
    return say(TITLES[index.choice]), Cell(_two(first), index.first), Cell(_two(total), index.total)


def _columns(titles: Sequence[str], left: int) -> tuple[Column, ...]:
    return tuple(Column(title, "left" if place < left else "right") for place, title in enumerate(titles))
