"""Item means of one community, as far as they may be shown."""

from __future__ import annotations

import pandas as pd

from resilience_cli.model.assessment import Assessment
from resilience_cli.reports.suppression import smallest_cell


def item_scores(assessment: Assessment, community: str) -> pd.DataFrame:
    """Return by item `value` (0-100, high is good) and `n` of the residents, of the items that may be shown.

    Residents only: beside their distribution, a mean over all roles would tell how the few staff answered. An item is
    left out unless enough of them answered it (5, unless the instrument differs).
    """
    instrument, table = assessment.instrument, assessment.items
    table = table[(table["community"] == community) & (table["n"] > 0) & table["role"].isin(instrument.residents)]
    table = table[table["item"].isin([i.id for i in instrument.items if i.attention is None])]
    items = instrument.item
    low = table["item"].map({id_: item.scale.minimum for id_, item in items.items()}).astype(float)
    high = table["item"].map({id_: item.scale.maximum for id_, item in items.items()}).astype(float)
    value = 100 * (table["mean"] - low) / (high - low)
    reverse = table["item"].map({id_: item.reverse for id_, item in items.items()}).astype(bool)
    cells = pd.DataFrame(
        {"item": table["item"], "n": table["n"], "sum": table["n"] * value.where(~reverse, 100 - value)}
    )
    sums = cells.groupby("item").sum()
    sums["value"] = sums["sum"] / sums["n"]
    return sums.loc[sums["n"] >= smallest_cell(instrument), ["value", "n"]]
