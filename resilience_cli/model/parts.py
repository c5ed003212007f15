"""Responses that need not be in one place: whoever holds a part counts it, and only the sums come together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar, runtime_checkable

from resilience_cli.model.responses import Responses

Sum = TypeVar("Sum")


class Total(Protocol):
    """How an engine adds up."""

    def __call__(self, function: Callable[[Any], Sum], pieces: Sequence[Any]) -> Sum:
        """Return the sum (by +, in their order) of what the function returns of each piece."""


@runtime_checkable
class Parts(Protocol):
    """Responses in parts; they can be gone through once."""

    def summed(self, of: Callable[[Responses], Sum], total: Total) -> tuple[Sum | None, Responses]:
        """Return (the sum of what `of` returns of each part, None if nobody answered; the last part).

        The last part knows of all files and findings. What `of` returns must add up by +.
        """

    def __iter__(self) -> Iterator[Responses]:
        """Yield the parts."""


@dataclass(frozen=True)
class InHand:
    """Parts that are here already, or come one by one; the last knows of all."""

    parts: Iterable[Responses]
    """The parts."""

    def summed(self, of: Callable[[Responses], Sum], total: Total) -> tuple[Sum | None, Responses]:  # noqa: ARG002
        """Return (the sum of all parts, the last part); they are counted here, whatever the engine."""
        found: Sum | None = None
        for part in self.parts:
            last = part
            if len(part.people):
                found = added(found, of(part))
        return found, last

    def __iter__(self) -> Iterator[Responses]:
        return iter(self.parts)


def in_turn(function: Callable[[Any], Sum], pieces: Sequence[Any]) -> Sum:
    """Return the sum of what the function returns of each piece, one after the other: a Total without an engine."""
    found = function(pieces[0])
    for piece in pieces[1:]:
        found = found + function(piece)  # type: ignore[operator]  # what is summed adds up
    return found


def added(one: Any, other: Any) -> Any:
    """Return the sum; None adds nothing."""
    return other if one is None else one if other is None else one + other
