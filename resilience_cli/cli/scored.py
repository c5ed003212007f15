"""What `score` shows when it is done, and where it writes a report that is a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from resilience_cli.cli.console import deliver, open_file, show, tell, write_json
from resilience_cli.cli.options import FILES, must_be_new, one_of
from resilience_cli.cli.reporting import FORMATS
from resilience_cli.errors import UsageError
from resilience_cli.messages import say
from resilience_cli.model.finding import Finding

if TYPE_CHECKING:
    from resilience_cli.model.assessment import Assessment

WRITTEN = (*FILES, "html")
"""Forms of a report that become a file."""


class Shown(NamedTuple):
    """How a result is shown."""

    form: str | None
    """Form of the report; None: the first page, in the terminal."""
    file: Path | None
    """Where it is written; None: it is shown."""
    opened: bool
    """Whether the file is opened."""


def result_of(form: str | None, directory: Path, force: bool, opened: bool) -> Shown:
    """Return how the result is shown; a report that is a file is named after the assessment, never after the input.

    Raises UsageError for a form that there is not, a file that is there, or if there is none to be opened.
    """
    one_of("--report", form or "json", FORMATS)
    name = say("{name}.report", name=directory.name.removesuffix(".assessment"))
    file = directory.parent / f"{name}.{form}" if form in WRITTEN else None
    if opened and file is None:
        raise UsageError(Finding("RES-I172", values={"what": "--open", "example": f"--report {FILES[0]}"}))
    must_be_new(file, force)
    return Shown(form, file, opened)


def show_result(assessment: Assessment, directory: Path, shown: Shown, quiet: bool) -> None:
    """Show what was found on stdout, or write it; say on stderr where it is."""
    from resilience_cli import reports
    from resilience_cli.analysis.reporting import report_document

    if shown.form == "json":
        write_json(reports.as_json(assessment, source=str(directory)))
    elif shown.form == "terminal":
        show(report_document(assessment))
    elif shown.form is not None:
        deliver(reports.FORMATS[shown.form](report_document(assessment)), shown.file, quiet)
    if not quiet and (shown.form is None or shown.file is not None):
        show(reports.result(assessment))
    if not quiet:
        tell(say("Written: {directory}. Next: resilience report {directory}", directory=directory))
    if shown.opened and shown.file is not None:
        open_file(shown.file)
