"""Instrument -> Document: what is asked of whom, and how answers become scores and classes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from resilience_cli.messages import mark, pick, say
from resilience_cli.model.document import Column, Document, Heading, Note, Paragraph, Part, Table
from resilience_cli.model.finding import Finding
from resilience_cli.model.instrument import Instrument
from resilience_cli.reports.compose_findings import sorted_findings
from resilience_cli.reports.compose_method import evidence_note
from resilience_cli.reports.rules_in_words import rule_in_words

METHODS = {
    "mean": mark("mean"),
    "geometric_mean": mark("geometric mean"),
    "harmonic_mean": mark("harmonic mean"),
    "minimum": mark("minimum"),
    "maximum": mark("maximum"),
    "range": mark("range"),
    "difference": mark("difference"),
}
STATES = {"released": mark("released"), "draft": mark("draft"), "faulty": mark("faulty: see instruments validate")}


def instrument_list(rows: Sequence[Mapping[str, Any]]) -> Document:
    """Return a table of questionnaires: id, version, title (None: faulty), items and status."""
    if not rows:
        return Document(say("Questionnaires"), (Note(say("There is none in this directory."), "warning"),))
    columns = (Column("id"), Column(say("Version")), Column(say("Title")), Column(say("Items"), "right"))
    return Document(
        say("Questionnaires"),
        (
            Table(
                (*columns, Column(say("State"))),
                tuple(
                    (
                        row["id"],
                        row["version"],
                        row["title"] or "–",
                        "–" if row["items"] is None else str(row["items"]),
                        say(STATES.get(row["status"], row["status"])),
                    )
                    for row in rows
                ),
            ),
        ),
    )


def instrument_document(instrument: Instrument) -> Document:
    """Return the questionnaire's evidence, roles, classes with their rules, scores and items."""
    about = instrument.raw.get("about", {})
    parts: list[Part] = [Paragraph(pick(about[key])) for key in ("description",) if key in about]
    parts += evidence_note(instrument)
    parts += _classes(instrument)
    parts += _scores(instrument)
    parts += _items(instrument)
    return Document(f"{pick(instrument.title)} ({instrument.name})", tuple(parts))


def _classes(instrument: Instrument) -> Iterator[Part]:
    yield Heading(say("Classes"))
    yield Table(
        (Column(say("Class")), Column(say("When (the first that holds)"))),
        tuple((pick(c.title), rule_in_words(c, instrument)) for c in instrument.classes),
    )


def _scores(instrument: Instrument) -> Iterator[Part]:
    yield Heading(say("Scores"))
    yield Table(
        (Column("id"), Column(say("Title")), Column(say("Method")), Column(say("Of"))),
        tuple((s.id, pick(s.title), say(METHODS[s.method]), " ".join(s.of)) for s in instrument.scores),
    )


def _items(instrument: Instrument) -> Iterator[Part]:
    yield Heading(say("Items"))
    yield Table(
        (Column("id"), Column(say("Item")), Column(say("Asked of"))),
        tuple(
            (
                item.id,
                pick(item.text) + (say(" (reverse-scored)") if item.reverse else ""),
                say(", ").join(pick(instrument.roles[role].label) for role in item.asked_of),
            )
            for item in instrument.items
        ),
    )


def validation(found: Mapping[str, Sequence[Finding]]) -> Document:
    """Return what was found in each file, by its path."""
    parts: list[Part] = []
    for path, findings in found.items():
        faulty = any(finding.severity == "error" for finding in findings)
        parts.append(Heading(say("{file}: not valid", file=path) if faulty else say("{file}: valid", file=path)))
        parts += [Note(str(finding), finding.severity) for finding in sorted_findings(findings)]
    return Document(say("Check of questionnaires"), tuple(parts))
