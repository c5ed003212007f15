"""Careless answering: flags on raw answers in the order of the form. Flag, never silently delete."""

from __future__ import annotations

from itertools import groupby
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from resilience_cli.model.instrument import Instrument, Item
from resilience_cli.model.responses import Reason, Responses

FLAGS = ("speed", "longstring", "irv", "blank", "attention")
STRONG = ("speed", "longstring", "blank")
"""`--exclude careless` needs two different flags, one of which is one of these."""
LEAST_BLOCK = 6
"""In a block of fewer items a run of equal answers says nothing: in four items, two equal ones are half."""


class Screened(NamedTuple):
    """Who answered carelessly, and who is left."""

    flags: pd.DataFrame
    """Respondent x FLAGS, bool, of all received."""
    flagged: npt.NDArray[np.bool_]
    """Who has any flag."""
    out: npt.NDArray[np.bool_]
    """Who is excluded."""
    used: Responses
    """Those who are left."""


def screen(responses: Responses, how: Literal["declared", "none", "careless"]) -> Screened:
    """Return the flags of all respondents, and the responses without those that are excluded."""
    flags = flag(responses)
    out = excluded(flags, responses.instrument, how)
    return Screened(flags, np.asarray(flags.to_numpy(bool).any(axis=1), dtype=bool), out, responses.take(~out))


def flag(responses: Responses) -> pd.DataFrame:
    """Return respondent x FLAGS, bool (docs/method.md, section 3).

    speed: seconds per answered item below the instrument's limit (Huang et al. 2012); longstring: the longest run of
    equal answers is at least the limit's share of a block with reversed items (Curran 2016); irv: no variation in
    such a block (Dunn et al. 2018); blank: too few items answered; attention: a check answered otherwise. An answer
    such as "don't know" counts as answered here: choosing it takes reading.
    """
    instrument, screening = responses.instrument, responses.instrument.screening
    count = _how_many(responses, (Reason.ANSWERED, Reason.NOT_SCORED, Reason.INVALID))
    asked = count + _how_many(responses, (Reason.BLANK,))
    seconds = responses.people["seconds"].to_numpy(float)
    straight, flat = _straight_lining(responses)
    with np.errstate(invalid="ignore"):
        flags = {
            "speed": seconds < screening.seconds_per_item * count,
            "longstring": straight,
            "irv": flat,
            "blank": count < screening.blank_share * asked,
            "attention": _failed_attention(instrument, responses.answers),
        }
    return pd.DataFrame(flags, columns=list(FLAGS))


def excluded(
    flags: pd.DataFrame, instrument: Instrument, how: Literal["declared", "none", "careless"]
) -> npt.NDArray[np.bool_]:
    """Return who is left out: as the instrument declares, nobody, or two flags of which one is strong."""
    if how == "none":
        return np.zeros(len(flags), dtype=bool)
    if how == "declared":
        return np.asarray(flags[list(instrument.screening.exclude)].to_numpy(bool).any(axis=1), dtype=bool)
    different = flags.to_numpy().sum(axis=1) >= 2
    return np.asarray(different & flags[list(STRONG)].to_numpy(bool).any(axis=1), dtype=bool)


def longest_run(codes: npt.NDArray[np.float64]) -> npt.NDArray[np.intp]:
    """Return the longest run of equal codes in each row; a missing code breaks the run and is a run of its own."""
    longest = np.zeros(len(codes), dtype=np.intp)
    run = np.zeros(len(codes), dtype=np.intp)
    previous = np.full(len(codes), np.nan)
    for column in codes.T:
        run = np.where(column == previous, run + 1, 1)
        longest = np.maximum(longest, run)
        previous = column
    return longest


def intra_individual_variability(codes: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return the standard deviation (n - 1) of each row's codes; NaN with fewer than two (Dunn et al. 2018)."""
    seen = ~np.isnan(codes)
    n = seen.sum(axis=1)
    mean = np.where(seen, codes, 0.0).sum(axis=1) / np.maximum(n, 1)
    squares = np.where(seen, (codes - mean[:, None]) ** 2, 0.0).sum(axis=1)
    return np.asarray(np.where(n > 1, np.sqrt(squares / np.maximum(n - 1, 1)), np.nan))


def blocks(items: tuple[Item, ...], role: str) -> list[list[Item]]:
    """Return the maximal runs of consecutive items on one scale, as asked of the role, without attention checks."""
    asked = [item for item in items if role in item.asked_of and item.attention is None]
    return [list(run) for _, run in groupby(asked, key=lambda item: item.scale.id)]


def _how_many(responses: Responses, reasons: tuple[Reason, ...]) -> npt.NDArray[np.intp]:
    """Return how many items of each respondent have one of the reasons."""
    counted = np.zeros(len(Reason), dtype=bool)
    counted[list(reasons)] = True
    return np.asarray(counted[responses.reasons].sum(axis=1))


def _straight_lining(responses: Responses) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    instrument = responses.instrument
    straight, flat = (np.zeros(len(responses.people), dtype=bool) for _ in range(2))
    roles = responses.people["role"].to_numpy()
    for role in instrument.roles:
        rows = np.flatnonzero(roles == role)
        for block in blocks(instrument.items, role):
            if len(block) < LEAST_BLOCK or not any(item.reverse for item in block):
                continue
            codes = responses.answers[[item.id for item in block]].to_numpy()[rows]
            straight[rows] |= longest_run(codes) >= instrument.screening.longstring_share * len(block)
            flat[rows] |= intra_individual_variability(codes) == 0
    return straight, flat


def _failed_attention(instrument: Instrument, answers: pd.DataFrame) -> npt.NDArray[np.bool_]:
    failed = np.zeros(len(answers), dtype=bool)
    for item in instrument.items:
        if item.attention is not None:
            given = answers[item.id].to_numpy()
            failed |= ~np.isnan(given) & (given != item.attention)
    return failed
