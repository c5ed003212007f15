"""One sheet -> its respondents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from resilience_cli.errors import InputError
from resilience_cli.messages import pick
from resilience_cli.model.finding import Finding
from resilience_cli.model.responses import Source
from resilience_cli.model.same_text import normal
from resilience_cli.readers.containers.garbled import garbled_cells
from resilience_cli.readers.correcting.settled import settled_findings
from resilience_cli.readers.decoding.answers import answer_findings, apply_roles, decode_items, outside_findings
from resilience_cli.readers.decoding.durations import moment
from resilience_cli.readers.decoding.export import Export
from resilience_cli.readers.decoding.keying_audit import audit_total
from resilience_cli.readers.decoding.people import belonging, people_frame, role_labels
from resilience_cli.readers.decoding.rows import repeated, respondents
from resilience_cli.readers.decoding.values import labels
from resilience_cli.readers.matching.headers import identifies
from resilience_cli.readers.spelling import shown


@dataclass(frozen=True, eq=False)
class Batch:
    """The respondents of one file."""

    answers: npt.NDArray[np.float64]
    """Respondent x item."""
    reasons: npt.NDArray[np.int8]
    """Same shape."""
    people: pd.DataFrame
    """As in Responses."""
    names: Mapping[str, str]
    """Community id -> how it is written."""
    sent: npt.NDArray[np.float64]
    """By respondent, the time of submission in seconds; NaN where it is not known."""
    source: Source
    """The file."""
    findings: tuple[Finding, ...]
    """What was noticed."""


def read_batch(export: Export) -> Batch:
    """Return the export's respondents; raise InputError if there are none."""
    sheet, layout = export.sheet, export.layout
    answers, who = decode_items(export), belonging(export)
    audited = audit_total(export, answers)
    apply_roles(export.instrument, answers, who.roles)
    rows, kept, findings = respondents(export, answers, who)
    findings += [*audited, *garbled_cells(sheet, layout.used)]
    if not kept.any():
        raise InputError(*findings, Finding("RES-R078", sheet.where()))
    people, not_read = people_frame(export, who, kept)
    people["wave"] = _waves(export)[kept]
    people["duplicate"], repetitions = repeated(export, who, kept)
    findings += [*not_read, *repetitions, *answer_findings(export, answers, kept)]
    findings += [*outside_findings(export, answers, who.roles, kept), *_assumed(export)]
    findings += settled_findings(export, kept)
    if layout.left_out:
        findings.append(Finding("RES-R051", sheet.where(), {"items": list(layout.left_out)}))
    source = source_of(export, int(rows.sum()), int(kept.sum()))
    return Batch(
        answers=answers.values[kept],
        reasons=answers.reasons[kept],
        people=people,
        names=who.names,
        sent=_sent(export)[kept],
        source=source,
        findings=(*export.remarks, *findings),
    )


def _sent(export: Export) -> npt.NDArray[np.float64]:
    place = export.layout.places.get("submitted")
    column = None if place is None else export.sheet.column(place)
    return np.full(len(export.sheet), np.nan) if column is None else column.map(moment, np.nan, np.float64)


def _waves(export: Export) -> npt.NDArray[np.object_]:
    if export.options.wave is not None or "wave" not in export.layout.places:
        return np.full(len(export.sheet), normal(export.options.wave or ""), dtype=object)
    return export.sheet.column(export.layout.places["wave"]).map(normal, "", object)


def _assumed(export: Export) -> list[Finding]:
    """Positions have a meaning only by an order that the file does not hold: say which was taken."""
    if export.mode.name != "position":
        return []
    orders = [" / ".join(names) for _, names in _orders(export)]
    return [Finding("RES-R066", export.sheet.where(), {"orders": orders})]


def _orders(export: Export) -> list[tuple[str, tuple[str, ...]]]:
    items = [item for item in export.instrument.items if item.id in export.layout.items]
    scales = {item.scale.id: tuple(labels(item.scale)) for item in items if item.scale.kind == "ordinal"}
    scales |= {
        field.scale.id: tuple(pick(choice.label) for choice in field.scale.choices)
        for field in export.instrument.fields
        if field.id in export.layout.fields and field.scale.kind == "nominal"
    }
    role = [("role", tuple(role_labels(export.instrument)))] if "role" in export.layout.places else []
    return [*role, *scales.items()]


def source_of(export: Export, rows: int, kept: int) -> Source:
    """Return the file of the export and what was understood of it."""
    sheet, layout, options = export.sheet, export.layout, export.options
    told = dict(layout.placeholders)
    given = (("event", options.event), ("period", options.period))
    told = {name: value for name, value in given if value} | told
    columns = enumerate(zip(sheet.letters, sheet.titles, strict=True))
    used = layout.used
    by_use: dict[bool, list[tuple[int, str, str]]] = {True: [], False: []}
    for index, (letter, header) in columns:
        by_use[index in used].append((index, letter, shown(header)))
    return Source(
        file=sheet.file,
        sha256=sheet.sha256,
        platform=export.platform.name,
        mode=export.mode.name,
        sheet=sheet.name,
        rows=rows,
        kept=kept,
        container=sheet.container,
        encoding=sheet.encoding,
        evidence=(*export.claimed, *export.mode.why),
        columns=tuple((letter, header, used[index], layout.how[index]) for index, letter, header in by_use[True]),
        passed_over=tuple(map(shown, sheet.passed_over)),
        unused=tuple((letter, "" if identifies(header) else header) for _, letter, header in by_use[False]),
        option_order=tuple(_orders(export)) if export.mode.name == "position" else (),
        placeholders=tuple(told.items()),
    )
