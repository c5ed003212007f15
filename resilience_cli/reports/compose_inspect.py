"""Inspection -> Document: what was understood of the files, before any scoring."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from resilience_cli.messages import mark, pick, say
from resilience_cli.messages.printable import printable
from resilience_cli.model.document import Column, Document, Heading, Note, Paragraph, Part, Table
from resilience_cli.model.inspection import OPEN_ANSWERS, Inspection, SheetFound
from resilience_cli.model.instrument import Instrument
from resilience_cli.model.responses import Source
from resilience_cli.reports.compose_findings import first_findings
from resilience_cli.reports.compose_inspect_answers import answer_parts, open_answers
from resilience_cli.reports.rounding import percent

IN_WORDS = {
    "wjx": mark("wjx (问卷星)"),
    "tencent": mark("Tencent Survey (腾讯问卷)"),
    "tencent-docs": mark("Tencent Docs form (腾讯文档收集表)"),
    "jinshuju": mark("Jinshuju (金数据)"),
    "wenjuan": mark("wenjuan.com (问卷网)"),
    "msforms": mark("Microsoft Forms"),
    "gforms": mark("Google Forms"),
    "qualtrics": "Qualtrics",
    "surveymonkey": "SurveyMonkey",
    "limesurvey": "LimeSurvey",
    "kobo": mark("KoboToolbox or ODK"),
    "redcap": mark("REDCap"),
    "spss": mark("SPSS file"),
    "entry": mark("workbook for typing in"),
    "plain": mark("plain table"),
    "text": mark("texts of options"),
    "score": mark("scores of options"),
    "position": mark("positions of options"),
    "value": mark("values of options"),
    "event": mark("the event"),
    "period": mark("the period"),
}
"""Platforms, modes and placeholders as people call them."""
MOST_MISSING = 8
"""So many questions without a column are named; the error names all."""
_PLACE = re.compile(r"\{\w+\}")


def inspection(found: Inspection) -> Document:
    """Return how each file was understood, which column became what and why, who answered, and every finding."""
    instrument = found.instrument
    parts: list[Part] = [
        Paragraph(say("Questionnaire: {title} ({name}).", title=pick(instrument.title), name=instrument.name))
        if instrument
        else Note(say("No known questionnaire has these questions."), "warning")
    ]
    for sheet in found.sheets:
        parts += _sheet(sheet, instrument)
    parts += answer_parts(found)
    parts += open_answers(found)
    others = [finding for finding in found.findings if finding.code not in OPEN_ANSWERS]
    parts += first_findings(others, most=None)
    if len({finding.code for finding in others}) < len(others):
        parts.append(Note(say("Every cell of every finding: --write-findings FILE.xlsx")))
    parts += _what_next(found)
    return Document(say("What was understood"), tuple(parts))


def _what_next(found: Inspection) -> Iterator[Part]:
    yield Heading(say("What next"))
    near = sum(bool(column.near) for sheet in found.sheets for column in sheet.columns)
    n = found.open_questions()
    if n or near:
        yield Note(
            say(
                "Open questions: {n} (columns that were not found; answers, roles and names that are not clear). Add "
                "--write-mapping mapping.toml to the command, answer the open lines of that file, and run it again "
                "with --mapping mapping.toml instead. For names of neighbourhoods: --write-names names.xlsx, then "
                "--names names.xlsx.",
                n=n,
            ),
            "warning",
        )
    if found.faults:
        yield Note(say("As it stands, it cannot be scored: see the errors."), "error")
    elif not n:
        yield Paragraph(say("No question is open: it can be scored. Write score in place of inspect in the command."))


def _in_words(name: str) -> str:
    return say(IN_WORDS[name]) if name in IN_WORDS else name


def _sheet(sheet: SheetFound, instrument: Instrument | None) -> Iterator[Part]:
    source = sheet.source
    yield Heading(printable(source.file))
    yield Paragraph(say("; ").join(_facts(sheet)))
    if source.passed_over:
        yield Note(say("Sheets not read: {sheets}.", sheets=_listed(source.passed_over)))
    if source.evidence:
        yield Paragraph(say("Why: {evidence}.", evidence=say("; ").join(say(text) for text in source.evidence)))
    for placeholder, text in source.placeholders:
        yield Paragraph(
            say("In the questions, {placeholder} is: {text}", placeholder=_in_words(placeholder), text=printable(text))
        )
    for scale, labels in source.option_order:
        order = " < ".join(printable(label) for label in labels)
        yield Note(say("Order of options assumed for {scale}: {order}", scale=scale, order=order))
    yield from _columns(sheet, source, instrument)


def _facts(sheet: SheetFound) -> Iterator[str]:
    source = sheet.source
    if source.sheet is not None:
        yield say("sheet {sheet}", sheet=printable(source.sheet))
    yield say(
        "platform {platform}, {mode}",
        platform=_in_words(source.platform) if source.platform else say("not known"),
        mode=_in_words(source.mode) if source.mode else say("kind of cells not known"),
    )
    yield source.container if source.encoding is None else f"{source.container}, {source.encoding}"
    last = sheet.header_row + sheet.header_rows - 1
    if sheet.header_rows > 1:
        yield say("headers in rows {first} to {last}", first=sheet.header_row, last=last)
    else:
        yield say("headers in row {row}", row=sheet.header_row)
    yield say("rows {rows}, kept {kept}", rows=source.rows, kept=source.kept)
    if sheet.dates:
        yield say("submitted from {first} to {last}", first=sheet.dates[0], last=sheet.dates[1])


def _columns(sheet: SheetFound, source: Source, instrument: Instrument | None) -> Iterator[Part]:
    if source.columns:
        yield Table(
            (Column(say("Column")), Column(say("Became")), Column(say("Matched by")), Column(say("Header"))),
            tuple((letter, became, say(how), printable(header)) for letter, header, became, how in source.columns),
        )
    texts = {item.id: _PLACE.sub("…", pick(item.text)) for item in instrument.items} if instrument else {}
    if sheet.missing and instrument:
        n = len(sheet.missing)
        listed = say(", ").join(f"{id_} {printable(texts.get(id_, ''), 24)}" for id_ in sheet.missing[:MOST_MISSING])
        if n > MOST_MISSING:
            listed = say("{listed} and {n} more", listed=listed, n=n - MOST_MISSING)
        yield Note(say("Questions without a column: {n} ({items}).", n=n, items=listed), "warning")
    near = [
        (column.letter, printable(column.header), f"{id_} {printable(texts.get(id_, ''))}", percent(likeness))
        for column in sheet.columns
        for id_, likeness in column.near
    ]
    if near:
        yield Table(
            (Column(say("Column")), Column(say("Header")), Column(say("Nearly")), Column(say("Likeness"), "right")),
            tuple(near),
            say("Nearly a question, and not taken for it: only a mapping can say so."),
        )
    yield from _unused(sheet)


def _unused(sheet: SheetFound) -> Iterator[Part]:
    offered = {column.letter for column in sheet.columns if column.near}
    unused = [(letter, printable(header, 20)) for letter, header in sheet.source.unused if letter not in offered]
    if named := [f"{letter} {header}" for letter, header in unused if header]:
        yield Note(say("Columns that nothing uses: {columns}.", columns=say(", ").join(named)))
    if nameless := [letter for letter, header in unused if not header]:
        yield Note(
            say(
                "Columns that nothing uses, with no header or one that may identify people: {columns}.",
                columns=say(", ").join(nameless),
            )
        )


def _listed(texts: Sequence[str]) -> str:
    return say(", ").join(printable(text) for text in texts)
