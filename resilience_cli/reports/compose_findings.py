"""Findings in a report: grouped, errors first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from resilience_cli.messages import say
from resilience_cli.messages.printable import printable
from resilience_cli.model.document import Heading, Note, Part
from resilience_cli.model.finding import Finding
from resilience_cli.reports.suppression import Audience

SEVERITIES = ("error", "warning", "info")
MOST_KINDS = 8
"""So many kinds of findings are shown beside a result; the report has all findings."""


def sorted_findings(findings: Sequence[Finding]) -> list[Finding]:
    """Return the findings: errors first, then warnings, then remarks; of each, those of one code together."""
    first = {finding.code: place for place, finding in reversed(list(enumerate(findings)))}
    return sorted(findings, key=lambda finding: (SEVERITIES.index(finding.severity), first[finding.code]))


def finding_parts(findings: Sequence[Finding], audience: Audience) -> Iterator[Part]:
    """Yield all findings; for the public, only their number."""
    if not findings:
        return
    yield Heading(say("Findings"))
    if audience == "public":
        yield Note(say("Remarks made while reading and scoring: {n}; see the internal report.", n=len(findings)))
        return
    for finding in sorted_findings(findings):
        yield Note(printable(finding, longest=None), finding.severity)


def first_findings(findings: Sequence[Finding], most: int | None = MOST_KINDS) -> Iterator[Part]:
    """Yield one finding of each kind with how many there are of it, at most `most`, and how many more there are."""
    if not findings:
        return
    yield Heading(say("Findings"))
    ordered = sorted_findings(findings)
    kinds = list(dict.fromkeys(finding.code for finding in ordered))[:most]
    told = 0
    for code in kinds:
        alike = [finding for finding in ordered if finding.code == code]
        told += len(alike)
        text = printable(alike[0], longest=None)
        yield Note(
            text if len(alike) == 1 else say("{finding} (and {n} more like it)", finding=text, n=len(alike) - 1),
            alike[0].severity,
        )
    if told < len(ordered):
        yield Note(say("… and {n} more of other kinds.", n=len(ordered) - told))
    if most is not None and len(kinds) < len(ordered):
        yield Note(say("All of them are in the report: resilience report ASSESSMENT"))
