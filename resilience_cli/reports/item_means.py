"""Item means of one community, as far as they may be shown."""

from __future__ import annotations

import pandas as pd

from resilience_cli.model.assessment import Assessment
from resilience_cli.reports.suppression import smallest_cell


def balanced_item_scores(assessment: Assessment, community: str) -> pd.DataFrame:
    """Return by item `value` (0-100, high is good, roles by their weights) and `n`, of the items that may be shown.

    An item is left out unless enough residents answered it (5, unless the instrument differs): otherwise the staff's
    few answers would be read from it.
    """
    instrument, table = assessment.instrument, assessment.items
    table = table[(table["community"] == community) & (table["n"] > 0)]
    table = table[table["item"].isin([i.id for i in instrument.items if i.attention is None])]
    scale = {item.id: (item.scale.minimum, item.scale.maximum) for item in instrument.items}
    low = table["item"].map({item: ends[0] for item, ends in scale.items()}).astype(float)
    high = table["item"].map({item: ends[1] for item, ends in scale.items()}).astype(float)
    value = 100 * (table["mean"] - low) / (high - low)
    reverse = table["item"].map({item.id: item.reverse for item in instrument.items}).astype(bool)
    weight = table["role"].map(dict(instrument.role_weights)).fillna(0.0).astype(float)
    cells = pd.DataFrame(
        {
            "item": table["item"],
            "n": table["n"],
            "residents": table["n"].where(table["role"].isin(instrument.residents), 0),
            "weight": weight,
            "weighted": weight * value.where(~reverse, 100 - value),
        }
    )
    sums = cells.groupby("item").sum()
    sums["value"] = sums["weighted"] / sums["weight"]
    return sums.loc[(sums["residents"] >= smallest_cell(instrument)) & (sums["weight"] > 0), ["value", "n"]]
