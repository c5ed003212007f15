"""The nouns of validation: what was checked of each questionnaire file, how far, and what was found."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from resilience_cli.messages.findings.kind import Severity
from resilience_cli.model.finding import Finding

CheckName = Literal[
    "file",
    "schema",
    "references",
    "texts",
    "items",
    "keying",
    "scores",
    "classes",
    "proof",
    "versions",
    "release",
    "cases",
]
State = Literal["passed", "failed", "skipped"]


@dataclass(frozen=True)
class Check:
    """One kind of check of one file."""

    name: CheckName
    """What was checked."""
    findings: tuple[Finding, ...] = ()
    """What it found, in the order of the file."""
    completed: bool = True
    """Whether all of it could be checked; a fault that another check found may stand in the way."""
    seen: Callable[[], str] = str
    """Says in the language in use, in a few words, what there was to check; may be empty."""
    details: Callable[[], tuple[str, ...]] = tuple
    """Says in the language in use, in lines, what was proved: that a class can be reached, and by what."""


@dataclass(frozen=True)
class Checked:
    """All that was checked of one questionnaire, or of one releases.json."""

    file: Path
    """Its path, as the user gave it."""
    name: str | None
    """id@version; None where the file does not tell."""
    checks: tuple[Check, ...]
    """What was checked, in order."""
    places: Mapping[str, Path] = field(default_factory=dict)
    """By the name of a file in findings: its path."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, in the order of the checks."""
        return tuple(finding for check in self.checks for finding in check.findings)

    def path_of(self, finding: Finding) -> Path:
        """Return the path of the file that the finding is about."""
        return self.places.get(finding.where.file or "", self.file)


@dataclass(frozen=True)
class Validation:
    """What came out of checking files."""

    files: tuple[Checked, ...]
    """The files, in the order in which they were named."""
    strict: bool = False
    """Whether warnings count as errors."""

    def severity(self, finding: Finding) -> Severity:
        """Return how grave the finding is here."""
        return "error" if self.strict and finding.severity == "warning" else finding.severity

    def state(self, check: Check) -> State:
        """Return how the check came out: failed if it found an error; skipped if it was not completed."""
        if any(self.severity(finding) == "error" for finding in check.findings):
            return "failed"
        return "passed" if check.completed else "skipped"

    def count(self, severity: Severity) -> int:
        """Return how many findings are so grave."""
        return sum(self.severity(finding) == severity for file in self.files for finding in file.findings)

    def is_valid(self, checked: Checked) -> bool:
        """Return whether nothing found in the file is an error."""
        return all(self.severity(finding) != "error" for finding in checked.findings)
