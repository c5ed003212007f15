"""The order of communities in a document: three tiers by name, ranges of ranks, and where there is no order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from resilience_cli.messages import mark, pick, say
from resilience_cli.messages.printable import printable
from resilience_cli.model.comparison import Comparison
from resilience_cli.model.document import Cell, Column, Heading, Interval, Note, Paragraph, Part, Table
from resilience_cli.model.ranking import Ranked, Ranking, Tier
from resilience_cli.reports.compose_diagnosis import USES
from resilience_cli.reports.rounding import percent, rounded

TIERS: dict[Tier, str] = {"upper": mark("upper"), "middle": mark("middle"), "lower": mark("lower")}
SURE = 0.05
Names = Mapping[tuple[str, str], str]
"""By (id, street): how a community is called."""


def ranking_parts(found: Comparison) -> Iterator[Part]:
    """Yield for each score three tiers with the names in alphabetical order, the ranges behind them; what has none."""
    instrument, names = found.assessments[-1].instrument, _names(found)
    for use in dict.fromkeys(ranking.warrant.use for ranking in found.ranks if ranking.withheld):
        alike = [ranking.score for ranking in found.ranks if ranking.withheld and ranking.warrant.use == use]
        scores = say(", ").join(pick(instrument.score[score].title) for score in alike)
        yield Note(
            say(
                "No order is shown by {scores}: “{use}”. With --rank-anyway it is shown all the same.",
                scores=scores,
                use=say(USES[use]),
            ),
            "warning",
        )
    if untold := [ranking.score for ranking in found.ranks if not ranking.withheld and not ranking.ranked]:
        scores = say(", ").join(pick(instrument.score[score].title) for score in untold)
        yield Note(
            say(
                "No order can be told by {scores}: fewer than two neighbourhoods have the score and its range.",
                scores=scores,
            )
        )
    for ranking in found.ranks:
        if ranking.ranked:
            yield Heading(pick(instrument.score[ranking.score].title), 2)
            yield from _ranking(ranking, names)
    if any(ranking.ranked for ranking in found.ranks):
        yield _for_the_letter()


def _names(found: Comparison) -> Names:
    """Return how each community is called; of several streets, with the street."""
    if found.form != "streets":
        return {(verdict.community, ""): printable(verdict.name) for verdict in found.assessments[-1].verdicts}
    return {
        (verdict.community, street): say("{name} ({place})", name=printable(verdict.name), place=printable(street))
        for assessment, street in zip(found.assessments, found.names, strict=True)
        for verdict in assessment.verdicts
    }


def _for_the_letter() -> Paragraph:
    return Paragraph(
        say(
            "For the covering note: within a tier the names stand in alphabetical order, which says nothing of the "
            "neighbourhoods. A rank is a range: the survey cannot tell more."
        )
    )


def _ranking(ranking: Ranking, names: Names) -> Iterator[Part]:
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
        left = say(", ").join(sorted(names[key] for key in ranking.left_out))
        yield Note(say("Not in the order, because the score or its range is not known: {names}.", names=left))


def _tiers(ranking: Ranking, names: Names) -> Iterator[tuple[str | Cell | Interval, ...]]:
    for tier, title in TIERS.items():
        here = sorted(names[r.community, r.street] for r in ranking.ranked if r.tier == tier)
        yield say(title), say(", ").join(here) or "–"


def _ranges(ranking: Ranking, names: Names) -> Table:
    """Return the table of ranges, by name: an order by rank would say more than is known."""
    titles = [say("Neighbourhood"), say("Score"), say("Rank"), say("Drawn to the mean"), say("In the best third")]
    titles.append(say("From the others"))
    rows = sorted(ranking.ranked, key=lambda r: names[r.community, r.street])
    columns = tuple(Column(title, "right" if place else "left") for place, title in enumerate(titles))
    caption = say("* differs from the mean of all others, p adjusted over all neighbourhoods (Holm) below .05.")
    return Table(columns, tuple(_row(ranked, names) for ranked in rows), caption)


def _row(ranked: Ranked, names: Names) -> tuple[str | Cell | Interval, ...]:
    place = say("{low}–{high}", low=ranked.rank_low, high=ranked.rank_high)
    sign = "*" if ranked.p < SURE else ""
    return (
        names[ranked.community, ranked.street],
        Cell(rounded(ranked.estimate), ranked.estimate),
        Cell(place, ranked.expected_rank),
        Cell(rounded(ranked.shrunken), ranked.shrunken),
        Cell(percent(ranked.top), ranked.top),
        Cell(f"{ranked.from_rest:+.1f}{sign}", ranked.from_rest),
    )
