"""Which rows of a sheet are respondents, and which of those look like a repetition."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import pandas as pd

from resilience_cli.model.finding import Finding
from resilience_cli.readers.decoding.answers import Answers
from resilience_cli.readers.decoding.export import Export
from resilience_cli.readers.decoding.other_rows import computed, headers, strays, summaries, too_long
from resilience_cli.readers.decoding.people import Belonging, role_findings, unnamed_findings

Rows = npt.NDArray[np.bool_]


def respondents(export: Export, answers: Answers, who: Belonging) -> tuple[Rows, Rows, list[Finding]]:
    """Return (rows of answers, rows kept as respondents, a finding for each kind of row that is not kept).

    Rows below a blank row are mostly tallies: they are answers only if community, role and answers are understood.
    """
    sheet = export.sheet
    named, known = who.communities != "", who.roles >= 0
    summary = summaries(export) | headers(sheet)
    formulas = computed(sheet) & ~summary
    stray = strays(export, named & known & answers.understood) & ~summary & ~formulas
    rows = sheet.filled & ~summary & ~formulas & ~stray
    kinds = (
        ("RES-R072", stray),
        ("RES-R073", summary),
        ("RES-R168", formulas & sheet.filled),
        ("RES-R172", rows & too_long(sheet)),
    )
    findings = [
        Finding(code, sheet.where(None, numbers), {}, numbers)
        for code, some in kinds
        if (numbers := sheet.row_numbers(some))
    ]
    taken = rows.copy()
    for part in export.platform.left_out(sheet):
        numbers = sheet.row_numbers(part.rows & taken)
        findings += [Finding(part.code, sheet.where(part.column, numbers), {}, numbers)] if numbers else []
        taken &= ~part.rows
    findings += [*unnamed_findings(export, taken & ~named), *role_findings(export, who, taken)]
    return rows, taken & named & known, findings


def repeated(export: Export, who: Belonging, kept: Rows) -> tuple[Rows, Iterator[Finding]]:
    """Return (by kept row, whether an earlier one is equal to it in everything and has a submit time; findings)."""
    sheet, places = export.sheet, export.layout.places
    again = np.zeros(len(sheet), dtype=bool)
    if "submitted" in places:
        again[_equal_rows(export, who, kept & sheet.column(places["submitted"]).filled)] = True
    return again[kept], _repetitions(export, kept, again)


def _equal_rows(export: Export, who: Belonging, rows: Rows) -> npt.NDArray[np.int64]:
    places, layout = export.layout.places, export.layout
    at = np.flatnonzero(rows)
    frame = pd.DataFrame({"community": who.communities[at], "role": who.roles[at]})
    for name in ("submitted", "seconds"):
        if name in places:
            frame[name] = export.sheet.column(places[name]).codes[at]
    some = frame.duplicated(keep=False).to_numpy()  # few rows share a submit time: only those are compared in full
    frame, at = frame[some], at[some]
    answers = pd.DataFrame({i: export.sheet.column(c).codes[at] for i, c in layout.items.items()}, index=frame.index)
    return np.asarray(at[pd.concat([frame, answers], axis=1).duplicated().to_numpy()])


def _repetitions(export: Export, kept: Rows, again: Rows) -> Iterator[Finding]:
    sheet, places = export.sheet, export.layout.places
    if numbers := sheet.row_numbers(again):
        yield Finding("RES-R075", sheet.where(None, numbers), {}, numbers)
    if "serial" in places:
        serial = sheet.column(places["serial"])
        serials = pd.Series(np.where(kept & serial.filled, serial.codes, -1))
        twice = (serials.duplicated() & (serials >= 0)).to_numpy()
        if numbers := sheet.row_numbers(twice):
            yield Finding("RES-R074", sheet.where(places["serial"], numbers), {}, numbers)
