"""What classes and order owe to choices, for machines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from resilience_cli.model.sensitivity import Index, Place, Sensitivity


def sensitivity_as_json(found: Sensitivity) -> dict[str, Any]:
    """Return the sensitivity as docs/commands.md describes it."""
    return {
        "score": found.score,
        "warrant": found.warrant.use,
        "withheld": found.withheld,
        "margin": found.margin,
        "draws": found.draws,
        "seed": found.seed,
        "choices": {
            varied.choice: {
                "draws": varied.draws,
                "tau": None if varied.tau is None else asdict(varied.tau),
                "still": varied.still,
            }
            for varied in found.varied
        },
        "communities": [
            {
                "community": community,
                "class": found.classes[community],
                "rank": found.ranks.get(community),
                "class_moved_by": found.class_moved_by(community),
                "rank_moved_by": found.rank_moved_by(community),
                "under": {varied.choice: _place(varied.places[at]) for varied in found.varied},
            }
            for at, community in enumerate(found.classes)
        ],
        "indices": {
            "evaluations": found.evaluations,
            "class": _indices(found.class_indices),
            "rank": _indices(found.rank_indices),
        },
    }


def _place(place: Place) -> dict[str, Any]:
    content = asdict(place)
    del content["community"]
    return content


def _indices(found: Sequence[Index]) -> dict[str, Any]:
    return {
        index.choice: {
            "first": index.first,
            "first_low": index.first_range[0],
            "first_high": index.first_range[1],
            "total": index.total,
            "total_low": index.total_range[0],
            "total_high": index.total_range[1],
        }
        for index in found
    }
