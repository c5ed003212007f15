"""What the numbers rest on: reliability, complete answers, and the answers item by item."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from resilience_cli.model.instrument import Instrument
from resilience_cli.model.moments import Moments
from resilience_cli.model.responses import Reason, Responses
from resilience_cli.scoring.layout import Layout
from resilience_cli.stats.covariance import pooled
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
    matrix = items.matrix(np.where(df > 0, covariance, np.nan))
    place = {name: index for index, name in enumerate(items.names)}
    found = []
    for score in instrument.base_scores:
        members = [place[item] for item in score.of if not np.isnan(matrix[place[item], place[item]])]
        found.append(alpha(matrix[np.ix_(members, members)]))
    return np.array(found)


def finite_share(reliability: Floats) -> Floats:
    """Return ρ for the finite population: α clipped to [0, 1]; 0, so no narrowing, where α is undefined."""
    return np.asarray(np.clip(np.nan_to_num(reliability, nan=0.0), 0.0, 1.0))


def quality_table(instrument: Instrument, layout: Layout, alpha: Floats, rho: Floats) -> pd.DataFrame:
    """Return one row a base score: respondents, α, ρ used for finite populations, df of the pooled covariance."""
    _, df = pooled(layout.scatter, layout.n, axis=(0, 1))
    size = len(instrument.base_scores)
    return pd.DataFrame(
        {
            "score": [score.id for score in instrument.base_scores],
            "n": layout.count.sum(axis=(0, 1)).astype(np.int64),
            "alpha": alpha,
            "rho": rho,
            "pooled_df": df[:size],
        }
    )


def item_table(responses: Responses) -> pd.DataFrame:
    """Return one row (community, role, item): n, mean of the declared values, count_<value>, missing_<reason>."""
    instrument = responses.instrument
    keys = pd.MultiIndex.from_frame(responses.people[["community", "role"]])
    codes, cells = pd.factorize(keys, sort=True)
    answers = responses.answers.to_numpy(float)
    values = sorted({option.value for item in instrument.items for option in item.scale.options})
    columns = {f"count_{value:g}": _count(answers == value, codes, len(cells)) for value in values}
    columns |= {
        f"missing_{name}": _count(responses.reasons == reason, codes, len(cells)) for reason, name in MISSING.items()
    }
    n = _count(~np.isnan(answers), codes, len(cells))
    total = _count(np.nan_to_num(answers), codes, len(cells))
    mean = np.divide(total, n, out=np.full(n.shape, np.nan), where=n > 0)
    index = pd.MultiIndex.from_tuples(
        [(*cell, item.id) for cell in cells for item in instrument.items], names=["community", "role", "item"]
    )
    counts = {name: grid.ravel().astype(np.int64) for name, grid in columns.items()}
    frame = pd.DataFrame({"n": n.ravel().astype(np.int64), "mean": mean.ravel(), **counts}, index=index)
    return frame.reset_index()


def _count(marked: npt.NDArray[np.generic], codes: npt.NDArray[np.intp], cells: int) -> Floats:
    """Return cells x items: the column sums of `marked` by cell."""
    total = np.zeros((cells, marked.shape[1]))
    order = np.argsort(codes, kind="stable")
    starts = np.searchsorted(codes[order], np.arange(cells))
    if cells:
        total[:] = np.add.reduceat(marked[order].astype(np.float64), starts, axis=0)
    return total
