"""Difference -> Document: whether scores compare, which version step it takes, and all that changed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from resilience_cli.messages import language, mark, pick, say
from resilience_cli.model.difference import Change, CommonScore, Compared, Difference
from resilience_cli.model.difference_words import (
    SETTINGS,
    STEPS,
    VERDICTS,
    aspect_in_words,
    aspects_in_words,
    kind_in_words,
)
from resilience_cli.model.document import Column, Document, Heading, Note, Paragraph, Part, Table
from resilience_cli.model.instrument import ClassDefinition, Text
from resilience_cli.model.parse import parse_rule
from resilience_cli.reports.rules_in_words import rule_in_words
from resilience_cli.reports.score_outline import METHODS

MEANING = {
    "comparable": mark("All scores are computed from the same items in the same way."),
    "comparable on common items": mark(
        "A score that changed can be compared if both surveys are scored anew on the items they share."
    ),
    "not comparable": mark("No score of the old questionnaire can be compared with the new one."),
}
MOST_ITEMS = 12
"""The ids of so many common items are shown; of more, only their number."""
FEW = 2
CONTEXT = 12
"""So many characters are shown before and after what differs in a long text."""
RULE_KEYS = {"score", "register", "all", "any", "none", "at_least"}
NOTHING = "–"


def difference_document(difference: Difference) -> Document:
    """Return the verdict, the breaks, the scores that do not compare as they stand, and all changes."""
    parts = (
        *_verdict(difference),
        *_step(difference),
        *_scores(difference),
        *_own_changes(difference),
        *_effects(difference),
    )
    return Document(say("{old} and {new}: what differs", old=difference.old.name, new=difference.new.name), parts)


def _verdict(difference: Difference) -> Iterator[Part]:
    verdict = difference.verdict
    words = say("Scores: {verdict}. {meaning}", verdict=say(VERDICTS[verdict]), meaning=say(MEANING[verdict]))
    yield Paragraph(words) if verdict == "comparable" else Note(words, "warning")
    changed = [part for part in difference.parts if part.group == "class" and not part.comparable]
    if changed:
        listed = say(", ").join(_title(difference, part) for part in changed)
        yield Note(say("Classes that do not mean the same: {classes}.", classes=listed), "warning")
    else:
        yield Paragraph(say("Classes: the same, and told apart in the same way."))


def _step(difference: Difference) -> Iterator[Part]:
    least = say(STEPS[difference.least_step])
    if difference.old.id != difference.new.id:
        yield Paragraph(say("They are no versions of one questionnaire: no version step is asked for."))
    elif difference.step is None:
        yield Paragraph(
            say("A draft may change as it is. A released version would take at least: {least}.", least=least)
        )
    else:
        versions = {"old": difference.old.version, "new": difference.new.version, "step": say(STEPS[difference.step])}
        words = say(
            "From {old} to {new} is a step: {step}. The changes take at least: {least}.", **versions, least=least
        )
        yield Paragraph(words)
    if difference.breaks:
        yield Heading(say("Breaks: what the version step is too small for"))
    for part in difference.breaks:
        changes = part.beyond(difference.step or "none")
        kind = kind_in_words(Compared(part.what, changes))
        told = {"part": part.what, "kind": kind, "aspects": aspects_in_words(changes)}
        why = difference.approved.get(part.what)
        if why is None:
            yield Note(say("{part}: {kind} ({aspects}). Not approved.", **told), "error")
        else:
            yield Note(say("{part}: {kind} ({aspects}). Approved: {why}", why=pick(why), **told), "info")


def _scores(difference: Difference) -> Iterator[Part]:
    yield Heading(say("Scores"))
    told = [score for score in difference.scores if score.before and score.after and score.comparable != "comparable"]
    if told:
        columns = (Column(say("Score")), Column(say("Comparable")), Column(say("Common"), "right"))
        counts = (Column(say("Before"), "right"), Column(say("After"), "right"))
        rows = tuple(_score_row(difference, score) for score in told)
        caption = say("Items that a score rests on: common to both, before, after.")
        yield Table((*columns, *counts, Column(say("Common items"))), rows, caption)
    stand = [score for score in difference.scores if score.comparable == "comparable"]
    yield Paragraph(say("Comparable as they stand: {n} of {all} scores.", n=len(stand), all=len(difference.old.scores)))
    for ids, words in (
        ([score.score for score in difference.scores if not score.after], mark("Removed, so not comparable: {ids}.")),
        ([score.score for score in difference.scores if not score.before], mark("New: {ids}.")),
    ):
        if ids:
            yield Paragraph(say(words, ids=say(", ").join(ids)))


def _score_row(difference: Difference, score: CommonScore) -> tuple[str, ...]:
    if score.comparable == "not comparable":
        verdict = say("no")
    elif score.few:
        verdict = say("on two items only") if len(score.common) == FEW else say("yes; a part of it on two items only")
    else:
        verdict = say("on common items")
    ids = " ".join(score.common) if len(score.common) <= MOST_ITEMS else NOTHING
    counts = (len(score.common), score.before, score.after)
    return (pick(difference.new.score[score.score].title), verdict, *map(str, counts), ids or NOTHING)


def _own_changes(difference: Difference) -> Iterator[Part]:
    yield Heading(say("Changes"))
    rows = [
        (
            _name(difference, part),
            say("{kind}: {aspect}", kind=kind_in_words(change), aspect=aspect) if aspect else kind_in_words(change),
            say(STEPS[change.step]),
            _before_and_after(difference, change),
        )
        for part in difference.parts
        for aspect, change in _by_language(difference, part)
        if change.step != "none"
    ]
    if rows:
        titles = (say("Part"), say("Change"), say("Step"), say("In detail"))
        yield Table(tuple(map(Column, titles)), tuple(rows))
    unsaid = [
        part.what for part in difference.parts for one in part.own if (one.kind, one.step) == ("renamed", "major")
    ]
    if unsaid and difference.old.id == difference.new.id:
        words = mark("Only the id is another: {parts}. If they are the same, say so under previous.renamed.")
        yield Note(say(words, parts=say(", ").join(unsaid)), "warning")
    told = [part.what for part in difference.parts if any(change.step == "none" for change in part.own)]
    if told:
        yield Paragraph(say("Differs too, without effect: {parts}.", parts=say(", ").join(told)))
    if not rows and not told:
        yield Paragraph(say("Nothing differs."))
    counts = {
        name: sum(part.group == group and not part.changes for part in difference.parts)
        for name, group in (("items", "item"), ("scores", "score"), ("classes", "class"))
    }
    yield Paragraph(say("Identical: items {items}, scores {scores}, classes {classes}.", **counts))


def _by_language(difference: Difference, part: Compared) -> Iterator[tuple[str, Change]]:
    """Yield what changed in the part itself; of a text that changed in several languages, only the one in use."""
    languages = {*difference.old.languages, *difference.new.languages}
    texts: dict[tuple[tuple[str, ...], str], dict[str, Change]] = {}
    for change in part.own:
        aspect, place, spoken = change.aspect, change.pointer, ""
        if aspect and aspect[-1] in languages and change.kind != "added":
            aspect, place, spoken = aspect[:-1], place.rpartition("/")[0], aspect[-1]
        texts.setdefault((aspect, place), {})[spoken] = change
    for (aspect, _), found in texts.items():
        change = found.get(language()) or next(iter(found.values()))
        words = aspect_in_words(replace(change, aspect=aspect))
        yield " ".join(filter(None, (words, *found))), change


def _effects(difference: Difference) -> Iterator[Part]:
    rows = tuple(
        (_name(difference, part), kind_in_words(change), " ".join(change.through))
        for part in difference.parts
        for change in part.changes
        if change.through
    )
    if rows:
        yield Heading(say("Changed through other parts"))
        yield Table((Column(say("Part")), Column(say("What happened")), Column(say("Through"))), rows)


def _name(difference: Difference, part: Compared) -> str:
    """Return the part's key, as `approved_breaks` wants it, with its title if it has one."""
    title = _title(difference, part)
    return part.what if title == part.id else f"{part.what} {title}"


def _title(difference: Difference, part: Compared) -> str:
    if part.group == "setting":
        return say(SETTINGS[part.id]) if part.id in SETTINGS else part.id
    for one in (difference.new, difference.old):
        titled: Mapping[str, Mapping[str, Text]] = {
            "score": {score.id: score.title for score in one.scores},
            "class": {definition.id: definition.title for definition in one.classes},
            "role": {role.id: role.label for role in one.roles.values()},
            "register": {field.id: field.text for field in one.register.values()},
        }
        if part.id in titled.get(part.group, {}):
            return pick(titled[part.group][part.id])
    return part.id


def _before_and_after(difference: Difference, change: Change) -> str:
    old, new = (_shown(difference, change, value) for value in (change.old, change.new))
    if change.old is None or change.new is None:
        return say("new: {new}", new=new) if change.old is None else say("was: {old}", old=old)
    if {"text", "title", "label", *difference.old.languages} & {*change.aspect} and isinstance(change.old, str):
        old, new = _differing(old, new)
    return say("from {old} to {new}", old=old, new=new)


def _differing(old: str, new: str) -> tuple[str, str]:
    """Return the texts in quotation marks, from a little before where they begin to differ to a little after."""
    start = _alike(old, new)
    end = _alike(old[start:][::-1], new[start:][::-1])
    before, after = _end(old[:start]), _end(old[len(old) - end :][::-1])[::-1]
    one, other = (f"“{before}{text[start : len(text) - end]}{after}”" for text in (old, new))
    return one, other


def _end(text: str) -> str:
    """Return the last few characters of a long text, from the beginning of a word."""
    if len(text) <= 2 * CONTEXT:
        return text
    last = text[-CONTEXT:]
    return "…" + (last.partition(" ")[2] or last)


def _alike(one: str, other: str) -> int:
    """Return how many characters are the same at the beginning."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))


def _shown(difference: Difference, change: Change, value: Any) -> str:
    """Return a value for people: texts in their language, rules in words, all else as it stands in the file."""
    if value is None:
        return NOTHING
    if isinstance(value, bool):
        return say("yes") if value else say("no")
    if change.aspect[-1:] == ("method",):
        return say(METHODS[value])
    if isinstance(value, list) and all(isinstance(one, str | int | float) for one in value):
        return say(", ").join(map(_plain, value)) or say("none")
    if isinstance(value, Mapping):
        return _mapping_shown(difference, change, value)
    return _plain(value)


def _mapping_shown(difference: Difference, change: Change, value: Mapping[str, Any]) -> str:
    named = next((value[key] for key in ("text", "title", "label", "default") if key in value), value)
    if isinstance(named, Mapping) and named and all(isinstance(one, str) for one in named.values()):
        return pick(named)
    if change.aspect[:1] in {("when",), ("cut",)} or RULE_KEYS & value.keys():
        return _rule_shown(difference, value)
    if all(isinstance(one, int | float) for one in value.values()):
        return say(", ").join(f"{key} {_plain(one)}" for key, one in value.items())
    return _plain(value)


def _rule_shown(difference: Difference, value: Mapping[str, Any]) -> str:
    for instrument in (difference.new, difference.old):
        try:
            return rule_in_words(ClassDefinition("", {}, parse_rule(value), {}), instrument)
        except KeyError:  # it tests what only the other one has
            continue
    return _plain(value)


def _plain(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
