"""Whether an assessment directory is what was written, and what the exports give when they are scored again."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from resilience_cli.model.finding import Finding


@dataclass(frozen=True)
class Given:
    """The files that the user gave to compute the assessment anew."""

    exports: tuple[Path, ...] = ()
    """The exports; none: only the directory itself is looked at."""
    register: Path | None = None
    """The community register."""
    mapping: Path | None = None
    """What columns and answers mean."""
    names: Path | None = None
    """Confirmed names."""
    margins: Path | None = None
    """What residents are weighted to."""


@dataclass(frozen=True)
class Verification:
    """What came out."""

    files: tuple[tuple[str, bool], ...]
    """(file of the directory, whether it is as it was written)."""
    inputs: tuple[tuple[str, bool], ...]
    """(file that was scored or corrected it, whether the one given has the same content); empty without exports."""
    tables: tuple[tuple[str, int, bool], ...]
    """(table, its rows, whether it was computed anew with the same numbers); empty without exports."""
    findings: tuple[Finding, ...]
    """What differs, and remarks."""

    @property
    def holds(self) -> bool:
        """Whether nothing differs."""
        return all(finding.severity != "error" for finding in self.findings)
