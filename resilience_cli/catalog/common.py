"""Versions of a questionnaire -> one of them, scored on those questions only that all of them ask alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from resilience_cli.catalog.diff.comparability import FEWEST
from resilience_cli.catalog.diff.compare import diff
from resilience_cli.catalog.diff.parts import names
from resilience_cli.catalog.find import version_key
from resilience_cli.errors import UsageError
from resilience_cli.model.common import KEY
from resilience_cli.model.difference import CommonScore
from resilience_cli.model.finding import Finding
from resilience_cli.model.instrument import Instrument
from resilience_cli.model.parse import parse

SCORED_BY = ("community", "screening", "bands", "privacy", "change")
"""What else decides how answers become scores: it is that of the latest version, so that all are scored alike."""


def on_common_items(instrument: Instrument, others: Sequence[Instrument]) -> Instrument:
    """Return the instrument with scores on the items only that it and all others ask alike, under the latest's ids.

    All versions are scored in one and the same way, that of the latest. A score needs two shared items, or all that it
    has; one made of scores, all of its parts. Classes stay if all that they test does. Raises UsageError if no score is
    left.
    """
    latest = max((instrument, *others), key=lambda one: (version_key(one.version), one.id))
    rest = [one for one in (instrument, *others) if one.sha256 != latest.sha256]
    shared = _shared(latest, rest)
    for score in latest.composites:
        if all(part in shared for part in score.of):
            shared[score.id] = score.of
    if not shared:
        values = {"name": instrument.name, "others": [one.name for one in others]}
        raise UsageError(Finding("RES-A030", values=values))
    own = {new: old for old, new in names(instrument.raw, latest.raw).of("item").items()}
    scores = [_on(one, shared[one["id"]], own) for one in latest.raw["scores"] if one["id"] in shared]
    used = {part for score in scores for part in score["of"]}
    content = {
        **{key: value for key, value in instrument.raw.items() if key not in SCORED_BY},
        **{key: latest.raw[key] for key in SCORED_BY if key in latest.raw},
        "items": [one if one["id"] in used else {**one, "unscored": True} for one in instrument.raw["items"]],
        "scores": scores,
        "classes": latest.raw["classes"] if set(latest.class_scores) <= shared.keys() else [],
        KEY: {
            "with": [one.name for one in others],
            "not_given": [score.title for score in latest.scores if score.id not in shared],
            "few": [latest.score[id_].title for id_ in shared if _is_few(latest, id_, shared)],
        },
    }
    return replace(parse(content), standing=instrument.standing)


def _shared(latest: Instrument, rest: Sequence[Instrument]) -> dict[str, tuple[str, ...]]:
    """Return by score made of items the items on which all versions can be compared."""
    told = [{one.score: one for one in diff(other, latest).scores} for other in rest]
    found = {}
    for score in latest.base_scores:
        here = [one[score.id] for one in told]
        items = tuple(item for item in score.of if all(_has(one, item) for one in here))
        comparable = all(one.comparable != "not comparable" for one in here)
        if comparable and (len(items) >= FEWEST or len(items) == len(score.of)):
            found[score.id] = items
    return found


def _has(one: CommonScore, item: str) -> bool:
    return one.comparable == "comparable" or item in one.common


def _is_few(latest: Instrument, id_: str, shared: Mapping[str, tuple[str, ...]]) -> bool:
    return latest.score[id_].of_items and len(shared[id_]) == FEWEST < len(latest.score[id_].of)


def _on(score: Mapping[str, Any], parts: Sequence[str], own: Mapping[str, str]) -> dict[str, Any]:
    """Return a score's content with these of its parts, items by the ids that they have in the instrument."""
    found = {**score, "of": [own.get(part, part) for part in parts]}
    if "weights" in score:
        found["weights"] = [score["weights"][score["of"].index(part)] for part in parts]
    if isinstance(score.get("minimum_answered"), int):
        found["minimum_answered"] = min(score["minimum_answered"], len(parts))
    return found
