"""`compare`: waves of the same communities, or the communities of one street or of several beside one another."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from resilience_cli.cli.comparing_beside import with_crisis
from resilience_cli.cli.console import tell, working
from resilience_cli.cli.events import Shock
from resilience_cli.cli.help_pages import Command
from resilience_cli.cli.options import AsJson, Force, Lang, Quiet
from resilience_cli.cli.reporting import Form, OutFile, events_of, form_of, present
from resilience_cli.errors import CheckFailedError, UsageError
from resilience_cli.messages import say
from resilience_cli.model.finding import Finding

if TYPE_CHECKING:
    from resilience_cli.cli.comparing_beside import Made


def compare(
    assessment: Annotated[
        list[Path],
        typer.Argument(
            metavar=say("ASSESSMENT…"), help=say("Assessment directories: one, several waves, or several streets.")
        ),
    ],
    *,
    score: Annotated[
        list[str] | None, typer.Option("--score", metavar="ID", help=say("Only by this score; repeatable."))
    ] = None,
    rank_anyway: Annotated[
        bool, typer.Option("--rank-anyway", help=say("Show an order also by scores that are not good enough for it."))
    ] = False,
    smallest: Annotated[
        float | None,
        typer.Option("--smallest", min=0, metavar="N", help=say("Smallest change that matters, in points.")),
    ] = None,
    finite: Annotated[
        bool, typer.Option("--finite", help=say("Waves: the people of the register are all that there are."))
    ] = False,
    events: Annotated[
        Path | None, typer.Option("--events", metavar="FILE", help=say("Events file to show beside it."))
    ] = None,
    shock: Shock = None,
    form: Form = None,
    out: OutFile = None,
    force: Force = False,
    json: AsJson = False,
    quiet: Quiet = False,
    lang: Lang = None,  # noqa: ARG001 - its callback has done all
) -> None:
    """Show what changed between waves, or which communities of one street or several stand higher or lower."""
    form = form_of(form, json, out, force)
    if shock is not None and events is None:
        raise UsageError(Finding("RES-A060"))
    from resilience_cli import reports, store
    from resilience_cli.analysis.comparing import compare as compared

    with working(quiet):
        assessments = [store.read(directory) for directory in assessment]
        found = compared(assessments, score or (), smallest=smallest, rank_anyway=rank_anyway, finite=finite)
    made: Made = partial(reports.comparison_as_json, found), partial(reports.comparison_document, found)
    if found.form != "streets":
        happened = None if events is None else events_of(found.assessments[-1], events, shock)
        made = with_crisis(made, found, happened)
    elif events is not None:
        raise UsageError(Finding("RES-A037"))
    present(*made, form, out, quiet)
    for command in found.commands:
        tell(command)
    if found.refused:
        raise CheckFailedError(*found.refused)


def add_to(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(
        "compare",
        cls=Command,
        help=say("What changed between waves; of one or several streets, the order where a score allows it."),
        epilog=say("Example: resilience compare 2025.assessment 2026.assessment --score index"),
    )(compare)
