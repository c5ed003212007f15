"""Invent what people answered: levels of a community, role, person and item, cut into the options of a scale."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from street import PLACES, ROLES, SEED, WAVES, Place

UNKNOWN, BLANK, SKIPPED, UNREADABLE = 6, 7, 8, 9
"""Codes beside the values 1-5: don't know, left empty, not shown by the form, not understood."""
NO_ROLE = 9
"""Role of a person whose answer names none of ROLES."""
OFFSETS = {"resident": 0.0, "committee": 6.0, "property": 4.0, "owners": -2.0}
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Answers:
    """The answers of one wave, one row a respondent, in the order of the export."""

    place: Ints
    """Index into PLACES."""
    alias: npt.NDArray[np.bool_]
    """Whether the community's other name was written."""
    role: Ints
    """Index into ROLES, or NO_ROLE."""
    codes: Ints
    """Respondent x item: 1-5 or a code."""
    seconds: Ints
    """Time taken."""
    age: Ints
    """Years."""
    tenure: Ints
    """Index into the options of the tenure scale."""

    def take(self, rows: Ints) -> Answers:
        """Return these rows, in this order."""
        return Answers(**{name: getattr(self, name)[rows] for name in self.__dataclass_fields__})


def invent(instrument: Mapping[str, Any], wave: str) -> Answers:
    """Return the invented answers of a wave; the same for the same wave and instrument."""
    rng = np.random.default_rng([SEED, int(wave)])
    sizes = np.array([place.people for place in PLACES])
    place = np.repeat(np.arange(len(PLACES)), sizes.sum(axis=1))
    role = np.concatenate([np.repeat(np.arange(len(ROLES)), row) for row in sizes])
    codes = _cut(instrument, _levels(instrument, wave, place, role, rng))
    codes = _spoil(instrument, codes, rng)
    if wave == max(WAVES):
        codes = _single_voices(instrument, codes, place, role)
    codes = _route(instrument, codes, role)
    role[rng.choice(np.flatnonzero(role == 0), 1)] = NO_ROLE
    n = len(place)
    seconds = np.round(rng.lognormal(np.log(380), 0.35, n)).astype(int)
    fast = rng.random(n) < 0.03
    seconds[fast] = rng.integers(45, 90, n)[fast]
    options = len(instrument["scales"][instrument["respondent"]["fields"]["tenure"]["scale"]]["options"])
    alias = (rng.random(n) < 0.12) & np.array([bool(p.also) for p in PLACES])[place]
    answers = Answers(place, alias, role, codes, seconds, rng.integers(21, 84, n), rng.integers(0, options, n))
    order = rng.permutation(n)
    # One sheet is there twice, as when two batches that overlap are pasted together.
    return answers.take(np.append(order, order[5]))


def _levels(
    instrument: Mapping[str, Any], wave: str, place: Ints, role: Ints, rng: np.random.Generator
) -> npt.NDArray[np.float64]:
    """Return respondent x item: how much each person sees of what an item's score is about, 0-100."""
    parents = {part: score for score in reversed(instrument["scores"]) for part in score["of"]}
    by_item = [parents.get(item["id"], {"id": ""})["id"] for item in instrument["items"]]
    by_place = np.array([[_level(p, wave, score, parents) for score in by_item] for p in PLACES])
    items, staff = len(by_item), role > 0
    persons = rng.normal(0, np.where(staff, 6, 10))[:, None]
    noise = rng.normal(0, 17, (len(place), items))
    item_offset = rng.normal(0, 2, items)
    offset = np.array([OFFSETS[name] for name in ROLES])[role][:, None]
    worse = np.array([score == "tension" for score in by_item])
    return by_place[place] + np.where(worse, -1, 1) * (offset + persons) + item_offset + noise


def _level(place: Place, wave: str, score: str, parents: Mapping[str, Any]) -> float:
    levels = place.levels(wave)
    if score in levels:
        return levels[score]
    if score == "tension":
        return 100 - levels[""]
    factor = parents.get(score, {"id": ""})["id"]
    return levels.get(factor, levels[""])


def _cut(instrument: Mapping[str, Any], levels: npt.NDArray[np.float64]) -> Ints:
    values = np.clip(np.rint(1 + levels / 25), 1, 5).astype(int)
    reverse = np.array([item.get("reverse", False) for item in instrument["items"]])
    return np.where(reverse, 6 - values, values)


def _spoil(instrument: Mapping[str, Any], codes: Ints, rng: np.random.Generator) -> Ints:
    """Return the answers with what happens in real forms: attention checks, people who hurry, don't knows, gaps."""
    codes = codes.copy()
    for column, item in enumerate(instrument["items"]):
        if "attention" in item:
            codes[:, column] = np.where(rng.random(len(codes)) < 0.93, item["attention"], codes[:, column])
    codes[rng.random(len(codes)) < 0.02] = 4
    chance = rng.random(codes.shape)
    codes[chance < 0.015] = UNKNOWN
    codes[chance < 0.004] = BLANK
    codes[chance < 0.0003] = UNREADABLE
    return codes


def _single_voices(instrument: Mapping[str, Any], codes: Ints, place: Ints, role: Ints) -> Ints:
    """Return the answers with the lowest marks for the state side wherever a single voice is to decide the class."""
    state = next(score["of"] for score in instrument["scores"] if score["id"] == "state")
    columns = np.array([item["id"] in state for item in instrument["items"]])
    angry = [(place == c) & (role == ROLES.index(p.single_voice)) for c, p in enumerate(PLACES) if p.single_voice]
    return np.where(np.any(angry, axis=0)[:, None] & columns, 1, codes)


def _route(instrument: Mapping[str, Any], codes: Ints, role: Ints) -> Ints:
    """Return the answers without those that the form does not ask of the role."""
    asked = np.array([[name in item["asked_of"] for item in instrument["items"]] for name in ROLES])
    return np.where(asked[role], codes, SKIPPED)
