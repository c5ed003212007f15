"""`instruments validate`: everything that is wrong with questionnaire files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from resilience_cli.cli.console import show, write_json
from resilience_cli.cli.help_pages import Command
from resilience_cli.cli.options import AsJson, Instruments, Lang, Quiet
from resilience_cli.errors import CheckFailedError
from resilience_cli.messages import say
from resilience_cli.model.finding import Finding


def validate(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FILE|ID[@VERSION]]…", help=say("What to check; else all in the directory.")),
    ] = None,
    instruments: Instruments = None,
    json: AsJson = False,
    quiet: Quiet = False,
    lang: Lang = None,  # noqa: ARG001 - its callback has done all
) -> None:
    """Check instruments; raises CheckFailedError with all errors."""
    from resilience_cli import reports
    from resilience_cli.catalog import find, release

    directory = find.instruments_dir(instruments) if not names or not all(map(_is_file, names)) else Path()
    if names:
        paths = [Path(name) if _is_file(name) else find.resolve(name, directory) for name in names]
    else:
        paths = [listed.path for listed in find.available(directory)]
    found = {str(path): _checked(path) for path in paths}
    lock = directory / "releases.json"
    if not names and lock.exists():
        found[str(lock)] = release.check_releases(directory)
    if not paths:
        raise CheckFailedError(Finding("RES-I019", values={"folder": str(directory)}))
    errors = [one for findings in found.values() for one in findings if one.severity == "error"]
    if json:
        write_json({path: [reports.finding_as_json(one) for one in findings] for path, findings in found.items()})
    elif not quiet:
        show(reports.validation(found))
    if errors:
        # The findings are on stdout already unless --quiet; stderr has them all the same, for a pipeline's log.
        raise CheckFailedError(*errors) if quiet or json else typer.Exit(CheckFailedError.exit_code)


def _is_file(name: str) -> bool:
    return Path(name).is_file() or name.endswith(".json")


def _checked(path: Path) -> tuple[Finding, ...]:
    from resilience_cli.analysis import cases
    from resilience_cli.catalog import load

    findings = load.validate(path)
    if any(finding.severity == "error" for finding in findings):
        return findings
    return (*findings, *cases.check_cases(load.load(path, allow_unreleased=True), path))


def add_to(app: typer.Typer) -> None:
    """Add the command to the group."""
    app.command(
        "validate",
        cls=Command,
        help=say("Check questionnaire files and run their cases; exit code 1 if one has an error."),
        epilog=say("Example: resilience instruments validate instruments/rng/1.0.0.json"),
    )(validate)
