"""The numbers of a report in long form, for those who go on computing with them: no more than the report shows."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from resilience_cli.messages import pick, say
from resilience_cli.messages.printable import printable
from resilience_cli.model.document import Data
from resilience_cli.reports.street.material import Material
from resilience_cli.reports.wording import class_title, community_name

PUBLIC_DIGITS = 1
"""For the public, scores are no finer: exact ones and public weights would tell what few people answered."""


def data_of(material: Material) -> tuple[Data, ...]:
    """Return the scores by community and score, and the classes by community."""
    return (_scores(material), _classes(material)) if material.verdicts else ()


def _scores(material: Material) -> Data:
    shown = [score for score in material.instrument.scores if score.kind != "test_only"]
    rows = []
    for v in material.verdicts:
        for score in shown:
            row: Mapping[str, Any] = material.rows.get((v.community, score.id), {})
            share = material.shares.get((v.community, score.id))
            numbers = [_number(material, row.get(name)) for name in ("estimate", "low", "high")]
            upper = None if share is None or share.hides else round(share.share, 2)
            name = printable(v.community), community_name(v)
            rows.append((*name, score.id, pick(score.title), *numbers, str(row.get("status", "missing")), upper))
    columns = ("community", "name", "score", "title", "estimate", "low", "high", "status", "share")
    return Data("scores", say("Data: scores"), columns, tuple(rows))


def _classes(material: Material) -> Data:
    classes = [definition.id for definition in material.instrument.classes]
    rows = tuple(
        (
            printable(v.community),
            community_name(v),
            v.class_id,
            class_title(material.instrument, v.class_id),
            v.confidence,
            v.status,
            *((v.probability or {}).get(id_) for id_ in classes),
        )
        for v in material.verdicts
    )
    columns = ("community", "name", "class", "title", "confidence", "status", *(f"p_{id_}" for id_ in classes))
    return Data("classes", say("Data: classes"), columns, rows)


def _number(material: Material, value: float | None) -> float | None:
    if value is None or math.isnan(value):
        return None
    return round(value, PUBLIC_DIGITS) if material.audience == "public" else float(value)
