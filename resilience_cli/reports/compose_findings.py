"""Findings in a report: grouped, errors first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from resilience_cli.messages import mark, say
from resilience_cli.messages.printable import printable
from resilience_cli.model.document import Heading, Note, Part
from resilience_cli.model.finding import Finding
from resilience_cli.reports.suppression import Audience

SEVERITIES = ("error", "warning", "info")


def sorted_findings(findings: Sequence[Finding]) -> list[Finding]:
    """Return the findings: errors first, then warnings, then remarks; of each, those of one code together."""
    first = {finding.code: place for place, finding in reversed(list(enumerate(findings)))}
    return sorted(findings, key=lambda finding: (SEVERITIES.index(finding.severity), first[finding.code]))


def finding_parts(findings: Sequence[Finding], audience: Audience, most: int | None = None) -> Iterator[Part]:
    """Yield the findings, at most `most` of them and then how many more there are; for the public, their number."""
    if not findings:
        return
    if audience == "public":
        yield Heading(say("Findings"))
        yield Note(say("Remarks made while reading and scoring: {n}; see the internal report.", n=len(findings)))
        return
    ordered = sorted_findings(findings)
    shown = ordered if most is None else ordered[:most]
    yield Heading(say("Findings"))
    for finding in shown:
        yield Note(printable(finding, longest=None), finding.severity)
    if len(shown) < len(ordered):
        text = mark("… and {n} more: the report has them all (resilience report), inspect explains the file.")
        yield Note(say(text, n=len(ordered) - len(shown)))
