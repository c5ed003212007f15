"""The class rules' evaluator: strong Kleene logic over arrays of scores.

Truth is -1 false, 0 unknown, 1 true, so that `all` is the minimum, `any` the maximum, `none` the negated maximum,
and `at least k` the k-th largest. Estimates, draws, cases and proofs all go through here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from resilience_cli.model.instrument import ClassDefinition
from resilience_cli.model.rule import Combination, RegisterTest, Rule, ScoreTest

AT_CUT = 1e-9
"""A score this close below a cut counts as at the cut."""
FALSE, UNKNOWN, TRUE = np.int8(-1), np.int8(0), np.int8(1)
NO_CLASS = -1
"""What `classify` says where no class can be given."""

Truth = npt.NDArray[np.int8]
Scores = Mapping[str, Any]
"""By score id: a float or an array of floats, NaN where missing; all broadcast to one shape."""
RegisterValues = Mapping[str, Any]
"""By register field: a value id or None, or an array of them that broadcasts to the scores' shape."""
Shifts = Mapping[float, Any]
"""By cut, as the rules state it: what is added to it, a float or an array that broadcasts to the scores' shape."""
UNSHIFTED: Shifts = {}


def evaluate(rule: Rule, scores: Scores, register: RegisterValues, shifts: Shifts = UNSHIFTED) -> Truth:
    """Return whether the rule holds: TRUE, FALSE or UNKNOWN, in the common shape of all that is given.

    A test of a missing score is unknown; a test of a register value that is missing is what the test declares,
    else unknown. The array may be read-only.
    """
    return np.broadcast_to(_truth(rule, scores, register, shifts), _shape(scores, register, shifts))


def classify(
    classes: Sequence[ClassDefinition], scores: Scores, register: RegisterValues, shifts: Shifts = UNSHIFTED
) -> npt.NDArray[np.intp]:
    """Return the index of the first class whose rule holds; NO_CLASS where a rule before it is unknown."""
    found = np.full(_shape(scores, register, shifts), NO_CLASS, dtype=np.intp)
    undecided = np.ones(found.shape, dtype=bool)
    for index, definition in enumerate(classes):
        truth = TRUE if definition.rule is None else evaluate(definition.rule, scores, register, shifts)
        found[undecided & (truth == TRUE)] = index
        undecided &= truth == FALSE
    return found


def deciding_unknown(
    classes: Sequence[ClassDefinition], scores: Scores, register: RegisterValues
) -> ScoreTest | RegisterTest | None:
    """Return the test for which one community has no class; None if it has one. Scores and values are scalars."""
    for definition in classes:
        truth = TRUE if definition.rule is None else _truth(definition.rule, scores, register, UNSHIFTED)
        if truth == TRUE:
            return None
        if truth == UNKNOWN and definition.rule is not None:
            return _unknown_leaf(definition.rule, scores, register)
    return None


def _unknown_leaf(rule: Rule, scores: Scores, register: RegisterValues) -> ScoreTest | RegisterTest:
    # An unknown combination has at least one unknown part, so there is always one to go down into.
    while isinstance(rule, Combination):
        rule = next(part for part in rule.parts if _truth(part, scores, register, UNSHIFTED) == UNKNOWN)
    return rule


def joined(rule: Combination, truths: Sequence[Truth]) -> Truth:
    """Return whether the combination holds, given the truths of its parts in order; all broadcast to one shape."""
    parts: Truth = np.stack(np.broadcast_arrays(*truths))
    if rule.how == "all":
        return np.asarray(parts.min(axis=0))
    if rule.how == "at_least":
        sure, possible = ((parts > limit).sum(axis=0, dtype=np.int16) >= rule.k for limit in (UNKNOWN, FALSE))
        return np.asarray(sure.astype(np.int8) - ~possible)
    largest = np.asarray(parts.max(axis=0))
    return largest if rule.how == "any" else np.negative(largest)


def _truth(rule: Rule, scores: Scores, register: RegisterValues, shifts: Shifts) -> Truth:
    if isinstance(rule, ScoreTest):
        return score_truth(rule, np.asarray(scores[rule.score], dtype=float), shifts.get(rule.threshold, 0.0))
    if isinstance(rule, RegisterTest):
        return register_truth(rule, np.asarray(register.get(rule.field), dtype=object))
    return joined(rule, [_truth(part, scores, register, shifts) for part in rule.parts])


def score_truth(test: ScoreTest, values: npt.NDArray[np.float64], shift: Any = 0.0) -> Truth:
    """Return whether the test of a score, its cut shifted, holds for each of the values; UNKNOWN for NaN."""
    cut = test.threshold + shift - AT_CUT
    known = np.asarray((values >= cut).astype(np.int8) - (values < cut))  # NaN is neither
    return known if test.test == "from" else np.negative(known)


def register_truth(test: RegisterTest, values: npt.NDArray[np.object_]) -> Truth:
    """Return whether the test of the register holds for each of the values; for None what the test declares."""
    known = np.asarray(pd.notna(values))
    listed = np.isin(np.where(known, values, ""), test.values)
    unknown = {None: UNKNOWN, True: TRUE, False: FALSE}[test.unknown_is]
    return np.where(known, np.where(listed, TRUE, FALSE), unknown)


def _shape(scores: Scores, register: RegisterValues, shifts: Shifts) -> tuple[int, ...]:
    given = (*scores.values(), *register.values(), *shifts.values())
    return np.broadcast_shapes(*(np.shape(value) for value in given))
