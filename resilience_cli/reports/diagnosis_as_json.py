"""A diagnosis for machines; cells of few people are left out here too."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from resilience_cli.model.diagnosis import Diagnosis, ScoreQuality
from resilience_cli.reports.as_json import without_nan


def diagnosis_as_json(found: Diagnosis) -> dict[str, Any]:
    """Return the diagnosis as docs/commands.md describes it."""
    content = {
        "role": found.role,
        "scores": {quality.score: _score(found, quality) for quality in found.scores},
        "warrants": {
            score: {
                "verdict": warrant.use,
                "reliable": warrant.reliable,
                "agreeing": warrant.agreeing,
                "part": warrant.part,
            }
            for score, warrant in found.warrants.items()
        },
        "gaps": [asdict(gap) for gap in found.gaps],
        "careless": {name: {"flagged": n, "of": of} for name, (n, of) in found.flags.items()},
        "without_flagged": dict(found.without_flagged),
        "missing": [asdict(missing) for missing in found.missing],
        "not_for": [{"role": role, "item": item} for role, item in found.not_for],
        "response": {role: {"received": n, "population": people} for role, (n, people) in found.response.items()},
    }
    clean: dict[str, Any] = without_nan(content)
    return clean


def _score(found: Diagnosis, quality: ScoreQuality) -> dict[str, Any]:
    content = asdict(quality)
    agreement = content.pop("agreement")
    content.pop("score")
    content["items"] = {item.pop("item"): item for item in content["items"]}
    for name, key in (("icc2_by_community", "reliability"), ("rwgj", "within"), ("ad", "deviation")):
        content[name] = {row["community"]: row[key] for row in agreement if row[key] is not None}
    content["verdict"] = found.warrants[quality.score].use
    return content
