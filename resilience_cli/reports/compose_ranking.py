"""The order of communities as a document: three tiers by name, ranges of ranks, and where there is no order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from resilience_cli.messages import mark, pick, say
from resilience_cli.messages.printable import printable
from resilience_cli.model.assessment import Assessment
from resilience_cli.model.document import Cell, Column, Document, Heading, Interval, Note, Paragraph, Part, Table
from resilience_cli.model.ranking import Ranked, Ranking, Tier
from resilience_cli.reports.as_json import without_nan
from resilience_cli.reports.compose_diagnosis import USES
from resilience_cli.reports.rounding import percent, rounded

TIERS: dict[Tier, str] = {"upper": mark("upper"), "middle": mark("middle"), "lower": mark("lower")}
SURE = 0.05


def ranking_document(assessment: Assessment, rankings: Sequence[Ranking]) -> Document:
    """Return for each score three tiers with the names in alphabetical order, and the ranges behind them."""
    names = {verdict.community: printable(verdict.name) for verdict in assessment.verdicts}
    parts = [part for ranking in rankings for part in _ranking(assessment, ranking, names)]
    shown = any(ranking.ranked for ranking in rankings)
    return Document(say("Order of the neighbourhoods"), tuple(parts + ([_for_the_letter()] if shown else [])))


def ranking_as_json(rankings: Sequence[Ranking]) -> dict[str, Any]:
    """Return all rankings: `ranks`, one a community and score, and `withheld`, the scores without and why."""
    found: dict[str, Any] = without_nan(
        {
            "ranks": [{"score": ranking.score, **asdict(ranked)} for ranking in rankings for ranked in ranking.ranked],
            "withheld": {ranking.score: ranking.warrant.use for ranking in rankings if ranking.withheld},
        }
    )
    return found


def _for_the_letter() -> Paragraph:
    return Paragraph(
        say(
            "For the covering note: within a tier the names stand in alphabetical order, which says nothing of the "
            "neighbourhoods. A rank is a range: the survey cannot tell more."
        )
    )


def _ranking(assessment: Assessment, ranking: Ranking, names: Mapping[str, str]) -> Iterator[Part]:
    score = assessment.instrument.score[ranking.score]
    yield Heading(pick(score.title), 2)
    if ranking.withheld:
        yield Note(
            say(
                "No order is shown: this score is “{use}”. With --rank-anyway it is shown all the same.",
                use=say(USES[ranking.warrant.use]),
            ),
            "warning",
        )
        return
    if not ranking.ranked:
        yield Note(say("No order can be told: fewer than two neighbourhoods have this score and its range."))
        return
    if ranking.warrant.use != "rank":
        yield Note(
            say("Shown because that was asked for: this score is “{use}”.", use=say(USES[ranking.warrant.use])),
            "warning",
        )
    if ranking.detectable is False:
        yield Note(say("No differences between neighbourhoods can be detected: all may be equal."), "warning")
    yield Table((Column(say("Tier")), Column(say("Neighbourhoods"))), tuple(_tiers(ranking, names)))
    yield _ranges(ranking, names)
    if ranking.left_out:
        left = say(", ").join(sorted(names.get(c, c) for c in ranking.left_out))
        yield Note(say("Not in the order, because the score or its range is not known: {names}.", names=left))


def _tiers(ranking: Ranking, names: Mapping[str, str]) -> Iterator[tuple[str | Cell | Interval, ...]]:
    for tier, title in TIERS.items():
        here = sorted(names.get(r.community, r.community) for r in ranking.ranked if r.tier == tier)
        yield say(title), say(", ").join(here) or "–"


def _ranges(ranking: Ranking, names: Mapping[str, str]) -> Table:
    """Return the table of ranges, by name: an order by rank would say more than is known."""
    titles = [say("Neighbourhood"), say("Score"), say("Rank"), say("Drawn to the mean"), say("In the best third")]
    titles.append(say("From the others"))
    rows = sorted(ranking.ranked, key=lambda r: names.get(r.community, r.community))
    columns = tuple(Column(title, "right" if place else "left") for place, title in enumerate(titles))
    return Table(columns, tuple(_row(ranked, names) for ranked in rows))


def _row(ranked: Ranked, names: Mapping[str, str]) -> tuple[str | Cell | Interval, ...]:
    place = say("{low}–{high}", low=ranked.rank_low, high=ranked.rank_high)
    sign = "*" if ranked.p < SURE else ""
    return (
        names.get(ranked.community, ranked.community),
        Cell(rounded(ranked.estimate), ranked.estimate),
        Cell(place, ranked.expected_rank),
        Cell(rounded(ranked.shrunken), ranked.shrunken),
        Cell(percent(ranked.top), ranked.top),
        Cell(f"{ranked.from_rest:+.1f}{sign}", ranked.from_rest),
    )
