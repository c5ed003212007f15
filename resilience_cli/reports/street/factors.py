"""Section four: factors, sides, daily disturbance, the event, tension, and how differently the roles see it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from statistics import fmean

from resilience_cli.messages import pick, say
from resilience_cli.model.document import Cell, Column, Heading, Note, Paragraph, Part, Radar, Row, Table
from resilience_cli.model.instrument import Score
from resilience_cli.reports.rounding import rounded
from resilience_cli.reports.street.material import Material
from resilience_cli.reports.suppression import perception_gaps
from resilience_cli.reports.wording import (
    band_tone,
    class_tone,
    community_name,
    directed,
    paragraph,
    score_column,
    sides,
)


def factor_parts(material: Material) -> Iterator[Part]:
    """Yield what is highest and lowest of factors and sides, how the event went, and where roles differ; one table."""
    groups = score_groups(material)
    told = paragraph((*_averages(material, groups), *_outcomes(material), *_gaps_in_words(material)))
    if not told:
        return  # nothing is known of any community; the appendix shows that
    yield Heading(say("Factors and sides"))
    yield Paragraph(told)
    main = material.of_kind("factor", "side")
    if material.few and main:
        yield score_table(material, main, with_shares=False)
    else:
        yield Note(_no_mark())
    yield from triangles(material) if material.few else ()


def factor_details(material: Material) -> Iterator[Part]:
    """Yield every score of every community with the share of answers, and the gaps between residents and staff."""
    yield Paragraph(say("In brackets, the share of residents' answers at the upper end (4 and 5 of five options)."))
    for title, scores in score_groups(material):
        yield Heading(title, 2)
        yield score_table(material, scores)
    yield from () if material.few else triangles(material)
    yield from gap_parts(material)


def score_groups(material: Material) -> list[tuple[str, list[Score]]]:
    """Return (title, scores) of factors, sides and outcomes, each where the questionnaire has any."""
    groups = (
        (say("Factors"), material.of_kind("factor")),
        (say("Sides"), material.of_kind("side")),
        (say("Everyday and event"), material.of_kind("outcome")),
    )
    return [(title, scores) for title, scores in groups if scores]


def score_table(material: Material, scores: Sequence[Score], with_shares: bool = True) -> Table:
    """Return the scores by community, each with the share of answers at the upper end if that is wanted."""
    columns = (Column(say("Neighbourhood")), *(score_column(material.instrument, score, "right") for score in scores))
    rows: list[Row] = [
        (community_name(v), *(_score_cell(material, v.community, score, with_shares) for score in scores))
        for v in material.verdicts
    ]
    beside = say("The shares of those who agree are in appendix 1.")
    return Table(columns, tuple(rows), "" if with_shares else paragraph((_no_mark(), beside)))


def _no_mark() -> str:
    return say("Every score is a place on a scale from 0 to 100, not an exam mark: 60 is no pass mark.")


def _score_cell(material: Material, community: str, score: Score, with_shares: bool) -> Cell:
    row = material.rows.get((community, score.id), {})
    estimate = row.get("estimate", float("nan"))
    text, share = rounded(estimate, material.cuts[score.id]), material.shares.get((community, score.id))
    if with_shares and share is not None and text != "–":
        text = say("{score} ({share})", score=text, share=share.words)
    return Cell(text, estimate, band_tone(material.instrument, score, row))


def _averages(material: Material, groups: Sequence[tuple[str, Sequence[Score]]]) -> Iterator[str]:
    """Yield for each group which of its scores is highest and lowest on average over the communities."""
    for title, scores in groups[:2]:
        found = {score.id: material.known(score.id, material.verdicts) for score in scores}
        known = {id_: fmean(values) for id_, values in found.items() if values}
        if len(known) < 2:
            continue
        low, high = min(known, key=lambda id_: known[id_]), max(known, key=lambda id_: known[id_])
        yield say(
            "{group}, averaged over the neighbourhoods: highest {high} ({most}), lowest {low} ({least}).",
            group=title,
            high=pick(material.instrument.score[high].title),
            most=rounded(known[high]),
            low=pick(material.instrument.score[low].title),
            least=rounded(known[low]),
        )


def _outcomes(material: Material) -> Iterator[str]:
    """Yield the mean of each outcome over the communities, and where tension is highest."""
    shown = [s for s in material.of_kind("outcome") if s.method != "difference" and len(s.of) > 1]
    means = {s.id: material.known(s.id, material.verdicts) for s in shown}
    told = [say("{title} {score}", title=directed(s), score=rounded(fmean(means[s.id]))) for s in shown if means[s.id]]
    if told:
        yield say("On average: {told}.", told=say(", ").join(told))
    for score in shown:
        if score.higher_is == "worse" and means[score.id]:
            most = max(material.verdicts, key=lambda v: _or_lowest(material.value(v.community, score.id)))
            value = rounded(material.value(most.community, score.id), material.cuts[score.id])
            name = community_name(most)
            yield say("{title} is highest in {name} ({value}).", title=pick(score.title), name=name, value=value)


def _or_lowest(value: float) -> float:
    return -math.inf if math.isnan(value) else value


def _gaps_in_words(material: Material) -> Iterator[str]:
    whole = perception_gaps(material.assessment)
    kinds = {score.id: score for score in material.of_kind("factor", "side", "outcome", "dimension")}
    largest = sorted((id_ for id_ in whole if id_ in kinds), key=lambda id_: -abs(whole[id_]))[:3]
    if largest:
        told = [say("{score} {gap}", score=pick(kinds[id_].title), gap=f"{whole[id_]:+.1f}") for id_ in largest]
        yield say("Residents minus staff, in points, the largest: {told}.", told=say(", ").join(told))


def triangles(material: Material) -> Iterator[Part]:
    """Yield the sides of every community that has all of them, drawn on axes from one centre."""
    axes = sides(material.instrument)
    rows = []
    for v in material.verdicts:
        values = tuple(material.value(v.community, s.id) for s in axes)
        if not all(map(math.isnan, values)):
            rows.append((community_name(v), values, class_tone(material.instrument, v.class_id)))
    if len(axes) > 2 and rows:
        marks = sorted({cut for score in axes for cut in material.cuts[score.id]})
        titles = tuple(pick(axis.title) for axis in axes)
        yield Radar(say("The sides of each neighbourhood"), titles, tuple(rows), tuple(marks), told=True)


def gap_parts(material: Material) -> Iterator[Part]:
    """Yield residents minus staff by score: of the whole file, and of the communities where staff may be shown."""
    whole = perception_gaps(material.assessment)
    shown = [s for s in material.of_kind("factor", "side", "outcome", "dimension") if s.id in whole]
    shown = sorted(shown, key=lambda score: -abs(whole[score.id]))[:5]
    if not shown:
        return
    yield Heading(say("Residents and staff"), 2)
    columns = (Column(say("Residents minus staff")), *(Column(pick(score.title), "right") for score in shown))
    rows: list[Row] = [(say("All together"), *(_gap(whole.get(score.id)) for score in shown))]
    for v in material.verdicts:
        own = perception_gaps(material.assessment, v.community)
        if own:
            rows.append((community_name(v), *(_gap(own.get(score.id)) for score in shown)))
    caption = say("In points; the five largest. Staff of all bodies are one group, shown where it is large enough.")
    yield Table(columns, tuple(rows), caption)


def _gap(value: float | None) -> Cell:
    return Cell("–", None) if value is None else Cell(f"{value:+.1f}", value)
