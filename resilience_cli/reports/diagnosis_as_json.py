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
        "group": found.group,
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
        "perception": [asdict(gap) for gap in found.perception],
        "gaps": [asdict(gap) for gap in found.gaps],
        "sides": [asdict(gap) for gap in found.sides],
        "careless": {name: {"flagged": n, "of": of} for name, (n, of) in found.flags.items()},
        "flagged": [asdict(flagged) for flagged in found.flagged],
        "without_flagged": {
            moved.score: {
                "with": moved.kept,
                "without": moved.without,
                "community": moved.community,
                "difference": moved.difference,
            }
            for moved in found.moved
        },
        "missing": [asdict(missing) for missing in found.missing],
        "not_for": [{"role": role, "item": item} for role, item in found.not_for],
        "response": [asdict(response) for response in found.response],
    }
    clean: dict[str, Any] = without_nan(content)
    return clean


def _score(found: Diagnosis, quality: ScoreQuality) -> dict[str, Any]:
    """Return a score; `rwgj` and `ad` are of the group whose agreement counts, `agreement` of every group."""
    content = asdict(quality)
    content.pop("score")
    content["items"] = {item.pop("item"): item for item in content["items"]}
    content["icc2_by_community"] = content.pop("reliability")
    mine = [one for one in quality.agreement if one.group == found.group]
    content["rwgj"] = {one.community: one.within for one in mine}
    content["ad"] = {one.community: one.deviation for one in mine}
    content["verdict"] = found.warrants[quality.score].use
    for row in content["items"].values():
        row["rwg"] = row.pop("within")
    for row in content["agreement"]:
        row |= {"rwgj": row.pop("within"), "rwgj_skewed": row.pop("skewed"), "ad": row.pop("deviation")}
    return content
