"""`verify`: is an assessment as it was computed?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from resilience_cli.cli.console import show, working, write_json
from resilience_cli.cli.help_pages import Command
from resilience_cli.cli.options import AsJson, Lang, Quiet
from resilience_cli.cli.reporting import Directory
from resilience_cli.errors import CheckFailedError
from resilience_cli.messages import say
from resilience_cli.model.verification import Given


def verify(
    assessment: Directory,
    exports: Annotated[
        list[Path] | None,
        typer.Argument(metavar=say("[EXPORT…]"), help=say("The exports that were scored, to compute it anew.")),
    ] = None,
    *,
    register: Annotated[
        Path | None, typer.Option("--register", metavar="FILE", help=say("Community register: xlsx or csv."))
    ] = None,
    mapping: Annotated[
        Path | None,
        typer.Option("--mapping", metavar="FILE", help=say("What columns and answers mean (of --write-mapping).")),
    ] = None,
    names: Annotated[
        Path | None,
        typer.Option("--names", metavar="FILE", help=say("Confirmed names of neighbourhoods (of --write-names).")),
    ] = None,
    margins: Annotated[
        Path | None,
        typer.Option("--margins", metavar="FILE", help=say("What residents were weighted to (of score --margins).")),
    ] = None,
    json: AsJson = False,
    quiet: Quiet = False,
    lang: Lang = None,  # noqa: ARG001 - its callback has done all
) -> None:
    """Check an assessment directory; the exit code is 1 if something differs."""
    from resilience_cli import pipeline, reports
    from resilience_cli.analysis.verifying import verify as verified

    given = Given(tuple(exports or ()), register, mapping, names, margins)
    with working(quiet):
        found = verified(assessment, given, pipeline.assess, pipeline.versions())
    if json:
        write_json(reports.verification_as_json(found, str(assessment)))
    elif not quiet:
        show(reports.verification_document(found, str(assessment)))
    if not found.holds:
        errors = [finding for finding in found.findings if finding.severity == "error"]
        # Quiet people still hear what differs.
        raise CheckFailedError(*errors) if quiet and not json else typer.Exit(CheckFailedError.exit_code)


def add_to(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(
        "verify",
        cls=Command,
        help=say("Check that an assessment is as it was written and, with its exports, that they give the same again."),
        epilog=say("Example: resilience verify 导出.assessment 导出.xlsx --register 登记表.xlsx"),
    )(verify)
