"""An instrument file -> Instrument, or everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from resilience_cli.catalog.checks.faults import check_faults
from resilience_cli.catalog.find import instruments_dir, resolve
from resilience_cli.catalog.positions import at
from resilience_cli.catalog.read import findings_of, read_json
from resilience_cli.catalog.release import lock_faults
from resilience_cli.catalog.schema import schema_faults
from resilience_cli.errors import InputError
from resilience_cli.model.finding import Finding
from resilience_cli.model.instrument import Instrument, Standing
from resilience_cli.model.parse import parse
from resilience_cli.model.proof import Proof

DRAFT = "RES-I053"
UNRELEASED: Mapping[str, Standing] = {
    "RES-I051": "changed",
    "RES-I052": "unlisted",
    DRAFT: "draft",
    "RES-I050": "unlisted",
}
"""Faults of a file that is only not released (its lock, its status, its place), and how it then stands; worst first."""
NOT_RELEASED = UNRELEASED.keys() - {"RES-I051"}
"""Those of a file that may just not be released yet; one that was changed since its release is never passed over."""


class Examined(NamedTuple):
    """What was read of an instrument's file, and what is wrong with it."""

    content: Any
    """Its JSON; None if it could not be read."""
    findings: tuple[Finding, ...]
    """All errors, warnings and remarks, in the order of the file."""
    proof: Proof | None = None
    """What was proved of the classes, if that was asked for and the file has no errors."""


def load(path: Path, *, allow_unreleased: bool = False) -> Instrument:
    """Return the instrument that the file declares.

    Raises InputError with all faults of the file together. Without `allow_unreleased`, a file that is not released, or
    was changed since, is refused; with it, the instrument's `standing` says which.
    """
    content, findings, _ = examine(path)
    waived = UNRELEASED if allow_unreleased else {}
    refused = [one for one in findings if one.code not in waived and (one.severity == "error" or one.code == DRAFT)]
    if refused:
        raise InputError(*refused)
    codes = {finding.code for finding in findings}
    standing: Standing = next((how for code, how in UNRELEASED.items() if code in codes), "released")
    return replace(parse(content), standing=standing)


def load_instrument(name: str, directory: Path | None = None) -> Instrument:
    """Return the instrument named `id`, `id@version` or by its file, from `directory` or the one that came along.

    Raises UsageError if there is none, InputError with all its faults if it is not sound or not released.
    """
    return load(resolve(name, instruments_dir(directory)))


def validate(path: Path) -> tuple[Finding, ...]:
    """Return all errors, warnings and remarks about the file, in its order; its cases are run elsewhere."""
    return examine(path, proving=True).findings


def examine(path: Path, *, proving: bool = False) -> Examined:
    """Return the file's content and everything that is wrong with it; its cases are run elsewhere.

    The classes are proved only if asked for: an instrument that is to score has been proved before it was released.
    """
    try:
        content, places = read_json(path)
    except InputError as error:
        return Examined(None, findings_of(error))
    faults = schema_faults(content, "instrument")
    found = faults + check_faults(content, sound=not faults)
    if not faults:
        found += _status(content, path) + lock_faults(content, path)
    proof = None
    if proving and not any(finding.severity == "error" and finding.code not in UNRELEASED for finding in found):
        from resilience_cli.catalog.proof.prove import proof_findings, prove

        instrument = parse(content)
        proof = prove(instrument)
        found += proof_findings(instrument, proof)
    # What is wrong with another file, such as the lock, has its place already.
    placed = [finding if finding.where.file else places.placed(finding) for finding in found]
    placed.sort(key=lambda finding: (finding.where.line or 0, finding.where.col or 0, finding.code))
    return Examined(content, tuple(placed), proof)


def _status(content: Any, path: Path) -> list[Finding]:
    file, expected = path.resolve(), Path(content["id"], f"{content['version']}.json")
    found = [] if file.parts[-2:] == expected.parts else [at("RES-I050", "id", expected=expected.as_posix())]
    if content["status"] == "draft":
        found.append(at(DRAFT, "status", name=f"{content['id']}@{content['version']}"))
    return found
