"""What an instrument has changed of the definition that it was copied from: cuts, rules, bands and weights."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from resilience_cli.model.instrument import Instrument
from resilience_cli.model.parse import parse_rule
from resilience_cli.model.rule import Combination, Rule, ScoreTest

Json = Mapping[str, Any]
Side = Rule | float | tuple[str, ...] | None
"""A rule, a number, or ids of classes in order; None: it is not there."""


@dataclass(frozen=True)
class Change:
    """One thing that differs from the base."""

    kind: Literal["cut", "rule", "order", "band", "weight"]
    """cut: the same test in the same place with another threshold; rule: a class whose rule has another form."""
    of: str
    """Id of the class, the band or the role; empty for the order in which classes are tried."""
    before: Side
    """What the base has."""
    after: Side
    """What the instrument has."""


def base_of(content: Json) -> dict[str, Any]:
    """Return what `based_on` keeps of a definition but its hash: its name, and its cuts, bands and weights."""
    return {
        "id": content["id"],
        "version": content["version"],
        "classes": {one["id"]: one["when"] for one in content["classes"] if "when" in one},
        "bands": {band["id"]: band.get("from", 0) for band in content.get("bands", ())},
        "role_weights": dict(content["community"]["role_weights"]),
    }


def base_name(instrument: Instrument) -> str | None:
    """Return id@version of the definition that the instrument was copied from; None if it was not."""
    base = instrument.raw.get("based_on")
    return f"{base['id']}@{base['version']}" if base else None


def base_changes(instrument: Instrument) -> tuple[Change, ...]:
    """Return everything in which classes, bands and weights differ from those of the base; empty without a base."""
    base = instrument.raw.get("based_on")
    if not base:
        return ()
    rules = {one.id: one.rule for one in instrument.classes if one.rule is not None}
    before = {id_: parse_rule(when) for id_, when in base["classes"].items()}
    found = [change for id_ in {**before, **rules} for change in _rule_changes(id_, before.get(id_), rules.get(id_))]
    was, order = tuple(id_ for id_ in before if id_ in rules), tuple(id_ for id_ in rules if id_ in before)
    if was != order:
        found.append(Change("order", "", was, order))
    if "bands" in base:
        found += _numbers("band", base["bands"], {band.id: band.start for band in instrument.bands})
    if "role_weights" in base:
        found += _numbers("weight", base["role_weights"], instrument.role_weights)
    return tuple(found)


def _rule_changes(id_: str, before: Rule | None, after: Rule | None) -> Iterator[Change]:
    if before is None or after is None or _form(before) != _form(after):
        yield Change("rule", id_, before, after)
        return
    for old, new in zip(before.score_tests(), after.score_tests(), strict=True):
        if old != new:
            yield Change("cut", id_, old, new)


def _form(rule: Rule) -> object:
    """Return the rule without its thresholds: rules of one form have the same tests in the same places."""
    if isinstance(rule, Combination):
        return rule.how, rule.k, tuple(map(_form, rule.parts))
    return (rule.score, rule.test) if isinstance(rule, ScoreTest) else rule


def _numbers(
    kind: Literal["band", "weight"], before: Mapping[str, float], after: Mapping[str, float]
) -> Iterator[Change]:
    for id_ in {**before, **after}:
        if before.get(id_) != after.get(id_):
            yield Change(kind, id_, before.get(id_), after.get(id_))
