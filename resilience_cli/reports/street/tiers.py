"""Section three: the list by class, and three tiers where a score allows an order; alphabetical inside each."""

from __future__ import annotations

from collections.abc import Iterator

from resilience_cli.messages import mark, pick, say
from resilience_cli.model.document import Cell, Column, Heading, Note, Part, Table
from resilience_cli.model.ranking import Ranking, Tier
from resilience_cli.reports.street.material import Material
from resilience_cli.reports.wording import class_title, class_tone, community_name

TIERS: dict[Tier, str] = {"upper": mark("upper"), "middle": mark("middle"), "lower": mark("lower")}
COVERING_NOTE = mark(
    "For the covering note: within a tier the names stand in alphabetical order, which says nothing of the "
    "neighbourhoods. A rank is a range: the survey cannot tell more."
)


def tier_parts(material: Material) -> Iterator[Part]:
    """Yield the communities by class, and in three tiers or why there is no order."""
    if not material.verdicts:
        return
    yield Heading(say("List by class and tier"))
    yield by_class(material, named=material.few)
    ranking = material.ranking
    if ranking is None:
        return
    title = pick(material.instrument.score[ranking.score].title)
    if ranking.withheld:
        yield Note(
            say(
                "No tiers: the answers do not separate the neighbourhoods well enough by “{score}” to order them. "
                "The list above is by class only; within a class, names are in alphabetical order.",
                score=title,
            ),
            "warning",
        )
    elif not any(_in_tier(material, ranking, tier) for tier in TIERS):
        yield Note(say("No order can be told: fewer than two neighbourhoods have this score and its range."))
    else:
        yield _tier_table(material, ranking, named=material.few)
        yield Note(say(COVERING_NOTE))


def tier_details(material: Material) -> Iterator[Part]:
    """Yield the names by class and tier, where there are so many that the body only counts them."""
    if material.few:
        return
    yield Heading(say("List by class and tier"), 2)
    yield by_class(material, named=True)
    ranking = material.ranking
    if ranking is not None and any(_in_tier(material, ranking, tier) for tier in TIERS):
        yield _tier_table(material, ranking, named=True)


def by_class(material: Material, named: bool) -> Table:
    """Return by class how many communities there are and which (or how many), the firm ones apart from the others."""
    instrument = material.instrument
    rows: list[tuple[str | Cell, ...]] = []
    for class_id in (*(c.id for c in instrument.classes), None):
        here = [v for v in material.verdicts if v.class_id == class_id]
        if not here:
            continue
        title = class_title(instrument, class_id)
        firm = sorted(community_name(v) for v in here if v.confidence == "firm")
        others = sorted(community_name(v) for v in here if v.confidence != "firm")
        rows.append(
            (
                Cell(title, title, class_tone(instrument, class_id)),
                Cell(str(len(here)), len(here)),
                _listed(firm, named),
                _listed(others, named),
            )
        )
    columns = (Column(say("Class")), Column(say("Number"), "right"), Column(say("Firm")), Column(say("Not firm")))
    return Table(columns, tuple(rows))


def _tier_table(material: Material, ranking: Ranking, named: bool) -> Table:
    title = pick(material.instrument.score[ranking.score].title)
    columns = (Column(say("Tier by {score}", score=title)), Column(say("Names") if named else say("Number")))
    return Table(
        columns, tuple((say(t), _listed(_in_tier(material, ranking, tier), named)) for tier, t in TIERS.items())
    )


def _listed(names: list[str], named: bool) -> str:
    """Return the names, or how many there are."""
    return (say(", ").join(names) if named else str(len(names))) if names else "–"


def _in_tier(material: Material, ranking: Ranking, tier: Tier) -> list[str]:
    names = {v.community: community_name(v) for v in material.verdicts}
    return sorted(names[r.community] for r in ranking.ranked if r.tier == tier and r.community in names)
