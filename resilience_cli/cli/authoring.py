"""`instruments new`: a questionnaire without writing JSON."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from resilience_cli.cli import asking
from resilience_cli.cli.console import tell
from resilience_cli.cli.help_pages import Command
from resilience_cli.cli.options import Force, Instruments, Lang, Quiet, must_be_new, one_of
from resilience_cli.errors import CheckFailedError, InputError, UsageError
from resilience_cli.messages import say
from resilience_cli.messages.system import why
from resilience_cli.model.finding import Finding, Where

if TYPE_CHECKING:
    from resilience_cli.authoring.new import Made, Plan

SCALES = ("agree5", "satisfied5", "true5", "often5")


def new(
    id_: Annotated[
        str, typer.Argument(metavar="ID", help=say("Id of the new questionnaire, such as hudong-2026."))
    ] = "",
    *,
    base: Annotated[
        str | None,
        typer.Option("--from", metavar="ID[@VERSION]", help=say("Copy this questionnaire, to set cuts of your own.")),
    ] = None,
    cut: Annotated[
        list[str] | None,
        typer.Option(
            "--cut",
            metavar="[SCORE:]OLD=NEW",
            help=say("With --from: move a cut, of one score (society:60=55) or of all (65=60); repeat."),
        ),
    ] = None,
    export: Annotated[
        Path | None,
        typer.Option(
            "--from-export",
            metavar="FILE",
            help=say("Make a workbook from last year's export of another questionnaire, to be completed."),
        ),
    ] = None,
    sheet: Annotated[
        str | None, typer.Option("--sheet", metavar="NAME", help=say("With --from-export: sheet to read."))
    ] = None,
    encoding: Annotated[
        str | None, typer.Option("--encoding", metavar="NAME", help=say("With --from-export: encoding of a CSV."))
    ] = None,
    workbook: Annotated[
        Path | None,
        typer.Option(
            "--from-workbook", metavar="FILE", help=say("Make the questionnaire from the completed workbook.")
        ),
    ] = None,
    title_zh: Annotated[str, typer.Option("--title-zh", metavar="TEXT", help=say("Its title in Chinese."))] = "",
    title_en: Annotated[str, typer.Option("--title-en", metavar="TEXT", help=say("Its title in English."))] = "",
    role: Annotated[
        list[str] | None,
        typer.Option(
            "--role", metavar="ROLE", help=say("Who is asked: resident, committee, property, owners; repeat.")
        ),
    ] = None,
    questions: Annotated[
        Path | None,
        typer.Option(
            "--questions",
            metavar="FILE",
            help=say("Text file, one question a line; “# title” begins a score, “- ” marks a reversed question."),
        ),
    ] = None,
    scale: Annotated[
        str, typer.Option("--scale", metavar="|".join(SCALES), help=say("How the questions are answered."))
    ] = SCALES[0],
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            "-o",
            metavar="DIR",
            help=say("Directory of questionnaires to write into; with --from-export, the workbook to write."),
        ),
    ] = None,
    instruments: Instruments = None,
    force: Force = False,
    quiet: Quiet = False,
    lang: Lang = None,  # noqa: ARG001 - its callback has done all
) -> None:
    """Write a new draft of a questionnaire with its cases, or a workbook to make one from."""
    one_of("--scale", scale, SCALES)
    ways = {"--from": base, "--from-export": export, "--from-workbook": workbook, "--questions": questions}
    _at_most_one([name for name, given in ways.items() if given])
    folder = out or instruments or Path(os.environ.get("RESILIENCE_INSTRUMENTS") or "instruments")
    title = {language: text for language, text in (("zh", title_zh), ("en", title_en)) if text}
    if export is not None:
        _write_workbook(Source(export, sheet, encoding), id_, out, force=force, quiet=quiet)
    elif base is not None:
        _write(_copy(base, id_, title, cut or (), instruments), folder, force, quiet)
    elif workbook is not None:
        _write(_completed(workbook, id_), folder, force, quiet)
    else:
        _write(_skeleton(id_, title, role, scale, questions), folder, force, quiet)


class Source(NamedTuple):
    """An export, and where in it the answers are."""

    path: Path
    sheet: str | None
    encoding: str | None


def _at_most_one(ways: Sequence[str]) -> None:
    """Raise UsageError if several ways to make a questionnaire were named."""
    if len(ways) > 1:
        raise UsageError(Finding("RES-U006", values={"first": ways[0], "second": ways[1]}))


def _skeleton(id_: str, title: dict[str, str], role: list[str] | None, scale: str, questions: Path | None) -> Made:
    """Return a new questionnaire; in a terminal, what was not given is asked."""
    from resilience_cli.authoring.new import Plan, parse_questions, skeleton

    groups = parse_questions(_text(questions), questions.name) if questions else ()
    plan = Plan(id_, title, tuple(role or Plan("").roles), scale, groups)
    if asking.somebody_is_there() and not (title or groups):
        plan = _asked(plan, roles_given=bool(role))
    return skeleton(plan)


def _completed(workbook: Path, id_: str) -> Made:
    from resilience_cli.analysis.last_year import filled_sheets
    from resilience_cli.authoring.draft_read import read_draft

    return read_draft(filled_sheets(workbook), id_)


def _write_workbook(source: Source, id_: str, out: Path | None, *, force: bool, quiet: bool) -> None:
    """Write the draft of an export, to be completed."""
    from resilience_cli.analysis.last_year import look
    from resilience_cli.authoring.draft_pages import draft_pages
    from resilience_cli.authoring.drafted import drafted
    from resilience_cli.files.workbook import write_workbook

    out = out or Path(say("{name}-draft.xlsx", name=source.path.stem))
    must_be_new(out, force)
    draft = drafted(look(*source))
    write_workbook(out, draft_pages(draft, id_))
    if not quiet:
        asked = sum(question.use in ("score", "attention") for question in draft.questions)
        left = sum(question.use == "leave" for question in draft.questions)
        tell(
            say(
                "Written: {file}; questions to score: {asked}; columns left out: {left}.",
                file=out,
                asked=asked,
                left=left,
            )
        )
        tell(say("Complete it, then: resilience instruments new --from-workbook {file}", file=out))


def _copy(base: str, id_: str, title: dict[str, str], cuts: Sequence[str], instruments: Path | None) -> Made:
    """Return the copy of a questionnaire, with a remark that names the cases that no longer hold."""
    from dataclasses import replace

    from resilience_cli.analysis import cases
    from resilience_cli.authoring.copied import copied, parse_cuts, without_classes
    from resilience_cli.catalog import find, load, read
    from resilience_cli.model.parse import parse

    path = find.resolve(base, find.instruments_dir(instruments))
    found = load.load(path, allow_unreleased=True)
    file = cases.cases_file(path)
    made = copied(found, read.read_json(file)[0] if file.is_file() else None, id_, title, parse_cuts(cuts))
    if made.cases is None:
        return made
    tried = cases.run_cases(parse(made.content), made.cases).findings
    changed = list(dict.fromkeys(one.values["case"] for one in tried if one.code == "RES-I062"))
    if not changed:
        return made
    remark = Finding("RES-I145", values={"cases": changed, "file": f"{made.content['version']}.cases.json"})
    return replace(made, cases=without_classes(made.cases, changed), remarks=(remark,))


def _text(path: Path) -> str:
    from resilience_cli.readers.delimited import decode

    where = Where(file=path.name)
    try:
        return decode(path.read_bytes(), path.name, None)[0]
    except FileNotFoundError:
        raise InputError(Finding("RES-R001", where)) from None
    except OSError as error:
        raise InputError(Finding("RES-R013", where, {"why": why(error)})) from None


def _asked(plan: Plan, roles_given: bool) -> Plan:
    """Ask for what was not given; return the plan with it."""
    from dataclasses import replace

    from resilience_cli.authoring.new import ID, language_of, parse_questions

    tell(say("A few questions; Enter takes what is proposed, Ctrl-C ends."))
    id_ = plan.id
    while not ID.fullmatch(id_):
        id_ = asking.answer(say("Id (lower-case letters, digits, -), such as hudong-2026"), "").strip()
    title = asking.answer(say("Title of the questionnaire"), say("Neighbourhood governance survey")).strip()
    roles = plan.roles
    if not roles_given:
        named = asking.answer(say("Who is asked (names divided by commas)"), ",".join(plan.roles))
        roles = tuple(part.strip() for part in named.replace("，", ",").split(",") if part.strip())
    tell(say("Paste your questions, one a line (“# title” begins a score, “- ” marks a reversed question)."))
    lines = []
    while line := asking.answer(say("Question (Enter: no more; none at all: samples to rewrite)"), "").strip():
        lines.append(line)
    groups = parse_questions("\n".join(lines), say("questions")) if lines else ()
    return replace(plan, id=id_, title={language_of(title): title}, roles=roles, groups=groups)


def _write(made: Made, folder: Path, force: bool, quiet: bool) -> None:
    """Write the instrument and its cases, unless a check finds an error in it, and say what can be done next."""
    from resilience_cli.authoring.json_text import json_text
    from resilience_cli.catalog import checks, release, schema
    from resilience_cli.files.beside import write_text

    content = made.content
    path = folder / content["id"] / f"{content['version']}.json"
    must_be_new(path, force)
    if path.exists() and content["version"] in release.released(folder).get(content["id"], {}):
        raise UsageError(Finding("RES-I137", values={"name": f"{content['id']}@{content['version']}"}))
    faults = schema.schema_faults(content, "instrument")
    faults += checks.check_faults(content, sound=not faults)
    errors = [fault for fault in faults if fault.severity == "error"]
    if errors:
        raise CheckFailedError(*errors)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_text(path, json_text(content))
    cases = path.with_name(f"{path.stem}.cases.json")
    if made.cases is not None:
        write_text(cases, json_text(made.cases))
    if not quiet:
        _tell_next(path, made, content["id"])


def _tell_next(path: Path, made: Made, id_: str) -> None:
    tell(say("Written: {file}", file=path))
    for remark in made.remarks:
        tell(str(remark), "yellow")
    folder = path.parent.parent
    name = f"{id_}@{made.content['version']}"
    tell(
        say(
            "Next:\n"
            "  check it            resilience instruments validate {file}\n"
            "  look at it          resilience instruments show {file}\n"
            "  try it              resilience score EXPORT -i {file} --allow-unreleased\n"
            "  release it          resilience instruments release {name} --instruments {folder}",
            file=path,
            name=name,
            folder=folder,
        )
    )


def add_to(app: typer.Typer) -> None:
    """Add the command to the group."""
    app.command(
        "new",
        cls=Command,
        help=say("Write a new questionnaire: a skeleton, a copy with cuts of your own, or last year's as a draft."),
        epilog=say("Example: resilience instruments new hudong-2026 --title-zh 湖东街道社区治理问卷"),
    )(new)
