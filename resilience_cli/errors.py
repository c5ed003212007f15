"""The few kinds of error, each with its exit code. An error carries faults: what was wrong, where, what to do."""

from __future__ import annotations

from typing import Protocol


class Fault(Protocol):
    """What an error is made of; `model.finding.Finding` is the one there is."""

    @property
    def code(self) -> str:
        """Stable code, documented in docs/findings.md."""

    def __str__(self) -> str:
        """Where, what, and what to do, in the user's language."""


class ResilienceError(Exception):
    """An expected failure: all faults found are reported together, without a traceback."""

    exit_code = 4

    def __init__(self, *faults: Fault) -> None:
        super().__init__(*faults)
        self.faults = faults

    def __str__(self) -> str:
        return "\n".join(str(fault) for fault in self.faults)


class CheckFailedError(ResilienceError):
    """A check was made and said no (exit 1)."""

    exit_code = 1


class UsageError(ResilienceError):
    """The command was called in a way that has no meaning, or would overwrite something (exit 2)."""

    exit_code = 2


class InputError(ResilienceError):
    """An input cannot be read, is refused, or leaves nothing to score (exit 3)."""

    exit_code = 3
