"""The sheet of options -> scales as the instrument format writes them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from resilience_cli.authoring.draft.tables import Table, shown
from resilience_cli.authoring.draft.words import NOT_SCORED, meaning
from resilience_cli.authoring.new import ID
from resilience_cli.authoring.outline import Json

_NUMBER = re.compile(r"\D*?(-?\d{1,7})\s*[–—~-]\s*(\d{1,7})")
_WIDEST = 1_000_000


def read_scales(
    table: Table, languages: Sequence[str], used: Iterable[str], scored: Collection[str]
) -> dict[str, Json]:
    """Return the scales that are used, by name; `scored`: names of those that need values.

    A name such as `number 0–150` is a scale of its own. A scale without any value is one of options without order.
    """
    rows: dict[str, list[int]] = {}
    for row in table.rows():
        if name := table.needed(row, "scale"):
            rows.setdefault(name, []).append(row)
    scales: dict[str, Json] = {}
    for name in dict.fromkeys(used):
        if name in rows:
            ordered = name in scored or any(table.text(row, "value") for row in rows[name])
            scales[name] = (_ordinal if ordered else _nominal)(table, rows[name], languages)
        elif limits := _limits(name):
            scales[name] = {"kind": "number", "minimum": limits[0], "maximum": limits[1]}
    return scales


def names_of_scales(table: Table) -> list[str]:
    """Return the names in the sheet, in order."""
    return list(dict.fromkeys(text for row in table.rows() if (text := table.text(row, "scale"))))


def scale_ids(scales: Iterable[str]) -> dict[str, str]:
    """Return by name the id under which a scale stands in the file: the name itself if it can be one."""
    return {name: name if ID.fullmatch(name) else f"scale_{place}" for place, name in enumerate(scales, 1)}


def _limits(name: str) -> tuple[int, int] | None:
    hit = _NUMBER.fullmatch(name)
    low, high = (int(hit[1]), int(hit[2])) if hit else (0, 0)
    return (low, high) if -_WIDEST <= low < high <= _WIDEST else None


def _ordinal(table: Table, rows: Sequence[int], languages: Sequence[str]) -> Json:
    options: list[Json] = []
    silent: list[Json] = []
    values: set[float] = set()
    for row in rows:
        option = _option(table, row, languages)
        if meaning(table.text(row, "value"), NOT_SCORED):
            silent.append({"code": f"none{len(silent) + 1}", **option})
            continue
        value = table.number(row, "value", -_WIDEST, _WIDEST)
        if value is not None and value in values:
            table.fault("RES-I156", row, "value", found=shown(table.text(row, "value")))
        if value is not None:
            values.add(value)
            options.append({"value": value, **option})
    if len(rows) - len(silent) < 2:
        table.fault("RES-I159", rows[0], "scale", scale=shown(table.text(rows[0], "scale")))
    options.sort(key=lambda option: float(option["value"]))
    return {"kind": "ordinal", "options": options, **({"not_scored": silent} if silent else {})}


def _nominal(table: Table, rows: Sequence[int], languages: Sequence[str]) -> Json:
    if len(rows) < 2:
        table.fault("RES-I159", rows[0], "scale", scale=shown(table.text(rows[0], "scale")))
    options = [{"code": f"o{place}", **_option(table, row, languages)} for place, row in enumerate(rows, 1)]
    return {"kind": "nominal", "options": options}


def _option(table: Table, row: int, languages: Sequence[str]) -> Json:
    also = table.several(row, "also")
    return {"label": table.by_language(row, languages), **({"also": also} if also else {})}
