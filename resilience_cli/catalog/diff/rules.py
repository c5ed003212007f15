"""What a change of each key of a definition means: its kind, the version step it takes, and whether scores compare."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from math import isclose
from typing import Any

from resilience_cli.catalog.checks.references import conditions
from resilience_cli.catalog.diff.scales import bearing, given_to_others, scale
from resilience_cli.catalog.diff.values import (
    CHANGED,
    REGROUPED,
    RESCALED,
    RESCORED,
    REWORDED,
    SAME,
    WORDING,
    Effect,
    Json,
    Rule,
    Spot,
    as_set,
    compared,
    entries,
    in_both,
    leaf,
    members,
    text,
    written,
)
from resilience_cli.model.difference import Change

ADDED = Effect("added", "minor", True)
REMOVED = Effect("removed", "minor", True)
NEW: Mapping[str, Effect] = {"class": Effect("added", "major", False), "scale": Effect("added", "patch", True)}
"""By group, what a part does that is new, if it does more than to be there: a class takes communities from others."""
GONE: Mapping[str, Effect] = {
    "score": Effect("removed", "major", False),
    "class": Effect("removed", "major", False),
    "item": Effect("removed", "minor", False),
    "scale": Effect("removed", "patch", True),
}
"""By group, what it does that a part is gone. An item that counted is missed in its scores, which say so themselves."""
FLAGGED = Effect("rescored", "minor", True)
"""Other respondents are flagged as careless, and counted as before."""
SCREENING = {"seconds_per_item": 2, "longstring_share": 0.5, "blank_share": 0.5, "attention": "flag", "exclude": []}
FLAGS = {
    "seconds_per_item": "speed",
    "longstring_share": "longstring",
    "blank_share": "blank",
    "attention": "attention",
}


def item(scales: tuple[Json, Json], excluding: Collection[str]) -> Rule:
    """Return the rule for an item, given the scales before and after, and the flags that exclude respondents."""

    def other_scale(old: str, new: str, spot: Spot) -> Iterator[Change]:
        one, two = scales[0][old], scales[1][new]
        yield from compared(scale, one, two, spot)

    rules = {
        "text": text(asked=True),
        "also": leaf(WORDING),
        "scale": other_scale,
        "asked_of": as_set(RESCORED),
        "attention": leaf(RESCORED if "attention" in excluding else FLAGGED),
        "unscored": leaf(SAME),
    }
    return entries(rules, {"also": [], "phase": "routine", "reverse": False, "unscored": False})


def added(group: str, value: Any, excluding: Collection[str]) -> Effect:
    """Return what a new part does, given the flags that exclude respondents."""
    return Effect("added", "major", False) if _excludes(group, value, excluding) else NEW.get(group, ADDED)


def removed(group: str, value: Any, excluding: Collection[str]) -> Effect:
    """Return what it does that the part is gone, given the flags that exclude respondents."""
    return Effect("removed", "major", False) if _excludes(group, value, excluding) else GONE.get(group, REMOVED)


def _excludes(group: str, value: Any, excluding: Collection[str]) -> bool:
    return group == "item" and "attention" in value and "attention" in excluding


def score(old: Json, new: Json, spot: Spot) -> Iterator[Change]:
    """Yield what changed about a score: of what it is made, with which weights, by which method."""
    yield from _parts(old, new, spot)
    rules = {"title": text(), "kind": leaf(REGROUPED)}
    defaults = {"minimum_answered": "half", "floor": 0, "higher_is": "better"}
    before, after = ({key: part for key, part in one.items() if key not in ("of", "weights")} for one in (old, new))
    yield from entries(rules, defaults)(before, after, spot)


def definition(old: Json, new: Json, spot: Spot) -> Iterator[Change]:
    """Yield what changed about a class: its words, its rule."""
    yield from entries({"title": text(), "advice": text(), "when": _when})(old, new, spot)


ROLE = entries({"label": text(), "also": leaf(WORDING)}, {"also": [], "institution": False})
FIELD = entries({"text": text(), "also": leaf(WORDING)}, {"also": []}, leaf(CHANGED))


def register(old: Json, new: Json, spot: Spot) -> Iterator[Change]:
    """Yield what changed about a field of the register; a value that is gone or means another can change a class."""
    value = entries({"label": text(), "also": leaf(WORDING)}, {"also": []})
    values = members(value, Effect("rescaled", "minor", True), RESCALED)
    yield from entries({"text": text(), "values": values}, {}, leaf(RESCALED))(old, new, spot)
    before, after = (bearing(one.get("values", {})) for one in (old, new))
    yield from given_to_others(before, after, spot.to("values"), RESCALED)


def settings(excluding: Collection[str]) -> Mapping[str, Rule]:
    """Return the rules for all else by key, given the flags that exclude respondents; a key without one rescores."""
    limits = {key: leaf(RESCORED if flag in excluding else CHANGED) for key, flag in FLAGS.items()}
    told = ("fields", "register", "id", "version", "status", "previous", "related", "approved_breaks", "based_on")
    return {
        **dict.fromkeys(told, leaf(SAME)),
        **dict.fromkeys(("title", "introduction"), text()),
        "about": entries({"description": text(), "evidence": text()}, {}, leaf(WORDING)),
        "languages": as_set(WORDING),
        "placeholders": members(_placeholder, WORDING, WORDING),
        "community_question": FIELD,
        "role_question": FIELD,
        "role_weights": _weights,
        "minimum_respondents": members(entries({"ok": leaf(CHANGED)}), RESCORED, RESCORED),
        "bands": members(entries({"id": leaf(SAME), "title": text()}, {"from": 0}), RESCORED, RESCORED),
        "screening": entries({**limits, "exclude": as_set(RESCORED)}, SCREENING),
        "privacy": leaf(CHANGED),
        "change": leaf(CHANGED),
        "export_hints": entries({"wjx": entries({"score_mode": _score_mode}, {"score_mode": "unknown"})}),
    }


def _parts(old: Json, new: Json, spot: Spot) -> Iterator[Change]:
    """Yield other parts, or else other weights. Without order, but in a difference, where the order is the sign."""
    gone, come = ([one for one in a["of"] if one not in b["of"]] for a, b in ((old, new), (new, old)))
    if gone or come:
        yield RESCORED.at(spot.to("of"), gone or None, come or None)
    kept = in_both(old["of"], new["of"])
    if kept and not _proportional(*({part: _weights_of(one)[part] for part in kept} for one in (old, new))):
        yield RESCORED.at(spot.to("weights"), _weights_of(old), _weights_of(new))
    elif gone or come:
        return
    elif old["of"] != new["of"]:
        ordered = "difference" in (old["method"], new["method"])
        yield (RESCORED if ordered else SAME).at(spot.to("of"), old["of"], new["of"])
    elif written(old.get("weights")) != written(new.get("weights")):
        yield SAME.at(spot.to("weights"), old.get("weights"), new.get("weights"))


def _weights_of(one: Json) -> dict[str, float]:
    return dict(zip(one["of"], one.get("weights", [1] * len(one["of"])), strict=True))


def _proportional(one: Mapping[str, float], other: Mapping[str, float]) -> bool:
    """Whether the same names have the same weights, whatever the weights add up to."""
    both = one.keys() == other.keys()
    sums = sum(one.values()), sum(other.values())
    return both and all(isclose(one[name] / sums[0], other[name] / sums[1], rel_tol=1e-12) for name in one)


def _when(old: Any, new: Any, spot: Spot) -> Iterator[Change]:
    """Yield each cut that moved if all else is the same; else the rule, which may only be ordered otherwise."""
    if old is None or new is None:
        yield RESCORED.at(spot, old, new)
    elif written(_ordered(old)) == written(_ordered(new)):
        yield SAME.at(spot, old, new)
    elif written(_without_cuts(old)) != written(_without_cuts(new)):
        yield RESCORED.at(spot, old, new)
    else:
        for (path, one), (_, two) in zip(conditions(new), conditions(old), strict=True):
            if one != two and "score" in one:
                cut = "below" if "below" in one else "from"
                yield RESCORED.at(Spot((*spot.aspect, "cut"), (*spot.path, *path, cut)), two, one)


def _ordered(rule: Any) -> Any:
    if isinstance(rule, list):
        return sorted(map(_ordered, rule), key=written)
    return {key: _ordered(part) for key, part in rule.items()} if isinstance(rule, Mapping) else rule


def _without_cuts(rule: Any) -> Any:
    if isinstance(rule, list):
        return [_without_cuts(part) for part in rule]
    if isinstance(rule, Mapping):
        return {key: None if key in ("below", "from") else _without_cuts(part) for key, part in rule.items()}
    return rule


def _placeholder(old: Json, new: Json, spot: Spot) -> Iterator[Change]:
    if ("default" in old) != ("default" in new):
        yield REWORDED.at(spot, old, new)
    elif "default" in new:
        yield from text(asked=True)(old["default"], new["default"], spot.to("default"))
    else:
        yield from text()(old, new, spot)


def _weights(old: Json, new: Json, spot: Spot) -> Iterator[Change]:
    """Yield the weights of roles, unless only their sum is another."""
    yield (SAME if _proportional(old, new) else RESCORED).at(spot, old, new)


def _score_mode(old: str, new: str, spot: Spot) -> Iterator[Change]:
    """Yield how score exports are read; where it was not known, they were not read at all."""
    yield (CHANGED if old == "unknown" else RESCORED).at(spot, old, new)
