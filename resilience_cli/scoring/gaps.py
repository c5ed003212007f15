"""How differently the roles of one community see it. The gap is a finding, not noise."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import numpy.typing as npt
import pandas as pd

from resilience_cli.model.instrument import Instrument, Score
from resilience_cli.model.moments import Moments
from resilience_cli.scoring.evidence import Evidence
from resilience_cli.scoring.layout import Layout, on_grid
from resilience_cli.stats.covariance import borrowed, moderated, of_means, symmetric

Floats = npt.NDArray[np.float64]


def role_gaps(instrument: Instrument, evidence: Evidence, items: Moments) -> pd.DataFrame:
    """Return one row (community, score, role, other) where both answered.

    gap = role minus other; se, whose parts are se_role and se_other; items.

    Two roles that are asked the same items are compared by their role means; others on the items that both are asked,
    by the means of the item means. `items` is how many items the gap rests on. se is NaN where it cannot be known.
    """
    layout, cells = evidence.layout, evidence.cells
    item_mean, item_covariance = _item_means(layout, items)
    place = {name: index for index, name in enumerate(items.names)}
    frames = []
    for j, score in enumerate(instrument.base_scores):
        for (r, role), (s, other) in combinations(enumerate(layout.roles), 2):
            shared = _shared(instrument, score, role, other)
            if not shared:
                continue
            if shared == instrument.asked_items(score, role) == instrument.asked_items(score, other):
                gap = layout.mean[:, r, j] - layout.mean[:, s, j]
                variances = cells.sampling[:, r, j], cells.sampling[:, s, j]
            else:
                chosen = [place[item] for item in shared]
                gap = item_mean[:, r, chosen].mean(axis=1) - item_mean[:, s, chosen].mean(axis=1)
                block = item_covariance[:, :, chosen][..., chosen].sum(axis=(2, 3)) / len(chosen) ** 2
                variances = block[:, r], block[:, s]
            # Below 0 a variance can only come from covariances of pairs that few answered together.
            one, two = (np.where(variance >= 0, variance, np.nan) for variance in variances)
            frames.append(
                pd.DataFrame(
                    {
                        "community": layout.communities,
                        "score": score.id,
                        "role": role,
                        "other": other,
                        "gap": gap,
                        "se": np.sqrt(one + two),
                        "se_role": np.sqrt(one),
                        "se_other": np.sqrt(two),
                        "items": len(shared),
                    }
                )
            )
    columns = ["community", "score", "role", "other", "gap", "se", "se_role", "se_other", "items"]
    rows = pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=columns)
    return rows[rows["gap"].notna()].sort_values("community", kind="stable", ignore_index=True)


def _shared(instrument: Instrument, score: Score, role: str, other: str) -> tuple[str, ...]:
    theirs = set(instrument.asked_items(score, other))
    return tuple(item for item in instrument.asked_items(score, role) if item in theirs)


def _item_means(layout: Layout, items: Moments) -> tuple[Floats, Floats]:
    """Return C x R x I item means and C x R x I x I covariances of them, moderated like those of the scores."""
    n, scatter, mean = on_grid(items, layout.communities, layout.roles)
    lent, _, prior = borrowed(scatter, n)
    covariance = of_means(moderated(scatter, n, lent, prior), n, items.pairs, np.ones(mean.shape))
    return mean, symmetric(covariance, items.pairs, len(items.names), 0.0)
