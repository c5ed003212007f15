"""What verifying an assessment came to, as a document and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from resilience_cli.messages import say
from resilience_cli.messages.printable import printable
from resilience_cli.model.document import Cell, Column, Document, Heading, Note, Paragraph, Part, Table
from resilience_cli.model.verification import Verification
from resilience_cli.reports.as_json import finding_as_json
from resilience_cli.reports.compose_findings import finding_parts


def verification_document(found: Verification, name: str) -> Document:
    """Return the verdict, the files, what was computed anew, and what differs."""
    parts = (*_verdict(found), *_files(found), *_tables(found), *finding_parts(found.findings, "internal"))
    return Document(say("{name}: is it as it was computed?", name=printable(name)), parts)


def verification_as_json(found: Verification, name: str) -> dict[str, Any]:
    """Return the verification as JSON values."""
    return {
        "assessment": name,
        "verified": found.holds,
        "computed_anew": bool(found.tables),
        "files": [{"file": file, "same": same} for file, same in found.files],
        "inputs": [{"file": file, "same": same} for file, same in found.inputs],
        "tables": [{"table": table, "rows": rows, "same": same} for table, rows, same in found.tables],
        "findings": [finding_as_json(finding) for finding in found.findings],
    }


def _verdict(found: Verification) -> Iterator[Part]:
    if not found.holds:
        yield Note(say("Not verified: something differs."), "error")
    elif found.tables:
        yield Paragraph(say("Verified: the files are as they were written, and the exports give the same again."))
    else:
        yield Paragraph(say("The files are as they were written."))
        yield Note(say("To compute the assessment anew, name its exports too: resilience verify ASSESSMENT EXPORT…"))


def _files(found: Verification) -> Iterator[Part]:
    yield Heading(say("Files"))
    rows = [(printable(file), _same(same)) for file, same in (*found.files, *found.inputs)]
    yield Table((Column(say("File")), Column(say("Content"))), tuple(rows))


def _tables(found: Verification) -> Iterator[Part]:
    if found.tables:
        yield Heading(say("Computed anew"))
        rows = [(table, str(rows), _same(same)) for table, rows, same in found.tables]
        columns = (Column(say("Table")), Column(say("Rows"), "right"), Column(say("Numbers")))
        yield Table(columns, tuple(rows))


def _same(same: bool) -> Cell:
    return Cell(say("the same"), "ok") if same else Cell(say("another"), "unresolved")
