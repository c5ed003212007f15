"""Two values of a definition -> what changed: the rules from which the tables of `diff_rules` are made."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from resilience_cli.catalog.positions import pointer
from resilience_cli.model.difference import Change, Kind, Step
from resilience_cli.model.same_text import same

Json = Mapping[str, Any]
ENDING = ".。!?;: "
"""Marks at the end of a text that say nothing, after NFKC."""


class Spot(NamedTuple):
    """Where two values stand."""

    aspect: tuple[str, ...]
    """Within the part, as it is told."""
    path: tuple[str | int, ...]
    """In the new file."""

    def to(self, key: str, index: int | None = None) -> Spot:
        """Return the spot of a member: by its key, or by its index in a list and the key it is told by."""
        return Spot((*self.aspect, key), (*self.path, key if index is None else index))


class Effect(NamedTuple):
    """What it means that a value changed."""

    kind: Kind
    step: Step
    comparable: bool

    def at(self, spot: Spot, old: Any = None, new: Any = None, through: Sequence[str] = ()) -> Change:
        """Return the change of the value at the spot."""
        return Change(spot.aspect, *self, pointer(spot.path), old, new, tuple(through))


Rule = Callable[[Any, Any, Spot], Iterator[Change]]
"""Two values that are written differently -> what changed. A value that is not there is None."""

SAME = Effect("identical", "none", True)
"""Told, and without any effect: a default that is spelled out, a status."""
REORDERED = Effect("identical", "patch", True)
"""Shown in another order."""
WORDING = Effect("wording", "patch", True)
"""Words that do not change what was asked."""
REWORDED = Effect("wording", "patch", False)
"""Words that a respondent read, and now reads otherwise."""
CHANGED = Effect("changed", "minor", True)
REGROUPED = Effect("regrouped", "minor", True)
RESCALED = Effect("rescaled", "major", False)
RESCORED = Effect("rescored", "major", False)


def compared(rule: Rule, old: Any, new: Any, spot: Spot) -> Iterator[Change]:
    """Yield what the rule says of the two values, if they are not written the same; at least that they are not."""
    if written(old) == written(new):
        return
    found = [] if old == new else list(rule(old, new, spot))  # 1 and 1.0 are equal
    yield from found or [SAME.at(spot, old, new)]


def written(value: Any) -> str:
    """Return the value as canonical JSON."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def leaf(effect: Effect) -> Rule:
    """Return the rule that any change of the value has the effect."""

    def rule(old: Any, new: Any, spot: Spot) -> Iterator[Change]:
        yield effect.at(spot, old, new)

    return rule


def as_set(effect: Effect) -> Rule:
    """Return the rule for a list whose order says nothing: other members have the effect."""

    def rule(old: Any, new: Any, spot: Spot) -> Iterator[Change]:
        alike = {*map(written, old or ())} == {*map(written, new or ())}
        yield (SAME if alike else effect).at(spot, old, new)

    return rule


def text(*, asked: bool = False, effect: Effect = REWORDED) -> Rule:
    """Return the rule for a text by language; one that is `asked` of respondents has the effect if it reads otherwise.

    A language that is added or taken away changes nothing for those who read another one that both have.
    """

    def rule(old: Any, new: Any, spot: Spot) -> Iterator[Change]:
        before, after = old or {}, new or {}
        shared = before.keys() & after.keys()
        for language in dict.fromkeys((*before, *after)):
            one, other = before.get(language), after.get(language)
            if one != other:
                harmless = bool(shared) if one is None or other is None else alike(one, other)
                yield (WORDING if harmless or not asked else effect).at(spot.to(language), one, other)

    return rule


def alike(one: str, other: str) -> bool:
    """Whether two texts differ at most in spaces, width, capitals and the mark at their end."""
    return same(one).rstrip(ENDING) == same(other).rstrip(ENDING)


def entries(rules: Mapping[str, Rule], defaults: Json | None = None, other: Rule | None = None) -> Rule:
    """Return the rule for an object: each key has its own; a key without one has `other`, else rescores.

    A key that is not there has its default, so that spelling it out is no change of meaning.
    """
    rest = other or leaf(RESCORED)

    def rule(old: Any, new: Any, spot: Spot) -> Iterator[Change]:
        before, after = old or {}, new or {}
        for key in dict.fromkeys((*after, *before)):
            default = (defaults or {}).get(key)
            one, two, place = before.get(key, default), after.get(key, default), spot.to(key)
            found = list(compared(rules.get(key, rest), one, two, place))
            yield from found
            if not found and (key in before) != (key in after):
                yield SAME.at(place, before.get(key), after.get(key))

    return rule


def members(rule: Rule, added: Effect, removed: Effect) -> Rule:
    """Return the rule for an object of things by id, or a list of them: each is compared with the one of its id."""

    def whole(old: Any, new: Any, spot: Spot) -> Iterator[Change]:
        before, after = keyed(old), keyed(new)
        for id_, (index, one) in after.items():
            place = spot.to(id_, index)
            if id_ not in before:
                yield added.at(place, None, one)
            else:
                yield from compared(rule, before[id_][1], one, place)
        for id_, (_, one) in before.items():
            if id_ not in after:
                yield removed.at(Spot((*spot.aspect, id_), spot.path), one)
        if isinstance(new, list) and in_both(before, after) != in_both(after, before):
            yield REORDERED.at(spot, list(before), list(after))

    return whole


def keyed(things: Any) -> dict[str, tuple[int | None, Any]]:
    """Return things by id with their index: of an object (no index), or of a list by their id, code or value."""
    if isinstance(things, Mapping):
        return {id_: (None, one) for id_, one in things.items()}
    return {_name(one): (index, one) for index, one in enumerate(things or ())}


def in_both(ids: Any, others: Any) -> list[str]:
    """Return the ids that are among the others too, in order."""
    return [id_ for id_ in ids if id_ in others]


def _name(one: Json) -> str:
    if "value" in one:
        return repr(float(one["value"])).removesuffix(".0")
    return str(one.get("id", one.get("code")))
