"""What was proved of the classes of an instrument."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Witness:
    """A community that belongs to a class: what shows that the class can be reached."""

    class_id: str
    """The class."""
    scores: Mapping[str, float]
    """By score that is tested, or that a tested one is made of: a value."""
    register: Mapping[str, str | None]
    """By register field that is tested: a value, or None where it is not known."""


@dataclass(frozen=True)
class Idle:
    """A test that can never change the class of any community."""

    place: tuple[str | int, ...]
    """Its path in the file."""
    as_if: bool
    """What it may be replaced by: True, it always holds where it matters; False, it never does."""


@dataclass(frozen=True)
class Proof:
    """What holds of the classes for all values that the scores can take."""

    witnesses: tuple[Witness, ...]
    """One for each class that can be reached, in their order."""
    unreachable: tuple[str, ...]
    """Classes that no community can ever be in."""
    idle: tuple[Idle, ...]
    """Tests that change nothing."""
    without: Mapping[str, tuple[str | None, ...]]
    """By score, which classes are still possible if it is missing (None: no class can be given), in their order."""
    unproved_classes: tuple[str, ...] = ()
    """Classes for which neither a witness nor a proof that there is none was found."""
    unproved_tests: tuple[tuple[str | int, ...], ...] = ()
    """Paths of tests for which it could not be settled whether they change anything."""
    complete: bool = True
    """False: there are too many combinations, and nothing was settled."""
