"""Validation -> a page for people, or JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from resilience_cli.messages import mark, say
from resilience_cli.messages.printable import printable
from resilience_cli.model.document import Document, Heading, Note, Paragraph, Part
from resilience_cli.model.validation import Check, Checked, Validation
from resilience_cli.reports import terminal
from resilience_cli.reports.as_json import finding_as_json
from resilience_cli.reports.compose_findings import SEVERITIES

TITLES = {
    "file": mark("file"),
    "schema": mark("schema"),
    "references": mark("references"),
    "texts": mark("texts"),
    "items": mark("items"),
    "keying": mark("keying"),
    "scores": mark("scores"),
    "classes": mark("classes"),
    "proof": mark("proof of the classes"),
    "versions": mark("version step"),
    "release": mark("release"),
    "cases": mark("cases"),
}
FEW = 10
"""Up to so many questionnaires it is told how their classes are reached."""
STATES = {
    "passed": mark("Passed: {checks}."),
    "failed": mark("Failed: {checks}."),
    "skipped": mark("Not fully checked: {checks}."),
}


def validation(found: Validation) -> Document:
    """Return, for each file, which checks it passed and what was found, and how much of everything in the end.

    How classes are reached is told of a few questionnaires; of many it would hide what was found.
    """
    few = _questionnaires(found) <= FEW
    parts = [part for checked in found.files for part in _file(found, checked, few)]
    end: list[Part] = [Heading(say("Altogether")), Paragraph(validation_summary(found))]
    if not few:
        words = say("How classes are reached is told where up to {few} are checked, and in JSON.", few=FEW)
        end.append(Paragraph(words))
    return Document(say("Check of questionnaires"), (*parts, *end))


def validation_summary(found: Validation) -> str:
    """Return on one line how many files were checked, and how many errors, warnings and notes there are."""
    return say(
        "Questionnaires: {files}; errors: {errors}; warnings: {warnings}; notes: {notes}.",
        files=_questionnaires(found),
        errors=found.count("error"),
        warnings=found.count("warning"),
        notes=found.count("info"),
    )


def _questionnaires(found: Validation) -> int:
    return sum(checked.file.name != "releases.json" for checked in found.files)


def validation_as_text(found: Validation) -> str:
    """Return the page as plain text."""
    return terminal.render(validation(found))


def validation_as_json(found: Validation) -> str:
    """Return everything as JSON: files with their checks and findings, and counts."""
    content = {
        "strict": found.strict,
        "files": [_file_as_json(found, checked) for checked in found.files],
        "errors": found.count("error"),
        "warnings": found.count("warning"),
    }
    return json.dumps(content, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _file(found: Validation, checked: Checked, few: bool) -> Iterator[Part]:
    name = printable(checked.file, longest=None)
    file = say("{file} ({name})", file=name, name=checked.name) if checked.name else name
    valid = found.is_valid(checked)
    yield Heading(say("{file}: valid", file=file) if valid else say("{file}: not valid", file=file))
    for state, words in STATES.items():
        checks = [_shown(check) for check in checked.checks if found.state(check) == state]
        if checks:
            yield Paragraph(say(words, checks=say(", ").join(checks)))
    for check in checked.checks if few else ():
        yield from (Paragraph(f"- {line}") for line in check.details())
    for finding in sorted(checked.findings, key=lambda one: SEVERITIES.index(found.severity(one))):
        yield Note(str(finding), found.severity(finding))


def _shown(check: Check) -> str:
    seen, title = check.seen(), say(TITLES[check.name])
    return say("{check} ({seen})", check=title, seen=seen) if seen else title


def _file_as_json(found: Validation, checked: Checked) -> dict[str, Any]:
    id_, _, version = (checked.name or "").partition("@")
    return {
        "file": str(checked.file),
        "id": id_ or None,
        "version": version or None,
        "valid": found.is_valid(checked),
        "checks": [
            {
                "name": check.name,
                "state": found.state(check),
                "seen": check.seen(),
                "details": list(check.details()),
            }
            for check in checked.checks
        ],
        "findings": [
            {**finding_as_json(one), "severity": found.severity(one), "path": str(checked.path_of(one))}
            for one in checked.findings
        ],
    }
