"""`instruments validate` and `release`: everything that is wrong with questionnaire files, and what may not change."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from resilience_cli.cli.console import show, tell, working, write, write_json
from resilience_cli.cli.help_pages import Command
from resilience_cli.cli.options import AsJson, Instruments, Lang, Quiet, one_of
from resilience_cli.errors import CheckFailedError
from resilience_cli.messages import say

if TYPE_CHECKING:
    from resilience_cli.model.validation import Validation

FORMATS = ("text", "json", "junit", "sarif", "github")


def validate(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar=say("[FILE|FOLDER|ID[@VERSION]]…"), help=say("What to check; else all in the directory.")
        ),
    ] = None,
    *,
    instruments: Instruments = None,
    form: Annotated[
        str, typer.Option("--format", metavar="|".join(FORMATS), help=say("Form of what is shown."))
    ] = "text",
    strict: Annotated[bool, typer.Option("--strict", help=say("Warnings count as errors."))] = False,
    out: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help=say("File to write; one that is there is replaced.")),
    ] = None,
    json: AsJson = False,
    quiet: Quiet = False,
    lang: Lang = None,  # noqa: ARG001 - its callback has done all
) -> None:
    """Check instruments; the exit code is 1 if one has an error."""
    form = "json" if json else form
    one_of("--format", form, FORMATS)
    from resilience_cli.analysis import validation

    with working(quiet) as advance:
        found = validation.validate(names or (), instruments, strict=strict, progress=advance)
    _deliver(found, form, out, quiet)
    errors = [one for file in found.files for one in file.findings if found.severity(one) == "error"]
    if errors:
        # Quiet people still hear of errors, unless what they asked for holds them.
        raise CheckFailedError(*errors) if quiet and form == "text" and not out else typer.Exit(1)


def _deliver(found: Validation, form: str, out: Path | None, quiet: bool) -> None:
    """Show what was found, or write it to the file; where that is not for people, sum it up on stderr."""
    from resilience_cli import reports
    from resilience_cli.files import beside

    if out is None and form == "text":
        if not quiet:
            show(reports.validation(found))
        return
    text = reports.VALIDATION_FORMATS[form](found)
    if out is None:
        write(text)
    else:
        # A file's name may hold what UTF-8 cannot.
        beside.write_text(out, text.encode(errors="replace").decode())
    if not quiet:
        tell(reports.validation_summary(found))
        if out is not None:
            tell(say("Written: {file}", file=out))


def release(
    name: Annotated[
        str, typer.Argument(metavar="ID@VERSION", help=say("The version to release, or the path of its file."))
    ],
    instruments: Instruments = None,
    json: AsJson = False,
    quiet: Quiet = False,
    lang: Lang = None,  # noqa: ARG001 - its callback has done all
) -> None:
    """Release a version, unless something is wrong with it."""
    from datetime import datetime

    from resilience_cli.analysis import releasing

    done = releasing.release(name, instruments, datetime.now().astimezone().date())
    if json:
        write_json({**asdict(done), "path": str(done.path)})
    elif not quiet and done.is_new:
        write(say("{name} is released; its file may not change any more.", name=done.name) + "\n")
    elif not quiet:
        write(say("{name} was released on {date} and is unchanged.", name=done.name, date=done.date) + "\n")


def add_to(app: typer.Typer) -> None:
    """Add the commands to the group."""
    app.command(
        "validate",
        cls=Command,
        help=say("Check questionnaire files and run their cases; exit code 1 if one has an error."),
        epilog=say("Example: resilience instruments validate instruments/rng/1.0.0.json"),
    )(validate)
    app.command(
        "release",
        cls=Command,
        help=say("Release a version that has no fault: from then on, its file may not change."),
        epilog=say("Example: resilience instruments release rng@1.1.0"),
    )(release)
