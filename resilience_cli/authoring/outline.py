"""An instrument of questions in scores, factors and sides, with the usual classes over them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from resilience_cli.messages import in_all, mark, say
from resilience_cli.model.instrument import Text

Json = dict[str, Any]
WEAKEST, GAP, INDEX = "weakest_side", "side_gap", "index"
MADE = (WEAKEST, GAP, INDEX)
"""Ids of the scores that are made of the others."""
DEFICIENT, IMBALANCED, CO_GOVERNING, INTERMEDIATE = "deficient", "imbalanced", "co_governing", "intermediate"


@dataclass(frozen=True)
class Cuts:
    """The cuts of the usual classes."""

    weak: float = 50
    """A side below it, or two factors below it: deficient."""
    strong: float = 65
    """All sides and factors from it: co-governing."""
    gap: float = 15
    """Sides that lie this far apart or farther: imbalanced."""


@dataclass(frozen=True)
class Outline:
    """What an instrument is made from; texts by language, and parts as the instrument format writes them."""

    id: str
    """Id of the questionnaire."""
    version: str
    """Version, major.minor.patch."""
    title: Text
    """Its name."""
    languages: tuple[str, ...]
    """Languages in which all texts are given."""
    scales: Mapping[str, Json]
    """By id."""
    community: Json
    """`respondent.community`: its question and other headers."""
    role: Json
    """`respondent.role` without its roles."""
    roles: Mapping[str, Json]
    """By id."""
    role_weights: Mapping[str, float]
    """By role."""
    items: Sequence[Json]
    """The questions, in order."""
    scores: Sequence[Json]
    """Scores of items; the classes rest on those whose kind is factor or side."""
    cuts: Cuts = field(default_factory=Cuts)
    """The cuts of the classes."""
    fields: Mapping[str, Json] = field(default_factory=dict)
    """Questions about the respondent, by id."""
    register: Mapping[str, Json] = field(default_factory=dict)
    """Facts of the community register, by id."""
    minimum: tuple[int, int] = (5, 10)
    """Respondents of the first role that a score needs, and that are enough."""

    def of_kind(self, kind: str) -> list[str]:
        """Return the ids of the scores of this kind."""
        return [score["id"] for score in self.scores if score["kind"] == kind]


def in_languages(languages: Sequence[str], text: str) -> dict[str, str]:
    """Return a marked text in these languages."""
    return {language: words for language, words in in_all(lambda: say(text)).items() if language in languages}


def instrument_content(outline: Outline) -> Json:
    """Return the content of the instrument's file, a draft."""
    languages, cuts = outline.languages, outline.cuts
    evidence = in_all(lambda: say(_EVIDENCE, weak=f"{cuts.weak:g}", strong=f"{cuts.strong:g}", gap=f"{cuts.gap:g}"))
    return {
        "format": 1,
        "id": outline.id,
        "version": outline.version,
        "status": "draft",
        "title": outline.title,
        "about": {
            "description": in_languages(languages, _DESCRIPTION),
            "evidence": {language: evidence[language] for language in languages},
        },
        "languages": list(languages),
        "introduction": in_languages(languages, _INTRODUCTION),
        "scales": outline.scales,
        "respondent": {
            "community": outline.community,
            "role": {**outline.role, "roles": outline.roles},
            **({"fields": outline.fields} if outline.fields else {}),
        },
        "items": list(outline.items),
        "scores": [*outline.scores, *_made_scores(outline)],
        "bands": _bands(outline),
        "community": {
            "role_weights": outline.role_weights,
            "minimum_respondents": {
                next(iter(outline.roles)): dict(zip(("score", "ok"), outline.minimum, strict=True))
            },
            **({"register": outline.register} if outline.register else {}),
        },
        "classes": _classes(outline),
        "screening": {"seconds_per_item": 2, "longstring_share": 0.5, "blank_share": 0.5, "attention": "flag"},
        "privacy": {"minimum_cell": 5, "minimum_public_cell": 10},
        "change": {"smallest_of_interest": 5},
    }


_EVIDENCE = mark(
    "Pilot: no norms yet. The cuts ({weak}, {strong}, a gap of {gap}), the role weights and the assignment of "
    "questions to scores are starting points and have not been validated."
)
_DESCRIPTION = mark(
    "Assesses how a neighbourhood is governed together, from the answers of those who live and work there."
)
_INTRODUCTION = mark(
    "Please answer for your neighbourhood as it is; where you do not know, choose “Don't know” or leave the question "
    "out. There are no right or wrong answers. The survey is anonymous and results are only summed up by neighbourhood."
)


def _bands(outline: Outline) -> list[Json]:
    def title(text: str) -> dict[str, str]:
        return in_languages(outline.languages, text)

    return [
        {"id": "weak", "title": title(mark("Weak"))},
        {"id": "fair", "from": outline.cuts.weak, "title": title(mark("Fair"))},
        {"id": "strong", "from": outline.cuts.strong, "title": title(mark("Strong"))},
    ]


def _made_scores(outline: Outline) -> list[Json]:
    """Return the index over the factors (without factors, the sides), the weakest side and the gap for the rules."""
    factors, sides = outline.of_kind("factor"), outline.of_kind("side")

    def made(id_: str, title: str, kind: str, of: Sequence[str], method: str) -> Json:
        return {"id": id_, "title": in_languages(outline.languages, title), "kind": kind, "of": of, "method": method}

    found = []
    parts = factors if len(factors) > 1 else sides
    if len(parts) > 1:
        found.append({**made(INDEX, mark("Overall index"), "composite", parts, "geometric_mean"), "floor": 1})
    if len(sides) > 1:
        found.append(made(WEAKEST, mark("Weakest side"), "test_only", sides, "minimum"))
        found.append(made(GAP, mark("Gap between sides"), "test_only", sides, "range"))
    return found


def _classes(outline: Outline) -> list[Json]:
    """Return the classes: a side or several factors lacking, sides far apart, all strong, and the others."""
    factors, sides, cuts = outline.of_kind("factor"), outline.of_kind("side"), outline.cuts
    weakest = [WEAKEST] if len(sides) > 1 else sides
    lacking: list[Json] = [{"score": id_, "below": cuts.weak} for id_ in weakest]
    weak = [{"score": id_, "below": cuts.weak} for id_ in factors]
    lacking += [{"at_least": 2, "of": weak}] if len(weak) > 1 else weak
    strong: list[Json] = [{"score": id_, "from": cuts.strong} for id_ in (*weakest, *factors)]
    rules: dict[str, Json] = {DEFICIENT: _joined("any", lacking)}
    if len(sides) > 1:
        rules[IMBALANCED] = {"score": GAP, "from": cuts.gap}
    rules[CO_GOVERNING] = _joined("all", strong)
    found = []
    for id_, (title, advice) in _CLASSES.items():
        if id_ in rules or id_ == INTERMEDIATE:
            words = {key: in_languages(outline.languages, text) for key, text in (("title", title), ("advice", advice))}
            found.append({"id": id_, **words, **({"when": rules[id_]} if id_ in rules else {"otherwise": True})})
    return found


def _joined(how: str, tests: Sequence[Json]) -> Json:
    return tests[0] if len(tests) == 1 else {how: list(tests)}


_CLASSES = {
    DEFICIENT: (
        mark("Deficient"),
        mark(
            "Fill the gap first: see which side or which factors are lowest, and begin with one matter that "
            "can be done soon."
        ),
    ),
    IMBALANCED: (
        mark("Imbalanced"),
        mark(
            "See whether the strong side does the weak side's work, and give the weak side people, "
            "authority and information."
        ),
    ),
    CO_GOVERNING: (
        mark("Co-governing"),
        mark(
            "Keep up what works, write it down so that it outlasts the people who do it, and work on the lowest score."
        ),
    ),
    INTERMEDIATE: (
        mark("Intermediate"),
        mark(
            "Begin with the lowest one or two scores, and set one goal at a time that can be reached within "
            "half a year."
        ),
    ),
}
