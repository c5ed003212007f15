"""The options of `instruments new`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from resilience_cli.messages import say

SCALES = ("agree5", "satisfied5", "true5", "often5")
Id = Annotated[str | None, typer.Argument(metavar="ID", help=say("Id of the new questionnaire, such as hudong-2026."))]
Base = Annotated[
    str | None,
    typer.Option("--from", metavar="ID[@VERSION]", help=say("Copy this questionnaire, to set cuts of your own.")),
]
Cut = Annotated[
    list[str] | None,
    typer.Option(
        "--cut",
        metavar="[SCORE:]OLD=NEW",
        help=say("With --from: move a cut, of one score (society:60=55) or of all (65=60); repeat."),
    ),
]
Export = Annotated[
    Path | None,
    typer.Option(
        "--from-export",
        metavar="FILE",
        help=say("Make a workbook from last year's export of another questionnaire, to be completed."),
    ),
]
SheetName = Annotated[
    str | None, typer.Option("--sheet", metavar="NAME", help=say("With --from-export: sheet to read."))
]
Encoding = Annotated[
    str | None, typer.Option("--encoding", metavar="NAME", help=say("With --from-export: encoding of a CSV."))
]
Completed = Annotated[
    Path | None,
    typer.Option("--from-workbook", metavar="FILE", help=say("Make the questionnaire from the completed workbook.")),
]
TitleZh = Annotated[str | None, typer.Option("--title-zh", metavar="TEXT", help=say("Its title in Chinese."))]
TitleEn = Annotated[str | None, typer.Option("--title-en", metavar="TEXT", help=say("Its title in English."))]
Roles = Annotated[
    list[str] | None,
    typer.Option("--role", metavar="ROLE", help=say("Who is asked: resident, committee, property, owners; repeat.")),
]
Questions = Annotated[
    Path | None,
    typer.Option(
        "--questions",
        metavar="FILE",
        help=say("Text file, one question a line; “# title” begins a score, “- ” marks a reversed question."),
    ),
]
ScaleName = Annotated[
    str | None,
    typer.Option(
        "--scale", metavar="NAME", help=say("Options of the questions: {scales}.").format(scales=", ".join(SCALES))
    ),
]
Out = Annotated[
    Path | None,
    typer.Option(
        "--out",
        "-o",
        metavar="DIR",
        help=say("Directory of questionnaires to write into; with --from-export, the workbook to write."),
    ),
]
