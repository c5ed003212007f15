"""Assessment -> Document: why one community has its class, down to the items."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from resilience_cli.messages import pick, say
from resilience_cli.messages.printable import printable
from resilience_cli.model.assessment import Assessment, Reason, Verdict
from resilience_cli.model.document import Cell, Column, Document, Heading, Note, Paragraph, Part, Table
from resilience_cli.model.instrument import Instrument
from resilience_cli.model.way_up import WayUp
from resilience_cli.reports.communities import find_communities
from resilience_cli.reports.compose_ways_up import ways_up_parts
from resilience_cli.reports.decisive import deciding_scores, lacking
from resilience_cli.reports.item_means import item_scores
from resilience_cli.reports.item_text import item_text
from resilience_cli.reports.profile import profile
from resilience_cli.reports.rounding import percent, rounded
from resilience_cli.reports.rules_in_words import register_test_in_words, rule_in_words, test_in_words
from resilience_cli.reports.suppression import pooled_is_shown
from resilience_cli.reports.wording import (
    STATUS,
    STATUS_MEANING,
    class_title,
    community_name,
    cuts_of,
    firmness,
    headline,
    score_rows,
)

MOST_ITEMS = 5
"""So many of the lowest items are listed for each score that decides."""


def explain(assessment: Assessment, community: str, ways: Sequence[WayUp] = ()) -> Document:
    """Return why the community, given by id or name, has its class, and what would have to rise by how much.

    `ways`: what one step on single questions would do.

    Raises UsageError for a community that is not in the assessment.
    """
    verdict = find_communities(assessment, [community])[0]
    name = community_name(verdict)
    return Document(
        say("{name}: why {title}", name=name, title=class_title(assessment.instrument, verdict.class_id)),
        tuple(explained(assessment, verdict, ways)),
    )


def explained(assessment: Assessment, verdict: Verdict, ways: Sequence[WayUp] = ()) -> Iterator[Part]:
    """Yield the class and its rules, the scores, the lowest items, whose voice decides, and the ways up."""
    yield from _verdict(assessment, verdict)
    yield from _tests(assessment, verdict)
    yield from _scores(assessment, verdict)
    yield from _lowest_items(assessment, verdict)
    yield from _voices(assessment, verdict)
    yield from _what_would_change_it(assessment, verdict)
    yield from ways_up_parts(assessment, verdict, ways)
    yield Note(
        say("A place on a scale, not an exam mark: 60 is no pass mark. The cuts are starting points, not norms.")
    )


def _verdict(assessment: Assessment, verdict: Verdict) -> Iterator[Part]:
    title = class_title(assessment.instrument, verdict.class_id)
    if verdict.class_id is None:
        why = verdict.no_class
        yield Note(why.words if why else say("no class"), "warning")
    else:
        yield Paragraph(say("Class: {title}. How firm: {firmness}.", title=title, firmness=firmness(verdict)))
    for class_id, share in (verdict.probability or {}).items():
        if share and class_id != verdict.class_id:
            other = class_title(assessment.instrument, class_id)
            yield Paragraph(say("It could also be {title}: {share}.", title=other, share=percent(share)))
    if verdict.status != "ok":
        meaning = STATUS_MEANING.get(verdict.status, STATUS.get(verdict.status, verdict.status))
        yield Note(say("Status words. {meanings}.", meanings=say(meaning)), "warning")
    definition = next((c for c in assessment.instrument.classes if c.id == verdict.class_id), None)
    if definition is not None and definition.advice:
        yield Paragraph(say("Advice: {advice}", advice=pick(definition.advice)))


def _tests(assessment: Assessment, verdict: Verdict) -> Iterator[Part]:
    yield Heading(say("The rules, in the order in which they are tried"))
    for definition in assessment.instrument.classes:
        tests = [reason for reason in verdict.reasons if reason.class_id == definition.id]
        taken = definition.id == verdict.class_id
        yield Heading(say("{title} (this one)", title=pick(definition.title)) if taken else pick(definition.title), 2)
        yield Paragraph(say("When {rule}.", rule=rule_in_words(definition, assessment.instrument)))
        if tests:
            yield _test_table(assessment, tests)
        if taken:
            return


def _test_table(assessment: Assessment, tests: list[Reason]) -> Table:
    cuts = cuts_of(assessment.instrument)
    answers = {True: say("yes"), False: say("no"), None: say("unknown")}
    rows = [
        (
            _test_in_words(test, assessment),
            _value(test, assessment, cuts),
            Cell(answers[test.met], test.met),
            percent(test.probability),
        )
        for test in tests
    ]
    return Table(
        (
            Column(say("Test")),
            Column(say("Here"), "right"),
            Column(say("Met")),
            Column(say("Probability that it is met"), "right"),
        ),
        tuple(rows),
    )


def _test_in_words(test: Reason, assessment: Assessment) -> str:
    if test.score is not None and isinstance(test.threshold, (int, float)):
        return test_in_words(test.score, test.test, test.threshold, assessment.instrument)
    values = test.threshold if isinstance(test.threshold, tuple) else ()
    return register_test_in_words(test.field or "", values, assessment.instrument)


def _value(test: Reason, assessment: Assessment, cuts: dict[str, tuple[float, ...]]) -> str:
    if isinstance(test.estimate, str):
        field = assessment.instrument.register.get(test.field or "")
        choice = field.values.get(test.estimate) if field else None
        return pick(choice.label) if choice else printable(test.estimate)
    return rounded(test.estimate, cuts.get(test.score or "", ()))


def _what_would_change_it(assessment: Assessment, verdict: Verdict) -> Iterator[Part]:
    tests = lacking(verdict, assessment)
    if not tests:
        return
    yield Heading(say("What would have to change, and by how much"))
    seen: set[tuple[str | None, float]] = set()
    rows = []
    for reason in sorted(tests, key=lambda reason: reason.shortfall):
        if (reason.score, reason.shortfall) in seen or reason.score is None:
            continue
        seen.add((reason.score, reason.shortfall))
        rows.append(
            (
                _directed(reason, assessment.instrument),
                f"{reason.threshold:g}" if isinstance(reason.threshold, (int, float)) else "–",
                _at_least_shown(reason.shortfall),
                class_title(assessment.instrument, reason.class_id),
            )
        )
    yield Table(
        (
            Column(say("Score")),
            Column(say("Cut"), "right"),
            Column(say("Points to go"), "right"),
            Column(say("In the rule of")),
        ),
        tuple(rows),
    )


def _directed(reason: Reason, instrument: Instrument) -> str:
    title = pick(instrument.score[reason.score or ""].title)
    falls = (reason.test == "from") == bool(reason.met)
    return say("{score} (has to fall)", score=title) if falls else title


def _at_least_shown(points: float) -> str:
    return say("<0.1") if points < 0.05 else rounded(points)


def _scores(assessment: Assessment, verdict: Verdict) -> Iterator[Part]:
    instrument, rows, cuts = assessment.instrument, score_rows(assessment), cuts_of(assessment.instrument)
    yield Heading(say("Scores"))
    groups = [
        (say("Index"), [s for s in instrument.scores if s.kind == "composite"]),
        (say("Sides"), [s for s in instrument.scores if s.kind == "side"]),
        (say("Factors"), [s for s in instrument.scores if s.kind == "factor"]),
        (say("Dimensions"), [s for s in instrument.scores if s.kind == "dimension"]),
        (say("Outcomes"), [s for s in instrument.scores if s.kind == "outcome"]),
    ]
    yield from profile(verdict, groups, rows, cuts)
    index = headline(instrument)
    row = rows.get((verdict.community, index.id), {}) if index else {}
    pooled = row.get("pooled")
    if index and pooled is not None and not pd.isna(pooled) and pooled_is_shown(verdict, instrument):
        yield Paragraph(
            say(
                "{title} if every person counted the same, whatever the role: {pooled} (as scored: {estimate}).",
                title=pick(index.title),
                pooled=rounded(pooled, cuts[index.id]),
                estimate=rounded(row["estimate"], cuts[index.id]),
            )
        )


def _lowest_items(assessment: Assessment, verdict: Verdict) -> Iterator[Part]:
    instrument = assessment.instrument
    deciding = deciding_scores(verdict, assessment, score_rows(assessment))
    if not deciding:
        return
    yield Heading(say("The items that pull these scores down"))
    items = item_scores(assessment, verdict.community)
    placed = [(score, item) for score in deciding for item in instrument.score[score].of if item in items.index]
    if not placed:
        yield Note(say("Too few people answered to show single items."))
        return
    table = pd.DataFrame(placed, columns=["score", "item"]).join(items, on="item").sort_values("value", kind="stable")
    lowest = table.drop_duplicates("item").groupby("score", sort=False).head(MOST_ITEMS).head(3 * MOST_ITEMS)
    yield Table(
        (Column(say("Item")), Column(say("Score")), Column(say("0–100"), "right"), Column(say("People"), "right")),
        tuple(
            (
                item_text(assessment, row["item"])
                + (say(" (reverse-scored)") if instrument.item[row["item"]].reverse else ""),
                pick(instrument.score[row["score"]].title),
                rounded(float(row["value"])),
                f"{row['n']:.0f}",
            )
            for row in lowest.to_dict("records")
        ),
        say("Means of the residents, high is good. Answers of staff are never shown by item."),
    )


def _voices(assessment: Assessment, verdict: Verdict) -> Iterator[Part]:
    instrument = assessment.instrument
    yield Heading(say("Whose voice decides"))
    rows = [(say("residents alone"), class_title(instrument, verdict.residents_only))]
    rows += [
        (say("without: {role}", role=pick(instrument.roles[role].label)), class_title(instrument, class_id))
        for role, class_id in verdict.without.items()
    ]
    yield Table((Column(say("Counting")), Column(say("Class"))), tuple(rows))
