"""The release lock: releases.json holds the hash of every released version, and a released file never changes."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from resilience_cli.catalog.positions import at, layout
from resilience_cli.catalog.read import findings_of, read_json, shown_name
from resilience_cli.catalog.schema import schema_faults
from resilience_cli.errors import InputError
from resilience_cli.files import beside
from resilience_cli.files.lock import locked
from resilience_cli.model.finding import Finding, Where
from resilience_cli.model.parse import canonical_sha256

Released = Mapping[str, Mapping[str, Mapping[str, str]]]
"""By id and version: sha256 and date."""
STATUS = re.compile(r'"(?:[^"\\]|\\.)*"\s*:\s*("(?:[^"\\]|\\.)*")')
LOCK = "releases.json"
"""Name of the file, beside the folders of the questionnaires."""
PATIENCE = 30.0
"""Seconds that a release waits for others to end."""


def released(directory: Path) -> Released:
    """Return what the directory's releases.json lists; nothing if there is no such file.

    Raises InputError if it is there and unsound.
    """
    path = directory / LOCK
    if not path.exists():
        return {}
    state = path.stat()
    return _listed(path, (state.st_mtime_ns, state.st_size, state.st_ino))


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
        entry = entry_of(content, path)
    except InputError as error:
        return list(findings_of(error))
    sha256 = canonical_sha256(content)
    name = f"{content['id']}@{content['version']}"
    if entry is None:
        return [at("RES-I052", "status", name=name, sha256=sha256)] if content["status"] == "released" else []
    return [] if entry["sha256"] == sha256 else [at("RES-I051", "version", name=name, date=entry["date"])]


def entry_of(content: Mapping[str, Any], path: Path) -> Mapping[str, str] | None:
    """Return the sha256 and date that the releases.json two folders up has for the instrument; None: it has none.

    Raises InputError if the lock is unsound.
    """
    return released(path.resolve().parent.parent).get(content["id"], {}).get(content["version"])


def write_release(path: Path, content: Mapping[str, Any], day: date) -> None:
    """Set the status in the instrument's file to released, and nothing else there, and list it in the lock.

    One release at a time: others wait. Raises InputError if one of the two cannot be written; then both are as they
    were; UsageError if another takes too long. Should the machine stop in between, the file says that it is released
    and is not listed: RES-I052, which a second release mends.
    """
    path = path.resolve()
    with locked(path.parent.parent / LOCK, PATIENCE):
        _write_release(path, content, day)


def _write_release(path: Path, content: Mapping[str, Any], day: date) -> None:
    directory = path.parent.parent
    listed = {id_: dict(versions) for id_, versions in released(directory).items()}
    as_released = {**content, "status": "released"}
    entry = {"sha256": canonical_sha256(as_released), "date": day.isoformat()}
    listed.setdefault(content["id"], {})[content["version"]] = entry
    lock = json.dumps({"format": 1, "released": listed}, ensure_ascii=False, indent=2) + "\n"
    before = path.read_bytes().decode()
    beside.write_text(path, with_status_released(before))
    try:
        beside.write_text(directory / LOCK, lock)
    except InputError:
        beside.write_text(path, before)
        raise


def with_status_released(text: str) -> str:
    """Return the text of a sound instrument with its status set to released; all else stays as it is, to the byte."""
    start = "\ufeff" if text.startswith("\ufeff") else ""
    text = text.removeprefix(start)
    key = layout(text, "").offsets["/status"]
    found = STATUS.match(text, key)
    assert found is not None  # noqa: S101 - a member of a JSON object looks like this
    return f'{start}{text[: found.start(1)]}"released"{text[found.end(1) :]}'


def check_releases(directory: Path) -> tuple[Finding, ...]:
    """Return the released versions that are no longer there, or that releases.json cannot be read."""
    try:
        listed = released(directory)
    except InputError as error:
        return findings_of(error)
    return tuple(
        Finding("RES-I055", Where(file=shown_name(directory / LOCK)), {"name": f"{id_}@{version}"})
        for id_, versions in listed.items()
        for version in versions
        if not (directory / id_ / f"{version}.json").is_file()
    )
