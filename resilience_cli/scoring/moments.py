"""Respondents -> additive moments by community and role."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd

from resilience_cli.model.instrument import Instrument
from resilience_cli.model.moments import Moments
from resilience_cli.model.responses import Responses
from resilience_cli.scoring.cells import cell_codes
from resilience_cli.scoring.respondents import RespondentScores

if TYPE_CHECKING:
    from resilience_cli.scoring.weighting import Weighting

Pairs = npt.NDArray[np.intp]


def all_pairs(size: int) -> Pairs:
    """Return all pairs of `size` variables: first each with itself, then each with those after it."""
    own = np.repeat(np.arange(size)[:, None], 2, axis=1)
    return np.vstack([own, np.column_stack(np.triu_indices(size, 1))]).astype(np.intp)


def own_pairs(size: int) -> Pairs:
    """Return each variable with itself: enough for means and variances."""
    return all_pairs(size)[:size]


def item_pairs(instrument: Instrument) -> Pairs:
    """Return each item with itself, then the pairs of items that share a score: what reliability needs."""
    place = {item.id: index for index, item in enumerate(instrument.items)}
    shared = sorted(
        {
            (min(place[a], place[b]), max(place[a], place[b]))
            for score in instrument.base_scores
            for a in score.of
            for b in score.of
            if a != b
        }
    )
    return np.vstack([own_pairs(len(place)), np.array(shared, dtype=np.intp).reshape(-1, 2)])


def collect(values: npt.NDArray[np.float64], people: pd.DataFrame, names: Sequence[str], pairs: Pairs) -> Moments:
    """Return the moments of `values` (respondent x variable, NaN missing) by community and role of `people`.

    Only cells with respondents occur. The loop runs over cells, whose sums are matrix products.
    """
    codes, cells = cell_codes(people)
    order = np.argsort(codes, kind="stable")
    starts = np.searchsorted(codes[order], np.arange(len(cells) + 1))
    seen = ~np.isnan(values[order])
    filled = np.where(seen, values[order], 0.0)
    mask = seen.astype(np.float64)
    first, second = pairs.T
    n, sum_a, sum_b, product = (np.zeros((len(cells), len(pairs))) for _ in range(4))
    for cell, (start, stop) in enumerate(pairwise(starts)):
        x, m = filled[start:stop], mask[start:stop]
        sums = x.T @ m
        n[cell] = (m.T @ m)[first, second]
        sum_a[cell], sum_b[cell] = sums[first, second], sums[second, first]
        product[cell] = (x.T @ x)[first, second]
    return Moments(cells, tuple(names), pairs, n, sum_a, sum_b, product)


def score_moments(responses: Responses, values: npt.NDArray[np.float64]) -> Moments:
    """Return the moments of the respondents' scores, with all pairs of scores."""
    names = [score.id for score in responses.instrument.base_scores]
    return collect(values, responses.people, names, all_pairs(len(names)))


def gather(
    used: Responses, persons: RespondentScores, flagged: npt.NDArray[np.bool_], weighting: Weighting | None = None
) -> dict[str, Moments]:
    """Return the sums of scores (all; only complete answers; only unflagged respondents) and of items.

    With weights, those of scores are sums of pseudo-values, and the sums of the scores as they are go beside them as
    `unweighted`; items are never weighted.
    """
    instrument = used.instrument
    names = [score.id for score in instrument.base_scores]
    alone = own_pairs(len(names))
    complete = np.where(persons.complete, persons.values, np.nan)
    unflagged = np.where(flagged[:, None], np.nan, persons.values)
    carried = (lambda values: values) if weighting is None else weighting.pseudo_values
    plain = {} if weighting is None else {"unweighted": collect(persons.values, used.people, names, alone)}
    return {
        "scores": score_moments(used, carried(persons.values)),
        "complete": collect(carried(complete), used.people, names, alone),
        "unflagged": collect(carried(unflagged), used.people, names, alone),
        **plain,
        "items": collect(persons.points, used.people, [i.id for i in instrument.items], item_pairs(instrument)),
    }
