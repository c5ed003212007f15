"""`report` and `explain`: what an assessment says."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from resilience_cli.cli.console import deliver, open_file, show, write_json
from resilience_cli.cli.help_pages import Command
from resilience_cli.cli.options import FILES, AsJson, Force, Lang, Quiet, must_be_new, needs_file, one_of
from resilience_cli.cli.reporting_each import each_form, write_each
from resilience_cli.errors import UsageError
from resilience_cli.messages import say
from resilience_cli.model.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from resilience_cli.model.assessment import Assessment
    from resilience_cli.model.document import Document
    from resilience_cli.model.events import EventStudy
    from resilience_cli.reports.suppression import Audience

FORMATS = ("terminal", "md", "json", "html", "docx", "xlsx")
TEXTS = tuple(form for form in FORMATS if form not in FILES)
AUDIENCES = ("internal", "public")
Directory = Annotated[
    Path, typer.Argument(metavar=say("ASSESSMENT"), help=say("Assessment directory that score wrote."))
]

Form = Annotated[
    str | None,
    typer.Option("--format", metavar="|".join(FORMATS), help=say("Form of what is shown; else by the file's name.")),
]
OutFile = Annotated[Path | None, typer.Option("--out", "-o", metavar="FILE", help=say("File to write."))]
Communities = Annotated[
    list[str] | None, typer.Option("--community", metavar="NAME", help=say("Only this neighbourhood; repeatable."))
]
AllCommunities = Annotated[
    bool, typer.Option("--all-communities", help=say("A report of each neighbourhood, into the folder -o."))
]
AudienceName = Annotated[
    str, typer.Option("--audience", metavar="|".join(AUDIENCES), help=say("For the public, small groups are withheld."))
]
Events = Annotated[
    Path | None, typer.Option("--events", metavar="FILE", help=say("Events file to show beside the classes."))
]
Before = Annotated[
    Path | None, typer.Option("--before", metavar="DIR", help=say("Assessment of the wave before, to compare with."))
]
ClassTitles = Annotated[
    list[str] | None,
    typer.Option("--class-title", metavar="ID=TITLE", help=say("What the report calls a class; repeatable.")),
]
To = Annotated[str, typer.Option("--to", metavar="OFFICE", help=say("In docx: the office it is sent to."))]
Sender = Annotated[str, typer.Option("--from", metavar="OFFICE", help=say("In docx: the office that signs it."))]
LetterDate = Annotated[str, typer.Option("--date", metavar="TEXT", help=say("In docx: the date beneath."))]
Opened = Annotated[bool, typer.Option("--open", help=say("Open the file that was written."))]


def form_of(form: str | None, json: bool, out: Path | None, force: bool, opened: bool = False) -> str:
    """Return the form that is wanted, else the one that the file is named after.

    Raises UsageError for a form that there is not, a file that is there, or none where one is needed.
    """
    ending = out.suffix.lower().removeprefix(".") if out else ""
    chosen = form or (ending if ending in FORMATS else FORMATS[0])
    one_of("--format", chosen, FORMATS)
    chosen = "json" if json else chosen
    must_be_new(out, force)
    needs_file(chosen, out, opened)
    return chosen


def present(
    content: Callable[[], Any], document: Callable[[], Document], form: str, out: Path | None, quiet: bool
) -> None:
    """Show or write the content as JSON, or the document in another form."""
    from resilience_cli import reports

    if form == "json":
        deliver(content(), out, quiet)
    elif form == "terminal" and out is None:
        show(document())
    else:
        deliver(reports.FORMATS[form](document()), out, quiet)


def report(
    assessment: Directory,
    *,
    form: Form = None,
    community: Communities = None,
    all_communities: AllCommunities = False,
    audience: AudienceName = "internal",
    events: Events = None,
    before: Before = None,
    class_title: ClassTitles = None,
    to: To = "",
    sender: Sender = "",
    date: LetterDate = "",
    out: OutFile = None,
    opened: Opened = False,
    force: Force = False,
    json: AsJson = False,
    quiet: Quiet = False,
    lang: Lang = None,  # noqa: ARG001 - its callback has done all
) -> None:
    """Render an assessment."""
    one_of("--audience", audience, AUDIENCES)
    form = each_form(form, out, opened, community) if all_communities else form_of(form, json, out, force, opened)
    from resilience_cli import store
    from resilience_cli.model.document import Letter

    letter = Letter(to, sender, date) if to or sender or date else None
    titles = titles_of(class_title or ())
    found, meant, chosen = store.read(assessment), cast("Audience", audience), community or ()
    if all_communities and out is not None:
        write_each(found, form, out, meant, force=force, quiet=quiet, titles=titles, letter=letter)
        return
    happened = None if events is None else events_of(found, events)
    document = partial(_document, found, meant, chosen, happened, before, titles=titles, letter=letter)
    present(partial(_content, found, meant, chosen, happened, str(assessment)), document, form, out, quiet)
    if opened and out is not None:
        open_file(out)


def _content(
    found: Assessment, meant: Audience, chosen: Sequence[str], happened: EventStudy | None, source: str
) -> dict[str, Any]:
    from resilience_cli import reports

    beside = {} if happened is None else {"events": reports.beside_as_json(happened, found, chosen, meant)}
    return {**reports.as_json(found, meant, chosen, source), **beside}


def _document(
    found: Assessment,
    meant: Audience,
    chosen: Sequence[str],
    happened: EventStudy | None,
    before: Path | None,
    **said: Any,
) -> Document:
    from resilience_cli import reports, store
    from resilience_cli.analysis.reporting import report_document

    parts = () if happened is None else tuple(reports.beside_parts(happened, found, chosen, meant))
    earlier = None if before is None else store.read(before)
    return report_document(found, meant, chosen, before=earlier, beside=parts, **said)


def titles_of(given: Sequence[str]) -> dict[str, str]:
    """Return what classes are to be called, by id; raise UsageError for one that is not ID=TITLE."""
    wrong = [text for text in given if not all(part.strip() for part in text.partition("="))]
    if wrong:
        raise UsageError(*(Finding("RES-U021", values={"value": text}) for text in wrong))
    return {id_.strip(): title.strip() for id_, _, title in (text.partition("=") for text in given)}


def events_of(assessment: Assessment, file: Path, shock: str | None = None) -> EventStudy:
    """Return what the events of the assessment's communities amount to; with `shock`, also around it."""
    from resilience_cli.analysis.events import of_assessment, study
    from resilience_cli.readers.events import read_events

    return study(of_assessment(read_events(file), assessment), shock=shock)


def explain(
    assessment: Directory,
    community: Annotated[str, typer.Argument(metavar=say("COMMUNITY"), help=say("Name or id of a neighbourhood."))],
    json: AsJson = False,
    quiet: Quiet = False,  # noqa: ARG001 - it shows only what was asked for
    lang: Lang = None,  # noqa: ARG001 - its callback has done all
) -> None:
    """Explain one community's class."""
    from resilience_cli import reports, store
    from resilience_cli.analysis.reporting import ways_of

    found = store.read(assessment)
    ways = ways_of(found, community)
    if json:
        told = reports.as_json(found, communities=[community])["communities"][0]
        write_json({**told, "ways_up": [vars(way) for way in ways]})
    else:
        show(reports.explain(found, community, ways))


def add_to(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.command(
        "report",
        cls=Command,
        help=say("Show an assessment as a report: in the terminal, in Word or a browser, as Markdown or JSON."),
        epilog=say("Example: resilience report 导出.assessment -o 报告.docx --open"),
    )(report)
    app.command(
        "explain",
        cls=Command,
        help=say("Why a neighbourhood has its class, down to the items, and what would have to rise by how much."),
        epilog=say("Example: resilience explain 导出.assessment 东湖花园"),
    )(explain)
