"""One word for how far a score can be trusted: the first that holds (docs/method.md, section 16)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from resilience_cli.model.assessment import STATUSES
from resilience_cli.model.instrument import Instrument
from resilience_cli.scoring.uncertainty import base_parts

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
MOSTLY = 0.5
"""A variance is borrowed if more than this share of it comes from other communities."""


def score_statuses(
    instrument: Instrument,
    values: Mapping[str, Floats],
    *,
    filled: Floats,
    few: Bools,
    lent: Floats,
    one_voice: Bools,
) -> npt.NDArray[np.intp]:
    """Return C x S places in STATUSES. filled, few and lent are C x J by base score; a score of scores has the worst.

    one voice (C) marks the scores that the class rules test, and their parts.
    """
    decisive = {part for score in instrument.class_scores for part in (score, *instrument.base_parts[score])}
    columns = []
    for score, parts in zip(instrument.scores, base_parts(instrument), strict=True):
        holds: dict[str, Bools] = {
            "missing": np.asarray(np.isnan(values[score.id])),
            "provisional": np.asarray((filled[:, parts] > 0).any(axis=1)),
            "one voice": one_voice & np.bool_(score.id in decisive),
            "few": np.asarray(few[:, parts].any(axis=1)),
            "borrowed": np.asarray((lent[:, parts] > MOSTLY).any(axis=1)),
        }
        columns.append(_first(holds, len(few)))
    return np.stack(columns, axis=1)


def community_statuses(instrument: Instrument, statuses: npt.NDArray[np.intp]) -> list[str]:
    """Return the worst status of each community among the scores that the class rules test."""
    tested = [s for s, score in enumerate(instrument.scores) if score.id in instrument.class_scores]
    return words(statuses[:, tested or slice(None)].min(axis=1).tolist())


def words(places: Sequence[int]) -> list[str]:
    """Return the status words at these places of STATUSES."""
    return [STATUSES[place] for place in places]


def _first(holds: Mapping[str, Bools], size: int) -> npt.NDArray[np.intp]:
    found = np.full(size, len(STATUSES) - 1, dtype=np.intp)
    for place in reversed(range(len(STATUSES))):
        if STATUSES[place] in holds:
            found[holds[STATUSES[place]]] = place
    return found
