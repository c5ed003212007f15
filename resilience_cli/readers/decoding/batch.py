"""A sheet, or a block of its rows -> its respondents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from resilience_cli.errors import InputError
from resilience_cli.messages import pick
from resilience_cli.model.finding import Finding, Where
from resilience_cli.model.responses import Source
from resilience_cli.model.same_text import normal
from resilience_cli.readers.containers.garbled import garbled_cells
from resilience_cli.readers.correcting.settled import settled_findings
from resilience_cli.readers.decoding.answers import (
    answer_findings,
    answers_outside,
    apply_roles,
    decode_items,
    outside_findings,
)
from resilience_cli.readers.decoding.export import Export
from resilience_cli.readers.decoding.keying_audit import audit_total, turn_back
from resilience_cli.readers.decoding.people import belonging, people_frame, role_labels
from resilience_cli.readers.decoding.repetition import Prints, prints, repetitions
from resilience_cli.readers.decoding.repetition import joined as all_prints
from resilience_cli.readers.decoding.rows import respondents
from resilience_cli.readers.decoding.so_far import SoFar
from resilience_cli.readers.decoding.values import labels
from resilience_cli.readers.matching.headers import identifies
from resilience_cli.readers.sheet import Sheet
from resilience_cli.readers.spelling import shown

AT_THE_TOP = SoFar()
_ON_CELLS = {"RES-R142", "RES-R143", "RES-R144"}
"""Remarks on cells: formulas without a value, errors, merged cells."""


@dataclass(frozen=True, eq=False)
class Batch:
    """The respondents of one file, or of a block of its rows."""

    answers: npt.NDArray[np.float64]
    """Respondent x item."""
    reasons: npt.NDArray[np.int8]
    """Same shape."""
    people: pd.DataFrame
    """As in Responses."""
    names: Mapping[str, str]
    """Community id -> how it is written."""
    communities: Counter[str]
    """How many answered, by community id in order of appearance."""
    roles: frozenset[str]
    """The roles that answered."""
    waves: tuple[str, ...]
    """The waves that are named, in order of appearance."""
    outside: npt.NDArray[np.int64]
    """Role x item: answers to items that the role is not asked."""
    prints: Prints
    """What is remembered of each respondent, to notice who stands twice."""
    source: Source
    """The file."""
    findings: tuple[Finding, ...]
    """What was noticed."""
    so_far: SoFar
    """What the next block of the file must know."""

    def without_answers(self, remembered: bool = True) -> Batch:
        """Return what stays when the answers are scored; with what is remembered of each row, if that is asked."""
        answers, reasons = self.answers[:0].copy(), self.reasons[:0].copy()  # a view would hold all of them
        prints = self.prints if remembered else self.prints.take(np.zeros(len(self.people), dtype=bool))
        return replace(self, answers=answers, reasons=reasons, people=self.people.take([]), prints=prints)


def read_batch(export: Export, so_far: SoFar = AT_THE_TOP) -> Batch:
    """Return the export's respondents; raise InputError where the cells contradict what the columns should be."""
    sheet, layout, instrument = export.sheet, export.layout, export.instrument
    answers, who = decode_items(export), belonging(export)
    findings: list[Finding] = []
    if top := so_far.turned is None:
        audited, turned = audit_total(export, answers)
        findings = [*audited]
        so_far = replace(so_far, turned=turned)
    turn_back(instrument, answers, so_far.turned or ())
    apply_roles(instrument, answers, who.roles)
    rows, kept, noticed, so_far = respondents(export, answers, who, so_far)
    people, not_read = people_frame(export, who, kept)
    people["wave"] = _waves(export)[kept]
    open_answers, so_far = answer_findings(export, answers, kept, so_far)
    findings += [
        *(_of_answers(export.remarks, sheet, rows) if top else ()),
        *noticed,
        *garbled_cells(sheet, layout.used),
        *not_read,
        *open_answers,
    ]
    findings += settled_findings(export, kept)
    return Batch(
        answers=answers.values[kept],
        reasons=answers.reasons[kept],
        people=people,
        names=who.names,
        communities=Counter({str(id_): n for id_, n in people["community"].value_counts(sort=False).items()}),
        roles=frozenset(people["role"].unique()),
        waves=tuple(wave for wave in people["wave"].unique() if wave),
        outside=answers_outside(instrument, answers, who.roles, kept),
        prints=prints(export, who, answers.values).take(kept),
        source=source_of(export, int(rows.sum()), int(kept.sum())),
        findings=tuple(findings),
        so_far=so_far,
    )


def joined(batches: Sequence[Batch], export: Export) -> Batch:
    """Return all that is known of a file from its blocks, with the answers of the last; InputError if nobody answered.

    Of a file in one block those are all answers; the blocks of others are `without_answers`.
    """
    last, prints = batches[-1], all_prints([batch.prints for batch in batches])
    rows, kept = (sum(getattr(batch.source, name) for batch in batches) for name in ("rows", "kept"))
    source, findings = replace(last.source, rows=rows, kept=kept), merged(f for b in batches for f in b.findings)
    if not kept:
        raise InputError(*findings, Finding("RES-R078", export.sheet.where()))
    outside = np.sum([batch.outside for batch in batches], axis=0)
    serial = export.layout.places.get("serial")
    findings += _assumed(source)
    findings += repetitions(prints, source, export.sheet.where(serial))
    findings += outside_findings(export.instrument, outside, source)
    findings += _of_columns(export)
    return replace(
        last,
        names={id_: name for batch in reversed(batches) for id_, name in batch.names.items()},
        communities=sum((batch.communities for batch in batches), Counter[str]()),
        roles=frozenset[str]().union(*(batch.roles for batch in batches)),
        waves=tuple(dict.fromkeys(wave for batch in batches for wave in batch.waves)),
        outside=outside,
        prints=prints,
        source=source,
        findings=tuple(findings),
    )


def _of_columns(export: Export) -> Iterator[Finding]:
    """Yield what is to be known of the columns: questions that stand in several, questions that were left out."""
    layout, where = export.layout, export.sheet.where()
    for item in layout.branches:
        letters = [export.sheet.letters[column] for column in layout.columns_of(item)]
        yield Finding("RES-R176", where, {"item": item, "columns": letters})
    if layout.left_out:
        yield Finding("RES-R051", where, {"items": list(layout.left_out)})


def merged(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings of all blocks of a file, those of one kind and place as one, with the rows of all."""
    found: dict[str, Finding] = {}
    for finding in findings:
        place = replace(finding.where, row=None) if finding.rows else finding.where
        key = repr((finding.code, place, finding.values))
        before = found.get(key)
        found[key] = finding if before is None else replace(before, rows=before.rows + finding.rows)
    return list(found.values())


def _of_answers(remarks: Iterable[Finding], sheet: Sheet, rows: npt.NDArray[np.bool_]) -> Iterator[Finding]:
    """Yield the remarks, those on cells only as far as their rows are answers: a formula in a total is no matter."""
    answers = set(sheet.row_numbers(rows))
    for remark in remarks:
        numbers = tuple(row for row in remark.rows if row in answers) if remark.code in _ON_CELLS else remark.rows
        if numbers or remark.code not in _ON_CELLS:
            where = replace(remark.where, row=numbers[0]) if remark.code in _ON_CELLS else remark.where
            yield replace(remark, where=where, rows=numbers)


def _waves(export: Export) -> npt.NDArray[np.object_]:
    if export.options.wave is not None or "wave" not in export.layout.places:
        return np.full(len(export.sheet), normal(export.options.wave or ""), dtype=object)
    return export.sheet.column(export.layout.places["wave"]).map(normal, "", object)


def _assumed(source: Source) -> list[Finding]:
    """Positions have a meaning only by an order that the file does not hold: say which was taken."""
    orders = [" / ".join(names) for _, names in source.option_order]
    where = Where(file=source.file, sheet=source.sheet)
    return [Finding("RES-R066", where, {"orders": orders})] if source.mode == "position" else []


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
