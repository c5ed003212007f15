"""`instruments diff`: what differs between two questionnaires, and whether their scores compare."""

from __future__ import annotations

from typing import Annotated

import typer

from resilience_cli.cli.console import show, write
from resilience_cli.cli.help_pages import Command
from resilience_cli.cli.options import AsJson, Instruments, Lang, Quiet, one_of
from resilience_cli.errors import CheckFailedError, UsageError
from resilience_cli.messages import say
from resilience_cli.model.finding import Finding

FORMATS = ("text", "json", "md", "github")
PAIR = 2


def diff(
    names: Annotated[
        list[str],
        typer.Argument(metavar="[OLD] NEW", help=say("Two questionnaires: files, ids, or id@version.")),
    ],
    *,
    against: Annotated[
        str | None,
        typer.Option("--against", metavar="REVISION", help=say("Compare NEW with what it was in this git revision.")),
    ] = None,
    instruments: Instruments = None,
    form: Annotated[
        str, typer.Option("--format", metavar="|".join(FORMATS), help=say("Form of what is shown."))
    ] = "text",
    json: AsJson = False,
    quiet: Quiet = False,
    lang: Lang = None,  # noqa: ARG001 - its callback has done all
) -> None:
    """Compare two instruments; the exit code is 1 if there are breaks that the new one does not approve."""
    form = "json" if json else form
    one_of("--format", form, FORMATS)
    if len(names) != PAIR - (against is not None):
        raise UsageError(Finding("RES-I103", values={"count": len(names)}))
    from resilience_cli import reports
    from resilience_cli.catalog import find, load, revisions, versions
    from resilience_cli.catalog.diff.compare import diff as compared

    *before, path = [find.resolve(name, find.instruments_dir(instruments)) for name in names]
    new = load.load(path, allow_unreleased=True)
    old = load.load(before[0], allow_unreleased=True) if before else revisions.load_revision(path, str(against))
    found = compared(old, new)
    findings = versions.difference_findings(found, path)
    if form == "text" and not quiet:
        show(reports.difference_document(found))
    elif form != "text":
        write(reports.DIFFERENCE_FORMATS[form](found, findings, path))
    elif found.unapproved:
        raise CheckFailedError(*(one for one in findings if one.severity == "error"))
    if found.unapproved:
        raise typer.Exit(CheckFailedError.exit_code)


def add_to(app: typer.Typer) -> None:
    """Add the command to the group."""
    app.command(
        "diff",
        cls=Command,
        help=say("What differs between two questionnaires, whether scores compare, and the version step it takes."),
        epilog=say("Example: resilience instruments diff rng@1.0.0 rng@1.1.0"),
    )(diff)
