"""Responses -> Document: what was understood of the files, before any scoring."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from resilience_cli.messages import mark, pick, say
from resilience_cli.messages.printable import printable
from resilience_cli.model.document import Column, Document, Heading, Note, Paragraph, Part, Table
from resilience_cli.model.responses import Reason, Responses, Source
from resilience_cli.reports.compose_findings import finding_parts

IN_WORDS = {
    "wjx": mark("wjx (问卷星)"),
    "kobo": mark("KoboToolbox or ODK"),
    "entry": mark("workbook for typing in"),
    "plain": mark("plain table"),
    "text": mark("texts of options"),
    "score": mark("scores of options"),
    "position": mark("positions of options"),
    "value": mark("values of options"),
}
"""Platforms and modes as people call them."""


def inspection(responses: Responses) -> Document:
    """Return how each file was understood, which column became what and why, who answered, and every finding."""
    instrument = responses.instrument
    parts: list[Part] = [
        Paragraph(say("Questionnaire: {title} ({name}).", title=pick(instrument.title), name=instrument.name))
    ]
    for source in responses.sources:
        parts += _source(source)
    parts += _people(responses)
    parts += finding_parts(responses.findings, "internal")
    return Document(say("What was understood"), tuple(parts))


def _in_words(name: str) -> str:
    return say(IN_WORDS[name]) if name in IN_WORDS else name


def _source(source: Source) -> Iterator[Part]:
    yield Heading(printable(source.file))
    facts = [
        say("platform {platform}, {mode}", platform=_in_words(source.platform), mode=_in_words(source.mode)),
        source.container if source.encoding is None else f"{source.container}, {source.encoding}",
        say("rows {rows}, kept {kept}", rows=source.rows, kept=source.kept),
    ]
    if source.sheet is not None:
        facts.insert(0, say("sheet {sheet}", sheet=printable(source.sheet)))
    yield Paragraph(say("; ").join(facts))
    if source.passed_over:
        yield Note(say("Sheets not read: {sheets}.", sheets=_listed(source.passed_over)))
    if source.evidence:
        yield Paragraph(say("Why: {evidence}.", evidence=say("; ").join(say(text) for text in source.evidence)))
    for placeholder, text in source.placeholders:
        yield Paragraph(
            say("In the questions, {placeholder} is: {text}", placeholder=placeholder, text=printable(text))
        )
    for scale, labels in source.option_order:
        order = " < ".join(printable(label) for label in labels)
        yield Note(say("Order of options assumed for {scale}: {order}", scale=scale, order=order))
    if source.columns:
        yield Table(
            (Column(say("Column")), Column(say("Became")), Column(say("Matched by")), Column(say("Header"))),
            tuple((letter, became, say(how), printable(header)) for letter, header, became, how in source.columns),
        )
    if source.unused:
        listed = [f"{letter} {printable(header, 20)}".strip() for letter, header in source.unused]
        yield Note(say("Columns that nothing uses: {columns}.", columns=say(", ").join(listed)))


def _people(responses: Responses) -> Iterator[Part]:
    people, instrument = responses.people, responses.instrument
    yield Heading(say("Who answered"))
    roles = [role for role in instrument.roles.values() if (people["role"] == role.id).any()]
    counts = people.groupby(["community", "role"]).size().unstack(fill_value=0)
    names = responses.communities["name"]
    yield Table(
        (Column(say("Neighbourhood")), *(Column(pick(role.label), "right") for role in roles)),
        tuple(
            (printable(names.at[community]), *(str(counts.loc[community, role.id]) for role in roles))
            for community in counts.index
        ),
    )
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


def _listed(texts: Sequence[str]) -> str:
    return say(", ").join(printable(text) for text in texts)
