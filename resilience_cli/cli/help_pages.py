"""Help pages: right with double-width letters, wholly in the language in use, nothing cut off."""

from __future__ import annotations

import io
import os
import shutil
from collections.abc import Iterator, Sequence
from typing import Any

from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text
from typer.core import TyperCommand, TyperGroup

from resilience_cli.messages import mark, say

WIDEST_PAGE = 100
WIDEST_LEFT = 30
PARSER_TEXTS = (
    mark("[default: {default}]"),
    mark("[required]"),
    mark("Show this message and exit."),
    mark("Install completion for the current shell."),
    mark("Show completion for the current shell, to copy it or customize the installation."),
)
"""What the parser itself writes on help pages, looked up in our catalogue."""


class Command(TyperCommand):
    """A command with our help page."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the page."""
        formatter.write(_page(self, ctx, {}))


class Group(TyperGroup):
    """A group of commands with our help page."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the page."""
        formatter.write(_page(self, ctx, {name: self.commands[name].help or "" for name in self.commands}))


def _page(command: Any, context: Any, commands: dict[str, str]) -> str:
    width = min(int(os.environ.get("COLUMNS") or shutil.get_terminal_size().columns), WIDEST_PAGE)
    parameters = command.get_params(context)
    console = Console(file=io.StringIO(), width=width, color_system=None, legacy_windows=False)
    arguments = [(p.metavar or p.human_readable_name, _told(p)) for p in parameters if p.param_type_name == "argument"]
    usage = [
        context.command_path,
        say("[OPTIONS]"),
        *(name for name, _ in arguments),
        *([say("COMMAND")] if commands else []),
    ]
    console.print(Text(say("Usage: {usage}", usage=" ".join(usage)), "bold"))
    console.print(Padding(Text(command.help or ""), (0, 2)))
    options = [(_flags(p), _told(p)) for p in parameters if p.param_type_name == "option"]
    for title, rows in (
        (say("Arguments"), arguments),
        (say("Options"), options),
        (say("Commands"), list(commands.items())),
    ):
        for part in _section(title, rows):
            console.print(part)
    if command.epilog:
        console.print(Text(f"\n{command.epilog}"))
    text: str = console.file.getvalue()  # type: ignore[attr-defined]
    return "".join(line.rstrip() + "\n" for line in text.splitlines())


def _section(title: str, rows: Sequence[tuple[str, str]]) -> Iterator[RenderableType]:
    if not rows:
        return
    left = min(max(cell_len(name) for name, _ in rows), WIDEST_LEFT)
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(width=left, overflow="fold")
    table.add_column(overflow="fold")
    for name, words in rows:
        table.add_row(Text(name), Text(words))
    yield Text(f"\n{title}")
    yield Padding(table, (0, 0, 0, 2))


def _flags(option: Any) -> str:
    flags = ", ".join(sorted(option.opts, key=len))
    return flags if option.is_flag else f"{flags} {option.metavar or 'TEXT'}"


def _told(parameter: Any) -> str:
    words = [say(parameter.help) if parameter.help else ""]
    if parameter.required:
        words.append(say("[required]"))
    elif isinstance(parameter.default, (str, int)) and not isinstance(parameter.default, bool):
        words.append(say("[default: {default}]", default=parameter.default))
    return " ".join(words)
