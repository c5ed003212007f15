"""Reports: the words are chosen in the compose files; the renderers walk the parts of a Document."""

from collections.abc import Callable

from resilience_cli.model.document import Document
from resilience_cli.reports import markdown, terminal
from resilience_cli.reports.as_json import as_json, finding_as_json, inspection_as_json
from resilience_cli.reports.compose import compose, result
from resilience_cli.reports.compose_explain import explain
from resilience_cli.reports.compose_inspect import inspection
from resilience_cli.reports.compose_instrument import instrument_document, instrument_list, validation

FORMATS: dict[str, Callable[[Document], str]] = {"terminal": terminal.render, "md": markdown.render}
"""How a document becomes text; json is made from the assessment itself, by `as_json`."""

__all__ = [
    "FORMATS",
    "as_json",
    "compose",
    "explain",
    "finding_as_json",
    "inspection",
    "inspection_as_json",
    "instrument_document",
    "instrument_list",
    "result",
    "validation",
]
