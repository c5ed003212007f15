"""Dask: a cluster that is there, or one of this machine's processors."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from importlib.metadata import version
from operator import add
from threading import Lock
from typing import Any, ClassVar, Self
from uuid import uuid4

from resilience_cli.engines.engine import Piece, Progress, Sum, neighbours, over, spoken
from resilience_cli.errors import InputError, UsageError
from resilience_cli.model.finding import Finding

_PROGRAM = "resilience-cli"
_PATIENCE = "20s"
_GROUPS = 4
"""Partitions a thread of the workers."""


class Dask:
    """Workers of a cluster: partitions are mapped where they are free, and sums are added up in a tree."""

    name: ClassVar[str] = "dask"

    def __init__(self, scheduler: str | None = None) -> None:
        """Name the scheduler, such as tcp://host:8786; None: a cluster of this machine."""
        self._scheduler = scheduler
        self._open = ExitStack()
        self._client: Any = None

    def __enter__(self) -> Self:
        try:
            from dask.distributed import Client, LocalCluster
        except ImportError:
            raise UsageError(Finding("RES-E001")) from None
        with self._open as opened:
            if self._scheduler is None:
                cluster = LocalCluster(
                    n_workers=os.cpu_count(),
                    threads_per_worker=1,
                    dashboard_address="127.0.0.1:0",
                    silence_logs=logging.CRITICAL,
                )
                at = opened.enter_context(cluster)
            else:
                at = self._scheduler
            try:
                self._client = opened.enter_context(Client(at, timeout=_PATIENCE, set_as_default=False))
            except (OSError, ValueError) as error:
                raise InputError(Finding("RES-E003", values={"address": str(at)})) from error
            _check_versions(self._client)
            self._open = opened.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        """Leave the cluster; end it if it is this machine's."""
        self._open.close()

    def total(self, function: Callable[[Piece], Sum], pieces: Sequence[Piece], progress: Progress = None) -> Sum:
        """Return the sum, as Engine says; what a lost worker held is counted again."""
        from dask import bag
        from distributed.scheduler import KilledWorker

        threads = sum(self._client.nthreads().values())
        groups = neighbours(pieces, _GROUPS * max(threads, 1))
        topic = _PROGRAM + uuid4().hex
        self._client.subscribe_topic(topic, _counted(progress, len(pieces)))
        counted = bag.from_sequence(groups, npartitions=len(groups)).map(_reported, spoken(function), topic)
        future = self._client.compute(counted.fold(add))
        try:
            found: Sum = future.result()
        except KilledWorker as error:
            raise InputError(Finding("RES-E004")) from error
        finally:
            future.cancel()
            self._client.unsubscribe_topic(topic)
        return found


def _check_versions(client: Any) -> None:
    """Raise InputError unless all workers have this version of the program."""
    try:
        found = set(client.run(version, _PROGRAM).values())
    except Exception as error:  # what a worker raises, of any kind: most likely that there is no such package
        raise InputError(Finding("RES-E005", values={"own": version(_PROGRAM), "found": "–"})) from error
    if others := sorted(found - {version(_PROGRAM)}):
        raise InputError(Finding("RES-E005", values={"own": version(_PROGRAM), "found": ", ".join(others)}))


def _reported(group: Sequence[Any], function: Any, topic: str) -> Any:
    """Return the sum over a group, and tell how many pieces were done."""
    from distributed import get_worker

    found = over(function, group)
    get_worker().log_event(topic, len(group))
    return found


def _counted(progress: Progress, pieces: int) -> Callable[[tuple[Any, Any]], None]:
    """Return what hears how many pieces were done; a piece that is done twice does not go beyond all."""
    done, lock = [0], Lock()

    def heard(event: tuple[Any, Any]) -> None:
        with lock:
            done[0] = min(done[0] + event[1], pieces)
        if progress is not None:
            progress(done[0], pieces)

    return heard
