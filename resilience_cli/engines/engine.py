"""What an engine is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise
from typing import Any, ClassVar, Protocol, Self, TypeVar

from resilience_cli.messages import language, speaking
from resilience_cli.model.parts import in_turn

Piece = TypeVar("Piece")
Sum = TypeVar("Sum")
Progress = Callable[[int, int], None] | None


class Engine(Protocol):
    """Adds up what a function returns of each piece, wherever that is done; workers last as long as the `with` block.

    Function, pieces and sums travel by pickle: a piece says where data are, and a sum is small.
    """

    name: ClassVar[str]
    """Key of ENGINES, for the recipe."""

    def __init__(self, scheduler: str | None = None, /) -> None: ...

    def __enter__(self) -> Self: ...

    def __exit__(self, *_: object) -> None: ...

    def total(self, function: Callable[[Piece], Sum], pieces: Sequence[Piece], progress: Progress = None) -> Sum:
        """Return the sum (by +, in the order of the pieces) of `function(piece)`; there is at least one piece.

        `progress` is told (pieces done, pieces). Of sums of floats the last digits depend on the engine. Raises what
        the function raises, and InputError if workers end again and again.
        """


def spoken(function: Callable[[Piece], Sum]) -> Callable[[Piece], Sum]:
    """Return the function as a worker calls it: in the language that is spoken here."""
    return partial(_speaking, language(), function)


def _speaking(lang: str, function: Callable[[Piece], Sum], piece: Piece) -> Sum:
    with speaking(lang):
        return function(piece)


def over(function: Callable[[Piece], Sum], pieces: Sequence[Piece]) -> Sum:
    """Return the sum over some neighbouring pieces: it travels once for all of them."""
    return in_turn(function, pieces)


def neighbours(pieces: Sequence[Any], groups: int) -> list[Sequence[Any]]:
    """Return the pieces in their order, in so many groups of about equal size, none empty."""
    ends = [len(pieces) * at // groups for at in range(groups + 1)]
    return [pieces[start:end] for start, end in pairwise(ends) if start < end]
