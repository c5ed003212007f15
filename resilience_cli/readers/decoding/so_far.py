"""What the rows of a file that come before others have shown, where it is read block by block."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

Rows = npt.NDArray[np.bool_]
STAMPS = ("serial", "submitted")


@dataclass(frozen=True)
class SoFar:
    """What was seen above a block of rows; nothing at the top of a file."""

    begun: bool = False
    """Whether there was a filled row."""
    gap: bool = False
    """Whether there was a blank row below a filled one."""
    stamped: frozenset[str] = frozenset(STAMPS)
    """Of number and time of submission, what all answers above a gap bore."""
    turned: tuple[str, ...] | None = None
    """Items whose values are turned back; None: the platform's total was not looked at yet."""
    named: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """By item, the texts without a meaning that have a finding of their own."""

    def below_gap(self, filled: Rows) -> tuple[Rows, SoFar]:
        """Return (the filled rows of a block below a blank row that is itself below a filled one, so far)."""
        begun = np.logical_or.accumulate(np.concatenate([[self.begun], filled]))
        gap = np.logical_or.accumulate(np.concatenate([[self.gap], begun[1:] & ~filled]))
        return np.asarray(gap[1:] & filled), replace(self, begun=bool(begun[-1]), gap=bool(gap[-1]))
