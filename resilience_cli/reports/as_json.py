"""Assessment -> the object that machines read: full precision, null where there is no number."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from resilience_cli.model.assessment import Assessment, Reason, Verdict
from resilience_cli.model.finding import Finding
from resilience_cli.model.responses import Source
from resilience_cli.reports.communities import find_communities
from resilience_cli.reports.compose_base import base_as_json
from resilience_cli.reports.suppression import (
    Audience,
    count_shown,
    is_published,
    perception_gaps,
    pooled_is_shown,
)
from resilience_cli.reports.wording import Rows, score_rows

FORMAT = 1
"""Of docs/schemas/report-1.schema.json; it rises when a key is taken away or comes to mean something else."""
SCORE_KEYS = (
    "estimate",
    "low",
    "high",
    "se",
    "df",
    "n",
    "n_eff",
    "prorated",
    "filled",
    "borrowed",
    "complete",
    "unflagged",
    "unweighted",
)


def as_json(
    assessment: Assessment, audience: Audience = "internal", communities: Sequence[str] = (), source: str | None = None
) -> dict[str, Any]:
    """Return the assessment as JSON values; `source` is how the caller names it.

    What is suppressed in reports is so here: nothing by role of small groups; for the public, counts are bands, inputs
    are left out, scores have one decimal, findings and communities with few residents are only counted.
    Raises UsageError for communities that are not in the assessment.
    """
    chosen = find_communities(assessment, communities)
    shown = [v for v in chosen if audience == "internal" or is_published(v, assessment.instrument)]
    rows, instrument = score_rows(assessment), assessment.instrument
    result: dict[str, Any] = {
        "format": FORMAT,
        "assessment": source,
        "instrument": {
            "id": instrument.id,
            "version": instrument.version,
            "sha256": instrument.sha256,
            **({"based_on": base_as_json(instrument)} if "based_on" in instrument.raw else {}),
        },
        "recipe": dict(assessment.recipe),
        "inputs": [input_as_json(source) for source in assessment.sources] if audience == "internal" else [],
        "respondents": {key: _people(assessment.counts.get(key, 0), audience) for key in _COUNTS},
        "communities": [_community(verdict, assessment, rows, audience) for verdict in shown],
        "withheld": len(chosen) - len(shown),
        "findings": (
            [finding_as_json(finding) for finding in assessment.findings]
            if audience == "internal"
            else len(assessment.findings)
        ),
    }
    clean: dict[str, Any] = without_nan(result)
    return clean


_COUNTS = ("received", "used", "flagged", "excluded")


def finding_as_json(finding: Finding) -> dict[str, Any]:
    """Return a finding: code, severity, message and hint in the language in use, where, and all of its rows."""
    return {
        "code": finding.code,
        "severity": finding.severity,
        "message": finding.message,
        "where": finding.where.as_json(),
        "rows": list(finding.rows),
        "hint": finding.hint,
    }


def input_as_json(source: Source) -> dict[str, Any]:
    """Return an input file: what it is and how many rows were kept."""
    keys = ("file", "sha256", "platform", "mode", "sheet", "rows", "kept")
    return {key: getattr(source, key) for key in keys}


def _community(verdict: Verdict, assessment: Assessment, rows: Rows, audience: Audience) -> dict[str, Any]:
    instrument = assessment.instrument
    known = {s.id: rows[verdict.community, s.id] for s in instrument.scores if (verdict.community, s.id) in rows}
    pooled = {id_: row.get("pooled") for id_, row in known.items()} if pooled_is_shown(verdict, instrument) else {}
    internal = audience == "internal"
    effects = design_effects(assessment, verdict.community)
    return {
        "id": verdict.community,
        "name": verdict.name,
        "n": {role: _people(n, audience) for role, n in verdict.used.items()},
        "received": {role: _people(n, audience) for role, n in verdict.received.items()},
        **({"deff": effects} if effects and internal else {}),
        "flagged": _people(verdict.flagged, audience),
        "population": dict(verdict.population),
        "status": verdict.status,
        "class": verdict.class_id,
        "confidence": verdict.confidence,
        "probability": None if verdict.probability is None else dict(verdict.probability),
        "rival": verdict.rival,
        "no_class": finding_as_json(verdict.no_class) if verdict.no_class and internal else None,
        "scores": {id_: _score(row, internal) for id_, row in known.items()},
        "pooled": pooled if internal else {},
        "reasons": [_reason(reason, internal) for reason in verdict.reasons],
        "residents_only": verdict.residents_only,
        "without": dict(verdict.without) if internal else {},
        "filled_roles": list(verdict.filled_roles),
        "unfilled_roles": list(verdict.unfilled_roles),
        "absent_roles": list(verdict.absent_roles),
        "unjudged": list(verdict.unjudged),
        "gaps": perception_gaps(assessment, verdict.community) if internal else {},
    }


def design_effects(assessment: Assessment, community: str) -> dict[str, float]:
    """Return the design effect of the weights by role of residents; empty where they are not weighted."""
    if "deff" not in assessment.people:
        return {}
    own = assessment.people["community"] == community
    rows = assessment.people[own & assessment.people["role"].isin(assessment.instrument.residents)]
    return {str(role): float(deff) for role, deff in zip(rows["role"], rows["deff"], strict=True)}


def _score(row: Mapping[str, Any], internal: bool) -> dict[str, Any]:
    if internal:
        return {**{key: row[key] for key in SCORE_KEYS if key in row}, "status": row.get("status")}
    return {**{key: _one_decimal(row.get(key)) for key in ("estimate", "low", "high")}, "status": row.get("status")}


def _reason(reason: Reason, internal: bool) -> dict[str, Any]:
    estimate = reason.estimate if internal or not isinstance(reason.estimate, float) else _one_decimal(reason.estimate)
    return {
        "class": reason.class_id,
        "score": reason.score,
        "field": reason.field,
        "estimate": estimate,
        "test": reason.test,
        "threshold": list(reason.threshold) if isinstance(reason.threshold, tuple) else reason.threshold,
        "met": reason.met,
        "probability": reason.probability,
        "shortfall": reason.shortfall if internal else _one_decimal(reason.shortfall),
    }


def _people(n: float, audience: Audience) -> int | str:
    return int(n) if audience == "internal" else count_shown(n, audience)


def _one_decimal(value: Any) -> Any:
    return round(value, 1) if isinstance(value, float) else value


def without_nan(value: Any) -> Any:
    """NaN is not JSON; numbers of numpy become Python's."""
    if isinstance(value, Mapping):
        return {str(key): without_nan(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [without_nan(part) for part in value]
    if hasattr(value, "item"):
        value = value.item()
    return None if isinstance(value, float) and not math.isfinite(value) else value
