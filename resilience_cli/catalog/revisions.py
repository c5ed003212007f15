"""An instrument as it was in an earlier revision of its git repository."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from resilience_cli.catalog.load import load
from resilience_cli.catalog.read import findings_of
from resilience_cli.errors import InputError, UsageError
from resilience_cli.messages.printable import printable
from resilience_cli.model.finding import Finding, Where
from resilience_cli.model.instrument import Instrument

PATIENCE = 60
"""Seconds that git may take."""
ELSEWHERE = {"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"}
"""Variables by which a hook points git to another place than the repository around the file."""


def load_revision(path: Path, revision: str) -> Instrument:
    """Return the instrument that stood at the path in the revision of the repository around it.

    Raises UsageError if there is no such revision, InputError if there is no git, no such file in the revision, or if
    the file had faults then.
    """
    git = shutil.which("git")
    if git is None:
        raise InputError(Finding("RES-I100"))
    folder = path.absolute().parent
    # What begins with - is no option after --end-of-options, and the commit that comes back is only hex digits.
    found = _run([git, "rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}"], folder)
    if found.returncode:
        why = printable((found.stderr.decode(errors="replace").strip().splitlines() or ["?"])[-1])
        raise UsageError(Finding("RES-I101", values={"revision": printable(revision), "why": why}))
    content = _run([git, "cat-file", "blob", f"{found.stdout.decode().strip()}:./{path.name}"], folder)
    if content.returncode:
        where = Where(file=f"{folder.name}/{path.name}")
        raise InputError(Finding("RES-I102", where, {"revision": printable(revision)}))
    return _loaded(content.stdout, path, revision)


def _run(command: Sequence[str], folder: Path) -> subprocess.CompletedProcess[bytes]:
    environment = {key: value for key, value in os.environ.items() if key not in ELSEWHERE}
    try:
        return subprocess.run(  # noqa: S603 - no shell, and no argument that git could take for an option
            command, cwd=folder, env={**environment, "LC_ALL": "C"}, capture_output=True, timeout=PATIENCE, check=False
        )
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return subprocess.CompletedProcess(command, 1, b"", b"git did not run")


def _loaded(content: bytes, path: Path, revision: str) -> Instrument:
    with TemporaryDirectory() as folder:
        file = Path(folder, path.absolute().parent.name, path.name)
        file.parent.mkdir()
        file.write_bytes(content)
        try:
            return load(file, allow_unreleased=True)
        except InputError as error:
            told = f"{printable(revision)}:{file.parent.name}/{file.name}"
            faults = (replace(one, where=replace(one.where, file=told)) for one in findings_of(error))
            raise InputError(*faults) from None
