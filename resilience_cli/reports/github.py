"""Findings as workflow commands, which GitHub shows beside the changed lines."""

from __future__ import annotations

from pathlib import Path

from resilience_cli.messages.findings.kind import Severity
from resilience_cli.messages.printable import printable
from resilience_cli.model.finding import Finding
from resilience_cli.model.validation import Validation
from resilience_cli.reports.paths import relative

COMMANDS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "notice"}
IN_MESSAGES = {"%": "%25", "\r": "%0D", "\n": "%0A"}
IN_PROPERTIES = {**IN_MESSAGES, ":": "%3A", ",": "%2C"}


def render(found: Validation) -> str:
    """Return one line a finding."""
    return "".join(
        annotation(finding, checked.path_of(finding), found.severity(finding))
        for checked in found.files
        for finding in checked.findings
    )


def annotation(finding: Finding, path: Path, severity: Severity) -> str:
    """Return a finding about a place in the file as a line such as `::error file=a.json,line=3,title=…::message`."""
    where = finding.where
    properties = {"file": relative(path), "line": where.line, "col": where.col, "title": finding.code}
    told = ",".join(f"{key}={_escaped(str(value), IN_PROPERTIES)}" for key, value in properties.items() if value)
    return f"::{COMMANDS[severity]} {told}::{_escaped(printable(finding.words, longest=None), IN_MESSAGES)}\n"


def _escaped(text: str, signs: dict[str, str]) -> str:
    return "".join(signs.get(sign, sign) for sign in text)
