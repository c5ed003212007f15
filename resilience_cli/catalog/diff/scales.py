"""Two scales -> what changed about how a question is answered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from resilience_cli.catalog.diff.values import (
    CHANGED,
    RESCALED,
    SAME,
    WORDING,
    Effect,
    Json,
    Rule,
    Spot,
    compared,
    entries,
    keyed,
    leaf,
    members,
    text,
)
from resilience_cli.model.difference import Change
from resilience_cli.model.same_text import normal

OFFERED = Effect("rescaled", "minor", True)
"""Another answer that has no value is offered: scores count as before."""


def scale(old: Json, new: Json, spot: Spot) -> Iterator[Change]:
    """Yield what changed from one scale to another.

    Other values, ends, or an order of options that differs rescale. So does an option's label that reads otherwise,
    unless one of the two options declares the other's label in `also` to mean the same. What has no value may come
    and go: it counts for nothing before and after.
    """
    if old["kind"] != new["kind"] or _values(old) != _values(new):
        yield RESCALED.at(spot, _values(old) or old, _values(new) or new)
        return
    choices = CHOICES if new["kind"] == "nominal" else members(_option, RESCALED, RESCALED)
    rules = {"options": choices, "not_scored": CHOICES}
    yield from compared(entries(rules, {"not_scored": []}, leaf(RESCALED)), old, new, spot)
    yield from given_to_others(_meanings(old), _meanings(new), spot, RESCALED)


def given_to_others(
    old: Mapping[str, Iterable[str]], new: Mapping[str, Iterable[str]], spot: Spot, effect: Effect
) -> Iterator[Change]:
    """Yield a change with the effect for each thing that bears a text which stood for another one of both before."""
    meant = {normal(one): id_ for id_, words in old.items() for one in words}
    for id_, words in new.items():
        for one in dict.fromkeys(map(normal, words)):
            before = meant.get(one, id_)
            if before != id_ and id_ in old and before in new:
                yield effect.at(spot.to(id_), before, one)


def bearing(things: Mapping[str, Json], key: str = "label") -> dict[str, tuple[str, ...]]:
    """Return by id the texts that stand for each thing: its label (or text) in every language, and `also`."""
    return {id_: (*one[key].values(), *one.get("also", ())) for id_, one in things.items()}


CHOICES: Rule = members(
    entries({"label": text(), "also": leaf(WORDING), "code": leaf(SAME)}, {"also": []}, leaf(CHANGED)), OFFERED, OFFERED
)


def _option(old: Json, new: Json, spot: Spot) -> Iterator[Change]:
    rules = {"label": text(asked=True, effect=RESCALED), "also": leaf(WORDING), "value": leaf(SAME)}
    declared = {normal(one) for option in (old, new) for one in option.get("also", ())}
    for change in entries(rules, {"also": []})(old, new, spot):
        synonym = change.kind == "rescaled" and {normal(str(change.old)), normal(str(change.new))} & declared
        yield replace(change, **WORDING._asdict()) if synonym else change


def _values(one: Json) -> Any:
    return [option["value"] for option in one["options"]] if one["kind"] == "ordinal" else None


def _meanings(one: Json) -> dict[str, tuple[str, ...]]:
    choices = {**keyed(one.get("options")), **keyed(one.get("not_scored"))}
    return bearing({id_: option for id_, (_, option) in choices.items()})
