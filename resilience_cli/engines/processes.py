"""One process a processor, on this machine."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Self

from resilience_cli.engines.engine import Piece, Progress, Sum, neighbours, over, spoken
from resilience_cli.errors import InputError
from resilience_cli.model.finding import Finding
from resilience_cli.model.parts import in_turn

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing.process import BaseProcess

_GROUPS = 4
"""Groups of pieces a worker, so that nobody waits long for the last."""
_TRIES = 3


class Processes:
    """Workers that are started anew, not forked: a fork of a process with threads may hang."""

    name: ClassVar[str] = "processes"

    def __init__(self, _scheduler: str | None = None) -> None:
        """Take no notice of an address: the workers are here."""
        self._workers = os.cpu_count() or 1
        self._pool: ProcessPoolExecutor | None = None
        self._others: set[BaseProcess] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """End the workers, whatever they are doing."""
        if self._pool is not None:
            from multiprocessing import active_children

            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = None
            for worker in set(active_children()) - self._others:
                worker.terminate()

    def total(self, function: Callable[[Piece], Sum], pieces: Sequence[Piece], progress: Progress = None) -> Sum:
        """Return the sum, as Engine says; a group of pieces whose worker ended is counted again."""
        from concurrent.futures.process import BrokenProcessPool

        groups = neighbours(pieces, _GROUPS * self._workers)
        found: list[Sum] = []
        for _ in range(_TRIES):
            try:
                self._append(spoken(function), groups, found, progress)
            except BrokenProcessPool:
                self.__exit__()
            else:
                sum_of_all: Sum = in_turn(_itself, found)
                return sum_of_all
        raise InputError(Finding("RES-E004"))

    def _append(self, function: Any, groups: list[Sequence[Any]], found: list[Any], progress: Progress) -> None:
        """Append the sum of each group that is not in `found` yet."""
        pool, left = self._pool or self._started(), groups[len(found) :]
        for one in pool.map(partial(over, function), left):
            found.append(one)
            if progress is not None:
                progress(sum(map(len, groups[: len(found)])), sum(map(len, groups)))

    def _started(self) -> ProcessPoolExecutor:
        from concurrent.futures import ProcessPoolExecutor
        from multiprocessing import active_children, get_context

        self._others = set(active_children())
        self._pool = ProcessPoolExecutor(self._workers, get_context("spawn"), _leave_keys_to_the_parent)
        return self._pool


def _leave_keys_to_the_parent() -> None:
    """Let Ctrl-C end the parent only, which ends the workers: they would show their tracebacks."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _itself(found: Sum) -> Sum:
    return found
