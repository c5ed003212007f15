"""What changed through something else: items through their scale, scores through their parts, classes through both."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from resilience_cli.catalog.diff.values import Effect, Spot, in_both
from resilience_cli.model.difference import Change
from resilience_cli.model.instrument import ClassDefinition, Instrument
from resilience_cli.model.rule import ScoreTest

Changes = dict[str, tuple[Change, ...]]
"""By key of a part: what changed about it."""
OF_ALL_SCORES = {"setting:role_weights", "setting:minimum_respondents", "setting:screening", "setting:export_hints"}


def with_effects(own: Mapping[str, tuple[Change, ...]], before: Instrument, after: Instrument) -> Changes:
    """Return the changes of each part with those that came through other parts added.

    `before` is the old instrument with the ids of the new one.
    """
    seen = dict(own)
    for id_ in in_both(after.item, before.item):
        _add(seen, f"item:{id_}", _of_item(seen, id_, before, after))
    for score in (*after.base_scores, *after.composites):
        if score.id in before.score:
            _add(seen, f"score:{score.id}", _of_score(seen, score.id, before, after))
    _classes(seen, before, after)
    return seen


def excluding(*instruments: Instrument) -> set[str]:
    """Return the flags for which one of the instruments excludes respondents."""
    return {flag for one in instruments for flag in one.screening.exclude}


def _add(seen: Changes, what: str, more: Iterable[Change]) -> None:
    seen[what] = (*seen.get(what, ()), *more)


def _broken(seen: Changes, whats: Iterable[str]) -> list[str]:
    """Return those of the parts that cannot be compared as they stand."""
    return [what for what in whats if not all(change.comparable for change in seen.get(what, ()))]


def _through(seen: Changes, causes: Sequence[str], spot: Spot) -> list[Change]:
    if not causes:
        return []
    kinds = {change.kind for what in causes for change in seen[what] if not change.comparable}
    return [Effect("wording" if kinds == {"wording"} else "rescored", "none", False).at(spot, through=causes)]


def _of_item(seen: Changes, id_: str, before: Instrument, after: Instrument) -> list[Change]:
    one, other = before.item[id_], after.item[id_]
    spot = Spot((), ("items", list(after.item).index(id_)))
    found = []
    scale = f"scale:{other.scale.id}"
    rescaled = [change for change in seen.get(scale, ()) if change.kind == "rescaled"]
    if one.scale.id == other.scale.id and rescaled:
        effect = Effect("rescaled", "none", all(change.comparable for change in rescaled))
        found.append(effect.at(spot.to("scale"), through=[scale]))
    placeholders = "setting:placeholders"
    blanks = {change.aspect[0] for change in seen.get(placeholders, ()) if not change.comparable}
    if any(f"{{{name}}}" in text for name in blanks for text in (*one.text.values(), *other.text.values())):
        found.append(Effect("wording", "none", False).at(spot.to("text"), through=[placeholders]))
    homes = [[s.id for s in instrument.base_scores if id_ in s.of] for instrument in (before, after)]
    moved = [
        f"score:{score}" for score in dict.fromkeys(homes[0] + homes[1]) if not all(score in home for home in homes)
    ]
    if moved:
        found.append(Effect("regrouped", "none", True).at(spot, homes[0] or None, homes[1] or None, moved))
    return found


def _of_score(seen: Changes, id_: str, before: Instrument, after: Instrument) -> list[Change]:
    score = after.score[id_]
    group = "item" if score.of_items else "score"
    parts = [f"{group}:{part}" for part in in_both(score.of, before.score[id_].of)]
    causes = _broken(seen, parts)
    if score.of_items:
        causes += _broken(seen, _of_all_scores(seen, before, after))
    return _through(seen, causes, Spot((), ("scores", list(after.score).index(id_))))


def _of_all_scores(seen: Changes, before: Instrument, after: Instrument) -> list[str]:
    """Return the parts that decide who counts, and for how much."""
    checks = {f"item:{item.id}" for one in (before, after) for item in one.items if item.attention is not None}
    roles = (*before.roles.values(), *after.roles.values())
    deciding = OF_ALL_SCORES | {f"register:{role.exists_if[0]}" for role in roles if role.exists_if}
    deciding |= checks if "attention" in excluding(before, after) else set()
    return [what for what in seen if what in deciding or what.startswith("role:")]


def _classes(seen: Changes, before: Instrument, after: Instrument) -> None:
    """Add what changed about classes through the scores and register fields that they test, and the classes before."""
    old, new = ({one.id: one for one in instrument.classes} for instrument in (before, after))
    earlier = [f"class:{id_}" for id_ in old if id_ not in new]
    for index, (id_, definition) in enumerate(new.items()):
        if id_ in old:
            causes = _broken(seen, dict.fromkeys((*_tested(definition), *_tested(old[id_]))))
            _add(seen, f"class:{id_}", _through(seen, [*causes, *earlier], Spot((), ("classes", index))))
        earlier += _broken(seen, [f"class:{id_}"])


def _tested(definition: ClassDefinition) -> list[str]:
    tests: Any = definition.rule.leaves() if definition.rule else ()
    return [f"score:{test.score}" if isinstance(test, ScoreTest) else f"register:{test.field}" for test in tests]
