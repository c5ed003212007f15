"""What the numbers rest on: reliability, complete answers, and the answers item by item."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from resilience_cli.model.instrument import Instrument
from resilience_cli.model.moments import Moments, added
from resilience_cli.model.responses import Reason, Responses
from resilience_cli.scoring.cells import cell_codes
from resilience_cli.scoring.layout import Layout
from resilience_cli.stats.covariance import pooled, symmetric
from resilience_cli.stats.reliability import alpha

Floats = npt.NDArray[np.float64]
MISSING = {
    Reason.BLANK: "blank",
    Reason.SKIPPED: "skipped",
    Reason.NOT_SCORED: "not_scored",
    Reason.INVALID: "invalid",
    Reason.NOT_ASKED: "not_asked",
    Reason.OUTSIDE_ROLE: "outside_role",
}


def reliabilities(instrument: Instrument, items: Moments) -> Floats:
    """Return α of each base score over all communities, centred on community x role; NaN where undefined.

    `items` are the moments of item points. Items that nobody answered are left out; so are pairs never asked together
    of one role, by which α is then undefined.
    """
    covariance, df = pooled(items.scatter, items.n, axis=0)
    matrix = symmetric(np.where(df > 0, covariance, np.nan), items.pairs, len(items.names))
    place = {name: index for index, name in enumerate(items.names)}
    found = []
    for score in instrument.base_scores:
        members = [place[item] for item in score.of if not np.isnan(matrix[place[item], place[item]])]
        found.append(alpha(matrix[np.ix_(members, members)]))
    return np.array(found)


def finite_share(reliability: Floats) -> Floats:
    """Return ρ for the finite population: α clipped to [0, 1]; 0, so no narrowing, where α is undefined."""
    return np.asarray(np.clip(np.nan_to_num(reliability, nan=0.0), 0.0, 1.0))


def quality_table(instrument: Instrument, layout: Layout, alpha: Floats) -> pd.DataFrame:
    """Return one row a base score: respondents, α, ρ used for finite populations, df of the pooled covariance."""
    _, df = pooled(layout.scatter, layout.n, axis=(0, 1))
    size = len(instrument.base_scores)
    return pd.DataFrame(
        {
            "score": [score.id for score in instrument.base_scores],
            "n": layout.count.sum(axis=(0, 1)).astype(np.int64),
            "alpha": alpha,
            "rho": finite_share(alpha),
            "pooled_df": df[:size],
        }
    )


@dataclass(frozen=True)
class ItemCounts:
    """How often each item was answered how, by cell; two of the same questionnaire merge with +."""

    cells: pd.MultiIndex
    """(community, role), C cells, sorted."""
    counts: Floats
    """C x items x states: each value of a scale, in order; each reason in MISSING; any other figure."""
    sums: Floats
    """C x items: sum of the declared values."""

    def __add__(self, other: ItemCounts) -> ItemCounts:
        cells, (counts, sums) = added((self.cells, [self.counts, self.sums]), (other.cells, [other.counts, other.sums]))
        return ItemCounts(cells, counts, sums)


def count_items(responses: Responses) -> ItemCounts:
    """Return how the respondents answered each item."""
    codes, cells = cell_codes(responses.people)
    answers = responses.answers.to_numpy(float)
    values = _values(responses.instrument)
    size = len(values) + len(MISSING) + 1
    counts = [
        np.bincount(codes * size + column, minlength=len(cells) * size).reshape(-1, size)
        for column in _states(answers, responses.reasons, values).T
    ]
    sums = [np.bincount(codes, column, len(cells)) for column in np.nan_to_num(answers).T]
    return ItemCounts(cells, np.stack(counts, axis=1).astype(np.float64), np.stack(sums, axis=1))


def item_table(instrument: Instrument, found: ItemCounts) -> pd.DataFrame:
    """Return one row (community, role, item): n, mean of the declared values, count_<value>, missing_<reason>.

    A figure that is no option of a scale is in n and in the mean, and in no count.
    """
    values, (cells, items, size) = _values(instrument), found.counts.shape
    names = [*(f"count_{value:g}" for value in values), *(f"missing_{name}" for name in MISSING.values())]
    n = found.counts[..., : len(values)].sum(axis=-1) + found.counts[..., -1]
    keys = found.cells.to_frame(index=False).astype("str").loc[np.repeat(np.arange(cells), items)]
    frame = keys.reset_index(drop=True).assign(
        item=[item.id for item in instrument.items] * cells,
        n=n.ravel().astype(np.int64),
        mean=np.divide(found.sums, n, out=np.full(n.shape, np.nan), where=n > 0).ravel(),
    )
    counts = found.counts.reshape(-1, size)[:, :-1].astype(np.int64)
    return pd.concat([frame, pd.DataFrame(counts, columns=names)], axis=1)


def _values(instrument: Instrument) -> list[float]:
    return sorted({option.value for item in instrument.items for option in item.scale.options})


def _states(answers: Floats, reasons: npt.NDArray[np.int8], values: list[float]) -> npt.NDArray[np.int8]:
    """Return, for each answer, the place of its value, or of the reason why there is none, among the counts."""
    other = len(values) + len(MISSING)
    by_reason = np.full(max(Reason) + 1, other, dtype=np.int8)
    for offset, reason in enumerate(MISSING):
        by_reason[reason] = len(values) + offset
    states = by_reason[reasons]  # an answered cell has no reason: other, unless its value is an option
    for place, value in enumerate(values):
        states[answers == value] = place
    return states
