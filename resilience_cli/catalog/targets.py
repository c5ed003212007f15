"""What is to be checked: files, folders and ids as a user or a hook names them -> questionnaire files and locks."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from resilience_cli.catalog.find import VERSION, available, resolve, version_key
from resilience_cli.catalog.release import LOCK

CASES = ".cases.json"


class Targets(NamedTuple):
    """What is to be checked, each once, in the order in which it was named."""

    files: tuple[Path, ...] = ()
    """Questionnaire files; one that was named need not be there."""
    locks: tuple[Path, ...] = ()
    """Directories with a releases.json."""
    strays: tuple[Path, ...] = ()
    """Files in the folders that lie where questionnaires are, but are not named as one."""
    unread: tuple[tuple[Path, OSError], ...] = ()
    """Folders that could not be looked into, and why."""


def targets(names: Sequence[str], directory: Callable[[], Path]) -> Targets:
    """Return what the names stand for: files, folders (with all in them), ids (all versions) or id@version.

    Without names, all in `directory()`, where ids are looked up too. Of a cases file, the questionnaire is checked; of
    releases.json, its folder. Raises UsageError for an id that is not there.
    """
    parts = [_meant(name, directory) for name in names] or [_inside(directory())]
    return Targets(
        files=tuple(dict.fromkeys(path for part in parts for path in part.files)),
        locks=tuple(dict.fromkeys(path for part in parts for path in part.locks)),
        strays=tuple(dict.fromkeys(path for part in parts for path in part.strays)),
        unread=tuple(one for part in parts for one in part.unread),
    )


def _meant(name: str, directory: Callable[[], Path]) -> Targets:
    path = Path(name)
    if path.is_dir():
        return _inside(path)
    if path.name == LOCK:
        return _inside(path.parent)
    if name.endswith(CASES):
        return Targets((path.with_name(path.name.removesuffix(CASES) + ".json"),))
    return Targets((path,) if path.is_file() else tuple(_versions(name, directory)))


def _inside(folder: Path) -> Targets:
    files: list[Path] = []
    locks: list[Path] = []
    strays: list[Path] = []
    unread: list[tuple[Path, OSError]] = []
    for place, inner, found in os.walk(folder, onerror=lambda error: unread.append((folder, error))):
        inner[:] = sorted(name for name in inner if not name.startswith("."))
        here, names = Path(place), sorted(name for name in found if name.endswith(".json"))
        versions = [name for name in names if VERSION.fullmatch(name.removesuffix(".json"))]
        files += [here / name for name in sorted(versions, key=lambda name: version_key(name.removesuffix(".json")))]
        locks += [here] if LOCK in names else []
        if versions or (here.name != "schema" and (here.parent / LOCK).is_file()):
            strays += [here / name for name in names if _is_stray(name, versions)]
    return Targets(tuple(files), tuple(locks), tuple(strays), tuple(unread))


def _versions(name: str, directory: Callable[[], Path]) -> Iterator[Path]:
    if name.endswith(".json") or "/" in name or os.sep in name:
        yield Path(name)
        return
    found = [one.path for one in available(directory()) if name in (one.id, f"{one.id}@{one.version}")]
    yield from found or [resolve(name, directory())]  # which says what there is instead


def _is_stray(name: str, versions: Sequence[str]) -> bool:
    return name not in (*versions, LOCK, *(one.removesuffix(".json") + CASES for one in versions))
