"""Paths as programs want them that show findings beside the file: relative to where the run began."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import quote


def relative(path: Path) -> str:
    """Return the path relative to the working directory, with forward slashes; absolute if it lies elsewhere."""
    absolute, here = Path(os.path.normpath(path.absolute())), Path.cwd()
    return (absolute.relative_to(here) if absolute.is_relative_to(here) else absolute).as_posix()


def uri(path: Path) -> str:
    """Return the same as a URI: percent-encoded, relative where the path is."""
    found = Path(relative(path))
    return found.as_uri() if found.is_absolute() else quote(found.as_posix(), errors="replace")
