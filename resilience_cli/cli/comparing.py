"""`compare`: two waves of the same communities, or the communities of one beside one another."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from resilience_cli.cli.help_pages import Command
from resilience_cli.cli.options import AsJson, Force, Lang, Quiet
from resilience_cli.cli.reporting import Form, OutFile, form_of, present
from resilience_cli.errors import UsageError
from resilience_cli.messages import say
from resilience_cli.model.finding import Finding


def compare(
    assessment: Annotated[
        list[Path],
        typer.Argument(
            metavar=say("ASSESSMENT [LATER]"), help=say("One assessment directory, or an earlier and a later one.")
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
    form: Form = "terminal",
    out: OutFile = None,
    force: Force = False,
    json: AsJson = False,
    quiet: Quiet = False,
    lang: Lang = None,  # noqa: ARG001 - its callback has done all
) -> None:
    """Show what changed between two waves, or which communities of one stand higher or lower."""
    if len(assessment) > 2:
        raise UsageError(Finding("RES-A024", values={"n": len(assessment)}))
    form = form_of(form, json, out, force)
    from resilience_cli import reports, store

    found = [store.read(directory) for directory in assessment]
    if len(found) == 2:
        from resilience_cli.analysis.waves import compare_waves

        waves = compare_waves(found[0], found[1], score or (), smallest)
        content, document = (
            partial(reports.comparison_as_json, waves),
            partial(reports.comparison_document, found[1], waves),
        )
    else:
        from resilience_cli.analysis.ranking import rank

        order = rank(found[0], score or (), rank_anyway)
        content, document = partial(reports.ranking_as_json, order), partial(reports.ranking_document, found[0], order)
    present(content, document, form, out, quiet)


def add_to(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(
        "compare",
        cls=Command,
        help=say("What changed between two waves; of one, the order of the neighbourhoods where a score allows it."),
        epilog=say("Example: resilience compare 2025.assessment 2026.assessment --score index"),
    )(compare)
