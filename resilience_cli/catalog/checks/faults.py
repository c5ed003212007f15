"""All that must hold of an instrument beyond its schema. What needs a proof is not here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from resilience_cli.catalog.checks import classes, items, keying, references, scores, texts
from resilience_cli.model.finding import Finding

Check = Callable[[Mapping[str, Any]], Iterator[Finding]]
STRUCTURE: Sequence[Check] = (*references.CHECKS, *scores.STRUCTURE)
"""The checks that the others rest on."""
MEANING: Sequence[Check] = (
    *texts.CHECKS,
    *items.CHECKS,
    *keying.CHECKS,
    *scores.CHECKS,
    *classes.CHECKS,
)


def check_faults(content: Any, *, sound: bool) -> list[Finding]:
    """Return what the checks say of the content; `sound`: the schema found no fault in it."""
    found = [finding for check in STRUCTURE for finding in _findings(check, content, sound)]
    resolved = sound and not found
    return found + [finding for check in MEANING for finding in _findings(check, content, resolved)]


def _findings(check: Check, content: Any, sound: bool) -> Iterator[Finding]:
    try:
        yield from check(content)
    except (KeyError, IndexError, TypeError, ValueError, AttributeError, RecursionError):
        # What a check cannot read has a fault that is already named; the other checks go on.
        if sound:
            raise
