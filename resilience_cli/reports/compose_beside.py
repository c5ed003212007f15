"""Waves that do not compare as a document: side by side, without difference or arrow, and the items asked alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from resilience_cli.messages import pick, say
from resilience_cli.messages.printable import printable
from resilience_cli.model.comparison import Comparison, ItemChange
from resilience_cli.model.document import Cell, Column, Heading, Note, Paragraph, Part, Table
from resilience_cli.reports.rounding import rounded
from resilience_cli.reports.wording import class_title, cuts_of, score_rows, with_interval


def beside_waves(found: Comparison, scores: Sequence[str]) -> Iterator[Part]:
    """Yield class and scores (those of the ids that all waves have) of every wave, and the items asked alike."""
    yield Note(say("Side by side only: these figures do not measure the same, so no difference is given."), "warning")
    same = sorted(found.same, key=lambda row: _name(found, row))
    columns = (Column(say("Neighbourhood")), *(Column(printable(name)) for name in found.names))
    yield Heading(say("Class"), 2)
    yield Table(columns, tuple((_name(found, row), *_classes(found, row)) for row in same))
    rows = [score_rows(assessment) for assessment in found.assessments]
    for id_ in scores:
        if all(id_ in one.instrument.score for one in found.assessments):
            yield Heading(pick(found.assessments[-1].instrument.score[id_].title), 2)
            cells = []
            for row in same:
                told = [
                    with_interval(table.get((one or "", id_)), a.instrument.score[id_], cuts_of(a.instrument)[id_]).text
                    for a, table, one in zip(found.assessments, rows, row, strict=True)
                ]
                cells.append((_name(found, row), *told))
            yield Table(columns, tuple(cells))
    yield from _items(found)


def _name(found: Comparison, row: Sequence[str | None]) -> str:
    k, id_ = next((k, one) for k, one in reversed(list(enumerate(row))) if one is not None)
    return printable(next(v.name for v in found.assessments[k].verdicts if v.community == id_))


def _classes(found: Comparison, row: Sequence[str | None]) -> Iterator[str]:
    for assessment, id_ in zip(found.assessments, row, strict=True):
        verdict = next((v for v in assessment.verdicts if v.community == id_), None)
        yield "–" if verdict is None else class_title(assessment.instrument, verdict.class_id)


def _items(found: Comparison) -> Iterator[Part]:
    if not found.items:
        return
    instrument = found.assessments[-1].instrument
    yield Heading(say("Questions asked alike"))
    yield Paragraph(
        say(
            "Single questions with the same words and options can be compared. Mean of the neighbourhoods' means of "
            "{role}, from 0 to 100, 100 the good end; each neighbourhood counts the same. The ranges are not adjusted "
            "for the number of questions.",
            role=pick(instrument.roles[found.items[0].role].label),
        )
    )
    titles = [say("Question"), printable(found.names[0]), printable(found.names[-1]), say("Change"), say("95 % range")]
    titles += [say("Neighbourhoods")]
    columns = tuple(Column(title, "right" if place else "left") for place, title in enumerate(titles))
    yield Table(columns, tuple(_item_row(found, item) for item in found.items))


def _item_row(found: Comparison, item: ItemChange) -> tuple[str | Cell, ...]:
    last = found.assessments[-1]
    text = pick(last.instrument.item[item.item].text)
    for place in last.instrument.raw.get("placeholders", {}):
        text = text.replace(f"{{{place}}}", printable(last.recipe["placeholders"].get(place, "…")))
    return (
        f"{item.item} {text}",
        Cell(rounded(item.before), item.before),
        Cell(rounded(item.after), item.after),
        Cell(f"{item.difference:+.1f}", item.difference),
        Cell(f"{item.low:+.1f} – {item.high:+.1f}", item.low),
        Cell(str(item.communities), item.communities),
    )
