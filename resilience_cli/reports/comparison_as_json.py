"""Assessments beside one another for machines: one form, whatever they are to one another."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from resilience_cli.model.comparison import Comparison, WaveChange
from resilience_cli.reports.as_json import finding_as_json, without_nan
from resilience_cli.reports.compose_moves import transitions


def comparison_as_json(found: Comparison) -> dict[str, Any]:
    """Return the comparison as docs/commands.md describes it."""
    content: dict[str, Any] = without_nan(
        {
            "form": found.form,
            "assessments": [
                {"name": name, "instrument": one.instrument.name}
                for name, one in zip(found.names, found.assessments, strict=True)
            ],
            "comparability": found.comparability,
            "changes": [],
            "transitions": [],
            **({} if found.change is None else _change(found.change)),
            "steps": [_change(step) for step in found.steps],
            "series": [asdict(one) for one in found.series],
            "items": [asdict(item) for item in found.items],
            "ranks": [{"score": one.score, **asdict(ranked)} for one in found.ranks for ranked in one.ranked],
            "ranks_withheld": {one.score: one.warrant.use for one in found.ranks if one.withheld},
            "commands": list(found.commands),
            "findings": [finding_as_json(finding) for finding in found.findings],
        }
    )
    return content


def _change(change: WaveChange) -> dict[str, Any]:
    return {
        "before": change.before,
        "after": change.after,
        "smallest": change.smallest,
        "roles": list(change.roles),
        "changes": [asdict(one) for one in change.changes],
        "transitions": [
            {
                "before": one.before,
                "after": one.after,
                "n": len(one.moves),
                "expected": one.expected,
                "communities": [{"community": move.community, "p": move.probability} for move in one.moves],
            }
            for one in transitions(change)
        ],
        "classes_comparable": change.classes_comparable,
        "drifting": list(change.drifting),
        "withheld": list(change.withheld),
        "without": list(change.without),
        "only_before": list(change.only_before),
        "only_after": list(change.only_after),
    }
