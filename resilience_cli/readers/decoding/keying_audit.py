"""The platform's own total as a check of the key: which questions it reverses, compared with the instrument."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from resilience_cli.errors import InputError
from resilience_cli.model.finding import Finding
from resilience_cli.model.instrument import Instrument, Item
from resilience_cli.model.responses import Reason
from resilience_cli.model.same_text import normal, same
from resilience_cli.readers.decoding.answers import Answers
from resilience_cli.readers.decoding.export import Export
from resilience_cli.readers.matching.headers import identifies
from resilience_cli.readers.options import said_of_turning
from resilience_cli.readers.spelling import number
from resilience_cli.stats.keying import EXACT, weights_in_total

Floats = npt.NDArray[np.float64]


def audit_total(export: Export, answers: Answers) -> tuple[list[Finding], tuple[str, ...]]:
    """Return (what the platform's total says of the key, ids of items whose values are to be turned back).

    Nothing without a total, or of a form without reversal. A column that the total counts the other way than the
    instrument stops the run where positions are all that the file holds, since the form may have shown its options in
    the other order: raises InputError, unless it is said that the values are as declared, or that they are turned.
    """
    places = export.layout.places
    items = [
        item for item in export.instrument.items if item.id in export.layout.items and item.scale.kind == "ordinal"
    ]
    if "total" not in places or export.mode.name == "score" or not any(item.reverse for item in items):
        return [], ()
    where = export.sheet.where(places["total"])
    weights = _weights(export, answers, items)
    if weights is None:
        return [Finding("RES-R166", where)], ()
    told = {item.id: weight for item, weight in zip(items, weights.tolist(), strict=True) if np.isfinite(weight)}
    scored = [item for item in items if item.attention is None and item.id in told]
    counted = [item for item in scored if abs(told[item.id]) > EXACT]
    turned = [item for item in counted if (told[item.id] < 0) != item.reverse]
    found = _weightless(export, items, told)
    if all(told[item.id] > 0 for item in counted):
        reversed_ = [item.id for item in counted if item.reverse]
        return [*found, *([Finding("RES-R161", where, {"items": reversed_})] if reversed_ else [])], ()
    if turned:
        more, back = _disagreement(export, turned)
        return [*found, *more], back
    return [*found, Finding("RES-R160", where, {"n": len(counted), "of": len(items)})], ()


def turn_back(instrument: Instrument, answers: Answers, turned: Sequence[str]) -> None:
    """Turn the values of these items back to declared ones, in place."""
    for at, item in enumerate(instrument.items):
        if item.id in turned:
            answers.values[:, at] = item.scale.minimum + item.scale.maximum - answers.values[:, at]


def _weights(export: Export, answers: Answers, items: Sequence[Item]) -> Floats | None:
    """Return the weight of each item in the total; with all other columns of numbers, if the items are not enough."""
    total = _numbers(export, export.layout.places["total"])
    rows = np.isfinite(total)
    at = [export.instrument.items.index(item) for item in items]
    values, reasons = answers.values[:, at][rows], answers.reasons[:, at][rows].astype(np.int64)
    found = weights_in_total(total[rows], values, reasons)
    if found is not None:
        return found
    more = [column for k in _others(export) if np.isfinite(column := _numbers(export, k)[rows]).any()]
    if not more:
        return None
    values, blank = np.column_stack([values, *more]), np.full((len(values), len(more)), int(Reason.BLANK))
    found = weights_in_total(total[rows], values, np.hstack([reasons, blank]))
    return None if found is None else found[: len(items)]


def _others(export: Export) -> list[int]:
    """Return the columns that may be further scored questions: not the platform's own, not about a person."""
    own = {*map(same, export.platform.metadata), ""}
    used = set(export.layout.used) - {export.layout.places.get("role", -1), *export.layout.fields.values()}
    headers = enumerate(export.sheet.headers)
    return [k for k, header in headers if k not in used and same(header) not in own and not identifies(header)]


def _numbers(export: Export, column: int) -> Floats:
    return export.sheet.column(column).map(lambda text: number(normal(text)), np.nan, np.float64)


def _weightless(export: Export, items: Sequence[Item], told: dict[str, float]) -> list[Finding]:
    """Return findings on questions that the total leaves out, and on attention checks that it counts."""
    where = export.sheet.where(export.layout.places["total"])
    zero = [i.id for i in items if i.attention is None and not i.unscored and abs(told.get(i.id, 1)) <= EXACT]
    checks = [i.id for i in items if i.attention is not None and abs(told.get(i.id, 0)) > EXACT]
    groups = (("RES-R164", zero), ("RES-R165", checks))
    return [Finding(code, where, {"items": ids}) for code, ids in groups if ids]


def _disagreement(export: Export, turned: Sequence[Item]) -> tuple[list[Finding], tuple[str, ...]]:
    """Return (a finding for each item that the total counts the other way, the ids of those said to be turned)."""
    instrument, options = export.instrument, export.options
    said = said_of_turning(options, instrument, export.platform.name)
    found, faults, back = [], [], []
    for item in turned:
        where, values = export.sheet.where(export.layout.items[item.id]), {"item": item.id}
        settled = export.mode.name != "position" or item.id in options.corrections.values
        if settled or said == "as_declared":
            found.append(Finding("RES-R163", where, values))
        elif said == "already_reversed":
            back.append(item.id)
            found.append(Finding("RES-R169", where, values))
        else:
            faults.append(Finding("RES-R162", where, values))
    if faults:
        raise InputError(*faults)
    return found, tuple(back)
