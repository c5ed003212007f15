"""A new instrument without a base: from questions one a line, or with sample questions to be rewritten."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from resilience_cli.authoring import usual
from resilience_cli.authoring.likert import known_scale
from resilience_cli.authoring.outline import MADE, Json, Outline, in_languages, instrument_content
from resilience_cli.authoring.outline_cases import outline_cases
from resilience_cli.authoring.samples import SAMPLES
from resilience_cli.errors import UsageError
from resilience_cli.messages import mark
from resilience_cli.model.finding import Finding, Where
from resilience_cli.model.instrument import Text

ID = re.compile(r"[a-z][a-z0-9_-]{0,63}")
LANGUAGES = ("zh", "en")
SCALES = ("agree5", "satisfied5", "true5", "often5")
"""Scales that a skeleton can have: known sets of five options."""
FIRST = "1.0.0"
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_DEFAULT_TITLE = mark("Neighbourhood governance survey")


@dataclass(frozen=True)
class Made:
    """What is to be written of a new instrument."""

    content: Json
    """The instrument's file."""
    cases: Json | None
    """Its cases; None: there are none yet."""
    remarks: tuple[Finding, ...] = ()
    """What should be looked at."""


@dataclass(frozen=True)
class Question:
    """A question to be scored."""

    text: Text
    """By language."""
    reverse: bool = False
    """Whether agreement counts against."""


@dataclass(frozen=True)
class Group:
    """Questions that make one score."""

    title: Text
    """Name of the score, by language; a usual one is known by its name."""
    questions: tuple[Question, ...]
    """In order."""


@dataclass(frozen=True)
class Plan:
    """What somebody wants of a new instrument; what is left out is chosen."""

    id: str
    """Id of the questionnaire."""
    title: Text = field(default_factory=dict)
    """Its name, by language."""
    roles: tuple[str, ...] = tuple(usual.ROLES)
    """Ids or labels of usual roles, the first with the largest number of people."""
    scale: str = SCALES[0]
    """One of SCALES."""
    groups: tuple[Group, ...] = ()
    """The questions; none: samples for four factors and three sides."""


def skeleton(plan: Plan) -> Made:
    """Return an instrument that validates, with cases for all that its classes test; UsageError with all faults."""
    groups = plan.groups or samples()
    languages = _languages(plan, groups)
    roles = [usual.known_role(role) for role in plan.roles]
    faults = list(id_faults(plan.id))
    faults += [
        Finding("RES-I131", values={"role": name, "roles": list(usual.ROLES)})
        for name, id_ in zip(plan.roles, roles, strict=True)
        if id_ is None
    ]
    faults += [Finding("RES-I132", values={"language": one}) for one in plan.title if one not in languages]
    if faults:
        raise UsageError(*faults)
    known = list(dict.fromkeys(id_ for id_ in roles if id_))
    items, scores = _items_and_scores(groups, known, plan.scale, languages)
    outline = Outline(
        id=plan.id,
        version=FIRST,
        title=in_languages(languages, _DEFAULT_TITLE) | dict(plan.title),
        languages=languages,
        scales={plan.scale: known_scale(plan.scale.rstrip("5"), languages)},
        community=usual.column(usual.COMMUNITY, usual.COMMUNITY_ALSO, languages),
        role=usual.column(usual.ROLE, usual.ROLE_ALSO, languages),
        roles={id_: usual.role(id_, languages) for id_ in known},
        role_weights={id_: usual.WEIGHTS.get(id_, 1) for id_ in known},
        items=items,
        scores=scores,
        register=usual.register(known, languages),
    )
    content = instrument_content(outline)
    return Made(content, outline_cases(outline, content))


def id_faults(id_: str) -> tuple[Finding, ...]:
    """Return what is wrong with the id of a questionnaire."""
    return () if ID.fullmatch(id_) else (Finding("RES-I130", values={"id": id_[:40]}),)


def parse_questions(text: str, file: str) -> tuple[Group, ...]:
    """Return the questions of a text: one a line, `# title` begins a score, `- ` marks a reversed question.

    A `|` divides the Chinese from the English. Raises UsageError with every line that cannot be understood.
    """
    groups: list[Group] = []
    faults = []
    for number, line in enumerate(text.splitlines(), 1):
        marked = re.fullmatch(r"\s*(?:(#+)|([-－–]))?\s*(.*?)\s*", line)
        if marked is None or not marked[3]:
            continue
        words = _both(marked[3])
        if words is None:
            faults.append(Finding("RES-I133", Where(file=file, line=number)))
        elif marked[1]:
            groups.append(Group(words, ()))
        else:
            if not groups:
                groups.append(Group({}, ()))
            question = Question(words, reverse=bool(marked[2]))
            groups[-1] = replace(groups[-1], questions=(*groups[-1].questions, question))
    faults += [Finding("RES-I134", Where(file=file), {"title": group.title}) for group in groups if not group.questions]
    if not groups:
        faults.append(Finding("RES-I135", Where(file=file)))
    texts = [question.text for group in groups for question in group.questions]
    texts += [group.title for group in groups if group.title and not any(map(usual.known_score, group.title.values()))]
    if len({tuple(sorted(words)) for words in texts}) > 1:
        faults.append(Finding("RES-I136", Where(file=file)))
    if faults:
        raise UsageError(*faults)
    return tuple(groups)


def language_of(text: str) -> str:
    """Return zh if there is a Chinese character in the text, else en."""
    return "zh" if _CHINESE.search(text) else "en"


def samples() -> tuple[Group, ...]:
    """Return sample questions for the four factors and the three sides."""
    return tuple(
        Group(
            in_languages(LANGUAGES, usual.SCORES[score][1]),
            tuple(Question(in_languages(LANGUAGES, text), reverse) for text, reverse in questions),
        )
        for score, questions in SAMPLES.items()
    )


def _both(line: str) -> dict[str, str] | None:
    """Return a line's text by language; None if it holds more than two, or two of one language."""
    parts = [part.strip() for part in re.split(r"[|｜]", line)]
    words = {language_of(part): part for part in parts}
    return words if all(parts) and len(words) == len(parts) else None


def _languages(plan: Plan, groups: Sequence[Group]) -> tuple[str, ...]:
    """Return the languages in which there are questions; for samples, those of the title that was given."""
    if not plan.groups and plan.title:
        return tuple(language for language in LANGUAGES if language in plan.title)
    return tuple(language for language in LANGUAGES if language in groups[0].questions[0].text)


def _items_and_scores(
    groups: Sequence[Group], roles: Sequence[str], scale: str, languages: Sequence[str]
) -> tuple[list[Json], list[Json]]:
    """Return the items, numbered by score, and a score for each group: a factor unless its title is a usual side's."""
    items: list[Json] = []
    scores: list[Json] = []
    for place, group in enumerate(groups, 1):
        named = next((id_ for title in group.title.values() if (id_ := usual.known_score(title))), None)
        taken = {*MADE, *(score["id"] for score in scores)}
        id_ = named if named and named not in taken else f"score{place}"
        ids = []
        for number, question in enumerate(group.questions, 1):
            ids.append(f"{id_}_{number}" if named else f"q{place}_{number}")
            item: Json = {
                "id": ids[-1],
                "text": {language: question.text[language] for language in languages},
                "scale": scale,
                "asked_of": list(roles),
            }
            items.append({**item, "reverse": True} if question.reverse else item)
        kind, title = usual.SCORES[named] if named else ("factor", _ONE_SCORE)
        words = {language: group.title.get(language) or _title(title, language) for language in languages}
        scores.append({"id": id_, "title": words, "kind": kind, "of": ids, "method": "mean"})
    return items, scores


_ONE_SCORE = mark("Overall score")


def _title(text: str, language: str) -> str:
    return in_languages([language], text)[language]
