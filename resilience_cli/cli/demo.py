"""`demo`: the first thing a new user runs."""

from __future__ import annotations

import tempfile
from pathlib import Path

import typer

from resilience_cli.cli.console import show, tell, working
from resilience_cli.cli.help_pages import Command
from resilience_cli.cli.options import Lang, Quiet, Reading
from resilience_cli.cli.scoring import assess
from resilience_cli.errors import InputError
from resilience_cli.messages import say
from resilience_cli.messages.printable import printable
from resilience_cli.model.finding import Finding

PACKAGE = Path(__file__).resolve().parent.parent


def sample_dir() -> Path:
    """Return the directory of sample exports: inside the package (a wheel), else beside it (a checkout).

    Raises InputError if there is none.
    """
    inside = PACKAGE / "sample_data"
    found = inside if inside.is_dir() else PACKAGE.parent / "sample_data"
    if not found.is_dir():
        raise InputError(Finding("RES-U005"))
    return found


def demo(
    quiet: Quiet = False,
    lang: Lang = None,  # noqa: ARG001 - its callback has done all
) -> None:
    """Score the bundled sample export and show the result."""
    samples = sample_dir()
    export = next(iter(sorted(samples.glob("2026/*_按文本_*.xlsx"))), None)
    if export is None:
        raise InputError(Finding("RES-U005"))
    from resilience_cli import reports, store
    from resilience_cli.model.assessment import Options

    register = samples / "登记表.xlsx"
    with working(quiet) as progress:
        assessment = assess([export], Reading(), register if register.is_file() else None, Options(), progress)
        directory = Path(tempfile.mkdtemp(prefix="resilience-demo-")) / f"{export.stem}.assessment"
        store.write(assessment, directory)
    show(reports.result(assessment))
    if not quiet:
        name = next((printable(verdict.name) for verdict in assessment.verdicts if verdict.class_id), "")
        tell(say("This was invented data. The assessment is in {directory}. Next:", directory=directory))
        tell(f"  resilience report {directory}")
        tell(f"  resilience explain {directory} {name}")
        tell(f"  resilience inspect {export}")


def add_to(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(
        "demo",
        cls=Command,
        help=say("Score the bundled sample export and show the result: try this first."),
        epilog=say("Example: resilience demo"),
    )(demo)
