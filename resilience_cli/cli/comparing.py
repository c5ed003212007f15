"""`compare`: two waves of the same communities, or the communities of one beside one another."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from resilience_cli.cli.comparing_beside import with_crisis
from resilience_cli.cli.events import Shock
from resilience_cli.cli.help_pages import Command
from resilience_cli.cli.options import AsJson, Force, Lang, Quiet
from resilience_cli.cli.reporting import Form, OutFile, events_of, form_of, present
from resilience_cli.errors import UsageError
from resilience_cli.messages import say
from resilience_cli.model.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from resilience_cli.model.assessment import Assessment
    from resilience_cli.model.document import Document

    Made = tuple[Callable[[], Any], Callable[[], Document]]


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
    """Show what changed between two waves, or which communities of one stand higher or lower."""
    if len(assessment) > 2:
        raise UsageError(Finding("RES-A024", values={"n": len(assessment)}))
    form = form_of(form, json, out, force)
    if shock is not None and events is None:
        raise UsageError(Finding("RES-A060"))
    from resilience_cli import store

    found = [store.read(directory) for directory in assessment]
    scores = score or ()
    two = len(found) == 2
    made = _waves(found[0], found[1], scores, smallest) if two else _order(found[0], scores, rank_anyway)
    happened = None if events is None else events_of(found[-1], events, shock)
    present(*with_crisis(made, found, happened), form, out, quiet)


def _waves(before: Assessment, after: Assessment, scores: Sequence[str], smallest: float | None) -> Made:
    from resilience_cli import reports
    from resilience_cli.analysis.waves import compare_waves

    found = compare_waves(before, after, scores, smallest)
    return partial(reports.comparison_as_json, found), partial(reports.comparison_document, after, found)


def _order(assessment: Assessment, scores: Sequence[str], rank_anyway: bool) -> Made:
    from resilience_cli import reports
    from resilience_cli.analysis.ranking import rank

    found = rank(assessment, scores, rank_anyway)
    return partial(reports.ranking_as_json, found), partial(reports.ranking_document, assessment, found)


def add_to(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(
        "compare",
        cls=Command,
        help=say("What changed between two waves; of one, the order of the neighbourhoods where a score allows it."),
        epilog=say("Example: resilience compare 2025.assessment 2026.assessment --score index"),
    )(compare)
