"""The release lock: releases.json holds the hash of every released version, and a released file never changes."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from resilience_cli.catalog.positions import at
from resilience_cli.catalog.read import findings_of, read_json, shown_name
from resilience_cli.catalog.schema import schema_faults
from resilience_cli.errors import InputError
from resilience_cli.model.finding import Finding, Where
from resilience_cli.model.parse import canonical_sha256

Released = Mapping[str, Mapping[str, Mapping[str, str]]]
"""By id and version: sha256 and date."""


def released(directory: Path) -> Released:
    """Return what the directory's releases.json lists; nothing if there is no such file.

    Raises InputError if it is there and unsound.
    """
    path = lock_file(directory)
    if not path.exists():
        return {}
    state = path.stat()
    return _listed(path, (state.st_mtime_ns, state.st_size, state.st_ino))


def lock_file(directory: Path) -> Path:
    """Return where the directory's lock is."""
    return directory / "releases.json"


@lru_cache(maxsize=8)
def _listed(path: Path, _state: tuple[int, ...]) -> Released:
    # Each file of a folder asks; a lock of 200 versions is not read 200 times.
    content, places = read_json(path)
    faults = schema_faults(content, "releases")
    if faults:
        raise InputError(*map(places.placed, faults))
    listed: Released = content["released"]
    return listed


def lock_faults(content: Mapping[str, Any], path: Path) -> list[Finding]:
    """Return how an instrument's file disagrees with the releases.json two folders up, or what is wrong with that."""
    try:
        entry = released(path.resolve().parent.parent).get(content["id"], {}).get(content["version"])
    except InputError as error:
        return list(findings_of(error))
    sha256 = canonical_sha256(content)
    name = f"{content['id']}@{content['version']}"
    if entry is None:
        return [at("RES-I052", "status", name=name, sha256=sha256)] if content["status"] == "released" else []
    return [] if entry["sha256"] == sha256 else [at("RES-I051", "version", name=name, date=entry["date"])]


def check_releases(directory: Path) -> tuple[Finding, ...]:
    """Return the released versions that are no longer there, or that releases.json cannot be read."""
    try:
        listed = released(directory)
    except InputError as error:
        return findings_of(error)
    return tuple(
        Finding("RES-I055", Where(file=shown_name(lock_file(directory))), {"name": f"{id_}@{version}"})
        for id_, versions in listed.items()
        for version in versions
        if not (directory / id_ / f"{version}.json").is_file()
    )
