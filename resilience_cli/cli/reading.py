"""`inspect` and `register`: what is in the exports, before any scoring."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from resilience_cli.cli.console import show, tell, working, write_json
from resilience_cli.cli.help_pages import Command
from resilience_cli.cli.options import (
    AsJson,
    Exports,
    Force,
    Lang,
    Quiet,
    Reading,
    must_be_new,
    one_of,
    with_reading,
)
from resilience_cli.errors import InputError, UsageError
from resilience_cli.messages import say
from resilience_cli.model.finding import Finding

if TYPE_CHECKING:
    from resilience_cli.model.inspection import Inspection
    from resilience_cli.model.instrument import Instrument
    from resilience_cli.model.responses import Register
    from resilience_cli.readers import ReadOptions

InspectRegister = Annotated[
    Path | None, typer.Option("--register", metavar="FILE", help=say("Community register, to compare the names with."))
]
WriteMapping = Annotated[
    Path | None,
    typer.Option("--write-mapping", metavar="FILE", help=say("Write what was understood, to correct it (TOML).")),
]
WriteNames = Annotated[
    Path | None,
    typer.Option(
        "--write-names", metavar="FILE", help=say("Write the names of neighbourhoods, to confirm them (xlsx).")
    ),
]
WriteFindings = Annotated[
    Path | None, typer.Option("--write-findings", metavar="FILE", help=say("Write every finding with its cell (xlsx)."))
]
EXCLUSIVE = (("event", "no_event"), ("community", "community_name"), ("community", "community_from"),
             ("community_name", "community_from"), ("role", "role_name"))  # fmt: skip


def read_options(reading: Reading) -> ReadOptions:
    """Return what the reader is told; raises UsageError for options that have no meaning, InputError for files."""
    from resilience_cli import readers
    from resilience_cli.readers.correcting.corrections import NOTHING, joined
    from resilience_cli.readers.correcting.mapping import read_mapping
    from resilience_cli.readers.correcting.names import read_names
    from resilience_cli.readers.options import ScoresAre

    clashes = [pair for pair in EXCLUSIVE if all(getattr(reading, name) for name in pair)]
    if clashes:
        raise UsageError(*(Finding("RES-U006", values=_flags(*pair)) for pair in clashes))
    if reading.platform is not None:
        one_of("--platform", reading.platform, list(readers.READERS))
    if reading.scores_are is not None:
        one_of("--scores-are", reading.scores_are, get_args(ScoresAre))
    known = {field.name for field in fields(readers.ReadOptions)}
    corrections = joined(
        read_mapping(reading.mapping) if reading.mapping else NOTHING,
        read_names(reading.names) if reading.names else NOTHING,
    )
    told = {name: value for name, value in vars(reading).items() if name in known}
    return readers.ReadOptions(**told, corrections=corrections)


def _flags(first: str, second: str) -> dict[str, str]:
    return {"first": f"--{first.replace('_', '-')}", "second": f"--{second.replace('_', '-')}"}


def candidates(reading: Reading) -> Iterator[Instrument]:
    """Yield the questionnaires that an export may belong to: the one that was named, else all that are released."""
    from resilience_cli.catalog import find, load

    directory = find.instruments_dir(reading.instruments)
    if reading.instrument is not None:
        path = find.resolve(reading.instrument, directory)
        yield load.load(path, allow_unreleased=reading.allow_unreleased)
        return
    for listed in find.available(directory):
        try:
            yield load.load(listed.path, allow_unreleased=reading.allow_unreleased)
        except InputError as error:
            if any(fault.code not in load.NOT_RELEASED for fault in error.faults):
                raise


@with_reading
def inspect(
    exports: Exports,
    *,
    reading: Reading,
    register: InspectRegister = None,
    write_mapping: WriteMapping = None,
    write_names: WriteNames = None,
    write_findings: WriteFindings = None,
    force: Force = False,
    json: AsJson = False,
    quiet: Quiet = False,
    lang: Lang = None,  # noqa: ARG001 - its callback has done all
) -> None:
    """Show what is understood of the exports, without scoring; write what is to be corrected."""
    _check_targets(exports, [write_mapping, write_names, write_findings], force)
    from resilience_cli import reports
    from resilience_cli.analysis.inspection import inspected
    from resilience_cli.model.inspection import NEARLY

    with working(quiet):
        options = read_options(reading)
        found, facts = inspected(exports, candidates(reading), options, register)
        written = _written(found, options, facts, mapping=write_mapping, names=write_names, findings=write_findings)
    if json:
        write_json(reports.inspection_as_json(found))
    elif found.sheets:
        show(reports.inspection(found))
    if not quiet:
        for file in written:
            tell(say("Written: {file}", file=file))
        for target in (write_mapping, write_names):
            if target is not None and target not in written:
                tell(say("Not written, because the files cannot be read that far: {file}", file=target))
    if found.faults:
        raise InputError(*(fault for fault in found.faults if fault.code != NEARLY))  # shown with its column


def _check_targets(exports: Sequence[Path], targets: Sequence[Path | None], force: bool) -> None:
    """Raise UsageError if a target is there and not to be replaced, or is an export or another target."""
    taken = {export.resolve() for export in exports}
    for target in targets:
        if target is not None and target.resolve() in taken:
            raise UsageError(Finding("RES-R151", values={"name": str(target)}))
        must_be_new(target, force)
        taken |= {target.resolve()} if target is not None else set()


def _written(
    found: Inspection,
    options: ReadOptions,
    register: Register | None,
    *,
    mapping: Path | None,
    names: Path | None,
    findings: Path | None,
) -> list[Path]:
    """Write what was asked for and can be told; return the files."""
    from resilience_cli.files.beside import write_text
    from resilience_cli.files.workbook import write_workbook
    from resilience_cli.readers.correcting.mapping_text import mapping_text
    from resilience_cli.readers.correcting.names import write_names
    from resilience_cli.reports import finding_pages

    written = []
    if mapping is not None and found.sheets:
        write_text(mapping, mapping_text(found, options.corrections))
        written.append(mapping)
    if names is not None and found.responses is not None:
        write_names(names, found.responses, register)
        written.append(names)
    if findings is not None:
        write_workbook(findings, finding_pages((*found.faults, *found.findings)))
        written.append(findings)
    return written


@with_reading
def register(
    export: Annotated[
        list[Path],
        typer.Option("--from", metavar=say("EXPORT"), help=say("Export with the neighbourhoods; repeatable.")),
    ],
    *,
    reading: Reading,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FILE", help=say("Workbook to write (xlsx)."))],
    force: Force = False,
    quiet: Quiet = False,
    lang: Lang = None,  # noqa: ARG001 - its callback has done all
) -> None:
    """Write a community register to fill in."""
    must_be_new(out, force)
    with working(quiet):
        from resilience_cli import readers
        from resilience_cli.model.parts import in_turn
        from resilience_cli.readers.register_form import write_register

        instrument, parts = readers.read_parts(export, candidates(reading), read_options(reading))
        _, last = parts.summed(lambda _: 0, in_turn)  # only what is known of all of them
        write_register(out, instrument, last.communities)
    if not quiet:
        n = len(last.communities)
        tell(
            say(
                "Written: {file}, neighbourhoods: {n}. Fill it in, then: resilience score … --register {file}",
                file=out,
                n=n,
            )
        )


def add_to(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.command(
        "inspect",
        cls=Command,
        help=say("Dry run: what the file is, which column became which item and why, every problem with its cell."),
        epilog=say("Example: resilience inspect 导出.xlsx"),
    )(inspect)
    app.command(
        "register",
        cls=Command,
        help=say("Write a community register to fill in, with the neighbourhoods that were found."),
        epilog=say("Example: resilience register --from 导出.xlsx -o 登记表.xlsx"),
    )(register)
