"""One community: on a screen behind the street report, or as a report of its own with its questions and advice."""

from __future__ import annotations

import math
from collections.abc import Iterator

from resilience_cli.messages import pick, say
from resilience_cli.model.assessment import Verdict
from resilience_cli.model.document import Bars, Blank, Chart, Document, Heading, Letter, Note, Paragraph, Part, Radar
from resilience_cli.model.instrument import Item
from resilience_cli.reports.answer_shares import distributions
from resilience_cli.reports.item_text import item_text
from resilience_cli.reports.street.material import Material
from resilience_cli.reports.wording import (
    STATUS_MEANING,
    band_tone,
    class_title,
    class_tone,
    community_name,
    cuts_of,
    directed,
    firmness,
    sides,
    with_interval,
)


def member(material: Material, verdict: Verdict) -> Document:
    """Return what a screen shows of one community on demand: its class, and its scores on one scale."""
    return Document(
        community_name(verdict), (*class_parts(material, verdict), *scores(material, verdict)), verdict.community
    )


def class_parts(material: Material, verdict: Verdict) -> Iterator[Part]:
    """Yield the class, how firm it is, and what the status word means."""
    if verdict.class_id is None:
        yield Note(verdict.no_class.words if verdict.no_class else say("no class"), "warning")
    else:
        title = class_title(material.instrument, verdict.class_id)
        yield Paragraph(say("Class: {title}. How firm: {firmness}.", title=title, firmness=firmness(verdict)))
    if verdict.status in STATUS_MEANING:
        yield Note(say("Status words. {meanings}.", meanings=say(STATUS_MEANING[verdict.status])), "info")


def scores(material: Material, verdict: Verdict) -> Iterator[Part]:
    """Yield factors, sides and outcomes of one community, on one scale with its cuts; an appendix tells them of all."""
    rows = []
    shown = [s for s in material.of_kind("composite", "factor", "side", "outcome") if s.method != "difference"]
    for score in shown:
        row = material.rows.get((verdict.community, score.id))
        tone = band_tone(material.instrument, score, row)
        rows.append((directed(score), with_interval(row, score, material.cuts[score.id], tone)))
    if not all(math.isnan(interval.estimate) for _title, interval in rows):
        marks = sorted({cut for score in shown for cut in material.cuts[score.id]})
        yield Chart(say("Scores with their ranges"), tuple(rows), tuple(marks), told=True)


def triangle(material: Material, verdict: Verdict) -> Iterator[Part]:
    """Yield its sides on axes from one centre."""
    axes = sides(material.instrument)
    values = tuple(material.value(verdict.community, s.id) for s in axes)
    if len(axes) > 2 and not all(map(math.isnan, values)):
        marks = sorted({cut for score in axes for cut in cuts_of(material.instrument)[score.id]})
        tone = class_tone(material.instrument, verdict.class_id)
        titles = tuple(pick(axis.title) for axis in axes)
        yield Radar(say("The three sides"), titles, ((community_name(verdict), values, tone),), tuple(marks), told=True)


def answers(material: Material, verdict: Verdict) -> Iterator[Part]:
    """Yield how the residents answered each question, by the options of its scale, from the worst to the best."""
    instrument = material.instrument
    found = distributions(material.assessment, verdict.community)
    scales = {item.scale.id: item.scale for item in instrument.items if item.id in found}
    if found:
        yield Heading(say("How residents answered"), 2)
    else:
        yield Note(say("Too few people answered to show single items."))
    for scale in scales.values():
        items = [item for item in instrument.items if item.id in found and item.scale.id == scale.id]
        segments = tuple((pick(option.label), f"step{place}") for place, option in enumerate(scale.options, 1))
        rows = tuple((_question(material, item), tuple(found[item.id].tolist())) for item in items)
        middle = len(segments) // 2 if len(segments) % 2 else None
        yield Bars(say("Shares of the residents"), segments, rows, middle)


def _question(material: Material, item: Item) -> str:
    text = item_text(material.assessment, item.id)
    return say("{question} (turned: reverse-scored)", question=text) if item.reverse else text


def community_report(
    material: Material, verdict: Verdict, explained: tuple[Part, ...], letter: Letter | None = None
) -> Document:
    """Return the report of one community; `explained`: why it has its class, as `explain` tells it."""
    name = community_name(verdict)
    title = say("{name}: report on {title}", name=name, title=pick(material.instrument.title))
    parts = (
        *explained,
        *triangle(material, verdict),
        *answers(material, verdict),
        Blank(say("What is to be done, by whom, until when")),
    )
    return Document(title, parts, verdict.community, letter=letter)
