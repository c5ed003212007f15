"""The classes proved: each can be reached, each test can make a difference, and what a missing score does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from resilience_cli.catalog.attainable import attainable
from resilience_cli.catalog.checks_references import class_conditions
from resilience_cli.catalog.free_scores import Free, free_scores, needed_scores
from resilience_cli.catalog.outcomes import AS_IS, OPEN, Group, TooManyCasesError, cases
from resilience_cli.catalog.positions import at
from resilience_cli.model.finding import Finding
from resilience_cli.model.instrument import Instrument
from resilience_cli.model.proof import Idle, Proof, Witness
from resilience_cli.model.rule import RegisterTest, ScoreTest
from resilience_cli.rules import NO_CLASS, UNKNOWN, register_truth

Test = ScoreTest | RegisterTest


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
class _Reach:
    """What a set of patterns comes to."""

    classes: dict[int, npt.NDArray[np.intp]]
    """By index of a class that is reached: the number of a pattern of each part."""
    idle: dict[int, bool]
    """By number of a test that changes nothing: what it may be replaced by."""
    without: dict[str, tuple[str | None, ...]]
    """By score: the classes that are still possible if it is missing; None: there may be no class."""


def prove(instrument: Instrument) -> Proof:
    """Return what holds of the classes for all values that scores and register can take; nothing is sampled.

    Exact where scores can be answered apart from each other and parts of composites are not tested twice over; what
    could not be settled is listed as unproved.
    """
    tests = [test for definition in instrument.classes if definition.rule for test in definition.rule.leaves()]
    try:
        parts = _parts(instrument, tests, items_shared=True)
        narrow = _reach(instrument, tests, [part.group() for part in parts], tuple(_sources(parts)))
        every = range(len(instrument.classes))
        all_reached, all_active = len(narrow.classes) == len(every), not narrow.idle
        outer = parts if all_reached and all_active else _parts(instrument, tests, items_shared=False)
        wide = narrow if outer is parts else _reach(instrument, tests, [part.group(wide=True) for part in outer])
    except TooManyCasesError:
        return Proof((), (), (), {}, complete=False)
    complete = all(part.complete for part in outer)
    missed = [index for index in every if index not in narrow.classes]
    excluded = [index for index in missed if complete and index not in wide.classes]
    idle = [test for test in sorted(narrow.idle) if complete and test in wide.idle]
    places = [path for path, rule in class_conditions(instrument.raw) if "score" in rule or "register" in rule]
    ids = [definition.id for definition in instrument.classes]
    witnesses = (_witness(instrument, parts, tests, ids[i], chosen) for i, chosen in sorted(narrow.classes.items()))
    return Proof(
        tuple(witnesses),
        tuple(ids[index] for index in excluded),
        tuple(Idle(places[test], wide.idle[test]) for test in idle),
        narrow.without,
        tuple(ids[index] for index in missed if index not in excluded),
        tuple(places[test] for test in sorted(narrow.idle) if test not in idle),
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


def _parts(instrument: Instrument, tests: Sequence[Test], *, items_shared: bool) -> list[_Part]:
    parts = []
    for free in free_scores(instrument, items_shared=items_shared):
        own = [i for i, test in enumerate(tests) if isinstance(test, ScoreTest) and free.holds(test.score)]
        found = attainable(free, [test for i in own if isinstance(test := tests[i], ScoreTest)])
        parts.append(_Part(tuple(own), found.truths, found.open, found.complete, free, found.points))
    fields = dict.fromkeys(test.field for test in tests if isinstance(test, RegisterTest))
    return [*parts, *(_register_part(instrument, tests, field) for field in fields)]


def _register_part(instrument: Instrument, tests: Sequence[Test], field: str) -> _Part:
    own = [i for i, test in enumerate(tests) if isinstance(test, RegisterTest) and test.field == field]
    values = np.array([*instrument.register[field].values, None], dtype=object)
    truths = np.stack([register_truth(t, values) for i in own if isinstance(t := tests[i], RegisterTest)], axis=1)
    met, first = np.unique(truths, axis=0, return_index=True)
    nothing = np.empty((0, len(own)))
    return _Part(tuple(own), met, nothing.astype(np.int8), True, None, nothing, values[first].tolist())


def _reach(
    instrument: Instrument, tests: Sequence[Test], groups: Sequence[Group], missing: Sequence[str] = ()
) -> _Reach:
    count = len(tests)
    rests_on = [needed_scores(instrument, [t.score]) if isinstance(t, ScoreTest) else frozenset() for t in tests]
    each_open = np.where(np.eye(count, dtype=bool), OPEN, AS_IS)
    each_missing = np.array([[UNKNOWN if id_ in scores else AS_IS for scores in rests_on] for id_ in missing])
    variants = np.vstack([np.full(count, AS_IS), each_open, each_missing.reshape(len(missing), count)]).astype(np.int8)
    found = cases([definition.rule for definition in instrument.classes], groups, variants)
    reached, first = np.unique(found.outcome[found.variant == 0], return_index=True)
    plain = found.chosen[found.variant == 0]
    as_if = {
        value: set(found.variant[found.outcome != constant].tolist())  # variants whose test is not always that
        for value, constant in ((False, found.if_not), (True, found.if_held))
    }
    ids = {**{index: definition.id for index, definition in enumerate(instrument.classes)}, NO_CLASS: None}
    return _Reach(
        {int(index): plain[at] for index, at in zip(reached, first, strict=True) if index != NO_CLASS},
        {test: value for value, active in as_if.items() for test in range(count) if test + 1 not in active},
        {
            id_: tuple(
                index_id for index, index_id in ids.items() if np.any(found.outcome[found.variant == number] == index)
            )
            for number, id_ in enumerate(missing, start=count + 1)
        },
    )


def _witness(
    instrument: Instrument, parts: Sequence[_Part], tests: Sequence[Test], id_: str, chosen: npt.NDArray[np.intp]
) -> Witness:
    scores: dict[str, float] = {}
    register: dict[str, str | None] = {}
    for part, pattern in zip(parts, chosen.tolist(), strict=True):
        if part.free is not None:
            point = zip(part.free.ranges, part.points[pattern], strict=True)
            values = part.free.values({variable: np.asarray(value) for variable, value in point})
            scores |= {score: float(value) for score, value in values.items()}
        elif isinstance(test := tests[part.tests[0]], RegisterTest):
            register[test.field] = part.values[pattern]
    return Witness(id_, {score.id: scores[score.id] for score in instrument.scores if score.id in scores}, register)


def _sources(parts: Sequence[_Part]) -> Iterator[str]:
    """Yield the scores that the others are made of, and that may be missing on their own."""
    for part in parts:
        yield from part.free.sources if part.free else ()
