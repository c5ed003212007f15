"""`instruments wjx|form|codebook`: a questionnaire as texts for 问卷星, as paper forms, and as a book of its rules."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from resilience_cli.cli.console import deliver, tell
from resilience_cli.cli.help_pages import Command
from resilience_cli.cli.options import (
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
)
from resilience_cli.errors import InputError, UsageError
from resilience_cli.files.beside import make_folder
from resilience_cli.messages import pick, say, speaking
from resilience_cli.model.finding import Finding

if TYPE_CHECKING:
    from resilience_cli.authoring.form import Form
    from resilience_cli.model.instrument import Instrument

Target = Annotated[
    Path, typer.Option("--out", "-o", metavar="DIR|FILE", help=say("Folder to write into; for one form a file."))
]


def wjx(
    name: Questionnaire,
    *,
    out: Target,
    register: Annotated[
        Path,
        typer.Option("--register", metavar="FILE", help=say("Community register; its names become a list to choose.")),
    ],
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

    instrument = _load(name, instruments, allow_unreleased)
    made = forms(instrument, Occasion(event, period, no_event), role or ())
    names = _names(register, instrument)
    with speaking(lang or "zh"):
        targets = _targets(out, made, ".txt")
        texts = [wjx_text(form, names) for form in made]
    _all_new(targets, force)
    make_folder(targets[0].parent)
    for path, text in zip(targets, texts, strict=True):
        deliver(text, path, quiet)
    if not quiet:
        tell(_after_wjx(made, len(names)))


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
    from resilience_cli.files.word import write_word

    instrument = _load(name, instruments, allow_unreleased)
    made = forms(instrument, Occasion(event, period, no_event), role or ())
    names = _names(register, instrument) if register else []
    targets = _targets(out, made, ".docx")
    _all_new(targets, force)
    make_folder(targets[0].parent)
    for path, form in zip(targets, made, strict=True):
        write_word(path, printed(form, names))
        if not quiet:
            tell(say("Written: {file}", file=path))


def _after_wjx(made: Sequence[Form], communities: int) -> str:
    """Return what to do next, and by which numbers an import can be checked."""
    numbers = say(", ").join(say("{role} {n}", role=pick(form.role.label), n=2 + len(form.questions)) for form in made)
    return say(
        "Next, in 问卷星: make a survey from each text (文本导入), with a link of its own. Check the preview: "
        "neighbourhoods to choose from {communities}; questions {numbers}. Download the answers as 按文本, then: "
        "resilience score A.xlsx B.xlsx -o DIRECTORY --register FILE",
        communities=communities,
        numbers=numbers,
    )


def _load(name: str, instruments: Path | None, allow_unreleased: bool) -> Instrument:
    from resilience_cli.catalog import find, load

    path = Path(name) if Path(name).is_file() else find.resolve(name, find.instruments_dir(instruments))
    return load.load(path, allow_unreleased=allow_unreleased)


def _names(register: Path, instrument: Instrument) -> list[str]:
    """Return the names of the register's neighbourhoods; what was not understood in it is told."""
    from resilience_cli.readers.register import read_register

    facts, findings = read_register(register, instrument)
    names = [str(name) for name in facts.table["name"]]
    if not names:
        raise InputError(*findings, Finding("RES-I170", values={"file": register.name}))
    for finding in findings:
        tell(str(finding))
    return names


def _targets(out: Path, made: Sequence[Form], suffix: str) -> list[Path]:
    """Return the file of each form: `out` itself if it is named so, else in that folder, by questionnaire and role."""
    if out.suffix.lower() == suffix:
        if len(made) > 1:
            raise UsageError(Finding("RES-I171", values={"file": str(out), "n": len(made)}))
        return [out]
    labels = [re.sub(r"\W+", "-", pick(form.role.label)).strip("-") for form in made]
    if len({label.casefold() for label in labels} - {""}) < len(labels):
        labels = [form.role.id for form in made]
    book = made[0].instrument
    return [out / f"{book.id}-{book.version}-{label}{suffix}" for label in labels]


def _all_new(targets: Sequence[Path], force: bool) -> None:
    """Raise UsageError with all targets that exist and are not to be replaced."""
    if there := [path for path in targets if path.exists() and not force]:
        raise UsageError(*(Finding("RES-U001", values={"name": str(path)}) for path in there))


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
