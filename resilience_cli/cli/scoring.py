"""`score`: from exports to an assessment directory and a result."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from resilience_cli.cli.console import working
from resilience_cli.cli.help_pages import Command
from resilience_cli.cli.options import AsJson, Exports, Lang, Quiet, Reading, one_of, with_reading
from resilience_cli.cli.reading import candidates, read_options
from resilience_cli.cli.reporting import FORMATS, Opened
from resilience_cli.cli.scored import result_of, show_result
from resilience_cli.errors import UsageError
from resilience_cli.files.folder import reserved
from resilience_cli.files.naming import file_names
from resilience_cli.messages import say
from resilience_cli.model.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Sequence

    from resilience_cli.engines import Engine
    from resilience_cli.model.assessment import Assessment, Options
    from resilience_cli.model.instrument import Instrument
    from resilience_cli.pipeline import Progress
    from resilience_cli.readers.parts import InFiles

EXCLUDE = ("declared", "none", "careless")
METHODS = ("draws", "analytic")
LONGEST = 200
"""Bytes of an assessment's name that are taken from the input's: room is left for a report beside it."""
Out = Annotated[
    Path | None,
    typer.Option("--out", "-o", metavar="DIR", help=say("Assessment directory; else named after the input.")),
]
Force = Annotated[bool, typer.Option("--force", help=say("Replace an assessment that is there."))]
CommunityRegister = Annotated[
    Path | None, typer.Option("--register", metavar="FILE", help=say("Community register: xlsx or csv."))
]
MarginsFile = Annotated[
    Path | None,
    typer.Option(
        "--margins", metavar="FILE", help=say("How many residents are of which kind, to weight by: xlsx or csv.")
    ),
]
Roles = Annotated[
    list[str] | None, typer.Option("--roles", metavar="ROLE", help=say("A role that counts; repeat for several."))
]
Exclude = Annotated[
    str, typer.Option("--exclude", metavar="|".join(EXCLUDE), help=say("Which flagged answer sheets are left out."))
]
Draws = Annotated[int, typer.Option("--draws", min=39, metavar="N", help=say("How many draws."))]
Seed = Annotated[int, typer.Option("--seed", min=0, metavar="N", help=say("Seed of the draws."))]
Method = Annotated[str, typer.Option("--method", metavar="|".join(METHODS), help=say("How ranges are made."))]
Keep = Annotated[
    bool, typer.Option("--keep-respondents", help=say("Keep the scores of persons too, without names; personal data."))
]
ENGINES = ("local", "processes", "dask")
"""Keys of engines.ENGINES, which take too long to import for a help page."""
Where = Annotated[
    str, typer.Option("--engine", metavar="|".join(ENGINES), help=say("Where large exports are counted."))
]
Scheduler = Annotated[
    str | None, typer.Option("--scheduler", metavar="ADDRESS", help=say("Scheduler of a Dask cluster (tcp://…)."))
]
CommonWith = Annotated[
    list[str] | None,
    typer.Option(
        "--common-with",
        metavar="ID@VERSION",
        help=say("Only the questions that this version asks alike, to compare with it; repeatable."),
    ),
]
Report = Annotated[
    str | None,
    typer.Option("--report", metavar="|".join(FORMATS), help=say("Show the whole report; a file is written beside.")),
]


@with_reading
def score(
    exports: Exports,
    *,
    reading: Reading,
    out: Out = None,
    force: Force = False,
    register: CommunityRegister = None,
    margins: MarginsFile = None,
    roles: Roles = None,
    common_with: CommonWith = None,
    exclude: Exclude = "declared",
    draws: Draws = 3999,
    seed: Seed = 20231026,
    method: Method = "draws",
    engine: Where = "local",
    scheduler: Scheduler = None,
    keep_respondents: Keep = False,
    report: Report = None,
    opened: Opened = False,
    json: AsJson = False,
    quiet: Quiet = False,
    lang: Lang = None,  # noqa: ARG001 - its callback has done all
) -> None:
    """Score exports, write the assessment directory, show the result."""
    one_of("--exclude", exclude, EXCLUDE)
    one_of("--method", method, METHODS)
    one_of("--engine", engine, ENGINES)
    if scheduler is not None and engine != "dask":
        raise UsageError(Finding("RES-E002", values={"engine": engine}))
    directory = target(exports, out)
    with reserved(directory, "assessment.json", force) as put, working(quiet) as progress:
        shown = result_of("json" if json else report, directory, force, opened)
        from resilience_cli.model.assessment import Options

        options = Options(
            exclude=cast("Any", exclude),
            roles=tuple(role.strip() for given in roles or () for role in given.split(",")),
            method=cast("Any", method),
            draws=draws,
            seed=seed,
            wave=reading.wave,
            weight=reading.weight,
            keep_respondents=keep_respondents,
        )
        from resilience_cli.engines import ENGINES as KNOWN

        with KNOWN[engine](scheduler) as at:
            assessment = assess(
                exports, reading, register, options, progress, common_with=common_with or (), margins=margins, engine=at
            )
        from resilience_cli import store

        put(partial(store.fill, assessment))
    show_result(assessment, directory, shown, quiet)


def target(exports: list[Path], out: Path | None) -> Path:
    """Return the directory to write, else one named after the input; raise UsageError where there are several."""
    if out is None and len(exports) > 1:
        raise UsageError(Finding("RES-U002"))
    return out or Path(*file_names([exports[0].stem], "assessment", LONGEST))


def assess(
    exports: list[Path],
    reading: Reading,
    register: Path | None,
    options: Options,
    progress: Progress,
    *,
    common_with: Sequence[str] = (),
    margins: Path | None = None,
    engine: Engine | None = None,
) -> Assessment:
    """Return the assessment of the exports; raises InputError or UsageError with all that is wrong."""
    Thread(target=_import_ahead, daemon=True).start()
    from resilience_cli import readers

    instrument, parts = readers.read_parts(exports, candidates(reading), read_options(reading))
    if common_with:
        instrument, parts = _on_common_items(instrument, parts, reading, common_with)
    facts = None
    if register is not None:
        from resilience_cli.readers.register import read_register, with_register

        facts, findings = read_register(register, instrument)
        parts = parts.then(partial(with_register, register=facts, noticed=findings))
    known = None
    if margins is not None:
        from resilience_cli.readers.margins import read_margins

        known = read_margins(margins, instrument, facts)
    from resilience_cli import pipeline

    options = replace(options, roles=_roles(options.roles, instrument))
    return pipeline.assess(parts, facts, options, progress, margins=known, engine=engine or pipeline.LOCAL)


def _on_common_items(
    instrument: Instrument, parts: InFiles, reading: Reading, names: Sequence[str]
) -> tuple[Instrument, InFiles]:
    """Return the instrument, and the parts, to be scored on what it shares with the named versions."""
    from resilience_cli.catalog import find, load
    from resilience_cli.catalog.common import on_common_items

    directory = find.instruments_dir(reading.instruments)
    paths = [find.resolve(name, directory) for name in names]
    others = [load.load(path, allow_unreleased=reading.allow_unreleased) for path in paths]
    shared = on_common_items(instrument, others)
    return shared, parts.then(partial(replace, instrument=shared))


def _roles(named: tuple[str, ...], instrument: Instrument) -> tuple[str, ...]:
    """Return the ids of roles that were named by id, or by label as in an export; others as they are."""
    from resilience_cli.readers.decoding.values import look_up, role_key

    known = look_up(role_key(instrument, "text"))
    return tuple(known(name) or name for name in named)


def _import_ahead() -> None:
    """Import what comes after reading while the file is read: unpacking a workbook leaves the interpreter free.

    First the readers: the sooner a file is being opened, the more is done meanwhile.
    """
    for module in (
        "resilience_cli.readers",
        "scipy.special",
        "pyarrow.parquet",
        "resilience_cli.pipeline",
        "resilience_cli.reports",
    ):
        import_module(module)


def add_to(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(
        "score",
        cls=Command,
        help=say("Read exports, score them, write an assessment directory and show the result."),
        epilog=say("Example: resilience score 导出.xlsx --register 登记表.xlsx"),
    )(score)
