"""`instruments list|show`; the other commands of the group come from the files beside this one."""

from __future__ import annotations

from typing import Annotated

import typer

from resilience_cli.cli import authoring, diffing, fielding, printing, validating
from resilience_cli.cli.console import show, write, write_json
from resilience_cli.cli.forms import questionnaire
from resilience_cli.cli.help_pages import Command, Group
from resilience_cli.cli.options import AsJson, Instruments, Lang
from resilience_cli.errors import InputError
from resilience_cli.messages import pick, say

app = typer.Typer(cls=Group)


@app.callback(invoke_without_command=True)
def before_commands(
    context: typer.Context,
    lang: Lang = None,  # noqa: ARG001 - its callback has done all
) -> None:
    """Show the help if no command is named."""
    if context.invoked_subcommand is None:
        write(context.get_help() + "\n")


@app.command(
    "list",
    cls=Command,
    help=say("List the questionnaires that are there."),
    epilog=say("Example: resilience instruments list"),
)
def list_(
    instruments: Instruments = None,
    json: AsJson = False,
    lang: Lang = None,  # noqa: ARG001 - its callback has done all
) -> None:
    """List the instruments of the directory, those that do not load included."""
    from resilience_cli import reports
    from resilience_cli.catalog import find, load

    rows = []
    for listed in find.available(find.instruments_dir(instruments)):
        try:
            found = load.load(listed.path, allow_unreleased=True)
            facts = {"title": pick(found.title), "items": len(found.items), "status": found.standing}
        except InputError:
            facts = {"title": None, "items": None, "status": "faulty"}
        rows.append({"id": listed.id, "version": listed.version, **facts})
    if json:
        write_json(rows)
    else:
        show(reports.instrument_list(rows))


@app.command(
    "show",
    cls=Command,
    help=say("Show a questionnaire: its scores, classes, rules and questions."),
    epilog=say("Example: resilience instruments show rng"),
)
def show_(
    name: Annotated[str, typer.Argument(metavar="ID[@VERSION]", help=say("A questionnaire, or the path of its file."))],
    instruments: Instruments = None,
    json: AsJson = False,
    lang: Lang = None,  # noqa: ARG001 - its callback has done all
) -> None:
    """Show one instrument."""
    from resilience_cli import reports

    found = questionnaire(name, instruments, allow_unreleased=True)
    if json:
        write_json(found.raw)
    else:
        show(reports.instrument_document(found))


authoring.add_to(app)
validating.add_to(app)
fielding.add_to(app)
printing.add_to(app)
diffing.add_to(app)
