"""`instruments wjx|form|codebook`: a questionnaire as texts for 问卷星, as paper forms, and as a book of its rules."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from resilience_cli.cli.console import deliver, tell
from resilience_cli.cli.forms import all_new, communities, questionnaire, scoring, targets
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
    needs_file,
    one_of,
)
from resilience_cli.errors import UsageError
from resilience_cli.files.beside import make_folder
from resilience_cli.messages import pick, say, speaking
from resilience_cli.model.finding import Finding

if TYPE_CHECKING:
    from resilience_cli.authoring.form import Form

FORMATS = ("md", "html", "xlsx")
Target = Annotated[
    Path, typer.Option("--out", "-o", metavar="DIR|FILE", help=say("Folder to write into; for one form a file."))
]


def wjx(
    name: Questionnaire,
    *,
    out: Target,
    register: Annotated[Path, NAMES_LIST],
    role: FormRoles = None,
    event: FormEvent = None,
    period: FormPeriod = None,
    no_event: NoEvent = False,
    force: Force = False,
    instruments: Instruments = None,
    allow_unreleased: Unreleased = False,
    quiet: Quiet = False,
    lang: Lang = None,
) -> None:
    """Write one text a role for the import of 问卷星; in Chinese unless --lang says otherwise."""
    from resilience_cli.authoring.form import Occasion, forms
    from resilience_cli.authoring.wjx_text import wjx_text

    instrument = questionnaire(name, instruments, allow_unreleased)
    made = forms(instrument, Occasion(event, period, no_event), role or ())
    names = list(communities(register, instrument).values())
    with speaking(lang or "zh"):
        paths = targets(out, made, ".txt")
        texts = [wjx_text(form, names) for form in made]
    all_new(paths, force)
    make_folder(paths[0].parent)
    for path, text in zip(paths, texts, strict=True):
        deliver(text, path, quiet)
    if not quiet:
        flags = {"--no-event": no_event, "--allow-unreleased": allow_unreleased}
        command = scoring(say("A.xlsx B.xlsx -o DIRECTORY"), name, instruments, register, flags)
        tell(_after_wjx(made, len(names), command))


def form(
    name: Questionnaire,
    *,
    out: Target,
    register: Annotated[
        Path | None,
        typer.Option(
            "--register", metavar="FILE", help=say("Community register; a few names are printed to be ticked.")
        ),
    ] = None,
    role: FormRoles = None,
    event: FormEvent = None,
    period: FormPeriod = None,
    no_event: NoEvent = False,
    force: Force = False,
    instruments: Instruments = None,
    allow_unreleased: Unreleased = False,
    quiet: Quiet = False,
    lang: Lang = None,  # noqa: ARG001 - its callback has done all
) -> None:
    """Write one form a role, to be printed."""
    from resilience_cli.authoring.form import Occasion, forms
    from resilience_cli.authoring.printed import printed

    instrument = questionnaire(name, instruments, allow_unreleased)
    made = forms(instrument, Occasion(event, period, no_event), role or ())
    names = list(communities(register, instrument).values())
    paths = targets(out, made, ".docx")
    all_new(paths, force)
    make_folder(paths[0].parent)
    for path, form in zip(paths, made, strict=True):
        deliver(printed(form, names), path, quiet)


def codebook(
    name: Questionnaire,
    *,
    form: Annotated[
        str | None,
        typer.Option("--format", metavar="|".join(FORMATS), help=say("Form of the codebook; else by the file's name.")),
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", "-o", metavar="FILE", help=say("File to write."))] = None,
    force: Force = False,
    instruments: Instruments = None,
    quiet: Quiet = False,
    lang: Lang = None,  # noqa: ARG001 - its callback has done all
) -> None:
    """Write all that one must know to read, score and cite the answers."""
    ending = out.suffix.lower().removeprefix(".") if out else ""
    form = form or ending or FORMATS[0]
    if out is not None and form == ending and form not in FORMATS:
        raise UsageError(Finding("RES-I173", values={"file": str(out), "endings": [f".{one}" for one in FORMATS]}))
    one_of("--format", form, FORMATS)
    must_be_new(out, force)
    needs_file(form, out)
    from resilience_cli import reports

    document = reports.codebook(questionnaire(name, instruments, allow_unreleased=True))
    deliver(reports.CODEBOOK_FORMATS[form](document), out, quiet)


def _after_wjx(made: Sequence[Form], communities: int, command: str) -> str:
    """Return what to do next, and by which numbers an import can be checked."""
    numbers = say(", ").join(say("{role} {n}", role=pick(form.role.label), n=2 + len(form.questions)) for form in made)
    return say(
        "Next, in 问卷星: make a survey from each text (文本导入), with a link of its own. Check the preview: "
        "neighbourhoods to choose from {communities}; questions {numbers}. Download the answers as 按文本, then: "
        "{command}",
        communities=communities,
        numbers=numbers,
        command=command,
    )


def add_to(app: typer.Typer) -> None:
    """Add the commands to the group."""
    app.command(
        "wjx",
        cls=Command,
        help=say("Write the questionnaire as texts that 问卷星 imports, one a role."),
        epilog=say(
            "Example: resilience instruments wjx rng-short --event 台风“贝碧嘉” --register 登记表.xlsx -o 问卷星"
        ),
    )(wjx)
    app.command(
        "form",
        cls=Command,
        help=say("Write the questionnaire as paper forms (docx), one a role."),
        epilog=say("Example: resilience instruments form rng-short --event 台风“贝碧嘉” -o 纸质问卷"),
    )(form)
    app.command(
        "codebook",
        cls=Command,
        help=say("Write the codebook: questions, options, scoring key, classes, limits and evidence."),
        epilog=say("Example: resilience instruments codebook rng --format html -o 编码手册.html"),
    )(codebook)
