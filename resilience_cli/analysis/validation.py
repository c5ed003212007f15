"""Everything that is checked of questionnaire files: the definitions, the lock, the cases."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from resilience_cli.analysis.cases import Tried, cases_file, check_cases
from resilience_cli.catalog.find import instruments_dir
from resilience_cli.catalog.load import examine
from resilience_cli.catalog.read import shown_name
from resilience_cli.catalog.release import LOCK, check_releases
from resilience_cli.catalog.targets import Targets, targets
from resilience_cli.catalog.versions import check_version
from resilience_cli.errors import CheckFailedError
from resilience_cli.messages import in_all, mark, say
from resilience_cli.messages.findings import kinds_instruments as kinds
from resilience_cli.messages.findings.kinds_proof import KEYING, PROOF
from resilience_cli.messages.system import why
from resilience_cli.model.finding import Finding, Where
from resilience_cli.model.instrument import Instrument
from resilience_cli.model.parse import parse
from resilience_cli.model.proof import Proof
from resilience_cli.model.validation import Check, Checked, CheckName, Validation
from resilience_cli.reports.proof_in_words import proof_in_words

Progress = Callable[[int, int], None] | None
CODES: Mapping[CheckName, Mapping[str, Any]] = {
    "file": kinds.FILES,
    "schema": kinds.SCHEMA,
    "references": kinds.REFERENCES,
    "texts": kinds.TEXTS,
    "items": kinds.ITEMS,
    "keying": KEYING,
    "scores": kinds.SCORES,
    "classes": kinds.CLASSES,
    "proof": PROOF,
    "release": kinds.RELEASE,
}
"""The codes of the findings of each check, in the order in which the checks are shown."""
CHECK_OF = {code: name for name, codes in CODES.items() for code in codes}
RESTS_ON: Mapping[CheckName, tuple[CheckName, ...]] = {
    "file": ("file",),
    "schema": ("file",),
    "references": ("file", "schema"),
    "scores": ("file", "schema", "references"),
    "release": ("file", "schema"),
    "proof": ("file", "schema", "references", "texts", "items", "keying", "scores", "classes"),
}
"""What must hold for a check to be complete."""
OF_MEANING: tuple[CheckName, ...] = ("file", "schema", "references", "scores")
"""The same for one that is not named there."""

STATUSES = {"released": mark("released"), "draft": mark("draft")}


def validate(
    names: Sequence[str] = (), directory: Path | None = None, *, strict: bool = False, progress: Progress = None
) -> Validation:
    """Return what came out of checking files, folders, ids or id@version; all in the directory if none is named.

    The directory is the given one, else as `instruments_dir` says. `progress` is told (files done, files). Raises
    CheckFailedError if there is nothing to check, UsageError for an id or a directory that is not there.
    """
    found = targets(names, lambda: instruments_dir(directory))
    others = _others(found)
    if not found.files:
        folder = list(names) or [str(instruments_dir(directory))]
        besides = (finding for one in others for finding in one.findings)
        raise CheckFailedError(Finding("RES-I019", values={"folder": folder}), *besides)
    checked = []
    for number, path in enumerate(found.files, start=1):
        checked.append(check_file(path))
        if progress is not None:
            progress(number, len(found.files))
    return Validation((*checked, *others), strict)


def check_file(path: Path) -> Checked:
    """Return everything that was checked of the questionnaire's file, with its cases."""
    content, findings, proof = examine(path, proving=True)
    by_check = {name: tuple(one for one in findings if CHECK_OF.get(one.code, "file") == name) for name in CODES}
    failed = {name for name, found in by_check.items() if any(one.severity == "error" for one in found)}
    instrument = parse(content) if not failed - {"release"} else None
    checks = [
        Check(
            name,
            found,
            not failed & {*RESTS_ON.get(name, OF_MEANING)} - {name},
            _seen(name, instrument),
            partial(_proved, instrument, proof) if name == "proof" else tuple,
        )
        for name, found in by_check.items()
    ]
    cases = cases_file(path)
    # Of what cannot be read at all, nobody needs to hear that it has no cases.
    tried = check_cases(instrument, path) if content is not None or cases.exists() else Tried(())
    places = {shown_name(one): one for one in (path, cases, path.absolute().parent.parent / LOCK)}
    return Checked(path, _name(content), (*checks, _versions(instrument, path), _cases(tried)), places)


def _proved(instrument: Instrument | None, proof: Proof | None) -> tuple[str, ...]:
    return tuple(proof_in_words(instrument, proof)) if instrument is not None and proof is not None else ()


def _versions(instrument: Instrument | None, path: Path) -> Check:
    if instrument is None:
        return Check("versions", completed=False)
    previous = instrument.raw.get("previous", {}).get("version")
    findings = check_version(instrument, path)
    if previous is None:
        return Check("versions", findings, seen=lambda: say("none before it"))
    return Check("versions", findings, seen=lambda: say("from {previous}", previous=previous))


def _cases(tried: Tried) -> Check:
    if not tried.cases:
        return Check("cases", tried.findings, completed=False)
    return Check("cases", tried.findings, seen=lambda: say("{held} of {cases}", held=tried.held, cases=tried.cases))


def _seen(name: CheckName, instrument: Instrument | None) -> Callable[[], str]:
    """Return what says how much there was to check."""
    if instrument is None:
        return str
    turned = sum(item.reverse for item in instrument.items)
    counts: Mapping[str, Callable[[], str]] = {
        "texts": lambda: say(", ").join(instrument.languages),
        "items": lambda: say("{items}, reversed {turned}", items=len(instrument.items), turned=turned),
        "scores": partial(str, len(instrument.scores)),
        "classes": partial(str, len(instrument.classes)),
        "release": lambda: say(STATUSES[instrument.raw["status"]]),
    }
    return counts.get(name, str)


def _name(content: Any) -> str | None:
    id_, version = (content.get("id"), content.get("version")) if isinstance(content, dict) else (None, None)
    return f"{id_}@{version}" if isinstance(id_, str) and isinstance(version, str) else None


def _others(found: Targets) -> tuple[Checked, ...]:
    """Return what there is besides questionnaires: locks, files with a wrong name, folders that cannot be read."""
    locks = [(folder / LOCK, "release", check_releases(folder)) for folder in found.locks]
    strays = [(path, "file", (Finding("RES-I082", Where(file=shown_name(path))),)) for path in found.strays]
    unread = [(path, "file", (_unread(path, error),)) for path, error in found.unread]
    return tuple(
        Checked(path, None, (Check(name, findings),), {shown_name(path): path})  # type: ignore[arg-type]
        for path, name, findings in (*locks, *strays, *unread)
    )


def _unread(path: Path, error: OSError) -> Finding:
    return Finding("RES-I004", Where(file=shown_name(path)), {"why": in_all(partial(why, error))})
