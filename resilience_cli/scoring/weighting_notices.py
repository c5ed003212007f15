"""What a reader must know of the weights: to what, at what cost, what they changed, and where they could not be had."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from resilience_cli.messages import in_all, mark, say
from resilience_cli.model.finding import Finding
from resilience_cli.model.instrument import Instrument
from resilience_cli.model.margins import Margins
from resilience_cli.scoring.weighting import BOUNDS, Weighting
from resilience_cli.stats.raking import MOST_CYCLES, TOLERANCE

COLUMN = mark("the column of weights")


def weighting_notices(
    instrument: Instrument, weighting: Weighting | None, margins: Margins | None, scores: pd.DataFrame
) -> Iterator[Finding]:
    """Yield one sentence on the weights, then what stood in the way."""
    if weighting is None:
        return
    residents = weighting.deff[weighting.index.get_level_values("role").isin(instrument.residents)]
    changed = (scores["estimate"] - scores["unweighted"]).abs()
    to = [field.text for field in instrument.fields if field.id in weighting.groups]
    values: dict[str, Any] = {
        "to": to or in_all(lambda: say(COLUMN)),
        "low": f"{residents.min():.2f}",
        "high": f"{residents.max():.2f}",
        "n": len(weighting.raked) if margins else residents.index.get_level_values("community").nunique(),
        "of": scores["community"].nunique(),
    }
    if changed.notna().any():
        most = str(scores["score"].iloc[int(changed.to_numpy(float, na_value=-1.0).argmax())])
        values |= {"score": instrument.score[most].title, "difference": f"{changed.max():.1f}"}
        yield Finding("RES-S030", values=values)
    yield from weighting.findings
    yield from margins.findings if margins else ()


def with_design_effects(heads: pd.DataFrame, weighting: Weighting | None) -> pd.DataFrame:
    """Return the counts by community and role with the design effect of the weights, if there are any."""
    return heads if weighting is None else heads.assign(deff=weighting.deff.reindex(heads.index))


def recipe_of(weighting: Weighting | None, margins: Margins | None, column: str | None) -> dict[str, Any]:
    """Return what the recipe says of weights: the margins file, and how it was raked."""
    told = {"margins": None if margins is None else {"file": margins.file, "sha256": margins.sha256}}
    if weighting is None:
        return told
    how = {
        "column": column,
        "margins": [*weighting.groups],
        "communities": list(weighting.raked),
        "bounds": list(BOUNDS),
        "tolerance": TOLERANCE,
        "most_cycles": MOST_CYCLES,
    }
    return {**told, "weighting": how}
