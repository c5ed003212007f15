"""One writer at a time: a lock that the system takes back from a process that ends, however it ends."""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from resilience_cli.errors import InputError, UsageError
from resilience_cli.messages.system import why
from resilience_cli.model.finding import Finding

PAUSE = 0.02
"""Seconds between two tries."""
_WITHOUT = {errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP}
"""What a file system says that knows no locks: whoever writes there has to do without."""


@contextmanager
def locked(path: Path, patience: float = 0.0) -> Iterator[None]:
    """Be the only one to write at `path` while the block runs; the file of the lock stands beside and goes with it.

    Raises UsageError if another run still holds it after `patience` seconds; InputError if nothing can be written
    there. A file that a killed run left behind is free: the next run takes it.
    """
    file = path.with_name(f".{path.name}.lock")
    until = time.monotonic() + patience
    try:
        while (handle := _taken(file)) is None:
            if time.monotonic() >= until:
                raise UsageError(Finding("RES-U030", values={"name": str(path)}))
            time.sleep(PAUSE)
    except OSError as error:
        raise InputError(Finding("RES-U004", values={"name": str(path), "why": why(error)})) from error
    try:
        yield
    finally:
        _let_go(file, handle)


def _taken(file: Path) -> int | None:
    """Return the open file of the lock; None if another process holds it, or has just taken it away."""
    handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        _hold(handle)
        if os.path.samestat(os.fstat(handle), file.stat()):
            return handle
    except (BlockingIOError, PermissionError, FileNotFoundError):
        pass
    except OSError as error:
        if error.errno in _WITHOUT:
            return handle
        os.close(handle)
        raise
    os.close(handle)
    return None


if sys.platform == "win32":
    import msvcrt

    def _hold(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

    def _let_go(file: Path, handle: int) -> None:
        os.close(handle)
        with suppress(OSError):  # who waits has it open
            file.unlink()
else:
    import fcntl

    def _hold(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _let_go(file: Path, handle: int) -> None:
        with suppress(OSError):
            file.unlink()  # first, or the next one would take a lock that is about to go
        os.close(handle)
