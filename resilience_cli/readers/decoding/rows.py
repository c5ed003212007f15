"""Which rows of a sheet are respondents."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from resilience_cli.model.finding import Finding
from resilience_cli.readers.decoding.answers import Answers
from resilience_cli.readers.decoding.export import Export
from resilience_cli.readers.decoding.other_rows import computed, headers, strays, summaries, too_long
from resilience_cli.readers.decoding.people import Belonging, role_findings, unnamed_findings, weight_findings, weights
from resilience_cli.readers.decoding.so_far import SoFar

Rows = npt.NDArray[np.bool_]


def respondents(
    export: Export, answers: Answers, who: Belonging, so_far: SoFar
) -> tuple[Rows, Rows, list[Finding], SoFar]:
    """Return (rows of answers, rows kept as respondents, a finding for each kind of row that is not kept, so far).

    Rows below a blank row are mostly tallies: they are answers only if community, role and answers are understood.
    """
    sheet = export.sheet
    named, known = who.communities != "", who.roles >= 0
    summary = summaries(export) | headers(sheet)
    formulas = computed(sheet) & ~summary
    strange, so_far = strays(export, named & known & answers.understood, so_far)
    stray = strange & ~summary & ~formulas
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
    kept = taken & named & known
    findings += [
        *unnamed_findings(export, taken & ~named),
        *role_findings(export, who, taken),
        *weight_findings(export, who, kept),
    ]
    return rows, kept & ~np.isnan(weights(export, who)), findings, so_far
