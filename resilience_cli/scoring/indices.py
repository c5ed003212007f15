"""Indices of careless answering, by respondent (docs/method.md, section 3): numbers, not yet flags."""

from __future__ import annotations

from itertools import groupby

import numpy as np
import numpy.typing as npt
import pandas as pd

from resilience_cli.model.instrument import Instrument, Item, Score
from resilience_cli.model.responses import Reason, Responses
from resilience_cli.scoring.respondents import item_points
from resilience_cli.stats.careless import (
    even_odd,
    intra_individual_variability,
    longest_run,
    mahalanobis,
    most_alike,
    psychometric_synonyms,
)

Floats = npt.NDArray[np.float64]
LEAST_BLOCK = 6
"""In a block of fewer items a run of equal answers says nothing: in four items, two equal ones are half."""
MOST_COMPARED = 1000
"""In a community with more answer sheets they are not compared pair by pair."""


def own_indices(responses: Responses) -> dict[str, Floats]:
    """Return the indices that rest on the respondent's own sheet, NaN where one cannot be known.

    speed: seconds per answered item; longstring: the longest run of equal answers as a share of its block, the largest
    of blocks with reversed items; irv: standard deviation in such a block, the smallest; even_odd: consistency of the
    halves of scales; blank: share answered of what was asked; attention: checks answered otherwise. An answer such as
    "don't know" counts as answered here: choosing it takes reading.
    """
    count = _how_many(responses, (Reason.ANSWERED, Reason.NOT_SCORED, Reason.INVALID))
    asked = count + _how_many(responses, (Reason.BLANK,))
    longest, least = _straight_lining(responses)
    seconds = responses.people["seconds"].to_numpy(float)
    return {
        "speed": _share(seconds, count),
        "longstring": longest,
        "irv": least,
        "even_odd": _even_odd(responses),
        "blank": _share(count, asked),
        "attention": _failed_checks(responses),
    }


def sample_indices(responses: Responses) -> dict[str, Floats]:
    """Return the indices that rest on all answer sheets, NaN where one cannot be known: no score depends on them.

    synonyms: correlation over pairs of items that correlate in the sample; mahalanobis: probability of an answer sheet
    as far from the mean of its role; near_duplicate: share of answers that another sheet of the community shares. Of
    respondents that come part by part all are NaN.
    """
    if responses.partial:
        return {name: np.full(len(responses.people), np.nan) for name in ("synonyms", "mahalanobis", "near_duplicate")}
    items = [item for item in responses.instrument.items if item.attention is None]
    codes = responses.answers[[item.id for item in items]].to_numpy(float)
    low = np.array([item.scale.minimum for item in items])
    high = np.array([item.scale.maximum for item in items])
    return {
        "synonyms": psychometric_synonyms((codes - low) / (high - low)),
        "mahalanobis": _distance(responses, items),
        "near_duplicate": _near_duplicates(responses, items),
    }


def blocks(items: tuple[Item, ...], role: str) -> list[list[Item]]:
    """Return the maximal runs of consecutive items on one scale, as asked of the role, without attention checks."""
    asked = [item for item in items if role in item.asked_of and item.attention is None]
    return [list(run) for _, run in groupby(asked, key=lambda item: item.scale.id)]


def distinct_scales(instrument: Instrument) -> tuple[Score, ...]:
    """Return the scores made of items that share no item with one before: no answer counts for two scales."""
    used: set[str] = set()
    found = []
    for score in instrument.base_scores:
        if used.isdisjoint(score.of):
            used.update(score.of)
            found.append(score)
    return tuple(found)


def _share(part: Floats | npt.NDArray[np.intp], whole: npt.NDArray[np.intp]) -> Floats:
    found: Floats = np.full(len(whole), np.nan)
    np.divide(part, whole, out=found, where=whole > 0)
    return found


def _how_many(responses: Responses, reasons: tuple[Reason, ...]) -> npt.NDArray[np.intp]:
    """Return how many items of each respondent have one of the reasons."""
    counted = np.zeros(len(Reason), dtype=bool)
    counted[list(reasons)] = True
    return np.asarray(counted[responses.reasons].sum(axis=1))


def _straight_lining(responses: Responses) -> tuple[Floats, Floats]:
    """Return (longest run as a share of its block, least standard deviation), over blocks with a reversed item."""
    instrument = responses.instrument
    longest, least = (np.full(len(responses.people), np.nan) for _ in range(2))
    roles = responses.people["role"].to_numpy()
    for role in instrument.roles:
        rows = np.flatnonzero(roles == role)
        for block in blocks(instrument.items, role):
            if len(block) < LEAST_BLOCK or not any(item.reverse for item in block):
                continue
            codes = responses.answers[[item.id for item in block]].to_numpy(float)[rows]
            longest[rows] = np.fmax(longest[rows], longest_run(codes) / len(block))
            least[rows] = np.fmin(least[rows], intra_individual_variability(codes))
    return longest, least


def _even_odd(responses: Responses) -> Floats:
    """Return the even-odd consistency of each respondent, over the scales of which two items are asked of the role.

    The halves are those of a scale in the order of the form, reversed items turned, as scores are (Johnson 2005).
    """
    instrument = responses.instrument
    points, place = item_points(responses), {item.id: at for at, item in enumerate(instrument.items)}
    roles = responses.people["role"].to_numpy()
    found: Floats = np.full(len(points), np.nan)
    scales = distinct_scales(instrument)
    for role in instrument.roles:
        rows = points[roles == role]
        asked = [sorted(place[item] for item in instrument.asked_items(score, role)) for score in scales]
        halves = [(items[::2], items[1::2]) for items in asked if len(items) >= 2]
        if halves and len(rows):
            odd, even = (np.column_stack([_mean(rows[:, pair[half]]) for pair in halves]) for half in (0, 1))
            found[roles == role] = even_odd(odd, even)
    return found


def _mean(values: Floats) -> Floats:
    """Return by row the mean of what is known, NaN where nothing is."""
    return _share(np.nansum(values, axis=1), (~np.isnan(values)).sum(axis=1))


def _failed_checks(responses: Responses) -> Floats:
    failed: Floats = np.full(len(responses.people), np.nan)
    for item in responses.instrument.items:
        if item.attention is not None:
            given = responses.answers[item.id].to_numpy(float)
            failed = np.where(np.isnan(given), failed, np.nan_to_num(failed) + (given != item.attention))
    return failed


def _distance(responses: Responses, items: list[Item]) -> Floats:
    """Return by respondent the probability of a D² at least as large, over the items that the role is asked."""
    roles = responses.people["role"].to_numpy()
    found: Floats = np.full(len(roles), np.nan)
    for role in responses.instrument.roles:
        asked = [item.id for item in items if role in item.asked_of]
        if asked and (roles == role).any():
            _, found[roles == role] = mahalanobis(responses.answers.loc[roles == role, asked].to_numpy(float))
    return found


def _near_duplicates(responses: Responses, items: list[Item]) -> Floats:
    """Return by respondent the largest share of equal answers with another of the community; of ordered options."""
    answers = responses.answers[[item.id for item in items if item.scale.kind == "ordinal"]].to_numpy(float)
    community, names = pd.factorize(responses.people["community"])
    found: Floats = np.full(len(answers), np.nan)
    order = np.argsort(community, kind="stable")
    for rows in np.split(order, np.cumsum(np.bincount(community, minlength=len(names)))[:-1]):
        if 1 < len(rows) <= MOST_COMPARED:
            found[rows] = most_alike(answers[rows])
    return found
