"""Release of a questionnaire version: from then on, its file never changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from resilience_cli.analysis.validation import check_file
from resilience_cli.catalog.find import instruments_dir, resolve
from resilience_cli.catalog.load import examine
from resilience_cli.catalog.release import entry_of, write_release
from resilience_cli.errors import CheckFailedError, UsageError
from resilience_cli.model.finding import Finding
from resilience_cli.model.parse import canonical_sha256

UNFINISHED = {"RES-I051", "RES-I052"}
"""What is said of a file whose release stopped half-way, besides of one that was changed: that is found by the hash."""


@dataclass(frozen=True)
class Release:
    """A questionnaire version that is released."""

    name: str
    """id@version."""
    path: Path
    """Its file."""
    sha256: str
    """Hash of its content as canonical JSON."""
    date: str
    """Day of its release, YYYY-MM-DD."""
    is_new: bool
    """Whether it was released just now; else it had been before, and nothing was written."""


def release(name: str, directory: Path | None, today: date) -> Release:
    """Release `id@version` (or the file at a path), and return what was written.

    Raises UsageError if there is no such version or none is named; CheckFailedError if validation finds errors or
    warnings, or if the version is released already with another content; InputError if it cannot be written.
    """
    path = resolve(name, instruments_dir(directory))
    if path != Path(name) and "@" not in name:
        raise UsageError(Finding("RES-I084", values={"name": name, "near": f"{name}@{path.stem}"}))
    findings = check_file(path).findings
    content = examine(path).content
    faults = [one for one in findings if one.severity != "info" and one.code not in UNFINISHED]
    if faults:
        raise CheckFailedError(*faults, Finding("RES-I083", values={"name": name}))
    sha256 = canonical_sha256({**content, "status": "released"})
    entry = entry_of(content, path)
    if entry is not None and entry["sha256"] != sha256:
        raise CheckFailedError(*(one for one in findings if one.code in UNFINISHED))
    is_new = entry is None or content["status"] != "released"
    if is_new:
        write_release(path, content, today if entry is None else date.fromisoformat(entry["date"]))
    day = today.isoformat() if entry is None else entry["date"]
    return Release(f"{content['id']}@{content['version']}", path, sha256, day, is_new)
