"""Inspection -> parts: who answered, what is missing and why, who answered carelessly, what was not understood."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import numpy as np

from resilience_cli.messages import mark, pick, say
from resilience_cli.messages.printable import printable
from resilience_cli.model.document import Column, Heading, Note, Paragraph, Part, Table
from resilience_cli.model.finding import Finding
from resilience_cli.model.inspection import OPEN_ANSWERS, Inspection
from resilience_cli.model.responses import Reason, Responses

FLAGS = {
    "speed": mark("faster than can be read: {n}"),
    "longstring": mark("the same answer again and again: {n}"),
    "irv": mark("no variation at all: {n}"),
    "blank": mark("mostly blank: {n}"),
    "attention": mark("attention check failed: {n}"),
}
MOST_ITEMS = 5
"""So many items with most blanks are named."""
MOST_ANSWERS = 40
"""So many different answers that were not understood are shown."""
OFTEN_BLANK = 0.1
"""Items left blank by fewer are not named."""


def answer_parts(found: Inspection) -> Iterator[Part]:
    """Yield who answered, missing answers by reason, repetitions and careless answers."""
    responses = found.responses
    if responses is None:
        return
    yield Heading(say("Who answered"))
    yield _by_community(responses)
    cells = np.bincount(responses.reasons.ravel(), minlength=len(Reason))
    yield Paragraph(
        say(
            "Answers: {answered} understood, {blank} left blank, {skipped} skipped by the form, {not_scored} without a "
            "value such as “don't know”, {invalid} not understood, {outside} of roles that are not asked.",
            answered=cells[Reason.ANSWERED],
            blank=cells[Reason.BLANK],
            skipped=cells[Reason.SKIPPED],
            not_scored=cells[Reason.NOT_SCORED],
            invalid=cells[Reason.INVALID],
            outside=cells[Reason.OUTSIDE_ROLE],
        )
    )
    yield from _often_blank(responses)
    waves = [printable(wave) for wave in responses.people["wave"].unique() if wave]
    if waves:
        yield Paragraph(say("Wave: {waves}", waves=say(", ").join(waves)))
    told = [say(words, n=found.flags[name]) for name, words in FLAGS.items() if found.flags.get(name)]
    if told:
        yield Paragraph(say("Answer sheets to be looked at: {flags}.", flags=say("; ").join(told)))


def _by_community(responses: Responses) -> Table:
    people, names = responses.people, responses.communities["name"]
    roles = [role for role in responses.instrument.roles.values() if (people["role"] == role.id).any()]
    counts = people.groupby(["community", "role"]).size().unstack(fill_value=0)
    return Table(
        (Column(say("Neighbourhood")), *(Column(pick(role.label), "right") for role in roles)),
        tuple(
            (printable(names.at[community]), *(str(counts.loc[community, role.id]) for role in roles))
            for community in counts.index
        ),
    )


def _often_blank(responses: Responses) -> Iterator[Part]:
    """Yield the items that were left blank most often, of those who were asked."""
    reasons, items = responses.reasons, responses.instrument.items
    asked = np.isin(reasons, (Reason.NOT_ASKED, Reason.OUTSIDE_ROLE, Reason.SKIPPED), invert=True).sum(axis=0)
    share = (reasons == Reason.BLANK).sum(axis=0) / np.maximum(asked, 1)
    worst = [place for place in np.argsort(-share, kind="stable")[:MOST_ITEMS] if share[place] >= OFTEN_BLANK]
    if worst:
        listed = say(", ").join(f"{items[place].id} {share[place]:.0%}" for place in worst)
        yield Paragraph(say("Most often left blank: {items}.", items=listed))


def open_answers(found: Inspection) -> Iterator[Part]:
    """Yield a table of the answers that were not understood: how many, the first cell, the nearest option."""
    asked: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in found.findings:
        if finding.code in OPEN_ANSWERS:
            asked[str(finding.values["answer"]), str(finding.values.get("near", ""))].append(finding)
    if not asked:
        return
    yield Heading(say("Answers that were not understood"))
    most = sorted(asked.items(), key=lambda pair: -sum(finding.count for finding in pair[1]))
    yield Table(
        (
            Column(say("Answer")),
            Column(say("Cells"), "right"),
            Column(say("First cell")),
            Column(say("In questions")),
            Column(say("Nearest option")),
        ),
        tuple(
            (
                printable(text),
                str(sum(finding.count for finding in findings)),
                _cell(findings[0]),
                _items(findings),
                near,
            )
            for (text, near), findings in most[:MOST_ANSWERS]
        ),
    )
    if len(most) > MOST_ANSWERS:
        yield Note(say("… and {n} more; --write-findings FILE.xlsx lists all cells.", n=len(most) - MOST_ANSWERS))


def _cell(finding: Finding) -> str:
    return f"{finding.where.column}{finding.where.row}"


def _items(findings: list[Finding]) -> str:
    ids = list(dict.fromkeys(str(finding.values["item"]) for finding in findings))
    shown = say(", ").join(ids[:3])
    return shown if len(ids) <= 3 else say("{listed} and {n} more", listed=shown, n=len(ids) - 3)
