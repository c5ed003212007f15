"""Findings -> pages of a workbook: one line a cell, to be worked through beside the export."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from resilience_cli.files.workbook import Column, Page
from resilience_cli.messages import mark, say
from resilience_cli.messages.printable import printable
from resilience_cli.model.finding import Finding
from resilience_cli.reports.compose_findings import sorted_findings

MOST_LINES = 100_000
"""More lines are counted, not written: nobody works through them."""
GRAVITY = {"error": mark("error"), "warning": mark("warning"), "info": mark("remark")}
_TEXTS = ("answer", "name", "asked", "column")


def finding_pages(findings: Sequence[Finding]) -> tuple[Page, ...]:
    """Return one page: file, sheet, cell, header, text, what it means and what to do, with a line for every row."""
    columns = (
        Column(say("File"), 24),
        Column(say("Sheet"), 12),
        Column(say("Cell"), 9),
        Column(say("Header"), 28),
        Column(say("Text"), 20),
        Column(say("What it means"), 52),
        Column(say("What to do"), 44),
        Column(say("Gravity"), 8),
        Column(say("Code"), 11),
    )
    lines: list[tuple[str | None, ...]] = []
    left = 0
    for finding in sorted_findings(findings):
        more = list(_lines(finding))
        left += max(0, len(lines) + len(more) - MOST_LINES)
        lines += more[: MOST_LINES - len(lines)]
    if left:
        lines.append((None, None, None, None, None, say("… and {n} more lines.", n=left), None, None, None))
    return (Page(say("Findings"), columns, lines, frozen=3),)


def _lines(finding: Finding) -> Iterator[tuple[str | None, ...]]:
    where = finding.where
    text = next((str(finding.values[key]) for key in _TEXTS if isinstance(finding.values.get(key), str)), "")
    about = tuple(printable(part) if part else None for part in (where.file, where.sheet, where.header, text))
    file, sheet, header, text_shown = about
    words = (printable(finding.message, longest=None), printable(finding.hint, longest=None))
    for row in finding.rows or (where.row,):
        cell = f"{where.column or ''}{row or ''}" if where.column else say("row {row}", row=row) if row else None
        yield (file, sheet, cell, header, text_shown, *words, say(GRAVITY[finding.severity]), finding.code)
