"""`events`: what happened in neighbourhoods, how strong it was, who answered and how it ended."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from resilience_cli.cli.console import tell
from resilience_cli.cli.help_pages import Command
from resilience_cli.cli.options import AsJson, Force, Lang, Quiet, must_be_new
from resilience_cli.cli.reporting import Form, OutFile, form_of, present
from resilience_cli.errors import UsageError
from resilience_cli.messages import say
from resilience_cli.model.events import AROUND
from resilience_cli.model.finding import Finding

Shock = Annotated[
    str | None,
    typer.Option("--shock", metavar="NAME", help=say("Count the events before, during and after this shock.")),
]


def events(
    file: Annotated[
        Path | None, typer.Argument(metavar=say("[FILE]"), help=say("Events file: xlsx or csv, one row an event."))
    ] = None,
    *,
    template: Annotated[
        Path | None,
        typer.Option("--template", metavar="FILE", help=say("Write an empty events file with drop-downs (xlsx).")),
    ] = None,
    until: Annotated[
        str | None,
        typer.Option("--until", metavar="DATE", help=say("Day up to which events were watched; else the last one.")),
    ] = None,
    shock: Shock = None,
    days: Annotated[
        int, typer.Option("--days", min=1, metavar="N", help=say("How many days before and after the shock."))
    ] = AROUND,
    form: Form = None,
    out: OutFile = None,
    force: Force = False,
    json: AsJson = False,
    quiet: Quiet = False,
    lang: Lang = None,  # noqa: ARG001 - its callback has done all
) -> None:
    """Show what events amount to, or write an empty file for them."""
    form = form_of(form, json, out, force)
    _check(file, template, force)
    if template is not None:
        _write_template(template, quiet)
    if file is None:
        return
    from resilience_cli import reports
    from resilience_cli.analysis.events import study
    from resilience_cli.readers.events import asked_day, read_events

    found = study(read_events(file), None if until is None else asked_day(until), shock, days)
    present(partial(reports.events_as_json, found), partial(reports.events_document, found), form, out, quiet)


def _check(file: Path | None, template: Path | None, force: bool) -> None:
    """Raise UsageError unless there is one file: to read, or to write where there is none."""
    must_be_new(template, force)
    if file is not None and template is not None:
        raise UsageError(Finding("RES-U006", values={"first": say("[FILE]"), "second": "--template"}))
    if file is None and template is None:
        raise UsageError(Finding("RES-A088"))


def _write_template(path: Path, quiet: bool) -> None:
    from resilience_cli.readers.events_form import write_events_form

    write_events_form(path)
    if not quiet:
        tell(say("Written: {file}. Fill it in, then: resilience events {file}", file=path))


def add_to(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(
        "events",
        cls=Command,
        help=say("Daily disturbances and sudden shocks: strength, time, place, who answered, how they ended."),
        epilog=say("Example: resilience events 事件.xlsx --shock 台风贝碧嘉"),
    )(events)
