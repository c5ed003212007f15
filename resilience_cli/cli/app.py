"""The program: its commands, each in the file of its group."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from resilience_cli import __version__
from resilience_cli.cli import (
    asking,
    comparing,
    demo,
    diagnosing,
    events,
    instruments,
    planning,
    reading,
    reporting,
    scoring,
    sensitivity,
    verifying,
)
from resilience_cli.cli.console import INTERRUPTED, exit_code, speak_utf8, write
from resilience_cli.cli.help_pages import Group
from resilience_cli.cli.options import Lang
from resilience_cli.messages import say

app = typer.Typer(
    name="resilience",
    help=say("From a survey export to a class for every neighbourhood: how resilient is its governance?"),
    epilog=say("First try: resilience demo"),
    cls=Group,
    pretty_exceptions_enable=False,
)


def run(arguments: Sequence[str]) -> int:
    """Run a command line; return its exit code. Errors become words on stderr, bugs a traceback."""
    speak_utf8()
    try:
        code = app(args=list(arguments), prog_name="resilience", standalone_mode=False)
        sys.stdout.flush()
    except BaseException as error:
        return exit_code(error)
    if code == INTERRUPTED:  # the parser turns Ctrl-C into this value, without a word
        return exit_code(KeyboardInterrupt())
    return code if isinstance(code, int) else 0


def _version(asked: bool) -> None:
    if asked:
        write(f"resilience {__version__}\n")
        raise typer.Exit


Version = Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help=say("Show the version."))]


@app.callback(invoke_without_command=True)
def before_commands(
    context: typer.Context,
    lang: Lang = None,  # noqa: ARG001 - its callback has done all
    version: Version = False,  # noqa: ARG001 - its callback has done all
) -> None:
    """Hold the options that stand before a command; without one, ask in a terminal, else show the help."""
    if context.invoked_subcommand is not None:
        return
    if asking.somebody_is_there():
        app(args=asking.arguments(), prog_name="resilience", standalone_mode=False)
    else:
        write(context.get_help() + "\n")


demo.add_to(app)
scoring.add_to(app)
reading.add_to(app)
reporting.add_to(app)
comparing.add_to(app)
diagnosing.add_to(app)
sensitivity.add_to(app)
planning.add_to(app)
events.add_to(app)
verifying.add_to(app)
app.add_typer(
    instruments.app,
    name="instruments",
    help=say("Questionnaire definitions: check and release them, take them to the field, write your own."),
)
