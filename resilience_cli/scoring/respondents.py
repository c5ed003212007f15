"""Answers -> scores of respondents, 0 to 100."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from resilience_cli.model.instrument import Instrument, Score
from resilience_cli.model.responses import Responses

Floats = npt.NDArray[np.float64]


class RespondentScores(NamedTuple):
    """Scores made of items, by respondent."""

    points: Floats
    """Respondent x item: each answer as percent of the maximum possible, reversed items turned; NaN if none."""
    values: Floats
    """Respondent x base score, 0-100; NaN where too few items were answered."""
    complete: npt.NDArray[np.bool_]
    """Respondent x base score: all items that the role is asked were answered."""


def score_respondents(responses: Responses) -> RespondentScores:
    """Return the scores of every respondent (POMP: Cohen, Cohen, Aiken & West 1999; half rule: Fayers & Machin 2016).

    A score is the weighted mean of the answered items, if enough of those that the role is asked were answered.
    """
    instrument = responses.instrument
    points = item_points(responses)
    roles = pd.Index(list(instrument.roles)).get_indexer(pd.Index(responses.people["role"]))
    place = {item.id: index for index, item in enumerate(instrument.items)}
    values = np.full((len(points), len(instrument.base_scores)), np.nan)
    complete = np.zeros(values.shape, dtype=bool)
    for index, score in enumerate(instrument.base_scores):
        parts = points[:, [place[item] for item in score.of]]
        seen = ~np.isnan(parts)
        answered = seen.sum(axis=1)
        asked, least = _asked_and_least(instrument, score, roles)
        relative = np.array(score.weights) / max(score.weights)  # equal weights are then 1, and 100 stays 100
        weight = seen @ relative
        total = np.where(seen, parts, 0.0) @ relative
        enough = (answered >= least) & (answered > 0)
        values[enough, index] = total[enough] / weight[enough]
        complete[:, index] = enough & (answered >= asked)
    return RespondentScores(points, values, complete)


def item_points(responses: Responses) -> Floats:
    """Return respondent x item: 100 (x - min) / (max - min) with the declared ends, 100 minus that if reversed."""
    items = responses.instrument.items
    low = np.array([item.scale.minimum for item in items])
    high = np.array([item.scale.maximum for item in items])
    points = np.asarray(responses.answers.to_numpy(float) - low)
    points *= 100.0 / (high - low)
    reverse = np.array([item.reverse for item in items])
    points[:, reverse] = 100.0 - points[:, reverse]
    return points


def _asked_and_least(
    instrument: Instrument, score: Score, roles: npt.NDArray[np.intp]
) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """Return, for each respondent, how many of the score's items the role is asked and how many must be answered."""
    asked = [len(instrument.asked_items(score, role)) for role in instrument.roles]
    least = [score.least_answered(count) for count in asked]
    return np.array(asked, dtype=np.intp)[roles], np.array(least, dtype=np.intp)[roles]
