"""Residents -> sums over random halves of them, the same in whatever order and parts the answers come."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pandas as pd

from resilience_cli.model.crisis import halved
from resilience_cli.model.halves import Halves
from resilience_cli.model.responses import Responses
from resilience_cli.scoring.cells import cell_codes

Floats = npt.NDArray[np.float64]
SPLITS = 20
"""How often the residents are split; at most 64, the bits of a hash."""
NO_ANSWER = -1e9
"""Stands for a missing value in the hash."""


def split(used: Responses, values: Floats, seed: int) -> Halves:
    """Return the sums of one half of the residents, SPLITS times, of the scores that a split-half needs.

    `values`: respondents x base scores, NaN missing. Institutions take no part: two people have no halves.
    """
    names = halved(used.instrument)
    base = [score.id for score in used.instrument.base_scores]
    own = used.people["role"].isin(used.instrument.residents).to_numpy() & bool(names)
    people = used.people[own]
    codes, cells = cell_codes(people)
    order = np.argsort(codes, kind="stable")
    starts = np.searchsorted(codes[order], np.arange(len(cells) + 1))
    scored = values[own][:, [base.index(name) for name in names]][order]
    seen = ~np.isnan(scored)
    filled, mask = np.where(seen, scored, 0.0), seen.astype(np.float64)
    bits = halves_of(people, used.answers[own], seed)[order].astype(np.float64)
    n, total = (np.zeros((len(cells), SPLITS, len(names))) for _ in range(2))
    for cell, (start, stop) in enumerate(pairwise(starts)):
        chosen = bits[start:stop].T
        n[cell], total[cell] = chosen @ mask[start:stop], chosen @ filled[start:stop]
    return Halves(cells, names, n, total)


def halves_of(people: pd.DataFrame, answers: pd.DataFrame, seed: int) -> npt.NDArray[np.bool_]:
    """Return respondent x split: whether the person is in the first half, with chance 1/2 each.

    It hangs on what the person answered, where, as whom and in what time, and on the seed: not on the row's place or on
    who else answered. People with the same answers in all of these are in the same half.
    """
    mixed = np.full(len(people), seed % 2**64, dtype=np.uint64)
    who = people[["community", "role"]].astype(object).assign(seconds=people["seconds"].astype(float))
    with np.errstate(over="ignore"):  # words wrap round
        for told in (who, answers):
            hashed = pd.util.hash_pandas_object(told.fillna(NO_ANSWER), index=False)
            mixed = _mixed(mixed ^ hashed.to_numpy().astype(np.uint64))
    return np.asarray((mixed[:, None] >> np.arange(SPLITS, dtype=np.uint64)) & np.uint64(1), dtype=bool)


def _mixed(word: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """Return the words with every bit hanging on all bits (the finaliser of SplitMix64: Steele, Lea & Flood 2014)."""
    word = word + np.uint64(0x9E3779B97F4A7C15)
    word = (word ^ (word >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    word = (word ^ (word >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return word ^ (word >> np.uint64(31))
