"""What is in exports, before any scoring: what was understood, who answered, and who answered carelessly."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from resilience_cli.model.inspection import Inspection
from resilience_cli.model.instrument import Instrument
from resilience_cli.model.responses import Register
from resilience_cli.readers import ReadOptions, look
from resilience_cli.readers.register import apply_register, read_register
from resilience_cli.scoring.screening import flag


def inspected(
    paths: Sequence[Path], candidates: Iterable[Instrument], options: ReadOptions, register: Path | None = None
) -> tuple[Inspection, Register | None]:
    """Return (all that is understood of the files, the register if its path was given and it could be used).

    Raises InputError if the register cannot be read; what is wrong with the exports is in the inspection.
    """
    found, facts = look(paths, candidates, options), None
    responses = found.responses
    if responses is None:
        return found, None
    if register is not None:
        facts, findings = read_register(register, responses.instrument)
        given = responses.findings
        responses = apply_register(responses, facts)
        known = [finding for finding in found.findings if finding not in given or finding in responses.findings]
        added = [finding for finding in responses.findings if finding not in given]
        found = replace(found, responses=responses, findings=(*known, *added, *findings))
    flags = flag(responses).sum()
    return replace(found, flags={str(name): int(n) for name, n in flags.items()}), facts
