"""Assessment -> its report, with what is to be computed for it: the order, the change since a wave, the ways up."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from resilience_cli import reports
from resilience_cli.analysis.comparing import change_since
from resilience_cli.analysis.ranking import MOST, rank
from resilience_cli.analysis.ways_up import ways_up
from resilience_cli.errors import UsageError
from resilience_cli.files.made import write_made
from resilience_cli.model.assessment import Assessment
from resilience_cli.model.document import Document
from resilience_cli.model.finding import Finding
from resilience_cli.model.way_up import WayUp
from resilience_cli.reports.suppression import Audience


def report(
    assessment: Assessment,
    file: Path,
    *,
    audience: Audience = "internal",
    communities: Sequence[str] = (),
    before: Assessment | None = None,
    force: bool = False,
) -> Path:
    """Write the report and return its file, whose ending says the form: .docx, .html, .xlsx or .md.

    `communities` names those that it is about (empty: all), `before` is the wave to compare with; the language is that
    of RESILIENCE_LANG. Raises UsageError for another ending, for a file that is there unless `force` is given and for
    unknown communities, InputError if the file cannot be written.
    """
    forms = [form for form in reports.FORMATS if form != "terminal"]
    form = file.suffix.lower().removeprefix(".")
    if form not in forms:
        raise UsageError(Finding("RES-U007", values={"option": "file", "value": file.name, "choices": forms}))
    if file.exists() and not force:
        raise UsageError(Finding("RES-U001", values={"name": str(file)}))
    document = report_document(assessment, audience, communities, before=before)
    write_made(file, reports.FORMATS[form](document))
    return file


def report_document(
    assessment: Assessment,
    audience: Audience = "internal",
    communities: Sequence[str] = (),
    *,
    before: Assessment | None = None,
    **said: Any,
) -> Document:
    """Return the report of all communities, or of those named; `said` are further arguments of `reports.compose`.

    Raises UsageError for communities that are not in the assessment.
    """
    if len(communities) == 1:
        return reports.compose(assessment, audience, communities, ways=ways_of(assessment, communities[0]), **said)
    index = reports.headline(assessment.instrument)
    ordered = index is not None and len(assessment.verdicts) <= MOST
    return reports.compose(
        assessment,
        audience,
        communities,
        ranking=rank([assessment], [index.id])[0] if index and ordered else None,
        comparison=None if before is None else change_since(before, assessment),
        **said,
    )


def ways_of(assessment: Assessment, community: str) -> tuple[WayUp, ...]:
    """Return what one step on single questions would do to the community's class."""
    return ways_up(assessment, reports.find_communities(assessment, [community])[0])
