"""`compare`: the communities of an assessment beside one another."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from resilience_cli.cli.console import deliver, show
from resilience_cli.cli.help_pages import Command
from resilience_cli.cli.options import AsJson, Force, Lang, Quiet, must_be_new, one_of
from resilience_cli.cli.reporting import FORMATS, Directory
from resilience_cli.messages import say


def compare(
    assessment: Directory,
    *,
    score: Annotated[
        list[str] | None, typer.Option("--score", metavar="ID", help=say("Only by this score; repeatable."))
    ] = None,
    rank_anyway: Annotated[
        bool, typer.Option("--rank-anyway", help=say("Show an order also by scores that are not good enough for it."))
    ] = False,
    form: Annotated[
        str, typer.Option("--format", metavar="|".join(FORMATS), help=say("Form of what is shown."))
    ] = "terminal",
    out: Annotated[Path | None, typer.Option("--out", "-o", metavar="FILE", help=say("File to write."))] = None,
    force: Force = False,
    json: AsJson = False,
    quiet: Quiet = False,
    lang: Lang = None,  # noqa: ARG001 - its callback has done all
) -> None:
    """Show which communities stand higher or lower, as far as that can be told."""
    form = "json" if json else form
    one_of("--format", form, FORMATS)
    must_be_new(out, force)
    from resilience_cli import reports, store
    from resilience_cli.analysis import ranking

    found = store.read(assessment)
    rankings = ranking.rank(found, score or (), rank_anyway)
    if form == "json":
        deliver(reports.ranking_as_json(rankings), out, quiet)
        return
    document = reports.ranking_document(found, rankings)
    if form == "terminal" and out is None:
        show(document)
    else:
        deliver(reports.FORMATS[form](document), out, quiet)


def add_to(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(
        "compare",
        cls=Command,
        help=say("The order of the neighbourhoods as three tiers and ranges of ranks, where a score allows it."),
        epilog=say("Example: resilience compare 导出.assessment --score index"),
    )(compare)
