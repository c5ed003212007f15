"""Two instruments -> all that differs, what it does to scores and classes, and the version step that it takes."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from resilience_cli.catalog.diff import rules
from resilience_cli.catalog.diff.comparability import common_scores
from resilience_cli.catalog.diff.effects import Changes, excluding, with_effects
from resilience_cli.catalog.diff.parts import Names, Part, names, parts, with_new_ids
from resilience_cli.catalog.diff.scales import bearing, given_to_others, scale
from resilience_cli.catalog.diff.values import REORDERED, RESCORED, Effect, Rule, Spot, compared, in_both, leaf
from resilience_cli.catalog.find import version_key
from resilience_cli.model.difference import Change, Compared, Difference, Step
from resilience_cli.model.instrument import Instrument
from resilience_cli.model.parse import parse

ALWAYS_TOLD = ("item", "score", "class")
"""Groups of which every part is told, identical ones too."""
RENAMED = Effect("renamed", "minor", True)
RENAMED_UNSAID = Effect("renamed", "major", True)
MOVED = Effect("identical", "minor", True)
"""Questions in another order: not another question, but another form."""
ORDER: Mapping[str, Effect] = {"item": MOVED, "score": REORDERED, "class": RESCORED}
"""By group, what another order does: classes are tried one after the other."""


def diff(old: Instrument, new: Instrument) -> Difference:
    """Return what differs from the old to the new instrument; any two can be compared, and neither is changed."""
    new_names = names(old.raw, new.raw)
    before = parse(with_new_ids(old.raw, new_names))
    old_parts, new_parts = parts(before.raw), parts(new.raw)
    changes = with_effects(_own(old_parts, new_parts, before, new, new_names), before, new)
    told = [
        Compared(what, changes.get(what, ()))
        for what in dict.fromkeys((*new_parts, *old_parts))
        if changes.get(what) or what.startswith(ALWAYS_TOLD)
    ]
    approved = {one["what"]: one["why"] for one in new.raw.get("approved_breaks", ())} if old.id == new.id else {}
    return Difference(old, new, tuple(told), common_scores(changes, before, new), _step(old, new), approved)


def _step(old: Instrument, new: Instrument) -> Step | None:
    before, after = version_key(old.version), version_key(new.version)
    if old.id != new.id or (before == after and old.raw["status"] == "draft"):
        return None
    if after <= before:
        return "none"
    steps: Sequence[Step] = ("major", "minor", "patch")
    return next(step for step, one, other in zip(steps, before, after, strict=True) if one != other)


def _own(
    old: Mapping[str, Part], new: Mapping[str, Part], before: Instrument, after: Instrument, new_names: Names
) -> Changes:
    """Return what was changed in each part itself."""
    flags = excluding(before, after)
    rule_of = _rules(before, after, flags)
    found = {what: list(_of_part(what, old.get(what), new.get(what), rule_of, flags)) for what in (*new, *old)}
    for what, change in (*_renamed(new_names, new), *_moved(old, new), *_given(old, new)):
        found[what].append(change)
    return {what: tuple(many) for what, many in found.items() if many}


def _of_part(
    what: str, old: Part | None, new: Part | None, rule_of: Callable[[str, str], Rule], flags: Collection[str]
) -> Iterator[Change]:
    group, _, id_ = what.partition(":")
    one, other = (part.value if part else None for part in (old, new))
    if group == "setting" or (old and new):
        path = new.path if new else old.path if old else ()
        yield from compared(rule_of(group, id_), one, other, Spot((), path))
    elif new:
        yield rules.added(group, other, flags).at(Spot((), new.path), None, other)
    elif old:
        spot = Spot((), old.path[:-1])  # its index is that of another part in the new file
        yield rules.removed(group, one, flags).at(spot, one)


def _rules(before: Instrument, after: Instrument, flags: Collection[str]) -> Callable[[str, str], Rule]:
    """Return a function from a part's group and id to the rule for two values of it."""
    of_settings = rules.settings(flags)
    of_groups: dict[str, Rule] = {
        "item": rules.item((before.raw["scales"], after.raw["scales"]), flags),
        "score": rules.score,
        "class": rules.definition,
        "scale": scale,
        "role": rules.ROLE,
        "field": rules.FIELD,
        "register": rules.register,
    }
    return lambda group, id_: of_groups.get(group) or of_settings.get(id_, leaf(RESCORED))


def _renamed(new_names: Names, new: Mapping[str, Part]) -> Iterator[tuple[str, Change]]:
    for known, effect in ((new_names.declared, RENAMED), (new_names.found, RENAMED_UNSAID)):
        for group, ids in known.items():
            for old_id, new_id in ids.items():
                what = f"{group}:{new_id}"
                if old_id != new_id:
                    yield what, effect.at(Spot(("id",), (*new[what].path, "id")), old_id, new_id)


def _moved(old: Mapping[str, Part], new: Mapping[str, Part]) -> Iterator[tuple[str, Change]]:
    """Yield a change for each part that no longer stands in the same order among those that were there before.

    As few as possible are said to have moved: not those that others moved past.
    """
    for group, effect in ORDER.items():
        kept = in_both([what for what in new if what.startswith(f"{group}:")], old)
        order = {what: place for place, what in enumerate(in_both(old, kept))}
        stay = _longest_rising([order[what] for what in kept])
        for place, what in enumerate(kept):
            if order[what] not in stay:
                spot = Spot(("place",), new[what].path)
                yield what, effect.at(spot, order[what] + 1, place + 1)


def _longest_rising(numbers: Sequence[int]) -> set[int]:
    """Return a longest rising series among different numbers."""
    lowest: list[int] = []  # lowest last number of a series, by its length
    chains: dict[int, list[int]] = {}
    for number in numbers:
        length = bisect_left(lowest, number)
        lowest[length : length + 1] = [number]
        chains[number] = [*(chains[lowest[length - 1]] if length else ()), number]
    return set(chains[lowest[-1]]) if lowest else set()


def _given(old: Mapping[str, Part], new: Mapping[str, Part]) -> Iterator[tuple[str, Change]]:
    """Yield a change for each item and role that bears a text which stood for another one before."""
    for group, key in (("item", "text"), ("role", "label")):
        before, after = (_bearing(group, key, one) for one in (old, new))
        for change in given_to_others(before, after, Spot((), ()), RESCORED):
            what = f"{group}:{change.aspect[0]}"
            yield what, RESCORED.at(Spot((key,), (*new[what].path, key)), f"{group}:{change.old}", change.new)


def _bearing(group: str, key: str, found: Mapping[str, Part]) -> dict[str, tuple[str, ...]]:
    return bearing(
        {what.partition(":")[2]: part.value for what, part in found.items() if what.startswith(f"{group}:")}, key
    )
