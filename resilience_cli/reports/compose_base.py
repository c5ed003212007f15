"""What an instrument has changed of the definition that it was copied from, in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from resilience_cli.messages import pick, say
from resilience_cli.model.base import Change, Side, base_changes, base_name
from resilience_cli.model.document import Column, Note, Paragraph, Part, Table
from resilience_cli.model.instrument import ClassDefinition, Instrument
from resilience_cli.model.rule import Combination, RegisterTest, Rule, ScoreTest
from resilience_cli.reports.rules_in_words import rule_in_words


def base_parts(instrument: Instrument) -> Iterator[Part]:
    """Yield a table of every cut, rule, band and weight that differs from the base; nothing without a base."""
    name = base_name(instrument)
    if name is None:
        return
    changes = base_changes(instrument)
    if not changes:
        yield Paragraph(say("Copied from {base}: cuts, bands and role weights are the same.", base=name))
        return
    yield Note(
        say(
            "Copied from {base} with other cuts or weights: its classes cannot be compared with those of {base}.",
            base=name,
        ),
        "warning",
    )
    yield Table(
        (Column(say("Where")), Column(name), Column(instrument.name)),
        tuple(
            (_place(change, instrument), *(_words(change, side, instrument) for side in (change.before, change.after)))
            for change in changes
        ),
    )


def base_as_json(instrument: Instrument) -> dict[str, Any] | None:
    """Return the base's name and hash and all that differs, in the language in use; None without a base."""
    base = instrument.raw.get("based_on")
    if not base:
        return None
    changes = [
        {
            "kind": change.kind,
            "of": change.of or None,
            "before": _words(change, change.before, instrument),
            "after": _words(change, change.after, instrument),
        }
        for change in base_changes(instrument)
    ]
    return {"id": base["id"], "version": base["version"], "sha256": base["sha256"], "changes": changes}


def _place(change: Change, instrument: Instrument) -> str:
    if change.kind == "order":
        return say("Order in which the classes are tried")
    if change.kind == "weight":
        role = instrument.roles.get(change.of)
        return say("Weight of {role}", role=pick(role.label) if role else change.of)
    if change.kind == "band":
        title = next((pick(band.title) for band in instrument.bands if band.id == change.of), change.of)
        return say("Band {band}", band=title)
    return _class(change.of, instrument)


def _class(id_: str, instrument: Instrument) -> str:
    return next((pick(one.title) for one in instrument.classes if one.id == id_), id_)


def _words(change: Change, side: Side, instrument: Instrument) -> str:
    if side is None:
        return "–"
    if isinstance(side, tuple):
        return say(", ").join(_class(id_, instrument) for id_ in side)
    if isinstance(side, (int, float)):
        return say("from {cut}", cut=f"{side:g}") if change.kind == "band" else f"{side:g}"
    if not _is_known(side, instrument):
        return say("a rule of other scores")
    return rule_in_words(ClassDefinition(change.of, {}, side, {}), instrument)


def _is_known(rule: Rule, instrument: Instrument) -> bool:
    """Whether the instrument has all that the rule tests: the base may have tested what is no longer there."""
    if isinstance(rule, Combination):
        return all(_is_known(part, instrument) for part in rule.parts)
    if isinstance(rule, ScoreTest):
        return rule.score in instrument.score
    return isinstance(rule, RegisterTest) and rule.field in instrument.register
