"""An instrument file -> Instrument, or everything that is wrong with it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from resilience_cli.catalog.checks import check_faults
from resilience_cli.catalog.find import instruments_dir, resolve
from resilience_cli.catalog.positions import at
from resilience_cli.catalog.read import read_json
from resilience_cli.catalog.release import lock_faults
from resilience_cli.catalog.schema import schema_faults
from resilience_cli.errors import InputError
from resilience_cli.model.finding import Finding
from resilience_cli.model.instrument import Instrument
from resilience_cli.model.parse import parse

DRAFT = "RES-I053"
NOT_RELEASED = {"RES-I050", "RES-I052", DRAFT}
"""Faults of a file that is only not released: its name, its place, its status."""


def load(path: Path, *, allow_unreleased: bool = False) -> Instrument:
    """Return the instrument that the file declares.

    Raises InputError with all faults of the file together. Without `allow_unreleased`, a file that is not released
    is refused; a released version whose content has changed is refused always.
    """
    content, findings = _examined(path)
    waived = NOT_RELEASED if allow_unreleased else set()
    refused = [one for one in findings if one.code not in waived and (one.severity == "error" or one.code == DRAFT)]
    if refused:
        raise InputError(*refused)
    return parse(content)


def load_instrument(name: str, directory: Path | None = None) -> Instrument:
    """Return the instrument named `id`, `id@version` or by its file, from `directory` or the one that came along.

    Raises UsageError if there is none, InputError with all its faults if it is not sound or not released.
    """
    return load(resolve(name, instruments_dir(directory)))


def validate(path: Path) -> tuple[Finding, ...]:
    """Return all errors, warnings and remarks about the file, in its order; its cases are run elsewhere."""
    try:
        return tuple(_examined(path)[1])
    except InputError as error:
        return tuple(fault for fault in error.faults if isinstance(fault, Finding))


def _examined(path: Path) -> tuple[Any, list[Finding]]:
    content, places = read_json(path)
    faults = schema_faults(content, "instrument")
    found = faults + check_faults(content, sound=not faults)
    if not faults:
        found += _status(content, path) + lock_faults(content, path)
    placed = map(places.placed, found)
    return content, sorted(placed, key=lambda finding: (finding.where.line or 0, finding.where.col or 0, finding.code))


def _status(content: Any, path: Path) -> list[Finding]:
    file, expected = path.resolve(), Path(content["id"], f"{content['version']}.json")
    found = [] if file.parts[-2:] == expected.parts else [at("RES-I050", "id", expected=expected.as_posix())]
    if content["status"] == "draft":
        found.append(at(DRAFT, "status", name=f"{content['id']}@{content['version']}"))
    return found
