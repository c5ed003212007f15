"""On which items each score of two instruments can be compared.

Scores compare on the items that both ask in the same words, on the same scale, keyed the same way, of the same roles:
at least three of a score's items, or two with a warning (Kolen & Brennan 2014; no linking, no equating).
"""

from __future__ import annotations

from collections.abc import Sequence

from resilience_cli.catalog.diff.effects import Changes
from resilience_cli.model.difference import CommonScore, Comparable
from resilience_cli.model.instrument import Instrument, Score

FEWEST = 2
"""Items on which a score can be compared at all, with a warning."""


def common_scores(changes: Changes, before: Instrument, after: Instrument) -> tuple[CommonScore, ...]:
    """Return for each score of either on what it can be compared; `before` has the ids of the new one."""
    alike = [id_ for id_ in after.item if id_ in before.item and _same(changes, f"item:{id_}")]
    rests = _rests_on(before), _rests_on(after)
    found: dict[str, CommonScore] = {}
    for score in (*after.base_scores, *after.composites):
        old, new = (rest.get(score.id, frozenset()) for rest in rests)
        common = tuple(item for item in alike if item in old & new)
        verdict, few = _on_items(common, old | new)
        if score.id in before.score and _same(changes, f"score:{score.id}"):
            verdict, few = "comparable", False
        elif made_of := _made_of(before.score.get(score.id), score):
            verdict, few = _on_parts([found[part] for part in made_of])
        found[score.id] = CommonScore(score.id, verdict, common, len(old), len(new), few)
    gone = {id_: CommonScore(id_, "not comparable", (), len(items), 0, False) for id_, items in rests[0].items()}
    return tuple({**gone, **found}[id_] for id_ in dict.fromkeys((*after.score, *gone)))


def _on_items(common: Sequence[str], of_either: frozenset[str]) -> tuple[Comparable, bool]:
    if len(common) < FEWEST and set(common) != of_either:
        return "not comparable", False
    return "comparable on common items", len(common) == FEWEST < len(of_either)


def _made_of(old: Score | None, new: Score) -> tuple[str, ...]:
    """Return the scores of which both are made; none if they are made of items, or not of the same scores."""
    if old is None or old.of_items or new.of_items or set(old.of) != set(new.of):
        return ()
    return new.of


def _on_parts(parts: Sequence[CommonScore]) -> tuple[Comparable, bool]:
    if any(part.comparable == "not comparable" for part in parts):
        return "not comparable", False
    return "comparable on common items", any(part.few for part in parts)


def _same(changes: Changes, what: str) -> bool:
    return all(change.comparable for change in changes.get(what, ()))


def _rests_on(instrument: Instrument) -> dict[str, frozenset[str]]:
    """Return by score the items that it rests on, through other scores or not."""
    return {
        score: frozenset(item for base in bases for item in instrument.score[base].of)
        for score, bases in instrument.base_parts.items()
    }
