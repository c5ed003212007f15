"""`instruments new`: a questionnaire without writing JSON."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import typer

from resilience_cli.cli import asking
from resilience_cli.cli.asking_new import asked
from resilience_cli.cli.authoring_options import (
    SCALES,
    Base,
    Completed,
    Cut,
    Encoding,
    Export,
    Id,
    Out,
    Questions,
    Roles,
    ScaleName,
    SheetName,
    TitleEn,
    TitleZh,
)
from resilience_cli.cli.console import tell
from resilience_cli.cli.forms import quoted
from resilience_cli.cli.help_pages import Command
from resilience_cli.cli.options import Force, Instruments, Lang, Quiet, must_be_new, one_of
from resilience_cli.errors import CheckFailedError, InputError, UsageError
from resilience_cli.messages import say
from resilience_cli.messages.system import why
from resilience_cli.model.finding import Finding, Where

if TYPE_CHECKING:
    from resilience_cli.authoring.new import Made


def new(
    id_: Id = None,
    *,
    base: Base = None,
    cut: Cut = None,
    export: Export = None,
    sheet: SheetName = None,
    encoding: Encoding = None,
    workbook: Completed = None,
    title_zh: TitleZh = None,
    title_en: TitleEn = None,
    role: Roles = None,
    questions: Questions = None,
    scale: ScaleName = None,
    out: Out = None,
    instruments: Instruments = None,
    force: Force = False,
    quiet: Quiet = False,
    lang: Lang = None,  # noqa: ARG001 - its callback has done all
) -> None:
    """Write a new draft of a questionnaire with its cases, or a workbook to make one from."""
    title = {language: text for language, text in (("zh", title_zh), ("en", title_en)) if text}
    _only_what_belongs(
        {"--from": base, "--from-export": export, "--from-workbook": workbook},
        {"--cut": cut, "--sheet": sheet, "--encoding": encoding, "--title-zh": title_zh, "--title-en": title_en,
         "--role": role, "--questions": questions, "--scale": scale},
    )  # fmt: skip
    folder = out or instruments or Path(os.environ.get("RESILIENCE_INSTRUMENTS") or "instruments")
    if export is not None:
        _write_workbook(Source(export, sheet, encoding), id_ or "", out, force=force, quiet=quiet)
    elif base is not None:
        _write(_copy(base, id_ or "", title, cut or (), instruments), folder, force, quiet)
    elif workbook is not None:
        _write(_completed(workbook, id_ or ""), folder, force, quiet)
    else:
        one_of("--scale", scale or SCALES[0], SCALES)
        wish = Wish(id_ or "", title, tuple(role or ()), scale or SCALES[0], questions)
        _write(_skeleton(wish, folder), folder, force, quiet)


def _only_what_belongs(ways: Mapping[str, object], others: Mapping[str, object]) -> None:
    """Raise UsageError if several ways to make a questionnaire were named, or an option that the way does not take."""
    named = [name for name, given in ways.items() if given is not None]
    if len(named) > 1:
        raise UsageError(Finding("RES-U006", values={"first": named[0], "second": named[1]}))
    way = named[0] if named else ""
    idle = [name for name, given in others.items() if given and name not in _TAKES[way]]
    if idle:
        own = say("questions of one's own")
        takers = {name: [taker or own for taker, taken in _TAKES.items() if name in taken] for name in idle}
        faults = (Finding("RES-I138", values={"option": name, "ways": takers[name]}) for name in idle)
        raise UsageError(*faults)


_TAKES = {
    "": ("--title-zh", "--title-en", "--role", "--questions", "--scale"),
    "--from": ("--cut", "--title-zh", "--title-en"),
    "--from-export": ("--sheet", "--encoding"),
    "--from-workbook": (),
}
"""By way to make a questionnaire: the options that belong to it."""


class Source(NamedTuple):
    """An export, and where in it the answers are."""

    path: Path
    sheet: str | None
    encoding: str | None


class Wish(NamedTuple):
    """What was said of a questionnaire from questions of one's own."""

    id: str
    title: dict[str, str]
    roles: tuple[str, ...]
    scale: str
    questions: Path | None


def _skeleton(wish: Wish, folder: Path) -> Made:
    """Return a new questionnaire; in a terminal, what was not given is asked."""
    from resilience_cli.authoring.new import Plan, parse_questions, skeleton

    groups = parse_questions(_text(wish.questions), wish.questions.name) if wish.questions else ()
    plan = Plan(wish.id, wish.title, wish.roles or Plan("").roles, wish.scale, groups)
    if asking.somebody_is_there() and not (wish.title or groups):
        plan = asked(plan, folder, roles_given=bool(wish.roles))
    return skeleton(plan)


def _completed(workbook: Path, id_: str) -> Made:
    from resilience_cli.analysis.last_year import filled_sheets
    from resilience_cli.authoring.draft.read import read_draft

    return read_draft(filled_sheets(workbook), id_)


def _write_workbook(source: Source, id_: str, out: Path | None, *, force: bool, quiet: bool) -> None:
    """Write the draft of an export, to be completed."""
    from resilience_cli.analysis.last_year import look
    from resilience_cli.authoring.draft.drafted import drafted, without_labels
    from resilience_cli.authoring.draft.pages import draft_pages
    from resilience_cli.files.workbook import write_workbook

    out = out or Path(say("{name}-draft.xlsx", name=source.path.stem))
    must_be_new(out, force)
    draft = drafted(look(*source))
    write_workbook(out, draft_pages(draft, id_))
    if without_labels(draft):
        tell(str(Finding("RES-I139", Where(file=draft.file))), "yellow")
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
    from resilience_cli.readers.containers.delimited import decode

    where = Where(file=path.name)
    try:
        return decode(path.read_bytes(), path.name, None)[0]
    except FileNotFoundError:
        raise InputError(Finding("RES-R001", where)) from None
    except OSError as error:
        raise InputError(Finding("RES-R013", where, {"why": why(error)})) from None


def _write(made: Made, folder: Path, force: bool, quiet: bool) -> None:
    """Write the instrument and its cases, unless a check finds an error in it, and say what can be done next."""
    from resilience_cli.authoring.json_text import json_text
    from resilience_cli.catalog import release, schema
    from resilience_cli.catalog.checks.faults import check_faults
    from resilience_cli.files.beside import write_text

    content = made.content
    path = folder / content["id"] / f"{content['version']}.json"
    cases = path.with_name(f"{path.stem}.cases.json")
    for target in (path, cases):
        must_be_new(target, force)
    if path.exists() and content["version"] in release.released(folder).get(content["id"], {}):
        raise UsageError(Finding("RES-I137", values={"name": f"{content['id']}@{content['version']}"}))
    faults = schema.schema_faults(content, "instrument")
    faults += check_faults(content, sound=not faults)
    errors = [fault for fault in faults if fault.severity == "error"]
    if errors:
        raise CheckFailedError(*errors)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if made.cases is None:
            cases.unlink(missing_ok=True)  # those of the draft that is replaced
    except OSError as error:
        raise InputError(Finding("RES-U004", values={"name": str(path), "why": why(error)})) from None
    if made.cases is not None:
        write_text(cases, json_text(made.cases))
    write_text(path, json_text(content))
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
            "  release it          resilience instruments release {name} --instruments {folder}\n"
            "  take it to people   resilience instruments form {file} --help (template, xlsform, wjx as well)",
            file=quoted(path),
            name=name,
            folder=quoted(folder),
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
