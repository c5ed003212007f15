"""A folder that appears whole or not at all: filled beside its place, then exchanged for what was there."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from resilience_cli.errors import InputError, UsageError
from resilience_cli.files.beside import make_folder
from resilience_cli.files.lock import locked
from resilience_cli.messages import say
from resilience_cli.messages.system import why
from resilience_cli.model.finding import Finding

Fill = Callable[[Path], None]
"""Writes the files into an empty folder."""


@contextmanager
def reserved(directory: Path, sign: str, force: bool = False) -> Iterator[Callable[[Fill], None]]:
    """Hold the directory against other runs while the block runs; the block gets the function that has it filled.

    With `force`, one that is there is replaced, if it holds the file `sign`. Raises UsageError if it is there and not
    to be replaced, or if another run is writing it; InputError if it cannot be written. What was there stays until
    the new one is complete.
    """
    place = directory.resolve()
    if not place.parent.is_dir():
        raise InputError(Finding("RES-U004", values={"name": str(directory), "why": say("its folder does not exist")}))
    mended(place)
    _may_be_written(directory, sign, force)
    with locked(place):
        _may_be_written(directory, sign, force)  # another run may have ended just now

        def put(fill: Fill) -> None:
            with _beside(place, place.parent) as part:
                fill(part)
                _may_be_written(directory, sign, force)  # others know nothing of the lock
                _put_in_place(part, place)

        yield put


@contextmanager
def filled_together(folder: Path) -> Iterator[Path]:
    """Give a folder to fill; when the block ends well, its files stand in `folder`, in place of those named alike.

    A new folder appears whole or not at all; in one that is there, file after file appears when all are made.
    Raises UsageError if another run is writing into it; InputError if it cannot be written.
    """
    place = folder.resolve()
    make_folder(place.parent)
    new = not place.is_dir()
    home = place.parent if new else place
    with locked(home / place.name), _beside(place, home) as part:
        yield part
        if new:
            part.rename(place)
        else:
            for file in sorted(part.iterdir()):
                file.replace(place / file.name)


def mended(place: Path) -> None:
    """Bring back what stood at `place`, if a run was killed in the moment in which nothing did.

    That moment is only where a system cannot exchange two folders. Raises UsageError if another run is in it.
    """
    old = _old(place)
    if not place.exists() and old.is_dir():
        with locked(place):
            old.rename(place)


def _may_be_written(directory: Path, sign: str, force: bool) -> None:
    if directory.exists() and not force:
        raise UsageError(Finding("RES-U001", values={"name": str(directory)}))
    if directory.exists() and not (directory / sign).is_file():
        raise UsageError(Finding("RES-U008", values={"name": str(directory)}))


@contextmanager
def _beside(place: Path, parent: Path) -> Iterator[Path]:
    """Give an empty folder in `parent`, where those of killed runs are removed: whoever asks holds the lock."""
    start = f".{place.name}.part-"
    part = parent / f"{start}{os.getpid()}"
    try:
        for left in (one for one in parent.iterdir() if one.name.startswith(start)):
            shutil.rmtree(left, ignore_errors=True)
        part.mkdir()
        yield part
    except OSError as error:
        raise InputError(Finding("RES-U004", values={"name": str(place), "why": why(error)})) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _put_in_place(part: Path, place: Path) -> None:
    if not place.exists():
        part.rename(place)
        return
    if _exchanged(part, place):
        return
    old = _old(place)
    shutil.rmtree(old, ignore_errors=True)
    place.rename(old)
    try:
        part.rename(place)
    except OSError:
        old.rename(place)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _old(place: Path) -> Path:
    return place.with_name(f".{place.name}.old")


def _exchanged(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; return False if this system, or this file system, cannot."""
    paths = os.fsencode(one), os.fsencode(other)
    here, exchange = -100, 2  # AT_FDCWD; RENAME_EXCHANGE of Linux, RENAME_SWAP of macOS
    if sys.platform == "win32":
        return False
    system = ctypes.CDLL(None)
    if hasattr(system, "renameat2"):
        return bool(system.renameat2(here, paths[0], here, paths[1], exchange) == 0)
    return hasattr(system, "renamex_np") and bool(system.renamex_np(*paths, exchange) == 0)
