"""The sentences of a report that can be quoted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from resilience_cli.messages import mark, pick, say
from resilience_cli.model.assessment import Assessment, Verdict
from resilience_cli.model.document import Heading, Note, Paragraph, Part
from resilience_cli.reports.suppression import perception_gaps
from resilience_cli.reports.wording import class_title, names, score_rows, weakest_sides

FIRMNESS = {
    "firm": mark("Firm (at least 80% in this class): {names}."),
    "borderline": mark("Borderline (50 to 80%, or decided by one or two forms): {names}."),
    "unresolved": mark("Unresolved: {names}."),
    None: mark("How firm the class is was not assessed: {names}."),
}
NOTICEABLE_GAP = 5.0
"""Points from which a difference between residents and staff gets a sentence, unless the instrument says otherwise."""


def summary_parts(assessment: Assessment, verdicts: Sequence[Verdict]) -> Iterator[Part]:
    """Yield the summary: classes, how firm they are, the weakest sides, how residents and staff differ."""
    if not verdicts:
        return
    yield Heading(say("Summary"))
    yield Paragraph(_classes(assessment, verdicts))
    for confidence, template in FIRMNESS.items():
        found = [v for v in verdicts if v.class_id and v.confidence == confidence]
        if found:
            yield Paragraph(say(template, names=names(found)))
    yield from _weakest(assessment, verdicts)
    yield from _one_voice(assessment, verdicts)
    yield from _filled(assessment, verdicts)
    yield from _perception(assessment)


def _classes(assessment: Assessment, verdicts: Sequence[Verdict]) -> str:
    counts = Counter(verdict.class_id for verdict in verdicts)
    listed = [
        say("{title} {n}", title=pick(c.title), n=counts[c.id]) for c in assessment.instrument.classes if counts[c.id]
    ]
    if counts[None]:
        listed.append(say("no class {n}", n=counts[None]))
    return say("Of {n} neighbourhoods: {classes}.", n=len(verdicts), classes=say(", ").join(listed))


def _weakest(assessment: Assessment, verdicts: Sequence[Verdict]) -> Iterator[Part]:
    rows = score_rows(assessment)
    counts = Counter(side.id for v in verdicts for side in weakest_sides(v, assessment.instrument, rows))
    if counts:
        listed = [
            say("{title} {n}", title=pick(assessment.instrument.score[side].title), n=n)
            for side, n in counts.most_common()
        ]
        yield Paragraph(say("The weakest side, by number of neighbourhoods: {sides}.", sides=say(", ").join(listed)))


def _one_voice(assessment: Assessment, verdicts: Sequence[Verdict]) -> Iterator[Part]:
    deciding = [_with_roles(assessment, verdict, verdict.one_voice) for verdict in verdicts if verdict.one_voice]
    if deciding:
        text = mark("One or two staff forms decide the class, so it is not firm: {listed}.")
        yield Note(say(text, listed=say("; ").join(deciding)), "warning")
    differing = [v for v in verdicts if v.class_id and v.residents_only and v.residents_only != v.class_id]
    if differing:
        listed = say("; ").join(
            say(
                "{name} (all {ours}, residents alone {theirs})",
                name=names([verdict]),
                ours=class_title(assessment.instrument, verdict.class_id),
                theirs=class_title(assessment.instrument, verdict.residents_only),
            )
            for verdict in differing
        )
        yield Paragraph(say("Residents alone would give another class: {listed}.", listed=listed))


def _filled(assessment: Assessment, verdicts: Sequence[Verdict]) -> Iterator[Part]:
    filled = [_with_roles(assessment, verdict, verdict.filled_roles) for verdict in verdicts if verdict.filled_roles]
    if filled:
        text = mark(
            "A role exists but did not answer and was filled from the other neighbourhoods; provisional: {listed}."
        )
        yield Note(say(text, listed=say("; ").join(filled)), "warning")
    unfilled = [
        _with_roles(assessment, verdict, verdict.unfilled_roles) for verdict in verdicts if verdict.unfilled_roles
    ]
    if unfilled:
        text = mark(
            "A role exists but did not answer; with so few neighbourhoods it was not filled, and the class lacks its "
            "voice: {listed}."
        )
        yield Note(say(text, listed=say("; ").join(unfilled)), "warning")
    absent = [_with_roles(assessment, verdict, verdict.absent_roles) for verdict in verdicts if verdict.absent_roles]
    if absent:
        text = mark("By the register these roles do not exist, and the others share their weight: {listed}.")
        yield Paragraph(say(text, listed=say("; ").join(absent)))


def _with_roles(assessment: Assessment, verdict: Verdict, roles: Sequence[str]) -> str:
    labels = say(", ").join(pick(assessment.instrument.roles[role].label) for role in roles)
    return say("{name} ({roles})", name=names([verdict]), roles=labels)


def _perception(assessment: Assessment) -> Iterator[Part]:
    smallest = float(assessment.instrument.raw.get("change", {}).get("smallest_of_interest", NOTICEABLE_GAP))
    told = {
        score: gap
        for score, gap in perception_gaps(assessment).items()
        if abs(gap) >= smallest and assessment.instrument.score[score].kind != "test_only"
    }
    largest = sorted(told, key=lambda score: -abs(told[score]))[:3]
    if largest:
        listed = [
            say("{score} {gap}", score=pick(assessment.instrument.score[score].title), gap=f"{told[score]:+.1f}")
            for score in largest
        ]
        text = mark(
            "Residents see it differently from staff (residents minus all staff, in points, whole file): {listed}."
        )
        yield Paragraph(say(text, listed=say(", ").join(listed)))
