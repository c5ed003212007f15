"""`plan`: how many people must answer for a class to be firm, or for a change to be found."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from resilience_cli.cli.console import tell
from resilience_cli.cli.forms import questionnaire
from resilience_cli.cli.help_pages import Command
from resilience_cli.cli.options import AsJson, Force, Instruments, Lang, Quiet, Unreleased
from resilience_cli.cli.reporting import Form, OutFile, form_of, present
from resilience_cli.errors import UsageError
from resilience_cli.messages import say
from resilience_cli.messages.printable import printable
from resilience_cli.model.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from resilience_cli.analysis.planning import Aims
    from resilience_cli.model.assessment import Assessment
    from resilience_cli.model.instrument import Instrument
    from resilience_cli.model.plan import Plan
    from resilience_cli.model.responses import Register

MOST_PEOPLE = 10_000


Earlier = Annotated[
    Path | None,
    typer.Option("--from", metavar=say("ASSESSMENT"), help=say("Earlier assessment that tells how people differ.")),
]
Spread = Annotated[
    list[str] | None,
    typer.Option("--sd", metavar="[ROLE=]N", help=say("How people differ: standard deviation in points; repeatable.")),
]
Book = Annotated[
    str | None,
    typer.Option("--instrument", "-i", metavar="ID[@VERSION]", help=say("Questionnaire, for its roles and weights.")),
]
OfScore = Annotated[
    str | None,
    typer.Option(
        "--score",
        metavar="ID",
        help=say("Score to plan for; else the least sure of the class rules, and for a change the first composite."),
    ),
]
Distances = Annotated[
    list[float] | None,
    typer.Option("--distance", min=0.1, max=100, metavar="N", help=say("Distance from a cut, in points; repeatable.")),
]
Staff = Annotated[
    list[int] | None,
    typer.Option(
        *("--staff",), min=0, max=1000, metavar="N",
        help=say("So many of every institution answer; 0: residents only; repeatable."),
    ),
]  # fmt: skip
Answers = Annotated[
    list[str] | None,
    typer.Option("--answers", metavar="ROLE=N", help=say("So many of this institution answer; repeatable.")),
]
Residents = Annotated[
    list[int] | None,
    typer.Option(
        "--residents", min=1, max=10_000, metavar="N", help=say("Number of residents to tell of; repeatable.")
    ),
]
Smallest = Annotated[
    float | None,
    typer.Option("--smallest", min=0.1, metavar="N", help=say("Smallest change that matters, in points.")),
]
Power = Annotated[
    float, typer.Option("--power", min=0.5, max=0.99, metavar="N", help=say("How surely that change is to be found."))
]
Level = Annotated[
    float, typer.Option("--level", min=0.8, max=0.999, metavar="N", help=say("Level of the test of a change."))
]
CommunityRegister = Annotated[
    Path | None,
    typer.Option("--register", metavar="FILE", help=say("Community register: a row for each of its communities.")),
]
Rate = Annotated[
    float | None,
    typer.Option("--response-rate", min=1, max=100, metavar="N", help=say("Of 100 who are asked, so many answer.")),
]
Reliability = Annotated[
    float,
    typer.Option(
        *("--reliability",), min=0, max=1, metavar="N",
        help=say("Reliability of the score, for finite populations; only with --sd."),
    ),
]  # fmt: skip


def plan(
    *,
    earlier: Earlier = None,
    sd: Spread = None,
    instrument: Book = None,
    instruments: Instruments = None,
    allow_unreleased: Unreleased = False,
    score: OfScore = None,
    distance: Distances = None,
    staff: Staff = None,
    answers: Answers = None,
    residents: Residents = None,
    smallest: Smallest = None,
    power: Power = 0.8,
    level: Level = 0.95,
    register: CommunityRegister = None,
    response_rate: Rate = None,
    reliability: Reliability = 0.8,
    form: Form = None,
    out: OutFile = None,
    force: Force = False,
    json: AsJson = False,
    quiet: Quiet = False,
    lang: Lang = None,  # noqa: ARG001 - its callback has done all
) -> None:
    """Show how many people must answer."""
    form = form_of(form, json, out, force)
    sds, fixed = _by_role("--sd", sd, 100.0), _by_role("--answers", answers, 1000.0, whole=True)
    _check(earlier, instrument, sds, {"--score": score, "--answers": answers, "--staff": staff, "--register": register})
    found = None if earlier is None else _assessment(earlier)
    book = found.instrument if found else None
    if instrument is not None:
        book = questionnaire(instrument, instruments, allow_unreleased)
    aims = _aims(
        score=score,
        distances=tuple(distance or ()),
        staff=tuple(staff or ()),
        answers={role: int(n) for role, n in fixed.items()},
        residents=tuple(residents or ()),
        smallest=smallest,
        power=power,
        level=level,
        response_rate=response_rate and response_rate / 100.0,
    )
    made = _made(found, book, sds, reliability, aims=aims, register=register)
    from resilience_cli import reports

    present(partial(reports.plan_as_json, made), partial(reports.plan_document, book, made), form, out, quiet)


def _aims(**given: Any) -> Aims:
    """Return the aims; what was not given is as usual."""
    from resilience_cli.analysis.planning import Aims

    return Aims(**{name: value for name, value in given.items() if value})


def _made(
    found: Assessment | None,
    book: Instrument | None,
    sds: Mapping[str, float],
    reliability: float,
    *,
    aims: Aims,
    register: Path | None,
) -> Plan:
    """Return the plan, from an assessment with its whole class rule."""
    from resilience_cli.analysis.plan_simulation import simulated
    from resilience_cli.analysis.plan_sources import of_assessment, stated
    from resilience_cli.analysis.planning import plan as planned

    spreads = of_assessment(found, sds) if found else stated(book, sds, reliability)
    facts = _register(register, book) if register and book else None
    made = planned(spreads, aims, facts)
    return replace(made, simulated=simulated(found, spreads, aims)) if found else made


def _check(
    earlier: Path | None, instrument: str | None, sds: Mapping[str, float], others: Mapping[str, object]
) -> None:
    """Raise UsageError unless it is clear from what to plan."""
    if earlier is not None and instrument is not None:
        raise UsageError(Finding("RES-U006", values={"first": "--from", "second": "--instrument"}))
    if earlier is None and not sds:
        raise UsageError(Finding("RES-A120"))
    if earlier is None and instrument is None:
        named = [*(["--sd ROLE=N"] if set(sds) != {""} else []), *(name for name, given in others.items() if given)]
        if named:
            raise UsageError(*(Finding("RES-A125", values={"option": name}) for name in named))


def _by_role(option: str, given: Sequence[str] | None, most: float, *, whole: bool = False) -> dict[str, float]:
    """Return the numbers by role, under "" one for all roles; raise UsageError for what is no such number."""
    found = {}
    for text in given or ():
        role, _, number = text.rpartition("=")
        try:
            found[role.strip()] = value = float(number)
        except ValueError:
            value = float("nan")
        if not 0.0 <= value <= most or (whole and not value.is_integer()):
            values = {"option": option, "value": printable(text), "most": f"{most:g}"}
            raise UsageError(Finding("RES-A124", values=values))
    return found


def _assessment(directory: Path) -> Assessment:
    from resilience_cli import store

    return store.read(directory)


def _register(path: Path, instrument: Instrument) -> Register:
    """Return the register; what was not understood in it is told."""
    from resilience_cli.readers.register import read_register

    facts, findings = read_register(path, instrument)
    for finding in findings:
        tell(str(finding))
    return facts


def add_to(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(
        "plan",
        cls=Command,
        help=say("How many people must answer for a class to be firm, or for a change to be found."),
        epilog=say("Example: resilience plan --from 2025.assessment --register 登记表.xlsx --response-rate 40"),
    )(plan)
