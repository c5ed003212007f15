"""Where everything is shown: what goes to stdout or stderr, progress, the error funnel and the exit codes."""

from __future__ import annotations

import json
import os
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Timer
from typing import TYPE_CHECKING, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.text import Text

from resilience_cli.cli.usage_texts import usage_in_words
from resilience_cli.errors import InputError, ResilienceError
from resilience_cli.files.made import write_made
from resilience_cli.messages import say
from resilience_cli.messages.printable import printable, visible
from resilience_cli.messages.system import why
from resilience_cli.model.finding import Finding

if TYPE_CHECKING:
    from resilience_cli.model.document import Document

PIPED_WIDTH = 100
PATIENCE = 1.0
"""Seconds before progress is shown."""
INTERNAL_ERROR, INTERRUPTED = 4, 130


def exit_code(error: BaseException) -> int:
    """Say what went wrong, an error in words and a bug with its place; return the exit code."""
    if isinstance(error, BrokenPipeError) or isinstance(error.__context__, BrokenPipeError):
        # The reader of our output has gone: nothing to say, and nothing to flush at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return 0
    if isinstance(error, KeyboardInterrupt) or type(error).__name__ == "Abort":
        tell(say("Interrupted; nothing was written."))
        return INTERRUPTED
    if isinstance(error, SystemExit):
        return error.code if isinstance(error.code, int) else 1
    if isinstance(error, OSError) and error.filename is not None:
        # The system refuses a file, such as a name that is too long, before anybody expected it to.
        error = InputError(Finding("RES-U031", values={"name": str(error.filename), "why": why(error)}))
    if isinstance(error, ResilienceError):
        for fault in error.faults:
            tell(printable(fault, longest=None), "bold red")
        return error.exit_code
    if hasattr(error, "format_message") and hasattr(error, "exit_code"):
        tell(usage_in_words(error.format_message()), "bold red")
        context = getattr(error, "ctx", None)
        tell(say("See: {command} --help", command=context.command_path if context else "resilience"))
        return int(error.exit_code)
    _tell_bug(error)
    return INTERNAL_ERROR


def _tell_bug(error: BaseException) -> None:
    # The message of an unforeseen error may quote a cell of the input: only its kind and its place are shown.
    sys.stderr.write("".join(traceback.format_tb(error.__traceback__)) + type(error).__name__ + "\n")
    tell(
        say(
            "This is a fault of the program, not yours; nothing was written. "
            "Please report it with the lines above; they hold no answers."
        ),
        "bold red",
    )


def speak_utf8() -> None:
    """Write UTF-8 whatever the console is set to; what it cannot show is replaced, and where there is none, nothing."""
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - to the end
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _console(stream: Any) -> Console:
    width = None if stream.isatty() else int(os.environ.get("COLUMNS") or PIPED_WIDTH)
    return Console(file=stream, width=width, highlight=False, markup=False, emoji=False)


def tell(text: str, style: str = "") -> None:
    """Say a text on stderr; if nobody listens there any more, the exit code must say it."""
    with suppress(OSError):
        _console(sys.stderr).print(Text(visible(text), style), soft_wrap=True)


def show(document: Document) -> None:
    """Show a document on stdout: with colour in a terminal, as plain text in a pipe."""
    from resilience_cli.reports import terminal

    console = _console(sys.stdout)
    if console.is_terminal:
        terminal.show(document, console)
    else:
        write(terminal.render(document, console.width))


def write(text: str) -> None:
    """Write a text to stdout as it is; raises OSError if that cannot be done."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except OSError as error:
        error.filename = say("the output")
        raise


def write_json(value: Any) -> None:
    """Write a value to stdout as JSON."""
    write(_json(value))


def deliver(content: Any, out: Path | None, quiet: bool = False) -> None:
    """Write what was made, or a value as JSON, to the file, or a text else to stdout; a file appears whole or not."""
    made = _json(content) if isinstance(content, dict | list) else content
    if out is None:
        write(made)
        return
    write_made(out, made)
    if not quiet:
        tell(say("Written: {file}", file=out))


def open_file(path: Path) -> None:
    """Open a file with the program that its kind belongs to; say so if there is none."""
    if typer.launch(str(path)):
        tell(say("No program was found that opens {file}.", file=path), "yellow")


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


@contextmanager
def working(quiet: bool = False) -> Iterator[Callable[[int, int], None]]:
    """Show progress on stderr while the block runs, once it takes over a second and if somebody watches.

    The block gets a function to call with how much is done, of how much.
    """
    console = _console(sys.stderr)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    bar = Progress(*columns, console=console, transient=True)
    task = bar.add_task(say("Working"), total=None)

    def advance(done: int, total: int) -> None:
        bar.update(task, completed=done, total=total)

    if quiet or not console.is_terminal:
        yield advance
        return
    timer = Timer(PATIENCE, bar.start)
    timer.daemon = True
    timer.start()
    try:
        yield advance
    finally:
        timer.cancel()
        timer.join()
        if bar.live.is_started:
            bar.stop()
