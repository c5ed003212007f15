"""Options that several commands share."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Annotated, Any, get_type_hints

import typer

from resilience_cli.errors import UsageError
from resilience_cli.messages import LANGUAGES, say, use
from resilience_cli.messages.printable import printable
from resilience_cli.model.finding import Finding

PLATFORMS = (
    *("wjx", "tencent", "tencent-docs", "jinshuju", "wenjuan", "msforms", "gforms", "qualtrics", "surveymonkey"),
    *("limesurvey", "kobo", "redcap", "spss", "entry", "plain"),
)
"""Keys of readers.READERS, which takes too long to import for a help page."""

FILES = ("docx", "xlsx")
"""Forms that are files, which no terminal can show."""


def one_of(option: str, value: str, choices: Sequence[str]) -> None:
    """Raise UsageError unless the value is one of the choices."""
    if value not in choices:
        values = {"option": option, "value": printable(value), "choices": list(choices)}
        raise UsageError(Finding("RES-U007", values=values))


def must_be_new(path: Path | None, force: bool) -> None:
    """Raise UsageError if the target is there and is not to be replaced."""
    if path is not None and path.exists() and not force:
        raise UsageError(Finding("RES-U001", values={"name": str(path)}))


def needs_file(form: str, out: Path | None, opened: bool = False) -> None:
    """Raise UsageError if there is no file to write, but the form is one of a file, or it is to be opened."""
    if out is None and (opened or form in FILES):
        what = "--open" if opened else f"--format {form}"
        example = say("report.{form}", form=FILES[0] if form == "terminal" else form)
        raise UsageError(Finding("RES-I172", values={"what": what, "example": example}))


def _speak(lang: str | None) -> str | None:
    if lang is not None:
        one_of("--lang", lang, LANGUAGES)
        use(lang)
    return lang


Lang = Annotated[
    str | None,
    typer.Option("--lang", metavar="zh|en", callback=_speak, is_eager=True, help=say("Language of all texts.")),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help=say("Show nothing but errors and what was asked for."))]
AsJson = Annotated[bool, typer.Option("--json", help=say("Write JSON to stdout; everything else goes to stderr."))]
Force = Annotated[bool, typer.Option("--force", help=say("Replace a file that is there."))]
Instruments = Annotated[
    Path | None,
    typer.Option("--instruments", metavar="DIR", help=say("Directory of questionnaire definitions to use instead.")),
]
Unreleased = Annotated[
    bool, typer.Option("--allow-unreleased", help=say("Also use questionnaire definitions that are not released."))
]
Exports = Annotated[
    list[Path],
    typer.Argument(metavar=say("EXPORT…"), help=say("Export files of a survey: xlsx, xls, csv, sav, parquet or zip.")),
]

NAMES_LIST = typer.Option(
    "--register", metavar="FILE", help=say("Community register; its names become a list to choose.")
)
"""A register for its names; required or not, as the command says."""
Questionnaire = Annotated[
    str, typer.Argument(metavar="ID[@VERSION]", help=say("A questionnaire, or the path of its file."))
]
FormRoles = Annotated[
    list[str] | None, typer.Option("--role", metavar="ROLE", help=say("Only the form of this role; repeatable."))
]
FormEvent = Annotated[
    str | None, typer.Option("--event", metavar="NAME", help=say("The event that the questions are about."))
]
FormPeriod = Annotated[
    str | None, typer.Option("--period", metavar="TEXT", help=say("The time that the questions are about."))
]
NoEvent = Annotated[bool, typer.Option("--no-event", help=say("Leave out the questions about an event."))]


@dataclass(frozen=True)
class Reading:
    """How exports are read: the options that score, inspect and register share."""

    instrument: Annotated[
        str | None,
        typer.Option(
            "--instrument", "-i", metavar="ID[@VERSION]", help=say("Questionnaire; else found by the headers.")
        ),
    ] = None
    instruments: Instruments = None
    allow_unreleased: Unreleased = False
    community: Annotated[
        str | None,
        typer.Option("--community", metavar="COLUMN", help=say("Column (header or letter) with the neighbourhood.")),
    ] = None
    community_name: Annotated[
        str | None,
        typer.Option("--community-name", metavar="NAME", help=say("All answers are about this neighbourhood.")),
    ] = None
    community_from: Annotated[
        str | None,
        typer.Option(
            "--community-from", metavar="file-name|COLUMN", help=say("Take the neighbourhood from the file's name.")
        ),
    ] = None
    role: Annotated[
        str | None, typer.Option("--role", metavar="COLUMN", help=say("Column (header or letter) with the role."))
    ] = None
    role_name: Annotated[
        str | None, typer.Option("--role-name", metavar="ROLE", help=say("All respondents have this role."))
    ] = None
    platform: Annotated[
        str | None,
        typer.Option(
            "--platform",
            metavar="NAME",
            help=say("Survey platform that made the export ({names}); else recognised.", names=", ".join(PLATFORMS)),
        ),
    ] = None
    sheet: Annotated[
        str | None,
        typer.Option("--sheet", metavar="NAME", help=say("Sheet to read; else the visible one with most cells.")),
    ] = None
    encoding: Annotated[
        str | None, typer.Option("--encoding", metavar="NAME", help=say("Encoding of a CSV; else found."))
    ] = None
    mapping: Annotated[
        Path | None,
        typer.Option("--mapping", metavar="FILE", help=say("What columns and answers mean (of --write-mapping).")),
    ] = None
    names: Annotated[
        Path | None,
        typer.Option("--names", metavar="FILE", help=say("Confirmed names of neighbourhoods (of --write-names).")),
    ] = None
    skip_hidden: Annotated[
        bool, typer.Option("--skip-hidden", help=say("Leave out the rows that are hidden in the workbook."))
    ] = False
    scores_are: Annotated[
        str | None,
        typer.Option(
            "--scores-are",
            metavar="as_declared|already_reversed",
            help=say("In an export of scores: whether reversed items were already turned round."),
        ),
    ] = None
    event: Annotated[str | None, typer.Option("--event", help=say("The event that was asked about."))] = None
    period: Annotated[str | None, typer.Option("--period", help=say("The period that was asked about."))] = None
    no_event: Annotated[
        bool, typer.Option("--no-event", help=say("The questions about an event were left out by design."))
    ] = False
    wave: Annotated[str | None, typer.Option("--wave", metavar="LABEL", help=say("Name of the wave."))] = None
    weight: Annotated[
        str | None,
        typer.Option(
            "--weight", metavar="COLUMN", help=say("Column (header or letter) with the weights of residents.")
        ),
    ] = None


def with_reading(command: Callable[..., None]) -> Callable[..., None]:
    """Return the command with the fields of Reading as options instead of its parameter `reading`."""
    hints = get_type_hints(Reading, include_extras=True)
    options = [
        inspect.Parameter(f.name, inspect.Parameter.KEYWORD_ONLY, default=f.default, annotation=hints[f.name])
        for f in fields(Reading)
    ]
    own = get_type_hints(command, include_extras=True)
    rest = [
        p.replace(kind=inspect.Parameter.KEYWORD_ONLY, annotation=own[p.name])
        for p in inspect.signature(command).parameters.values()
        if p.name != "reading"
    ]

    @functools.wraps(command)
    def run(**given: Any) -> None:
        reading = Reading(**{option.name: given.pop(option.name) for option in options})
        command(reading=reading, **given)

    inputs, others = rest[:1], rest[1:]
    run.__signature__ = inspect.Signature([*inputs, *options, *others])  # type: ignore[attr-defined]
    run.__annotations__ = {p.name: p.annotation for p in (*rest, *options)}
    return run
