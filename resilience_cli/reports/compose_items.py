"""The questions of each score, as parts of a report: how they were answered, and whether they go with the others."""

from __future__ import annotations

from collections.abc import Iterator

from resilience_cli.messages import say
from resilience_cli.model.assessment import Assessment
from resilience_cli.model.diagnosis import Diagnosis, ItemQuality
from resilience_cli.model.document import Cell, Column, Heading, Note, Paragraph, Part, Table
from resilience_cli.reports.diagnosis_words import columns, question_of, title_of, two
from resilience_cli.reports.rounding import rounded
from resilience_cli.reports.suppression import share_shown


def accused_parts(assessment: Assessment, found: Diagnosis) -> Iterator[Part]:
    """Yield the items that run against the others of their score, with what the platform says of the direction."""
    yield Heading(say("Questions that may count the wrong way"))
    rows = [
        (
            title_of(assessment, quality.score),
            item.item,
            question_of(assessment, item.item),
            two(item.loading),
            two(item.r_drop),
            _counted(assessment, item.item),
        )
        for quality in found.scores
        for item in quality.items
        if item.flag
    ]
    if left_out := [item for quality in found.scores for item in quality.left_out if len(quality.items) > 1]:
        items = say(", ").join(left_out)
        yield Paragraph(
            say(
                "Not judged, and not in the reliability, since too few answered or all answered alike: {items}.",
                items=items,
            )
        )
    if not rows:
        yield Paragraph(say("None of the others: no question runs against those of its score."))
        return
    titles = (say("Score"), say("Item id"), say("Question"), say("Loading"), say("Rest r"), say("Counted"))
    yield Table(tuple(map(Column, titles)), tuple(rows))
    modes = ", ".join(dict.fromkeys(f"{source.platform} {source.mode}" for source in assessment.sources))
    yield Note(
        say(
            "The loading on the first component accuses; the correlation with the rest accuses too many. Look whether "
            "the export had turned the question already (read as: {modes}), or the form worded it the other way.",
            modes=modes,
        ),
        "warning",
    )


def item_parts(assessment: Assessment, found: Diagnosis) -> Iterator[Part]:
    """Yield a table of the items of each score."""
    yield Heading(say("Questions"))
    yield Paragraph(
        say(
            "Answers: the share of each option among residents in percent, from the lowest to the highest value. "
            "Worst, best: the share at either end of the scale, as it counts. Rest r: correlation with the sum of the "
            "others. α without: α of the others. Loading: on the first component; ! runs against the others."
        )
    )
    titles = (
        say("Item id"),
        say("Answers in %"),
        say("Worst"),
        say("Best"),
        say("Rest r"),
        say("α without"),
        say("Loading"),
    )
    for quality in found.scores:
        yield Heading(title_of(assessment, quality.score), level=2)
        yield Table(
            (*columns(*titles, left=2), Column(say("Counted"))),
            tuple(_item_row(assessment, item) for item in quality.items),
        )


def _item_row(assessment: Assessment, item: ItemQuality) -> tuple[str | Cell, ...]:
    shares = [share_shown(n / item.n, item.n).removesuffix("%") for n in item.counts.values()]
    loading = rounded(item.loading, digits=2)
    return (
        item.item,
        " ".join(shares) or "–",
        *(Cell("–" if share is None else share_shown(share, item.n), share) for share in (item.floor, item.ceiling)),
        two(item.r_drop),
        two(item.alpha_drop),
        Cell(f"{loading} !" if item.flag else loading, item.loading),
        _counted(assessment, item.item),
    )


def _counted(assessment: Assessment, item: str) -> str:
    return say("reversed") if assessment.instrument.item[item].reverse else say("as asked")
