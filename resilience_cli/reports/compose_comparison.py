"""Two waves as a document: what changed and what may be said of it, moves between classes, who is not in both."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from resilience_cli.messages import mark, pick, say
from resilience_cli.messages.printable import printable
from resilience_cli.model.assessment import Assessment
from resilience_cli.model.comparison import ChangeWord, Comparison, ScoreChange
from resilience_cli.model.document import Cell, Column, Document, Heading, Note, Paragraph, Part, Table
from resilience_cli.reports.as_json import without_nan
from resilience_cli.reports.rounding import rounded
from resilience_cli.reports.wording import class_title

WORDS: dict[ChangeWord, str] = {
    "improved": mark("improved"),
    "declined": mark("declined"),
    "stable": mark("stable"),
    "not resolved": mark("not resolved"),
}


def comparison_document(after: Assessment, found: Comparison) -> Document:
    """Return what changed, score by score, then classes, items that drift, and communities of one wave only."""
    title = say("From {before} to {after}", before=printable(found.before), after=printable(found.after))
    parts = (*_in_short(found), *_moves(after, found), *_changes(after, found), *_remarks(found))
    return Document(title, parts)


def comparison_as_json(found: Comparison) -> dict[str, Any]:
    """Return the comparison as docs/commands.md describes it."""
    content: dict[str, Any] = without_nan(
        {
            "before": found.before,
            "after": found.after,
            "comparability": found.comparability,
            "smallest": found.smallest,
            "roles": list(found.roles),
            "changes": [asdict(change) for change in found.changes],
            "transitions": [
                {"before": one, "after": other, "n": n}
                for (one, other), n in sorted(found.transitions.items(), key=str)
            ],
            "expected_transitions": [
                {"before": one, "after": other, "n": n} for (one, other), n in found.expected.items()
            ],
            "drifting": list(found.drifting),
            "classes_comparable": found.classes_comparable,
            "withheld": list(found.withheld),
            "without": list(found.without),
            "only_before": list(found.only_before),
            "only_after": list(found.only_after),
        }
    )
    return content


def _in_short(found: Comparison) -> Iterator[Part]:
    words = [change.verdict for change in found.changes]
    counts = say(", ").join(f"{say(title)} {words.count(word)}" for word, title in WORDS.items())
    n = len({change.community for change in found.changes}) + len(found.withheld) + len(found.without)
    yield Paragraph(say("Neighbourhoods in both: {n}. Changes of scores: {counts}.", n=n, counts=counts))
    yield Paragraph(
        say(
            "Improved or declined: p adjusted over all changes shown (Holm) below .05, and at least {smallest} points. "
            "Stable: the 90 % range lies within ±{smallest}. All else is not resolved. Only roles that answered in "
            "both waves count; the waves are taken as independent samples.",
            smallest=f"{found.smallest:g}",
        )
    )


def _moves(after: Assessment, found: Comparison) -> Iterator[Part]:
    """Yield the moves between classes, with how many are to be expected by the probabilities."""
    yield Heading(say("Moves between classes"))
    if not found.classes_comparable:
        yield Note(say("The classes do not mean the same in both questionnaires: no move is told."), "warning")
        return
    rows = []
    for (one, other), n in sorted(found.transitions.items(), key=lambda move: (str(move[0][0]), str(move[0][1]))):
        expected = found.expected.get((one, other)) if one and other else None
        arrow = "=" if one == other else "→"
        bar = "█" * min(n, 20)
        first, second = (class_title(after.instrument, class_id) for class_id in (one, other))
        rows.append((first, arrow, second, Cell(str(n), n), bar, Cell(rounded(expected), expected)))
    titles = (say("Before"), "", say("After"), say("Moved"), "", say("Expected"))
    columns = tuple(Column(title, "right" if place in (3, 5) else "left") for place, title in enumerate(titles))
    yield Table(columns, tuple(rows))
    yield Paragraph(
        say("Expected: by the probabilities of the classes; where it is far from the count, classes are near a cut.")
    )


def _changes(after: Assessment, found: Comparison) -> Iterator[Part]:
    for score in after.instrument.scores:
        changes = [change for change in found.changes if change.score == score.id]
        if changes:
            yield Heading(pick(score.title), 2)
            titles = [say("Neighbourhood"), say("Before"), say("After"), say("Change"), say("95 % range")]
            titles += [say("Detectable"), "p", say("Verdict")]
            columns = tuple(Column(c, "right" if 0 < place < 7 else "left") for place, c in enumerate(titles))
            rows = sorted(changes, key=lambda change: found.names.get(change.community, change.community))
            yield Table(columns, tuple(_row(found, change) for change in rows))


def _row(found: Comparison, change: ScoreChange) -> tuple[str | Cell, ...]:
    interval = "–"
    if change.low is not None and change.high is not None:
        interval = f"{change.low:+.1f} – {change.high:+.1f}"
    return (
        printable(found.names.get(change.community, change.community)),
        Cell(rounded(change.before), change.before),
        Cell(rounded(change.after), change.after),
        Cell(f"{change.difference:+.1f}", change.difference),
        Cell(interval, change.low),
        Cell(rounded(change.mdc95), change.mdc95),
        Cell(_p(change.p_holm), change.p_holm),
        say(WORDS[change.verdict]),
    )


def _p(value: float | None) -> str:
    if value is None:
        return "–"
    return "<.001" if value < 0.001 else f"{value:.3f}".lstrip("0") if value < 1 else "1"


def _remarks(found: Comparison) -> Iterator[Part]:
    if found.drifting:
        items = say(", ").join(found.drifting)
        yield Note(
            say("These questions moved far from all others; look whether they were asked alike: {items}.", items=items),
            "warning",
        )
    for names, text in (
        (
            found.withheld,
            mark("Not shown, because a role of few people answered in one wave only, whom it would tell: {names}."),
        ),
        (found.without, mark("In both, but without a score in one of them: {names}.")),
        (found.only_before, mark("Only in the earlier wave: {names}.")),
        (found.only_after, mark("Only in the later wave: {names}.")),
    ):
        if names:
            yield Note(say(text, names=say(", ").join(map(printable, names))))
