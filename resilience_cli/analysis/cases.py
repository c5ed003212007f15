"""An instrument's hand-checked cases, run through the scoring that everybody gets."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from resilience_cli.catalog.positions import at
from resilience_cli.catalog.read import findings_of, read_json, shown_name
from resilience_cli.catalog.schema import near, schema_faults
from resilience_cli.errors import InputError
from resilience_cli.model.finding import Finding, Where
from resilience_cli.model.instrument import Instrument, Item
from resilience_cli.model.responses import Reason, Register, Responses
from resilience_cli.rules import AT_CUT
from resilience_cli.scoring.communities import point_scores

Json = Mapping[str, Any]
Scores = Mapping[str, float]
Named = tuple[tuple[str | int, ...], str, list[str]]
"""A path within the case, the name that stands there, and the names that may."""
EXACT = 1e-9
"""How far a score may be from the expected one."""
MOST_PEOPLE = 20_000
"""Respondents that are scored at once: a file that says more asks for memory, not for a check."""


class Tried(NamedTuple):
    """What came out of an instrument's cases."""

    findings: tuple[Finding, ...]
    """What is wrong, and what no case shows."""
    cases: int = 0
    """How many cases there are."""
    held: int = 0
    """How many of them came out as expected."""


def cases_file(path: Path) -> Path:
    """Return where the cases of the instrument's file are."""
    return path.with_name(f"{path.stem}.cases.json")


def check_cases(instrument: Instrument | None, path: Path) -> Tried:
    """Return what the cases beside the instrument's file find wrong, or that there are none.

    They are in `<version>.cases.json`. Without an instrument, because its file has faults, they are only read.
    """
    file = cases_file(path)
    if not file.exists():
        return Tried((Finding("RES-I060", Where(file=shown_name(path)), {"expected": file.name}),))
    try:
        content, places = read_json(file)
    except InputError as error:
        return Tried(findings_of(error))
    tried = run_cases(instrument, content)
    return tried._replace(findings=tuple(map(places.placed, tried.findings)))


def run_cases(instrument: Instrument | None, content: Any) -> Tried:
    """Return each score and class that is not as a case expects, and what no case shows.

    A case is one community alone, so that nothing is filled from others.
    """
    faults = schema_faults(content, "cases")
    if faults or instrument is None:
        return Tried(tuple(faults))
    cases: Sequence[Json] = content["cases"]
    unreadable = [
        [
            *_too_many(case, index),
            *_unknown_names(instrument, case, index),
            *_impossible_answers(instrument, case, index),
        ]
        for index, case in enumerate(cases)
    ]
    readable = [index for index, faults in enumerate(unreadable) if not faults]
    results = dict(zip(readable, outcomes(instrument, [cases[index] for index in readable]), strict=True))
    found = [unreadable[index] or list(_differences(case, index, *results[index])) for index, case in enumerate(cases)]
    shown = _not_shown(instrument, cases, [scores for scores, _ in results.values()])
    held = sum(not differences for differences in found)
    return Tried((*(finding for one in found for finding in one), *shown), len(cases), held)


def outcomes(instrument: Instrument, cases: Sequence[Json]) -> list[tuple[Scores, str | None]]:
    """Return all scores of each case's community by id (NaN: missing), and its class (None: no class).

    They are scored together, as long as they are not too many people for that.
    """
    if not cases:
        return []
    if len(cases) > 1 and sum(map(_people, cases)) > MOST_PEOPLE:
        half = len(cases) // 2
        return [*outcomes(instrument, cases[:half]), *outcomes(instrument, cases[half:])]
    names = _communities(cases)
    table = pd.DataFrame([case.get("register", {}) for case in cases], index=names, dtype=object)
    register = Register(table, file="", sha256="")
    scores, classes = point_scores(case_responses(instrument, cases), register, alone=True)
    values = scores.loc[names].to_numpy(dtype=float).tolist()
    return [
        (dict(zip(scores.columns, row, strict=True)), classes[name]) for name, row in zip(names, values, strict=True)
    ]


def case_responses(instrument: Instrument, cases: Sequence[Json]) -> Responses:
    """Return the respondents of the cases, each group as often as it counts; each case is a community."""
    names = _communities(cases)
    groups = [(name, group) for name, case in zip(names, cases, strict=True) for group in case["respondents"]]
    counts = [group.get("count", 1) for _, group in groups]
    answers = np.repeat([_answers(instrument, group) for _, group in groups], counts, axis=0)
    roles = np.repeat([group["role"] for _, group in groups], counts)
    asked = np.array([[role in item.asked_of for item in instrument.items] for role in instrument.roles])
    asked = np.repeat(asked[[list(instrument.roles).index(group["role"]) for _, group in groups]], counts, axis=0)
    reasons = np.where(asked, np.where(np.isnan(answers), Reason.BLANK, Reason.ANSWERED), Reason.NOT_ASKED)
    community = np.repeat([name for name, _ in groups], counts)
    people = {"community": community, "role": roles, "seconds": np.nan, "wave": "", "weight": 1.0}
    return Responses(
        instrument=instrument,
        answers=pd.DataFrame(answers, columns=[item.id for item in instrument.items]),
        reasons=reasons.astype(np.int8),
        people=pd.DataFrame(people),
        communities=pd.DataFrame({"name": [case["name"] for case in cases]}, index=names),
        sources=(),
        findings=(),
    )


def _communities(cases: Sequence[Json]) -> list[str]:
    return [f"case {number}" for number in range(len(cases))]


def _answers(instrument: Instrument, group: Json) -> list[float]:
    """Return one respondent's declared values, one an item; NaN where not asked or not answered."""
    given = group.get("answers", {})
    values = [
        given.get(item.id, group.get("every")) if group["role"] in item.asked_of else None for item in instrument.items
    ]
    return [math.nan if value is None else float(value) for value in values]


def _people(case: Json) -> int:
    return sum(group.get("count", 1) for group in case["respondents"])


def _too_many(case: Json, index: int) -> Iterator[Finding]:
    if _people(case) > MOST_PEOPLE:
        yield at("RES-I085", "cases", index, "respondents", case=case["name"], found=_people(case), most=MOST_PEOPLE)


def _unknown_names(instrument: Instrument, case: Json, index: int) -> Iterator[Finding]:
    for path, name, known in (*_register_names(instrument, case), *_other_names(instrument, case)):
        if name not in known:
            yield at("RES-I063", "cases", index, *path, case=case["name"], name=name, near=near(name, known))


def _register_names(instrument: Instrument, case: Json) -> Iterator[Named]:
    for field, value in case.get("register", {}).items():
        yield ("register", field), field, list(instrument.register)
        values = instrument.register[field].values if field in instrument.register else {}
        if value is not None and values:
            yield ("register", field), value, list(values)


def _other_names(instrument: Instrument, case: Json) -> Iterator[Named]:
    for number, group in enumerate(case["respondents"]):
        yield ("respondents", number, "role"), group["role"], list(instrument.roles)
        for id_ in group.get("answers", ()):
            yield ("respondents", number, "answers", id_), id_, list(instrument.item)
    for id_ in case["expect"].get("scores", ()):
        yield ("expect", "scores", id_), id_, list(instrument.score)
    if case["expect"].get("class") is not None:
        yield ("expect", "class"), case["expect"]["class"], [one.id for one in instrument.classes]


def _impossible_answers(instrument: Instrument, case: Json, index: int) -> Iterator[Finding]:
    groups = [(number, group) for number, group in enumerate(case["respondents"]) if group["role"] in instrument.roles]
    for number, group in groups:
        found: dict[tuple[str, ...], Finding] = {}  # by place: `every` may be impossible for many items
        for item in instrument.items:
            named = item.id in group.get("answers", {})
            place = ("answers", item.id) if named else ("every",)
            value = group["answers"][item.id] if named else group.get("every")
            path = ("cases", index, "respondents", number, *place)
            if group["role"] not in item.asked_of:
                if named:
                    found[place] = at("RES-I068", *path, case=case["name"], role=group["role"], item=item.id)
            elif not _is_answer(item, value) and place not in found:
                values = [f"{option.value:g}" for option in item.scale.options]
                allowed = values or f"{item.scale.minimum:g}–{item.scale.maximum:g}"
                found[place] = at("RES-I067", *path, case=case["name"], value=value, item=item.id, allowed=allowed)
        yield from found.values()


def _is_answer(item: Item, value: float | None) -> bool:
    if value is None or item.scale.kind == "nominal":
        return True
    if item.scale.kind == "number":
        return item.scale.minimum <= value <= item.scale.maximum
    return value in [option.value for option in item.scale.options]


def _differences(case: Json, index: int, scores: Scores, class_id: str | None) -> Iterator[Finding]:
    expect, name = case["expect"], case["name"]
    for id_, expected in expect.get("scores", {}).items():
        path = ("cases", index, "expect", "scores", id_)
        same = math.isnan(scores[id_]) if expected is None else abs(scores[id_] - expected) <= EXACT
        if not same:
            found = None if math.isnan(scores[id_]) else scores[id_]
            yield at("RES-I061", *path, case=name, score=id_, found=_number(found), expected=_number(expected))
    if "class" in expect and expect["class"] != class_id:
        found_class, expected_class = class_id or _number(None), expect["class"] or _number(None)
        yield at("RES-I062", "cases", index, "expect", "class", case=name, found=found_class, expected=expected_class)


def _number(value: float | None) -> str:
    return "null" if value is None else f"{value:.12g}"


def _not_shown(instrument: Instrument, cases: Sequence[Json], outcomes: Sequence[Scores]) -> Iterator[Finding]:
    """Yield the classes that no case expects, the cuts at which no case is, and that no answer is missing."""
    expected = {case["expect"].get("class") for case in cases}
    for definition in instrument.classes:
        if definition.id not in expected:
            yield at("RES-I064", "cases", id=definition.id)
    tests = (test for one in instrument.classes if one.rule for test in one.rule.score_tests())
    for score, cut in dict.fromkeys((test.score, test.threshold) for test in tests):
        if not any(abs(scores[score] - cut) <= AT_CUT for scores in outcomes):
            yield at("RES-I065", "cases", score=score, cut=cut)
    groups = [group for case in cases for group in case["respondents"]]
    if not any(None in (group.get("every"), *group.get("answers", {}).values()) for group in groups):
        yield at("RES-I066", "cases")
