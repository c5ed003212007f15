"""The classes proved: each can be reached, each test can make a difference, and what a missing score does."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from math import prod

import numpy as np
import numpy.typing as npt

from resilience_cli.catalog.checks.references import class_conditions
from resilience_cli.catalog.positions import at
from resilience_cli.catalog.proof.attainable import attainable
from resilience_cli.catalog.proof.free_scores import Free, free_scores, needed_scores
from resilience_cli.catalog.proof.outcomes import AS_IS, OPEN, Group, TooManyCasesError, cases
from resilience_cli.model.finding import Finding
from resilience_cli.model.instrument import Instrument
from resilience_cli.model.proof import Idle, Proof, Witness
from resilience_cli.model.rule import RegisterTest, ScoreTest
from resilience_cli.rules import NO_CLASS, UNKNOWN, register_truth

Test = ScoreTest | RegisterTest
MOST_SITUATIONS = 1_000
"""Choices of register values, where they decide which scores there are, that are looked at one by one."""


@dataclass(frozen=True)
class _Part:
    """Tests that depend on each other, with all that they can be together."""

    tests: tuple[int, ...]
    """Their numbers, in the order of the rules."""
    met: npt.NDArray[np.int8]
    """Pattern x test: attained."""
    open: npt.NDArray[np.int8]
    """Pattern x test: not attained as far as was looked, but not excluded."""
    complete: bool
    """Whether every other pattern is excluded."""
    free: Free | None
    """The scores that they test; None: a field of the register."""
    points: npt.NDArray[np.float64]
    """Pattern x variable: where it is attained."""
    values: Sequence[str | None] = ()
    """Pattern: the value of the register's field for which it is attained."""

    def group(self, wide: bool = False) -> Group:
        """Return the tests with the patterns that are attained; `wide`: with all that are not excluded."""
        return Group(self.tests, np.vstack([self.met, self.open]) if wide else self.met)


@dataclass(frozen=True)
class _Situation:
    """What all tests can be, given some values of the register."""

    absent: frozenset[str]
    """Scores that are missing by design: with these values no role exists that is asked for them."""
    parts: Sequence[_Part]
    """The tests, those of absent scores unknown."""


@dataclass(frozen=True)
class _Reach:
    """What a set of patterns comes to."""

    classes: Mapping[int, tuple[_Situation, npt.NDArray[np.intp]]]
    """By index of a class that is reached: where, and the number of a pattern of each part."""
    differ: Mapping[bool, frozenset[int]]
    """By a constant: the tests that change something compared with it."""
    without: Mapping[str, frozenset[int]]
    """By score: the classes (by index, or NO_CLASS) that are still possible if it is missing."""

    def idle(self, test: int) -> bool | None:
        """Return what the test may be replaced by without changing anything; None: it changes something."""
        return next((constant for constant, active in self.differ.items() if test not in active), None)


def prove(instrument: Instrument) -> Proof:
    """Return what holds of the classes for all values that scores and register can take; nothing is sampled.

    Exact where scores can be answered apart from each other and parts of composites are not tested twice over; what
    could not be settled is listed as unproved.
    """
    tests = [test for definition in instrument.classes if definition.rule for test in definition.rule.leaves()]
    try:
        inner = _score_parts(instrument, tests, items_shared=True)
        narrow = _reach(instrument, tests, inner, missing=tuple(_sources(inner)))
        every, numbers = range(len(instrument.classes)), range(len(tests))
        settled = len(narrow.classes) == len(every) and all(narrow.idle(test) is None for test in numbers)
        outer = inner if settled else _score_parts(instrument, tests, items_shared=False)
        wide = narrow if settled else _reach(instrument, tests, outer, wide=True)
    except TooManyCasesError:
        return Proof((), (), (), {}, complete=False)
    complete = all(part.complete for part in outer)
    missed = [index for index in every if index not in narrow.classes]
    excluded = [index for index in missed if complete and index not in wide.classes]
    idle = {test: as_if for test in numbers if complete and (as_if := wide.idle(test)) is not None}
    places = [path for path, rule in class_conditions(instrument.raw) if "score" in rule or "register" in rule]
    ids = [definition.id for definition in instrument.classes]
    names = {**dict(enumerate(ids)), NO_CLASS: None}
    return Proof(
        tuple(_witness(instrument, tests, ids[index], *found) for index, found in sorted(narrow.classes.items())),
        tuple(ids[index] for index in excluded),
        tuple(Idle(places[test], as_if) for test, as_if in idle.items()),
        {score: tuple(id_ for i, id_ in names.items() if i in found) for score, found in narrow.without.items()},
        tuple(ids[index] for index in missed if index not in excluded),
        tuple(places[test] for test in numbers if narrow.idle(test) is not None and test not in idle),
    )


def proof_findings(instrument: Instrument, proof: Proof) -> Iterator[Finding]:
    """Yield what the proof finds wrong or could not settle."""
    places = {definition.id: index for index, definition in enumerate(instrument.classes)}
    titles = {definition.id: definition.title for definition in instrument.classes}
    for id_ in proof.unreachable:
        yield at("RES-I070", "classes", places[id_], title=titles[id_], id=id_)
    for idle in proof.idle:
        yield at("RES-I072" if idle.as_if else "RES-I071", *idle.place)
    for id_ in proof.unproved_classes:
        yield at("RES-I073", "classes", places[id_], title=titles[id_], id=id_)
    for place in proof.unproved_tests:
        yield at("RES-I074", *place)
    if not proof.complete:
        yield at("RES-I075", "classes")


def _score_parts(instrument: Instrument, tests: Sequence[Test], *, items_shared: bool) -> list[_Part]:
    parts = []
    for free in free_scores(instrument, items_shared=items_shared):
        own = [i for i, test in enumerate(tests) if isinstance(test, ScoreTest) and free.holds(test.score)]
        found = attainable(free, [test for i in own if isinstance(test := tests[i], ScoreTest)])
        parts.append(_Part(tuple(own), found.truths, found.open, found.complete, free, found.points))
    return parts


def _situations(instrument: Instrument, tests: Sequence[Test], parts: Sequence[_Part]) -> Iterator[_Situation]:
    """Yield the tests for each choice of the register's values that decide which scores there are."""
    rests_on = _rests_on(instrument, tests)
    fields = dict.fromkeys(test.field for test in tests if isinstance(test, RegisterTest))
    possible = {field: (*instrument.register[field].values, None) for field in fields}
    needs = _needs(instrument, frozenset().union(*rests_on), fields)
    deciding = [field for field in fields if any(field == name for roles in needs.values() for name, _ in roles)]
    if prod(len(possible[field]) for field in deciding) > MOST_SITUATIONS:
        raise TooManyCasesError
    for chosen in product(*(possible[field] for field in deciding)):
        value = dict(zip(deciding, chosen, strict=True))
        absent = frozenset(
            id_ for id_, roles in needs.items() if all(value[field] not in (None, *values) for field, values in roles)
        )
        gone = np.array([bool(scores & absent) for scores in rests_on])
        known = possible | {field: (one,) for field, one in value.items()}
        register = (_register_part(tests, field, values) for field, values in known.items())
        yield _Situation(absent, [*(_without(part, gone) for part in parts), *register])


def _needs(
    instrument: Instrument, scores: Collection[str], fields: Collection[str]
) -> Mapping[str, Sequence[tuple[str, tuple[str, ...]]]]:
    """Return by score the conditions of which one must hold for it to be there: of each role that is asked for it.

    Only scores that the fields alone can take away; one that a role is asked for which always exists is always there.
    """
    found = {}
    for score in (score for score in instrument.base_scores if score.id in scores):
        roles = [role for role in instrument.roles.values() if instrument.is_combined(score, role.id)]
        conditions = [role.exists_if for role in roles if role.exists_if is not None and role.exists_if[0] in fields]
        if len(conditions) == len(roles):
            found[score.id] = conditions
    return found


def _rests_on(instrument: Instrument, tests: Sequence[Test]) -> list[frozenset[str]]:
    """Return for each test the scores without which it is unknown."""
    return [needed_scores(instrument, [t.score]) if isinstance(t, ScoreTest) else frozenset() for t in tests]


def _without(part: _Part, gone: npt.NDArray[np.bool_]) -> _Part:
    """Return the part with the tests that are gone unknown."""
    own = gone[list(part.tests)]
    met, open_ = (np.where(own, UNKNOWN, truths) for truths in (part.met, part.open))
    return replace(part, met=met, open=open_) if own.any() else part


def _register_part(tests: Sequence[Test], field: str, possible: Sequence[str | None]) -> _Part:
    own = [i for i, test in enumerate(tests) if isinstance(test, RegisterTest) and test.field == field]
    values = np.array(possible, dtype=object)
    truths = np.stack([register_truth(t, values) for i in own if isinstance(t := tests[i], RegisterTest)], axis=1)
    met, first = np.unique(truths, axis=0, return_index=True)
    nothing = np.empty((0, len(own)))
    return _Part(tuple(own), met, nothing.astype(np.int8), True, None, nothing, values[first].tolist())


def _reach(
    instrument: Instrument,
    tests: Sequence[Test],
    parts: Sequence[_Part],
    *,
    wide: bool = False,
    missing: Sequence[str] = (),
) -> _Reach:
    """Return what the patterns come to that are attained, or (`wide`) those that are not excluded."""
    count = len(tests)
    rests_on = _rests_on(instrument, tests)
    each_open = np.where(np.eye(count, dtype=bool), OPEN, AS_IS)
    each_missing = np.array([[UNKNOWN if id_ in scores else AS_IS for scores in rests_on] for id_ in missing])
    variants = np.vstack([np.full(count, AS_IS), each_open, each_missing.reshape(len(missing), count)]).astype(np.int8)
    rules = [definition.rule for definition in instrument.classes]
    classes: dict[int, tuple[_Situation, npt.NDArray[np.intp]]] = {}
    differ: dict[bool, set[int]] = {True: set(), False: set()}
    without: dict[str, set[int]] = {id_: set() for id_ in missing}
    for situation in _situations(instrument, tests, parts):
        found = cases(rules, [part.group(wide) for part in situation.parts], variants)
        kinds, first = np.unique(np.column_stack([found.variant, found.outcome]), axis=0, return_index=True)
        for (variant, outcome), place in zip(kinds.tolist(), first, strict=True):
            if variant == 0 and outcome != NO_CLASS:
                classes.setdefault(outcome, (situation, found.chosen[place]))
            elif variant > count:
                without[missing[variant - count - 1]].add(outcome)
        for constant, otherwise in ((True, found.if_held), (False, found.if_not)):
            differ[constant] |= set((found.variant[found.outcome != otherwise] - 1).tolist())
    return _Reach(classes, {k: frozenset(v) for k, v in differ.items()}, {k: frozenset(v) for k, v in without.items()})


def _witness(
    instrument: Instrument, tests: Sequence[Test], id_: str, situation: _Situation, chosen: npt.NDArray[np.intp]
) -> Witness:
    scores: dict[str, float] = {}
    register: dict[str, str | None] = {}
    for part, pattern in zip(situation.parts, chosen.tolist(), strict=True):
        if part.free is not None:
            point = zip(part.free.ranges, part.points[pattern], strict=True)
            values = part.free.values({variable: np.asarray(value) for variable, value in point})
            scores |= {score: float(value) for score, value in values.items()}
        elif isinstance(test := tests[part.tests[0]], RegisterTest):
            register[test.field] = part.values[pattern]
    there = [
        score.id
        for score in instrument.scores
        if score.id in scores and not needed_scores(instrument, [score.id]) & situation.absent
    ]
    return Witness(id_, {score: scores[score] for score in there}, register)


def _sources(parts: Sequence[_Part]) -> Iterator[str]:
    """Yield the scores that the others are made of, and that may be missing on their own."""
    for part in parts:
        yield from part.free.sources if part.free else ()
