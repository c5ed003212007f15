"""`instruments template|xlsform`: a questionnaire as a workbook to type paper answers into, and for KoboToolbox."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from resilience_cli.cli.console import tell
from resilience_cli.cli.forms import all_new, communities, in_folder, questionnaire, quoted, scoring
from resilience_cli.cli.help_pages import Command
from resilience_cli.cli.options import (
    NAMES_LIST,
    Force,
    FormEvent,
    FormPeriod,
    FormRoles,
    Instruments,
    Lang,
    NoEvent,
    Questionnaire,
    Quiet,
    Unreleased,
    must_be_new,
)
from resilience_cli.errors import UsageError
from resilience_cli.messages import say
from resilience_cli.model.finding import Finding

MOST_ROWS = 100_000
Register = Annotated[Path | None, NAMES_LIST]


def template(
    name: Questionnaire,
    *,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FILE", help=say("Workbook to write (xlsx)."))],
    register: Register = None,
    role: FormRoles = None,
    event: FormEvent = None,
    period: FormPeriod = None,
    no_event: NoEvent = False,
    rows: Annotated[
        int, typer.Option("--rows", min=1, max=MOST_ROWS, metavar="N", help=say("Rows that have lists to choose from."))
    ] = 2000,
    force: Force = False,
    instruments: Instruments = None,
    allow_unreleased: Unreleased = False,
    quiet: Quiet = False,
    lang: Lang = None,  # noqa: ARG001 - its callback has done all
) -> None:
    """Write the workbook for typing in."""
    from resilience_cli.authoring.entry import entry_pages
    from resilience_cli.authoring.form import Occasion, carried, forms
    from resilience_cli.files.workbook import write_workbook

    _is_workbook(out)
    must_be_new(out, force)
    instrument, occasion = questionnaire(name, instruments, allow_unreleased), Occasion(event, period, no_event)
    made = forms(instrument, occasion, role or ())
    names = list(communities(register, instrument).values())
    write_workbook(out, entry_pages(made, carried(instrument, occasion), names, rows), fixed=True)
    if not quiet:
        command = scoring(quoted(out), name, instruments, register, {"--allow-unreleased": allow_unreleased})
        tell(say("Written: {file}. Type the answers in, then: {command}", file=out, command=command))


def _is_workbook(out: Path) -> None:
    """Raise UsageError if the file is not named as the workbook that it will be."""
    if out.suffix.lower() != ".xlsx":
        raise UsageError(Finding("RES-I164", values={"file": str(out)}))


def xlsform(
    name: Questionnaire,
    *,
    out: Annotated[
        Path, typer.Option("--out", "-o", metavar="DIR|FILE", help=say("Folder to write into; for one form a file."))
    ],
    register: Register = None,
    role: FormRoles = None,
    event: FormEvent = None,
    period: FormPeriod = None,
    no_event: NoEvent = False,
    one_form: Annotated[
        bool, typer.Option("--one-form", help=say("One form for interviewers, who choose the role of who answers."))
    ] = False,
    force: Force = False,
    instruments: Instruments = None,
    allow_unreleased: Unreleased = False,
    quiet: Quiet = False,
    lang: Lang = None,  # noqa: ARG001 - its callback has done all
) -> None:
    """Write the XLSForms."""
    from resilience_cli.authoring.form import Occasion, carried, forms
    from resilience_cli.authoring.xlsform import xlsforms
    from resilience_cli.files.beside import make_folder
    from resilience_cli.files.workbook import write_workbook

    instrument, occasion = questionnaire(name, instruments, allow_unreleased), Occasion(event, period, no_event)
    made = forms(instrument, occasion, role or ())
    written = xlsforms(made, carried(instrument, occasion), communities(register, instrument), one_form)
    paths = in_folder(out, [form.id for form in written], ".xlsx")
    all_new(paths, force)
    make_folder(paths[0].parent)
    for path, form in zip(paths, written, strict=True):
        write_workbook(path, form.pages)
        if not quiet:
            tell(say("Written: {file}", file=path))
    if not quiet:
        flags = {"--allow-unreleased": allow_unreleased}
        command = scoring(say("EXPORT.xlsx"), name, instruments, register, flags)
        tell(say("Next: make a project of each form in KoboToolbox or ODK; then: {command}", command=command))


def add_to(app: typer.Typer) -> None:
    """Add the commands to the group."""
    app.command(
        "template",
        cls=Command,
        help=say("Write a workbook for typing in paper questionnaires, which score reads as it is."),
        epilog=say(
            "Example: resilience instruments template rng-short --event 台风“贝碧嘉” --register 登记表.xlsx "
            "-o 录入.xlsx"
        ),
    )(template)
    app.command(
        "xlsform",
        cls=Command,
        help=say("Write the questionnaire as XLSForms for KoboToolbox and ODK, one a role."),
        epilog=say(
            "Example: resilience instruments xlsform rng-short --event 台风“贝碧嘉” --register 登记表.xlsx -o kobo"
        ),
    )(xlsform)
