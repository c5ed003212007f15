"""All outcomes of class rules, given what their tests can be together in groups that do not depend on each other.

Group after group is decided; cases that agree in all that the rest of the rules can still ask are followed as one. So
nothing is left out, and the number of cases stays small.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from resilience_cli.model.rule import Combination, Rule
from resilience_cli.rules import FALSE, NO_CLASS, TRUE, UNKNOWN, joined

Truths = npt.NDArray[np.int8]
Indexes = npt.NDArray[np.intp]
AS_IS, OPEN = np.int8(1), np.int8(2)
"""A test as it stands; a test that is not decided (yet)."""
MOST_CASES = 400_000


class TooManyCasesError(Exception):
    """There are more cases than can be followed."""


@dataclass(frozen=True)
class Group:
    """Tests that depend on each other and on no others."""

    tests: tuple[int, ...]
    """Their numbers, in the order of the rules."""
    patterns: Truths
    """Pattern x test: what they can be together."""


@dataclass(frozen=True)
class Cases:
    """Cases that stand for all there are."""

    variant: Indexes
    """Case: number of the variant that it belongs to."""
    outcome: Indexes
    """Case: index of the class, or NO_CLASS."""
    if_held: Indexes
    """Case: the same, had the tests that were left open held."""
    if_not: Indexes
    """Case: the same, had they not held."""
    chosen: Indexes
    """Case x group: number of the pattern."""


def cases(rules: Sequence[Rule | None], groups: Sequence[Group], variants: Truths) -> Cases:
    """Return cases that show every outcome of the rules (of the classes in order, None: all others).

    `variants` x test: AS_IS; UNKNOWN, its score being missing; or OPEN: what difference it makes is to be seen (at
    most one a variant). Raises TooManyCasesError if there are more than can be followed.
    """
    variant = np.arange(len(variants))
    truths = np.full_like(variants, OPEN)
    own = np.full(len(variants), UNKNOWN)  # what the test that is left open is
    chosen = np.zeros((len(variants), 0), dtype=np.intp)
    for group in groups:
        before, number = len(truths), len(group.patterns)
        if before * number > MOST_CASES:
            raise TooManyCasesError
        again, picked = np.repeat(np.arange(before), number), np.tile(np.arange(number), before)
        truths, own, variant = truths[again], own[again], variant[again]
        chosen = np.column_stack([chosen[again], picked])
        tests, value = list(group.tests), group.patterns[picked]
        how = variants[variant][:, tests]
        truths[:, tests] = np.where(how == AS_IS, value, how)
        own = np.where((how == OPEN).any(axis=1), np.where(how == OPEN, value, UNKNOWN).sum(axis=1, dtype=np.int8), own)
        state = np.column_stack([variant, own, *_state(rules, truths)])
        _, first = np.unique(state, axis=0, return_index=True)
        truths, own, variant, chosen = truths[first], own[first], variant[first], chosen[first]
    outcome, held, not_held = (
        _outcome(rules, np.where(truths == OPEN, t, truths)) for t in (own[:, None], TRUE, FALSE)
    )
    return Cases(variant, outcome, held, not_held, chosen)


def _outcome(rules: Sequence[Rule | None], truths: Truths) -> Indexes:
    found = np.full(len(truths), NO_CLASS, dtype=np.intp)
    undecided = np.ones(len(truths), dtype=bool)
    tests = iter(range(truths.shape[1]))
    for index, rule in enumerate(rules):
        truth = np.full(len(truths), TRUE) if rule is None else _truth(rule, [truths[:, i] for i in _own(rule, tests)])
        found[undecided & (truth == TRUE)] = index
        undecided &= truth == FALSE
    return found


def _own(rule: Rule, tests: Iterator[int]) -> list[int]:
    """Return the numbers of the rule's tests, taken from the front of those that are left."""
    return [next(tests) for _ in rule.leaves()]


def _truth(rule: Rule, truths: list[Truths]) -> Truths:
    """Return whether the rule holds; takes the truths of its tests from the front of the list."""
    if isinstance(rule, Combination):
        return joined(rule, [_truth(part, truths) for part in rule.parts])
    return truths.pop(0)


def _state(rules: Sequence[Rule | None], truths: Truths) -> list[Truths]:
    """Return columns that say all that the undecided rest of the rules can depend on."""
    low, high = (np.where(truths == OPEN, value, truths) for value in (FALSE, TRUE))
    columns: list[Truths] = []
    settled = np.zeros(len(truths), dtype=bool)
    tests = iter(range(truths.shape[1]))
    for rule in (rule for rule in rules if rule is not None):
        own = _own(rule, tests)
        inner: list[Truths] = []
        least, most = _known(rule, [low[:, i] for i in own], [high[:, i] for i in own], inner)
        columns += [np.where(settled, UNKNOWN, column) for column in (least, most)]
        columns += [np.where(settled | (least == most), UNKNOWN, column) for column in inner]
        settled = settled | ((least == most) & (least != FALSE))  # what comes later is not asked, or not reached
    return columns


def _known(rule: Rule, low: list[Truths], high: list[Truths], columns: list[Truths]) -> tuple[Truths, Truths]:
    """Return the least and the most that the rule can still be; add to `columns` what its rest can depend on."""
    if not isinstance(rule, Combination):
        return low.pop(0), high.pop(0)
    ends, inner = [], []
    for part in rule.parts:
        below: list[Truths] = []
        least, most = _known(part, low, high, below)
        done = least == most
        ends.append((least, most))
        inner += [done, *(np.where(done, UNKNOWN, column) for column in below)] if below else []
    columns += [*_decided(rule, ends), *inner]
    least, most = (joined(rule, [end[which] for end in ends]) for which in (0, 1))
    return (most, least) if rule.how == "none" else (least, most)


def _decided(rule: Combination, ends: Sequence[tuple[Truths, Truths]]) -> list[Truths]:
    """Return what the decided parts come to: for at_least how many hold and how many are unknown, else one truth."""
    done = [least == most for least, most in ends]
    if rule.how != "at_least":
        neutral = TRUE if rule.how == "all" else FALSE
        return [joined(rule, [np.where(d, least, neutral) for d, (least, _) in zip(done, ends, strict=True)])]
    counts = [sum(d & (least == value) for d, (least, _) in zip(done, ends, strict=True)) for value in (TRUE, UNKNOWN)]
    return [np.minimum(count, rule.k).astype(np.int8) for count in counts]
