"""`diagnose`: how far the numbers of an assessment can be trusted."""

from __future__ import annotations

from functools import partial

import typer

from resilience_cli.cli.help_pages import Command
from resilience_cli.cli.options import AsJson, Force, Lang, Quiet
from resilience_cli.cli.reporting import Directory, Form, OutFile, form_of, present
from resilience_cli.messages import say


def diagnose(
    assessment: Directory,
    *,
    form: Form = None,
    out: OutFile = None,
    force: Force = False,
    json: AsJson = False,
    quiet: Quiet = False,
    lang: Lang = None,  # noqa: ARG001 - its callback has done all
) -> None:
    """Show what the numbers of an assessment are worth."""
    form = form_of(form, json, out, force)
    from resilience_cli import reports, store
    from resilience_cli.analysis.diagnosing import diagnose as diagnosed

    found = store.read(assessment)
    diagnosis = diagnosed(found)
    document = partial(reports.diagnosis_document, found, diagnosis)
    present(partial(reports.diagnosis_as_json, diagnosis), document, form, out, quiet)


def add_to(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(
        "diagnose",
        cls=Command,
        help=say("How far the numbers can be trusted: reliability, agreement, keying, careless and missing answers."),
        epilog=say("Example: resilience diagnose 导出.assessment"),
    )(diagnose)
