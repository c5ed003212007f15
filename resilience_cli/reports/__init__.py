"""Reports: the words are chosen in the compose files; the renderers walk the parts of a Document."""

from collections.abc import Callable

from resilience_cli.files.made import Made
from resilience_cli.model.document import Document
from resilience_cli.model.validation import Validation
from resilience_cli.reports import github, html, junit, markdown, sarif, terminal, word, xlsx
from resilience_cli.reports.as_json import as_json, finding_as_json
from resilience_cli.reports.communities import find_communities
from resilience_cli.reports.comparison_as_json import comparison_as_json
from resilience_cli.reports.compose import compose, result
from resilience_cli.reports.compose_codebook import codebook
from resilience_cli.reports.compose_comparison import comparison_document
from resilience_cli.reports.compose_crisis import crisis_as_json, crisis_parts
from resilience_cli.reports.compose_diagnosis import diagnosis_document
from resilience_cli.reports.compose_diff import difference_document
from resilience_cli.reports.compose_events import events_as_json, events_document
from resilience_cli.reports.compose_events_beside import beside_as_json, beside_parts, changes_in_words
from resilience_cli.reports.compose_explain import explain
from resilience_cli.reports.compose_inspect import inspection
from resilience_cli.reports.compose_instrument import instrument_document, instrument_list
from resilience_cli.reports.compose_plan import plan_as_json, plan_document
from resilience_cli.reports.compose_sensitivity import sensitivity_document
from resilience_cli.reports.compose_validation import (
    validation,
    validation_as_json,
    validation_as_text,
    validation_summary,
)
from resilience_cli.reports.compose_verification import verification_as_json, verification_document
from resilience_cli.reports.diagnosis_as_json import diagnosis_as_json
from resilience_cli.reports.diff_formats import DIFFERENCE_FORMATS
from resilience_cli.reports.finding_pages import finding_pages
from resilience_cli.reports.inspection_as_json import inspection_as_json
from resilience_cli.reports.sensitivity_as_json import sensitivity_as_json
from resilience_cli.reports.suppression import is_published
from resilience_cli.reports.wording import headline

FORMATS: dict[str, Callable[[Document], Made]] = {
    "terminal": terminal.render,
    "md": markdown.render,
    "html": html.render,
    "docx": word.paper,
    "xlsx": xlsx.book,
}
"""How a document becomes a text or what a file holds; json is made from the assessment itself, by `as_json`."""
VALIDATION_FORMATS: dict[str, Callable[[Validation], str]] = {
    "text": validation_as_text,
    "json": validation_as_json,
    "junit": junit.render,
    "sarif": sarif.render,
    "github": github.render,
}
"""How what came out of checking questionnaires becomes text; all from the same findings."""
CODEBOOK_FORMATS: dict[str, Callable[[Document], Made]] = {
    "md": markdown.render,
    "html": html.render,
    "xlsx": xlsx.book,
}
"""How a codebook becomes a text, or the pages of a workbook."""

__all__ = [
    "CODEBOOK_FORMATS",
    "DIFFERENCE_FORMATS",
    "FORMATS",
    "VALIDATION_FORMATS",
    "as_json",
    "beside_as_json",
    "beside_parts",
    "changes_in_words",
    "codebook",
    "comparison_as_json",
    "comparison_document",
    "compose",
    "crisis_as_json",
    "crisis_parts",
    "diagnosis_as_json",
    "diagnosis_document",
    "difference_document",
    "events_as_json",
    "events_document",
    "explain",
    "find_communities",
    "finding_as_json",
    "finding_pages",
    "headline",
    "inspection",
    "inspection_as_json",
    "instrument_document",
    "instrument_list",
    "is_published",
    "plan_as_json",
    "plan_document",
    "result",
    "sensitivity_as_json",
    "sensitivity_document",
    "validation",
    "validation_summary",
    "verification_as_json",
    "verification_document",
]
