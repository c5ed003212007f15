"""What `compare` shows beside changes or the order: before and in the crisis, and the events of an events file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from resilience_cli.model.comparison import Comparison
    from resilience_cli.model.document import Document
    from resilience_cli.model.events import EventStudy

    Made = tuple[Callable[[], Any], Callable[[], Document]]


def with_crisis(made: Made, compared: Comparison, happened: EventStudy | None = None) -> Made:
    """Return (JSON, document) of the comparison with what one assessment, or several waves, tell of the crisis.

    Events stand beside what changed or, where no change is told, beside the classes.
    """
    from resilience_cli import reports
    from resilience_cli.analysis.crisis import crisis

    first, last, told = compared.assessments[0], compared.assessments[-1], crisis(compared.assessments)
    changes = None if compared.change is None else reports.changes_in_words(last, compared.change.changes)
    instruments = (first.instrument, last.instrument)

    def content() -> Any:
        events = {} if happened is None else {"events": reports.beside_as_json(happened, last)}
        return {**made[0](), "crisis": reports.crisis_as_json(told), **events}

    def document() -> Document:
        found = made[1]()
        events = () if happened is None else reports.beside_parts(happened, last, changes=changes)
        return replace(found, parts=(*found.parts, *reports.crisis_parts(instruments, last, told), *events))

    return content, document
