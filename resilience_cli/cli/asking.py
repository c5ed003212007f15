"""`resilience` alone in a terminal: asks for what `score --report` needs, and runs it."""

from __future__ import annotations

import sys
from pathlib import Path

import typer

from resilience_cli.cli.console import tell
from resilience_cli.cli.scored import WRITTEN
from resilience_cli.messages import say

CHOICES = (*WRITTEN, "terminal", "md")
"""Forms of the report that are offered; Word comes first."""


def somebody_is_there() -> bool:
    """Return whether questions can be asked: input and output are both a terminal."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def arguments() -> list[str]:
    """Ask for the export, the register and the form of the report; return the command line of `score` that is meant."""
    tell(say("A few questions; Ctrl-C ends. All commands: resilience --help"))
    export = _file(say("Export file of the survey"))
    register = _file(say("Community register (Enter: none)"), needed=False)
    form = _one_of(say("Form of the report"), CHOICES)
    opened = ["--open"] if form in WRITTEN else []
    return ["score", export, *(["--register", register] if register else []), "--report", form, *opened]


def _file(question: str, needed: bool = True) -> str:
    while True:
        # A path that was dragged into the window comes in quotation marks.
        named = answer(question, "").strip().strip("\"'")
        if not named and not needed:
            return ""
        if Path(named).is_file():
            return named
        tell(say("There is no such file: {file}", file=named or "–"), "yellow")


def _one_of(question: str, choices: tuple[str, ...]) -> str:
    while True:
        chosen = answer(f"{question} ({'/'.join(choices)})", choices[0]).strip()
        if chosen in choices:
            return chosen


def answer(question: str, default: str) -> str:
    """Ask on stderr; return what was answered, or the default."""
    return str(typer.prompt(question, default=default, show_default=bool(default), err=True))
