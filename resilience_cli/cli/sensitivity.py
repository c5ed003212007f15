"""`sensitivity`: what classes and order owe to choices that could have been made otherwise."""

from __future__ import annotations

from functools import partial
from typing import Annotated

import typer

from resilience_cli.cli.console import working
from resilience_cli.cli.help_pages import Command
from resilience_cli.cli.options import AsJson, Force, Lang, Quiet
from resilience_cli.cli.reporting import Directory, Form, OutFile, form_of, present
from resilience_cli.messages import say


def sensitivity(
    assessment: Directory,
    *,
    score: Annotated[
        str | None,
        typer.Option("--score", metavar="ID", help=say("Composite to vary; else the questionnaire's first.")),
    ] = None,
    draws: Annotated[
        int, typer.Option("--draws", min=100, metavar="N", help=say("Draws of each choice, and of all together."))
    ] = 10_000,
    seed: Annotated[int, typer.Option("--seed", min=0, metavar="N", help=say("Seed of the draws."))] = 20231026,
    margin: Annotated[
        float | None,
        typer.Option(
            "--margin",
            min=0,
            max=50,
            metavar="N",
            help=say("Points by which cuts move at most; else the smallest change that matters, or 5."),
        ),
    ] = None,
    rank_anyway: Annotated[
        bool, typer.Option("--rank-anyway", help=say("Show an order also by scores that are not good enough for it."))
    ] = False,
    form: Form = None,
    out: OutFile = None,
    force: Force = False,
    json: AsJson = False,
    quiet: Quiet = False,
    lang: Lang = None,  # noqa: ARG001 - its callback has done all
) -> None:
    """Show what becomes of classes and order when choices are made otherwise."""
    form = form_of(form, json, out, force)
    from resilience_cli import reports, store
    from resilience_cli.analysis.sensitivity import sensitivity as varied

    assessed = store.read(assessment)
    with working(quiet):
        found = varied(assessed, score, draws=draws, seed=seed, margin=margin, rank_anyway=rank_anyway)
    document = partial(reports.sensitivity_document, assessed, found)
    present(partial(reports.sensitivity_as_json, found), document, form, out, quiet)


def add_to(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(
        "sensitivity",
        cls=Command,
        help=say("Do classes and order hold if weights, cuts and other choices had been made otherwise?"),
        epilog=say("Example: resilience sensitivity 导出.assessment --margin 3"),
    )(sensitivity)
