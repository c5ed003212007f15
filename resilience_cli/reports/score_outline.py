"""Scores as a tree: what each is made of, down to the questions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from resilience_cli.messages import mark, pick, say
from resilience_cli.model.document import Line, Outline
from resilience_cli.model.instrument import Instrument, Item, Score

METHODS = {
    "mean": mark("mean"),
    "geometric_mean": mark("geometric mean"),
    "harmonic_mean": mark("harmonic mean"),
    "minimum": mark("minimum"),
    "maximum": mark("maximum"),
    "range": mark("range"),
    "difference": mark("difference"),
}
KINDS = {
    "composite": mark("composite"),
    "factor": mark("factor"),
    "dimension": mark("dimension"),
    "side": mark("side"),
    "outcome": mark("outcome"),
    "test_only": mark("only for the class rules"),
}
"""In the order of the outline."""
DIRECTIONS = {"worse": mark("higher is worse"), "neutral": mark("neither end is better")}
AVERAGES = ("mean", "geometric_mean", "harmonic_mean")
"""Methods whose parts stand beneath the score; of the others (the weakest, a gap) the parts are only named."""


def score_outline(instrument: Instrument) -> Outline:
    """Return every score once, and every item once: beneath the first score that is an average with it.

    Items that are in no score come last.
    """
    inside = {part for score in instrument.scores if _holds(score) for part in score.of}
    outermost = [score for score in instrument.scores if score.id not in inside]
    lines: list[Line] = []
    shown: set[str] = set()
    for score in sorted(outermost, key=lambda one: list(KINDS).index(one.kind)):
        lines += _branch(score, instrument, 0, shown)
    loose = [item for item in instrument.items if item.id not in inside]
    if loose:
        lines.append(Line(0, say("In no score")))
        lines += [_item_line(item, instrument, 1) for item in loose]
    return Outline(tuple(lines))


def _holds(score: Score) -> bool:
    return score.of_items or (score.method in AVERAGES and score.kind != "test_only")


def _branch(score: Score, instrument: Instrument, level: int, shown: set[str]) -> Iterator[Line]:
    """Yield the score and what stands beneath it; a score that stood before comes without its parts."""
    yield Line(level, pick(score.title), say("; ").join(_score_details(score, instrument)))
    if score.id in shown or not _holds(score):
        return
    shown.add(score.id)
    for part in score.of:
        if score.of_items:
            yield _item_line(instrument.item[part], instrument, level + 1)
        else:
            yield from _branch(instrument.score[part], instrument, level + 1, shown)


def _score_details(score: Score, instrument: Instrument) -> Iterator[str]:
    yield score.id
    yield say(KINDS[score.kind])
    if _holds(score):
        yield say(METHODS[score.method])
    else:
        parts = say(", ").join(pick(instrument.score[part].title) for part in score.of)
        yield say("{method} of {parts}", method=say(METHODS[score.method]), parts=parts)
    if len(set(score.weights)) > 1:
        lowest = min(score.weights)
        yield say("weights {weights}", weights=" : ".join(f"{weight / lowest:.4g}" for weight in score.weights))
    if score.floor:
        yield say("no part counts as less than {floor}", floor=f"{score.floor:g}")
    if score.minimum_answered == "all":
        yield say("all must be answered")
    elif score.minimum_answered != "half":
        yield say("answers needed: {n}", n=score.minimum_answered)
    if score.higher_is in DIRECTIONS:
        yield say(DIRECTIONS[score.higher_is])
    if score.of_items:
        asked = [role for role in instrument.roles.values() if instrument.asked_items(score, role.id)]
        few = [pick(role.label) for role in asked if not instrument.is_combined(score, role.id)]
        if few:
            yield say("asked less than half, not counted: {roles}", roles=say(", ").join(few))


def _item_line(item: Item, instrument: Instrument, level: int) -> Line:
    return Line(level, f"{item.id} {pick(item.text)}", say("; ").join(_item_details(item, instrument)))


def _item_details(item: Item, instrument: Instrument) -> Iterator[str]:
    if item.reverse:
        yield say("reverse-scored")
    if item.attention is not None:
        chosen = next((pick(one.label) for one in item.scale.options if one.value == item.attention), "")
        yield say("attention check: “{label}” must be chosen", label=chosen)
    if item.phase == "crisis":
        yield say("about the event")
    [(usual, _)] = Counter(one.scale.id for one in instrument.items).most_common(1)
    if item.scale.id != usual:
        yield item.scale.id
    labels = {role.id: pick(role.label) for role in instrument.roles.values()}
    others = [label for role, label in labels.items() if role not in item.asked_of]
    if len(others) > len(item.asked_of):
        yield say("asked only: {roles}", roles=say(", ").join(labels[role] for role in item.asked_of))
    elif others:
        yield say("not asked: {roles}", roles=say(", ").join(others))
