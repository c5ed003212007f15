"""Where instruments are on disk."""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from resilience_cli.catalog.release import released
from resilience_cli.catalog.schema import bundled_dir
from resilience_cli.errors import UsageError
from resilience_cli.model.finding import Finding, Where

VERSION = re.compile(r"(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})")


class Listed(NamedTuple):
    """An instrument version in a directory of instruments."""

    id: str
    version: str
    path: Path


def instruments_dir(override: Path | None = None, environ: Mapping[str, str] = os.environ) -> Path:
    """Return the directory of instruments: `override`, else RESILIENCE_INSTRUMENTS, else the one that came along.

    Raises UsageError if the chosen one is not a directory.
    """
    named = override or environ.get("RESILIENCE_INSTRUMENTS")
    chosen = Path(named) if named else bundled_dir()
    if not chosen.is_dir():
        raise UsageError(Finding("RES-I001", Where(file=str(chosen))))
    return chosen


def available(directory: Path) -> list[Listed]:
    """Return the instrument versions in the directory, sorted by id, then version numerically."""
    files = (path for path in directory.glob("*/*.json") if VERSION.fullmatch(path.stem))
    found = [Listed(path.parent.name, path.stem, path) for path in files]
    return sorted(found, key=lambda listed: (listed.id, version_key(listed.version)))


def version_key(version: str) -> tuple[int, ...]:
    """Return what versions are ordered by."""
    return tuple(map(int, version.split(".")))


def resolve(name: str, directory: Path) -> Path:
    """Return the file of `id` (its highest released version, else its highest), `id@version`, or a path.

    Raises UsageError with the near matches if the directory has no such instrument. A path is returned as it is.
    """
    path = Path(name)
    if name.endswith(".json") or "/" in name or os.sep in name or path.is_file():
        return path
    listed = available(directory)
    id_, _, version = name.partition("@")
    versions = [one for one in listed if one.id == id_ and version in ("", one.version)]
    if not versions:
        raise UsageError(_unknown(name, listed))
    locked = released(directory).get(id_, {})
    return max(versions, key=lambda one: (one.version in locked, version_key(one.version))).path


def _unknown(name: str, listed: list[Listed]) -> Finding:
    names = [f"{one.id}@{one.version}" for one in listed]
    near = difflib.get_close_matches(name, [*names, *(one.id for one in listed)], n=3) or names
    return Finding("RES-I002", values={"name": name, "near": list(dict.fromkeys(near))})
