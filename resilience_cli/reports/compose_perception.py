"""How differently residents and institutions see it, as parts of a report: in words first, then in tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from resilience_cli.messages import mark, say
from resilience_cli.model.assessment import Assessment
from resilience_cli.model.diagnosis import Diagnosis, Gap
from resilience_cli.model.document import Cell, Heading, Note, Paragraph, Part, Table
from resilience_cli.reports.diagnosis_words import columns, count, group_of, signed, title_of
from resilience_cli.reports.rounding import rounded

CLEAR = 0.05
"""A gap is clear below this p, adjusted over all gaps of its table."""


def perception_parts(assessment: Assessment, found: Diagnosis) -> Iterator[Part]:
    """Yield the gap between residents and all institutions in words, by score, and each institution by side."""
    yield Heading(say("Residents and institutions"))
    told = [gap for gap in found.perception if gap.gap is not None]
    if told:
        yield Note(_in_words(assessment, told))
        yield Table(
            columns(
                say("Score"), say("Residents minus institutions"), say("SE"), say("Clear"), say("Compared"), left=1
            ),
            tuple(
                (
                    title_of(assessment, gap.score),
                    signed(gap.gap),
                    _error(gap),
                    say("yes") if _is_clear(gap) else "",
                    count(gap.communities),
                )
                for gap in told
            ),
        )
        yield Paragraph(
            say(
                "Over all neighbourhoods where both answered, on the questions that both are asked; each staff member "
                "counts alike. Clear: other than 0 beyond chance, taking into account how many scores are looked at "
                "(Holm, 5 %). SE: standard error, of sampling and measurement."
            )
        )
    else:
        yield Paragraph(say("No gap between residents and institutions can be shown: too few of either answered."))
    yield from _by_side(assessment, found)


def _in_words(assessment: Assessment, gaps: Sequence[Gap]) -> str:
    """Return on how many scores the two clearly differ, and by how much on the one where they differ most."""
    clear = [gap for gap in gaps if _is_clear(gap)]
    widest = max(clear or gaps, key=_width)
    words = say(
        "On none of {n} scores do residents and the staff of institutions clearly differ. Widest, maybe by chance:",
        n=len(gaps),
    )
    if clear:
        words = say(
            "Residents are clearly lower than the staff of institutions on {lower} of {n} scores and clearly higher on "
            "{higher}. Widest:",
            lower=sum((gap.gap or 0.0) < 0 for gap in clear),
            higher=sum((gap.gap or 0.0) > 0 for gap in clear),
            n=len(gaps),
        )
    by = mark("{words} “{score}”, residents {gap} points lower (standard error {se}).")
    if (widest.gap or 0.0) > 0:
        by = mark("{words} “{score}”, residents {gap} points higher (standard error {se}).")
    title = title_of(assessment, widest.score)
    return say(by, words=words, score=title, gap=rounded(_width(widest)), se=rounded(widest.se))


def _by_side(assessment: Assessment, found: Diagnosis) -> Iterator[Part]:
    if not found.sides:
        return
    yield Heading(say("Each side, as its own people and all others see it"), level=2)
    titles = (say("Residents minus role"), say("SE"), say("Role minus all others"), say("SE"), say("Compared"))
    yield Table(
        columns(say("Score"), say("Role"), *titles, left=2),
        tuple(_side_row(assessment, found, gap) for gap in found.sides),
    )
    yield Paragraph(
        say(
            "Means over neighbourhoods. A role that is asked no question about a side, as the body that is that side, "
            "is not asked; a role of fewer people than may be shown has no row and is none of the others."
        )
    )


def _side_row(assessment: Assessment, found: Diagnosis, gap: Gap) -> tuple[str | Cell, ...]:
    residents = assessment.instrument.residents
    pairs = (one for one in found.gaps if (one.score, one.other) == (gap.score, gap.role) and one.role in residents)
    pair = next(pairs, None)
    title, role = title_of(assessment, gap.score), group_of(assessment, gap.role)
    if gap.gap is None:
        reason = say("not asked") if gap.communities == 0 else "–"
        return (title, role, Cell(reason), Cell(""), Cell(reason), Cell(""), Cell(""))
    beside = (signed(pair.gap), _error(pair)) if pair else (signed(None), Cell("–"))
    return (title, role, *beside, signed(gap.gap), _error(gap), count(gap.communities))


def _error(gap: Gap) -> Cell:
    return Cell(rounded(gap.se), gap.se)


def _is_clear(gap: Gap) -> bool:
    return gap.p is not None and gap.p < CLEAR


def _width(gap: Gap) -> float:
    return abs(gap.gap or 0.0)
