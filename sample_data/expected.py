"""What the samples must score: the method once more, short and by itself, so that the product can be compared with it.

Nothing is shared with resilience_cli. Of docs/method.md only what a point score needs: reversal and percent of maximum
the half rule, role means, role weights over the roles that exist and are asked, the additive fill of a role
that did not answer, composites, and the class rules.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from answers import Answers
from street import PLACES, ROLES

Floats = npt.NDArray[np.float64]
Json = Mapping[str, Any]


def expected(instrument: Json, answers: Answers) -> dict[str, Any]:
    """Return {community id: {"class", "scores"}}; a community with too few residents has neither scores nor class."""
    points = percent(instrument, answers)
    scores: dict[str, Floats] = {}
    item_ids = [item["id"] for item in instrument["items"]]
    for score in instrument["scores"]:
        if score["of"][0] in item_ids:
            scores[score["id"]] = of_items(instrument, score, answers, points)
    waiting = [score for score in instrument["scores"] if score["id"] not in scores]
    while waiting:
        for score in [s for s in waiting if all(part in scores for part in s["of"])]:
            scores[score["id"]] = composite(score, np.column_stack([scores[part] for part in score["of"]]))
            waiting.remove(score)
    out = {}
    for index, place in enumerate(PLACES):
        values = {name: float(column[index]) for name, column in scores.items() if not np.isnan(column[index])}
        class_id = class_of(instrument, values, register_of(index)) if values else None
        out[place.id] = {"name": place.name, "shows": place.shows, "class": class_id, "scores": values}
    return out


def register_of(index: int) -> dict[str, str]:
    """Return the register's values of a community."""
    names = ("owners_committee", "property_company", "housing_type")
    return dict(zip(names, PLACES[index].register, strict=True))


def percent(instrument: Json, answers: Answers) -> Floats:
    """Return respondent x item: percent of the maximum possible, 0-100, high is always agreement; NaN: no value."""
    values = np.where(answers.codes <= 5, answers.codes, np.nan)
    reverse = np.array([item.get("reverse", False) for item in instrument["items"]])
    return 25 * (np.where(reverse, 6 - values, values) - 1)


def of_items(instrument: Json, score: Json, answers: Answers, points: Floats) -> Floats:
    """Return one score by community: half rule, role means, weights; NaN with fewer residents than are needed."""
    items = instrument["items"]
    columns = [k for k, item in enumerate(items) if item["id"] in score["of"]]
    means, counts = np.full((len(PLACES), len(ROLES)), np.nan), np.zeros((len(PLACES), len(ROLES)))
    takes_part = np.zeros(len(ROLES), dtype=bool)
    for r, role in enumerate(ROLES):
        asked = [k for k in columns if role in items[k]["asked_of"]]
        takes_part[r] = len(asked) * 2 >= len(columns)
        answered = (~np.isnan(points[:, asked])).sum(axis=1)
        needed = max(-(-len(asked) // 2), 2 if len(asked) >= 2 else 1)
        persons = np.nansum(points[:, asked], axis=1) / np.maximum(answered, 1)
        for c in range(len(PLACES)):
            cell = persons[(answers.role == r) & (answers.place == c) & (answered >= needed)]
            counts[c, r] = len(cell)
            means[c, r] = cell.mean() if takes_part[r] and len(cell) else np.nan
    exists = np.array([[role_exists(instrument, role, c) for role in ROLES] for c in range(len(PLACES))])
    weights = np.array([instrument["community"]["role_weights"][role] for role in ROLES]) * takes_part * exists
    out = (np.where(weights > 0, filled(means), 0) * weights).sum(axis=1) / weights.sum(axis=1)
    minimum = instrument["community"]["minimum_respondents"]["resident"]["score"]
    return np.where(counts[:, 0] >= minimum, np.clip(out, 0, 100), np.nan)


def role_exists(instrument: Json, role: str, community: int) -> bool:
    """Return whether the register says (or leaves open) that the role exists in the community."""
    rule = instrument["respondent"]["role"]["roles"][role].get("exists_if")
    return rule is None or register_of(community)[rule["register"]] in rule["in"]


def filled(means: Floats) -> Floats:
    """Return community x role with each empty cell filled from an additive model of the cells there are."""
    community, role = np.nonzero(~np.isnan(means))
    used = np.unique(role)
    dummies = np.hstack([community[:, None] == np.arange(len(means)), role[:, None] == used[1:]]).astype(float)
    fit = np.linalg.lstsq(dummies, means[community, role], rcond=None)[0]
    effects = np.full(means.shape[1], np.nan)
    effects[used] = np.concatenate([[0.0], fit[len(means) :]])
    level = np.nanmean(means - effects, axis=1, keepdims=True)
    return np.where(np.isnan(means), level + effects, means)


def composite(score: Json, parts: Floats) -> Floats:
    """Return a score made of scores, by community; NaN where a part is missing."""
    weights = np.array(score.get("weights", [1] * parts.shape[1]), dtype=float)
    weights /= weights.sum()
    match score["method"]:
        case "mean":
            return parts @ weights
        case "geometric_mean":
            return np.exp(np.log(np.maximum(parts, score["floor"])) @ weights)
        case "minimum":
            return parts.min(axis=1)
        case "range":
            return parts.max(axis=1) - parts.min(axis=1)
        case "difference":
            return parts[:, 0] - parts[:, 1]
    raise ValueError(score["method"])


def class_of(instrument: Json, scores: Mapping[str, float], register: Mapping[str, str]) -> str:
    """Return the first class whose rule holds."""
    return next(c["id"] for c in instrument["classes"] if c.get("otherwise") or holds(c["when"], scores, register))


def holds(when: Json, scores: Mapping[str, float], register: Mapping[str, str]) -> bool:
    """Return whether a condition is true; all scores and register values are known here."""
    if "score" in when:
        value = scores[when["score"]]
        return value < when["below"] - 1e-9 if "below" in when else value >= when["from"] - 1e-9
    if "register" in when:
        return register[when["register"]] in when["in"]
    parts: Sequence[Json] = next(when[key] for key in ("of", "all", "any", "none") if key in when)
    true = sum(holds(part, scores, register) for part in parts)
    least = {"at_least": when.get("at_least"), "all": len(parts), "any": 1}
    return true == 0 if "none" in when else true >= next(least[key] for key in least if key in when)
