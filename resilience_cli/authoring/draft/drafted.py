"""Columns of an old export -> a draft: what each column may be, which sets of answers there are, and in what order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from resilience_cli.authoring import usual
from resilience_cli.authoring.draft.draft import (
    Draft,
    DraftQuestion,
    DraftRole,
    Seen,
    SeenAnswer,
    SeenColumn,
    Use,
)
from resilience_cli.authoring.draft.recognised import COVERED, FEWEST, Recognised, recognise
from resilience_cli.authoring.draft.scales import group_names, joined, known_scale, points, unordered
from resilience_cli.authoring.likert import expected_answer
from resilience_cli.authoring.new import language_of
from resilience_cli.messages import mark, say

MOST_OPTIONS = 12
LONGEST_OPTION = 30
ASKED = 0.1
"""A role of which fewer than this share answered a question was not asked it."""
SERIAL = 0.9
"""A column of numbers of which more than this share are distinct counts rows or persons."""
_FIGURE = re.compile(r"(\d{1,9})(?:\.\d+)?(?:\s*(?:周?岁|年|个?月|元|%|分|人|户))?")
_HIGHEST_POINTS = (5, 7, 10)
_CEILINGS = (10, 150, 1000, 10_000, 100_000, 1_000_000)
_WHY = {
    "platform": mark("added by the survey platform"),
    "identifying": mark("may identify a person: not taken over"),
    "several": mark("multiple choice: cannot be scored"),
    "community": mark("the neighbourhood"),
    "role": mark("who answers"),
    "empty": mark("no answers"),
    "free": mark("free text, or answers that hardly repeat: not taken over"),
    "serial": mark("numbers that hardly repeat: not taken over"),
    "attention": mark("attention check: the expected answer stands in the question"),
    "known": mark("options in a known order: say whether it is reversed, and to which score it belongs"),
    "points": mark("points: check the lowest and the highest on the sheet of options; then as for the others"),
    "number": mark("a number"),
    "options": mark("options without a known order: to score it, put them in order and give them values"),
}


@dataclass(frozen=True)
class _Answered:
    """What the answers of a column are."""

    kind: str
    """A key of _WHY."""
    known: Recognised | None = None
    """For known: the family."""
    highest: int = 0
    """For points and numbers: the highest that may be given."""
    options: tuple[str, ...] = ()
    """For options: the texts, the most frequent first."""


def drafted(seen: Seen) -> Draft:
    """Return what is proposed for each column; whether it is reversed, and to which score it belongs, is left open."""
    answered = [_answered(column, seen.columns[:place]) for place, column in enumerate(seen.columns)]
    texts = [language_of(column.text) for column in seen.columns if column.text]
    chinese = 2 * texts.count("zh") >= len(texts)
    groups = joined([one.known for one in answered if one.known])
    names = group_names(groups)
    sets: dict[frozenset[str], Sequence[str]] = {}
    for one in answered:
        if one.options:
            sets.setdefault(frozenset(one.options), one.options)
    set_names = {options: f"set{place}" for place, options in enumerate(sets, 1)}
    roles = _roles_of(seen.columns, answered)
    questions = []
    for column, one, id_ in zip(seen.columns, answered, _ids(seen.columns), strict=True):
        kind = "attention" if _is_attention(column, one) else one.kind
        use = _USES.get(kind, "leave")
        text = column.text if use == "leave" else column.short
        scale = _scale_of(one, groups, names, set_names)
        asked = _asked_of(column, roles) if use in ("score", "attention") else ()
        own = "" if use == "leave" else id_
        questions.append(DraftQuestion(column.letter, text, own, use, scale, say(_WHY[kind]), asked))
    scales = [
        *(known_scale(name, group, chinese) for name, group in zip(names, groups, strict=True)),
        *(points(highest) for highest in sorted({one.highest for one in answered if one.kind == "points"})),
        *(unordered(set_names[options], listed, chinese) for options, listed in sets.items()),
    ]
    return Draft(seen.file, "zh" if chinese else "en", tuple(questions), tuple(scales), roles)


_USES: dict[str, Use] = {
    "community": "community",
    "role": "role",
    "known": "score",
    "points": "score",
    "attention": "attention",
    "number": "field",
    "options": "field",
}
"""What a kind of column is proposed for; the others are left out."""


def without_labels(draft: Draft) -> bool:
    """Whether all options that were found are bare numbers, as in an export of positions or scores."""
    labels = [label for scale in draft.scales for option in scale.options for label in option.labels if label]
    return bool(labels) and all(label.isdigit() for label in labels)


def _answered(column: SeenColumn, before: Sequence[SeenColumn]) -> _Answered:
    asked = usual.asks_for(column.text)
    if column.kind != "question":
        return _Answered(column.kind)
    if asked and asked not in [usual.asks_for(one.text) for one in before]:
        return _Answered(asked)
    return _by_answers(column.answers) if column.answers else _Answered("empty")


def _by_answers(answers: Sequence[SeenAnswer]) -> _Answered:
    enough = COVERED * sum(answer.count for answer in answers)
    repeated = [answer for answer in answers if answer.count >= FEWEST]
    known = recognise(answers)
    if known:
        return _Answered("known", known)
    figures = [(int(hit[1]), answer.count) for answer in answers if (hit := _FIGURE.fullmatch(answer.readings[0]))]
    if sum(count for _, count in figures) >= enough:
        usual_ones = [figure for figure, count in figures if count >= FEWEST] or [figure for figure, _ in figures]
        return _figures(usual_ones, sum(count for _, count in figures), len(answers))
    shown = [a for a in repeated if a.shareable and len(a.readings[0]) <= LONGEST_OPTION]
    if 2 <= len(shown) <= MOST_OPTIONS and sum(answer.count for answer in shown) >= enough:
        return _Answered("options", options=tuple(answer.readings[0] for answer in shown))
    return _Answered("free")


def _figures(figures: Sequence[int], total: int, distinct: int) -> _Answered:
    lowest, highest = min(figures), max(figures)
    if highest > 10 and distinct > SERIAL * total and total > MOST_OPTIONS:
        return _Answered("serial")
    if lowest >= 1 and 3 <= highest <= 10 and distinct <= 10:
        return _Answered("points", highest=next(points for points in _HIGHEST_POINTS if points >= highest))
    return _Answered("number", highest=next((one for one in _CEILINGS if one >= highest), _CEILINGS[-1]))


def _is_attention(column: SeenColumn, answered: _Answered) -> bool:
    expected = expected_answer(column.text)
    return answered.known is not None and expected is not None and answered.known.family.degree(expected) is not None


def _ids(columns: Sequence[SeenColumn]) -> list[str]:
    """Return an id for each column, by the number of its question; rows of a matrix are counted."""
    shared = Counter(column.number for column in columns if column.number)
    counts: Counter[str] = Counter()
    found: list[str] = []
    for place, column in enumerate(columns, 1):
        id_ = f"q{column.number}" if column.number else f"c{place}"
        if column.number and shared[column.number] > 1:
            counts[id_] += 1
            id_ = f"{id_}_{counts[id_]}"
        found.append(id_ if id_ not in found else f"{id_}_{place}")
    return found


def _roles_of(columns: Sequence[SeenColumn], answered: Sequence[_Answered]) -> tuple[DraftRole, ...]:
    """Return the roles that the role column holds; the residents alone if there is none."""
    found = next((_roles(c.answers) for c, one in zip(columns, answered, strict=True) if one.kind == "role"), ())
    return found or (DraftRole("resident", ()),)


def _asked_of(column: SeenColumn, roles: Sequence[DraftRole]) -> tuple[str, ...]:
    """Return the roles of whom enough answered to have been asked, by id or else text; none: all were asked."""
    asked = []
    for role in roles:
        counts = [column.by_role.get(text, (0, 0)) for text in role.texts]
        if sum(given for given, _ in counts) >= ASKED * sum(people for _, people in counts):
            asked.append(role.id or role.texts[0])
    return tuple(asked) if 0 < len(asked) < len(roles) else ()


def _roles(answers: Sequence[SeenAnswer]) -> tuple[DraftRole, ...]:
    """Return the usual roles that the answers mean, and one without an id for each other answer that repeats."""
    texts: dict[str, list[str]] = {}
    unknown = []
    for answer in answers:
        text = answer.readings[0]
        id_ = next((id_ for reading in answer.readings if (id_ := usual.known_role(reading))), None)
        if id_:
            texts.setdefault(id_, []).append(text)
        elif answer.shareable and answer.count >= FEWEST and len(text) <= LONGEST_OPTION:
            unknown.append(DraftRole("", (text,)))
    known = [DraftRole(id_, tuple(texts[id_])) for id_ in usual.ROLES if id_ in texts]
    return (*known, *unknown[:MOST_OPTIONS])


def _scale_of(
    answered: _Answered, groups: Sequence[Recognised], names: Sequence[str], sets: Mapping[frozenset[str], str]
) -> str:
    if answered.known:
        return next(name for name, group in zip(names, groups, strict=True) if group.includes(answered.known))
    if answered.kind == "points":
        return f"points{answered.highest}"
    if answered.kind == "number":
        return say("number {low}–{high}", low=0, high=answered.highest)
    return sets.get(frozenset(answered.options), "")
