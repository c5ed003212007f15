"""The condition of a class, as data; `resilience_cli.rules` evaluates it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class ScoreTest:
    """A score is on one side of a cut."""

    score: str
    """Id of the score."""
    test: Literal["below", "from"]
    """from: at or above the cut (to 1e-9); below: its negation."""
    threshold: float
    """The cut."""

    def score_tests(self) -> Iterator[ScoreTest]:
        """Yield this test."""
        yield self

    def leaves(self) -> Iterator[ScoreTest | RegisterTest]:
        """Yield this test."""
        yield self


@dataclass(frozen=True)
class RegisterTest:
    """A register field has one of some values."""

    field: str
    """Id of the register field."""
    values: tuple[str, ...]
    """Ids of the values."""
    unknown_is: bool | None = None
    """What the test says where the register does not tell; None: unknown."""

    def score_tests(self) -> Iterator[ScoreTest]:
        """Yield nothing."""
        yield from ()

    def leaves(self) -> Iterator[ScoreTest | RegisterTest]:
        """Yield this test."""
        yield self


@dataclass(frozen=True)
class Combination:
    """Conditions joined: all, any, none (no one is true), or at least `k` of them."""

    how: Literal["all", "any", "none", "at_least"]
    """How they are joined."""
    parts: tuple[Rule, ...]
    """The conditions."""
    k: int = 0
    """For at_least: how many."""

    def score_tests(self) -> Iterator[ScoreTest]:
        """Yield all tests of scores in it, from left to right."""
        for part in self.parts:
            yield from part.score_tests()

    def leaves(self) -> Iterator[ScoreTest | RegisterTest]:
        """Yield all tests in it, from left to right."""
        for part in self.parts:
            yield from part.leaves()


Rule = ScoreTest | RegisterTest | Combination
