"""What `compare` shows beside changes or the order: before and in the crisis, and the events of an events file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from resilience_cli.model.assessment import Assessment
    from resilience_cli.model.document import Document
    from resilience_cli.model.events import EventStudy

    Made = tuple[Callable[[], Any], Callable[[], Document]]


def with_crisis(made: Made, waves: Sequence[Assessment], happened: EventStudy | None = None) -> Made:
    """Return (JSON, document) of the comparison with what one assessment, or several waves, tell of the crisis."""
    from resilience_cli import reports
    from resilience_cli.analysis.crisis import crisis

    first, last, told = waves[0], waves[-1], crisis(waves)
    instruments = (first.instrument, last.instrument)

    def content() -> Any:
        events = {} if happened is None else {"events": reports.beside_as_json(happened, last)}
        return {**made[0](), "crisis": reports.crisis_as_json(told), **events}

    def document() -> Document:
        found = made[1]()
        changes = reports.changes_in_words(last, made[0]().get("changes", ())) if len(waves) > 1 else None
        events = () if happened is None else reports.beside_parts(happened, last, changes=changes)
        return replace(found, parts=(*found.parts, *reports.crisis_parts(instruments, last, told), *events))

    return content, document
