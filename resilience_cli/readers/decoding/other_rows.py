"""Rows that are no answers, or odd ones: totals, headers pasted along, tallies below the answers, too many cells."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from resilience_cli.errors import InputError
from resilience_cli.model.finding import Finding
from resilience_cli.model.same_text import normal
from resilience_cli.readers.decoding.export import Export
from resilience_cli.readers.decoding.so_far import STAMPS, SoFar
from resilience_cli.readers.sheet import Sheet

Rows = npt.NDArray[np.bool_]
_TEXT_FILES = {"csv", "zip"}
_SUMMARY = re.compile(
    r"(?:合计|总计|小计|总和|总人数|人数|平均(?:值|分|数)?|均值|得分率|标准差|方差|最大值|最小值|中位数"
    r"|(?:grand )?total|sum|mean|average|count|median|std)"
    r"(?: ?[(（][^()（）]{0,4}[)）])?[ :：]*[\d.]*%?",
    re.IGNORECASE,
)


def summaries(export: Export) -> Rows:
    """Return the rows that sum up others, by a word in the first column, the number, the community or the role."""
    sheet, layout = export.sheet, export.layout
    columns = {0, *(layout.places[name] for name in ("serial", "community", "role") if name in layout.places)}
    found = np.zeros(len(sheet), dtype=bool)
    for column in columns - {column for item in layout.items for column in layout.columns_of(item)}:
        found |= sheet.column(column).map(_sums_up, False, bool)
    return found


def _sums_up(text: str) -> bool:
    return not text.isdecimal() and _SUMMARY.fullmatch(normal(text)) is not None  # serial numbers are many


def headers(sheet: Sheet) -> Rows:
    """Return the rows that repeat the headers: at least two cells and half of those that are filled.

    Raises InputError where such a row has them in another order: the answers below it stand in the wrong columns.
    """
    texts = {text for text in sheet.headers if text.strip()}
    if all(texts.isdisjoint(sheet.column(index).texts) for index in range(len(sheet.headers))):
        return _further_headers(sheet)
    filled, own, other = (np.zeros(len(sheet), dtype=np.int64) for _ in range(3))
    for index, header in enumerate(sheet.headers):
        column = sheet.column(index)
        kinds = np.array([(bool(t.strip()), t == header != "", t in texts) for t in column.texts] + [(False,) * 3])
        row = kinds[column.codes]
        filled, own, other = filled + row[:, 0], own + row[:, 1], other + row[:, 2]
    repeated = (own >= 2) & (2 * own >= filled)
    moved = (other >= 3) & (2 * other >= filled) & ~repeated
    if numbers := sheet.row_numbers(moved):
        raise InputError(Finding("RES-R167", sheet.where(None, numbers), {}, numbers))
    return np.asarray(repeated | _further_headers(sheet))


def _further_headers(sheet: Sheet) -> Rows:
    """Return the rows that repeat a further row of headers cell for cell: some cells may equal chosen options too."""
    again = np.zeros(len(sheet), dtype=bool)
    for row in sheet.more_headers:
        same = [sheet.column(i).map(head.__eq__, False, bool) for i, head in enumerate(row) if head.strip()]
        again |= np.all(same, axis=0) if same else False
    return again


def too_long(sheet: Sheet) -> Rows:
    """Return the rows of a text file with cells behind the last header: a comma in a text may have moved them."""
    found = np.zeros(len(sheet), dtype=bool)
    if sheet.container in _TEXT_FILES:
        last = max((i for i, heads in enumerate(sheet.heads) if any(map(str.strip, heads))), default=-1)
        for index in range(last + 1, len(sheet.heads)):
            found |= sheet.column(index).filled
    return found


def computed(sheet: Sheet) -> Rows:
    """Return the rows that are mostly formulas, where most rows are not: they sum up the others."""
    if sheet.computed is None:
        return np.zeros(len(sheet), dtype=bool)
    filled = np.sum([sheet.column(index).filled for index in range(len(sheet.headers))], axis=0)
    mostly = (sheet.computed > 0) & (2 * sheet.computed >= filled)
    return np.asarray(mostly & (2 * mostly.sum() < sheet.filled.sum()))


def strays(export: Export, understood: Rows, so_far: SoFar) -> tuple[Rows, SoFar]:
    """Return (rows below a blank row that are not understood, or bear no number or time as all others do; so far)."""
    sheet, places = export.sheet, export.layout.places
    if sheet.prepared:
        return np.zeros(len(sheet), dtype=bool), so_far
    below, so_far = so_far.below_gap(sheet.filled)
    above = sheet.filled & ~below
    stamps = {name: sheet.column(places[name]).filled for name in STAMPS if name in places}
    usual = {name: stamp for name, stamp in stamps.items() if name in so_far.stamped and stamp[above].all()}
    stamped = np.any(list(usual.values()), axis=0) if usual else np.ones(len(sheet), dtype=bool)
    return below & ~(understood & stamped), replace(so_far, stamped=frozenset(usual))
