"""A file that appears whole or not at all: written beside its place, then renamed."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from resilience_cli.errors import InputError
from resilience_cli.messages.system import why
from resilience_cli.model.finding import Finding


def written_beside(path: Path, write: Callable[[Path], object]) -> None:
    """Have `write` make the file beside its place, and rename it; raise InputError if that cannot be done.

    A device or a pipe, such as /dev/stdout, is written as it is: it must not be replaced by a file.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        if path.is_char_device() or path.is_fifo():
            write(path)
            return
        write(part)
        part.replace(path)
    except OSError as error:
        raise InputError(Finding("RES-U004", values={"name": str(path), "why": why(error)})) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def write_text(path: Path, text: str) -> None:
    """Write a text as UTF-8, whole or not at all; raise InputError if that cannot be done."""
    written_beside(path, lambda part: part.write_bytes(text.encode("utf-8", "replace")))


def make_folder(path: Path) -> None:
    """Make the folder if it is not there; raise InputError if that cannot be done."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(Finding("RES-U004", values={"name": str(path), "why": why(error)})) from error
