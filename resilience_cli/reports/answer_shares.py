"""Which share of the residents' answers stands at the upper end: what “agree” comes to, by item and by score."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from resilience_cli.messages import say
from resilience_cli.model.assessment import Assessment
from resilience_cli.reports.rounding import rounded
from resilience_cli.reports.suppression import smallest_cell

Floats = npt.NDArray[np.float64]
SMALL = 20
"""With fewer people than this, nobody is said to be all of one mind: 100 % would tell everybody's answer."""


@dataclass(frozen=True)
class Share:
    """A share of answers."""

    share: float
    """0 to 1."""
    people: int
    """Residents that answered; of a score, the most that answered one of its items."""

    @property
    def hides(self) -> bool:
        """Whether the share itself would tell what each of few people answered."""
        return self.people < SMALL and self.share in (0.0, 1.0)

    @property
    def words(self) -> str:
        """Return it as a percentage; of few people never all or nothing."""
        if self.hides:
            one = 1 / self.people
            return say(">{share}", share=_percent(1 - one)) if self.share else say("<{share}", share=_percent(one))
        return _percent(self.share)


def _percent(share: float) -> str:
    return rounded(100 * share, digits=0) + "%"


def item_shares(assessment: Assessment) -> pd.DataFrame:
    """Return one row (community, item): `n` (people), `share` (at the good end of the scale), `agree` (at its upper).

    Residents only. The upper end are the options above the scale's middle (4 and 5 of five); the good end of a
    reversed item are those below it. Left out are items of figures, and those that fewer residents answered than may
    be shown.
    """
    instrument = assessment.instrument
    items = [item for item in instrument.items if item.scale.options and item.attention is None]
    table = assessment.items[assessment.items["role"].isin(instrument.residents)]
    columns = [name for name in table.columns if str(name).startswith("count_")]
    sums = table.groupby(["community", "item"], sort=False)[columns].sum()
    sums = sums[sums.index.get_level_values("item").isin([item.id for item in items])]
    values = np.array([float(str(name).removeprefix("count_")) for name in columns])
    middle = {item.id: (item.scale.minimum + item.scale.maximum) / 2 for item in items}
    reverse = {item.id for item in items if item.reverse}
    known = {item.id: np.isin(values, [option.value for option in item.scale.options]) for item in items}
    names = sums.index.get_level_values("item")
    shape = (len(sums), len(values))
    counts = sums.to_numpy(float) * np.array([known[name] for name in names]).reshape(shape)
    above, below = (
        (counts * np.array([side(values, middle[name]) for name in names]).reshape(shape)).sum(axis=1)
        for side in (np.greater, np.less)
    )
    n, turned = counts.sum(axis=1), np.array([name in reverse for name in names], dtype=bool)
    found = sums.index.to_frame(index=False).assign(n=n, good=np.where(turned, below, above), above=above)
    found = found[found["n"] >= smallest_cell(instrument)]
    return found.assign(share=found["good"] / found["n"], agree=found["above"] / found["n"]).reset_index(drop=True)


def score_shares(assessment: Assessment) -> Mapping[tuple[str, str], Share]:
    """Return by (community, score) the share of all residents' answers to its items that stand at the upper end.

    The upper end is the score's: for one of which more is worse, the answers that mean more of it.
    """
    instrument, table = assessment.instrument, item_shares(assessment)
    found: dict[tuple[str, str], Share] = {}
    for score in instrument.scores:
        if score.kind == "test_only" or score.method == "difference":
            continue
        items = {item for base in instrument.base_parts[score.id] for item in instrument.score[base].of}
        sums = table[table["item"].isin(items)].groupby("community").agg({"good": "sum", "n": ["sum", "max"]})
        found |= {
            (str(community), score.id): Share(float(good / total), int(most))
            for community, good, total, most in sums.itertuples()
        }
    return found


def distributions(assessment: Assessment, community: str) -> Mapping[str, Floats]:
    """Return by item the shares of its options, from the worst to the best, of the residents; where enough answered."""
    rows, instrument = assessment.items, assessment.instrument
    rows = rows[(rows["community"] == community) & rows["role"].isin(instrument.residents)]
    found = {}
    for item in instrument.items:
        if item.attention is not None or not item.scale.options:
            continue
        columns = [f"count_{option.value:g}" for option in item.scale.options]
        counts = rows.loc[rows["item"] == item.id, columns].sum().to_numpy(float)
        if counts.sum() >= smallest_cell(instrument):
            found[item.id] = (counts[::-1] if item.reverse else counts) / counts.sum()
    return found
