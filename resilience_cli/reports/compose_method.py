"""How a report's numbers were made, and what they do not say."""

from __future__ import annotations

from collections.abc import Iterator

from resilience_cli.messages import pick, say
from resilience_cli.messages.printable import printable
from resilience_cli.model.assessment import Assessment
from resilience_cli.model.document import Column, Heading, Note, Paragraph, Part, Table
from resilience_cli.model.instrument import Instrument
from resilience_cli.reports.compose_base import base_parts
from resilience_cli.reports.rules_in_words import rule_in_words


def evidence_note(instrument: Instrument) -> Iterator[Part]:
    """Yield what the questionnaire says of its own evidence."""
    evidence = instrument.raw.get("about", {}).get("evidence")
    if evidence:
        yield Note(say("Evidence for this questionnaire: {evidence}", evidence=pick(evidence)), "warning")


def method_parts(assessment: Assessment) -> Iterator[Part]:
    """Yield the evidence status, the limits, the class rules, the inputs and the recipe."""
    instrument = assessment.instrument
    yield Heading(say("Method and limits"))
    yield from evidence_note(instrument)
    yield from base_parts(instrument)
    yield Paragraph(
        say(
            "Every role counts with a fixed weight ({weights}), whatever its number of people. The ranges and the "
            "probabilities cover how many people answered and how exactly questions measure. They do not cover who did "
            "not answer, nor whether the cuts are the right ones.",
            weights=say(", ").join(
                f"{pick(instrument.roles[role].label)} {weight:g}" for role, weight in instrument.role_weights.items()
            ),
        )
    )
    yield Table(
        (Column(say("Class")), Column(say("When (the first that holds)"))),
        tuple((pick(c.title), rule_in_words(c, instrument)) for c in instrument.classes),
    )
    yield Paragraph(_recipe(assessment))
    yield from _inputs(assessment)


def _inputs(assessment: Assessment) -> Iterator[Part]:
    """Yield the files that were read, and those that say how."""
    for source in assessment.sources:
        place = (
            printable(source.file) if source.sheet is None else f"{printable(source.file)} › {printable(source.sheet)}"
        )
        yield Paragraph(
            say(
                "Input: {place}; platform {platform}, {mode}; rows {rows}, kept {kept}; sha256 {sha256}",
                place=place,
                platform=source.platform,
                mode=source.mode,
                rows=source.rows,
                kept=source.kept,
                sha256=source.sha256[:16],
            )
        )
    for file in assessment.recipe.get("corrected_by", ()):
        yield Paragraph(
            say(
                "Corrected by: {file}, sha256 {sha256}; the findings say what was taken as what.",
                file=printable(file["file"]),
                sha256=str(file["sha256"])[:16],
            )
        )


def _recipe(assessment: Assessment) -> str:
    options = assessment.recipe.get("options") or {}
    name, sha256 = assessment.instrument.name, assessment.instrument.sha256[:16]
    if options.get("method", "draws") == "analytic":
        return say("Questionnaire {name}, sha256 {sha256}; ranges by formula, without draws.", name=name, sha256=sha256)
    return say(
        "Questionnaire {name}, sha256 {sha256}; {draws} draws, seed {seed}.",
        name=name,
        sha256=sha256,
        draws=options.get("draws", "–"),
        seed=options.get("seed", "–"),
    )
