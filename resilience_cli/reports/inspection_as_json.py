"""Inspection -> the object that machines read."""

from __future__ import annotations

from typing import Any

from resilience_cli.model.inspection import OPEN_NAMES, REPEATED, Inspection, SheetFound
from resilience_cli.model.responses import Reason, Responses
from resilience_cli.reports.as_json import finding_as_json, input_as_json


def inspection_as_json(found: Inspection) -> dict[str, Any]:
    """Return how each input was understood: its columns, what was passed over, who answered what, the findings.

    `ready` tells whether the inputs can be scored; `faults` are the findings that keep them from it.
    """
    instrument = found.instrument
    return {
        "instrument": {"id": instrument.id, "version": instrument.version} if instrument else None,
        "ready": not found.faults,
        "inputs": [_sheet(sheet) for sheet in found.sheets],
        **(_answers(found.responses) if found.responses else {"communities": [], "items": [], "waves": []}),
        "alike": [list(finding.values["names"]) for finding in found.findings if finding.code == OPEN_NAMES],
        "flags": dict(found.flags),
        "faults": [finding_as_json(fault) for fault in found.faults],
        "findings": [finding_as_json(finding) for finding in found.findings],
    }


def _sheet(sheet: SheetFound) -> dict[str, Any]:
    source = sheet.source
    first, last = sheet.dates or (None, None)
    return {
        **input_as_json(source),
        "container": source.container,
        "encoding": source.encoding,
        "header_row": sheet.header_row,
        "header_rows": sheet.header_rows,
        "evidence": list(source.evidence),
        "columns": [
            dict(zip(("column", "header", "became", "matched_by"), one, strict=True)) for one in source.columns
        ],
        "unused": [letter for letter, _header in source.unused],
        "near": [
            {"column": column.letter, "item": item, "likeness": round(likeness, 4)}
            for column in sheet.columns
            for item, likeness in column.near
        ],
        "missing": list(sheet.missing),
        "passed_over": list(source.passed_over),
        "option_order": {scale: list(labels) for scale, labels in source.option_order},
        "placeholders": dict(source.placeholders),
        "first_day": first,
        "last_day": last,
    }


def _answers(responses: Responses) -> dict[str, Any]:
    people, instrument = responses.people, responses.instrument
    counts = people.groupby(["community", "role"], as_index=False).size()
    communities: dict[str, dict[str, int]] = {str(id_): {} for id_ in responses.communities.index}
    for row in counts.to_dict("records"):
        communities.setdefault(row["community"], {})[row["role"]] = int(row["size"])
    cells = {reason: (responses.reasons == reason).sum(axis=0) for reason in Reason}
    return {
        "communities": [{"id": id_, "n": n} for id_, n in communities.items()],
        "items": [
            {"id": item.id, **{reason.name.lower(): int(n[place]) for reason, n in cells.items()}}
            for place, item in enumerate(instrument.items)
        ],
        "waves": [str(wave) for wave in people["wave"].unique() if wave],
        "duplicates": sum(finding.count for finding in responses.findings if finding.code in REPEATED),
    }
