"""The release lock: releases.json holds the hash of every released version, and a released file never changes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from resilience_cli.catalog.positions import at
from resilience_cli.catalog.read import read_json, shown_name
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
    path = directory / "releases.json"
    if not path.exists():
        return {}
    content, places = read_json(path)
    faults = schema_faults(content, "releases")
    if faults:
        raise InputError(*map(places.placed, faults))
    listed: Released = content["released"]
    return listed


def lock_faults(content: Mapping[str, Any], path: Path) -> list[Finding]:
    """Return how an instrument's file disagrees with the releases.json two folders up, if it does."""
    entry = released(path.resolve().parent.parent).get(content["id"], {}).get(content["version"])
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
        return tuple(fault for fault in error.faults if isinstance(fault, Finding))
    return tuple(
        Finding("RES-I055", Where(file=shown_name(directory / "releases.json")), {"name": f"{id_}@{version}"})
        for id_, versions in listed.items()
        for version in versions
        if not (directory / id_ / f"{version}.json").is_file()
    )
