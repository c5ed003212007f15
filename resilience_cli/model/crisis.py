"""What ordinary days and the event have to do with one another, and which scores of a questionnaire tell of which."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from resilience_cli.model.instrument import Instrument, Score

Design = Literal["two waves", "split-half"]
"""two waves: the index was measured in an earlier one; split-half: at the same time, by other people."""
Lack = Literal["few", "equal"]
"""Why there is no correlation: too few communities, or all of them alike."""
Acted = Literal["more", "less", "not resolved", "not compared"]
"""How a side acted in the event beside ordinary days; not compared: not the same roles answered both."""


@dataclass(frozen=True)
class Association:
    """How an index of ordinary days goes with what happened in the event, over communities."""

    index: str
    """Id of the score of ordinary days."""
    crisis: str
    """Id of the score of the event."""
    design: Design
    """How the two were measured."""
    n: int
    """Communities that have both; of a split-half the fewest of any split."""
    rho: float | None
    """Spearman's rank correlation; of a split-half the mean of all splits."""
    low: float | None
    """Lower end of its 95 % interval; None where there is none."""
    high: float | None
    """Upper end."""
    lack: Lack | None
    """Why there is no correlation."""
    splits: int | None = None
    """How often the residents were split; None of two waves."""
    least: float | None = None
    """Smallest correlation of a split."""
    most: float | None = None
    """Largest one."""


@dataclass(frozen=True)
class Activation:
    """How one side acted in the event beside how it acts in ordinary days."""

    community: str | None
    """Its id; None: the mean of all communities in which the two compare."""
    side: str
    """Id of the side's score of ordinary days."""
    act: str
    """Id of its score of the event."""
    n: int
    """Communities behind it."""
    routine: float
    """Score of ordinary days."""
    event: float
    """Score of the event."""
    difference: float | None
    """Event minus ordinary days; None where not the same roles answered both."""
    low: float | None
    """Lower end of its 95 % interval; None where it cannot be known."""
    high: float | None
    """Upper end."""
    p_holm: float | None
    """p of no difference, adjusted over all communities and sides, or over the sides of the mean (Holm)."""
    word: Acted
    """What may be said."""


@dataclass(frozen=True)
class Crisis:
    """Before and in the crisis."""

    associations: tuple[Association, ...]
    """By index and score of the event; empty if the questionnaire lacks either."""
    activations: tuple[Activation, ...] = ()
    """The mean of all first, then by community; of several waves, those of the last."""
    same_event: str | None = None
    """The event, if both waves name the same one: the earlier wave was then not answered before it."""


def indices(instrument: Instrument) -> tuple[Score, ...]:
    """Return the composite scores that rest on ordinary days alone."""
    return tuple(s for s in instrument.scores if s.kind == "composite" and _phases(instrument, s) == {"routine"})


def acts(instrument: Instrument) -> Mapping[str, str]:
    """Return, by id of a side, the outcome of the event that has its id with an ending: `state` and `state_crisis`."""
    sides = [s.id for s in instrument.base_scores if s.kind == "side" and _phases(instrument, s) == {"routine"}]
    told = [score.id for score in _of_event(instrument)]
    found = {side: [id_ for id_ in told if id_.startswith(f"{side}_")] for side in sides}
    return {side: ids[0] for side, ids in found.items() if len(ids) == 1}


def crises(instrument: Instrument) -> tuple[Score, ...]:
    """Return the outcomes of the event that tell of the community, not of how one side acted."""
    of_sides = set(acts(instrument).values())
    return tuple(score for score in _of_event(instrument) if score.id not in of_sides)


def halved(instrument: Instrument) -> tuple[str, ...]:
    """Return the ids of the scores of items that a split-half needs, in file order; none if it cannot be made."""
    both = (indices(instrument), crises(instrument))
    if not all(both):
        return ()
    needed = frozenset[str]().union(*(instrument.base_parts[score.id] for scores in both for score in scores))
    return tuple(score.id for score in instrument.base_scores if score.id in needed)


def _of_event(instrument: Instrument) -> list[Score]:
    return [s for s in instrument.base_scores if s.kind == "outcome" and _phases(instrument, s) == {"crisis"}]


def _phases(instrument: Instrument, score: Score) -> set[str]:
    parts = (instrument.score[part] for part in instrument.base_parts[score.id])
    return {instrument.item[item].phase for part in parts for item in part.of}
