"""One piece after the other, in this process."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import count
from typing import ClassVar, Self

from resilience_cli.engines.engine import Piece, Progress, Sum
from resilience_cli.model.parts import in_turn


class Local:
    """The engine of a single machine: at any time one piece is in memory, and the sum."""

    name: ClassVar[str] = "local"

    def __init__(self, _scheduler: str | None = None) -> None:
        """Take no notice of an address: there is nobody to ask."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Leave nothing behind."""

    def total(self, function: Callable[[Piece], Sum], pieces: Sequence[Piece], progress: Progress = None) -> Sum:
        """Return the sum, as Engine says."""
        done = count(1)

        def told(piece: Piece) -> Sum:
            found = function(piece)
            if progress is not None:
                progress(next(done), len(pieces))
            return found

        return in_turn(told, pieces)
