"""`diagnose`: how far the numbers of an assessment can be trusted."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from resilience_cli.cli.console import deliver, show
from resilience_cli.cli.help_pages import Command
from resilience_cli.cli.options import AsJson, Force, Lang, Quiet, must_be_new, one_of
from resilience_cli.cli.reporting import FORMATS, Directory
from resilience_cli.messages import say


def diagnose(
    assessment: Directory,
    *,
    form: Annotated[
        str, typer.Option("--format", metavar="|".join(FORMATS), help=say("Form of what is shown."))
    ] = "terminal",
    out: Annotated[Path | None, typer.Option("--out", "-o", metavar="FILE", help=say("File to write."))] = None,
    force: Force = False,
    json: AsJson = False,
    quiet: Quiet = False,
    lang: Lang = None,  # noqa: ARG001 - its callback has done all
) -> None:
    """Show what the numbers of an assessment are worth."""
    form = "json" if json else form
    one_of("--format", form, FORMATS)
    must_be_new(out, force)
    from resilience_cli import reports, store
    from resilience_cli.analysis import diagnosing

    found = store.read(assessment)
    diagnosis = diagnosing.diagnose(found)
    if form == "json":
        deliver(reports.diagnosis_as_json(diagnosis), out, quiet)
        return
    document = reports.diagnosis_document(found, diagnosis)
    if form == "terminal" and out is None:
        show(document)
    else:
        deliver(reports.FORMATS[form](document), out, quiet)


def add_to(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(
        "diagnose",
        cls=Command,
        help=say("How far the numbers can be trusted: reliability, agreement, keying, careless and missing answers."),
        epilog=say("Example: resilience diagnose 导出.assessment"),
    )(diagnose)
