"""What becomes of classes and ranks when the choices behind them are made otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from resilience_cli.model.diagnosis import Warrant

Choice = Literal["weights", "method", "floor", "cuts", "missing", "roles", "voices"]
"""weights: of the composite's parts; method: how they are put together; floor: how low a part may count; cuts: of the
class rules; missing: who has a score; roles: the roles' weights; voices: all roles, or residents alone."""
CHOICES: tuple[Choice, ...] = ("weights", "method", "floor", "cuts", "missing", "roles", "voices")
Still = Literal["untouched", "same", "out of reach", "tied"]
"""Why nothing could have moved. untouched: no score that is looked at rests on the choice; same: the scores do, but
stay as they are; out of reach: every cut is farther away than the margin; tied: all have one rank throughout."""


@dataclass(frozen=True)
class Range:
    """Where the middle of many values lies, and nine in ten of them."""

    median: float
    """Half are not above it."""
    low: float
    """5 % are below it."""
    high: float
    """5 % are above it."""


@dataclass(frozen=True)
class Place:
    """One community under some choices."""

    community: str
    """Its id."""
    probability: Mapping[str, float] | None
    """Share of draws in each class; None where the assessment gives it no class."""
    stays: float | None
    """Share of draws in which its class is the assessment's."""
    still: Still | None
    """Why its class could not have moved; None: it could, or there is no class."""
    rank: Range | None
    """Its ranks, 1 is the best; None where no order is told."""
    shift: float | None
    """Mean absolute difference of its rank from that of the assessment."""


@dataclass(frozen=True)
class Varied:
    """All communities under one choice made otherwise, or under all of them together."""

    choice: Choice | Literal["all"]
    """What was varied."""
    draws: int
    """How many draws; of a choice between a few alternatives, how many there are."""
    places: tuple[Place, ...]
    """The communities, by id."""
    tau: Range | None
    """Kendall's τ-b between the order of a draw and that of the assessment; None where no order is told or all tie."""
    still: Still | None
    """Why no rank could have moved; None: some could, or no order is told."""


@dataclass(frozen=True)
class Index:
    """Which part of the variance a choice explains, estimated; by chance an estimate may lie below 0 or above 1."""

    choice: Choice
    """The choice."""
    first: float
    """Alone (first-order Sobol index)."""
    first_range: tuple[float, float]
    """Its 95 % bootstrap interval."""
    total: float
    """With all that it does together with others (total Sobol index)."""
    total_range: tuple[float, float]
    """Its 95 % bootstrap interval."""


@dataclass(frozen=True)
class Sensitivity:
    """What becomes of classes and ranks when the choices behind an assessment are made otherwise."""

    score: str
    """Id of the composite by which communities are ranked, and whose parts are put together otherwise."""
    warrant: Warrant
    """What it may be used for."""
    withheld: bool
    """Whether no order is told because the score may not be used for ranking."""
    margin: float
    """How many points each cut moves up or down at most."""
    draws: int
    """Draws of each choice, and of all together."""
    seed: int
    """Seed of the draws."""
    classes: Mapping[str, str | None]
    """The assessment's class by community."""
    ranks: Mapping[str, int]
    """The assessment's rank by community; empty where no order is told, or of fewer than two."""
    varied: tuple[Varied, ...]
    """Each choice alone in the order of CHOICES, and last all together."""
    evaluations: int
    """How often the communities were scored anew for the indices."""
    rank_indices: tuple[Index, ...]
    """What moves ranks: parts of the variance of their mean absolute shift; empty where nothing varies."""
    class_indices: tuple[Index, ...]
    """What moves classes: parts of the variance of the share of communities in another class; empty as before."""

    def class_moved_by(self, community: str) -> Choice | None:
        """Return the choice that alone changes the community's class most often; None if none does."""
        moves = {choice: 1.0 - place.stays for choice, place in self._alone(community) if place.stays is not None}
        return _largest(moves)

    def rank_moved_by(self, community: str) -> Choice | None:
        """Return the choice that alone shifts the community's rank most on average; None if none does."""
        moves = {choice: place.shift for choice, place in self._alone(community) if place.shift is not None}
        return _largest(moves)

    def _alone(self, community: str) -> Iterator[tuple[Choice, Place]]:
        at = list(self.classes).index(community)
        yield from ((varied.choice, varied.places[at]) for varied in self.varied if varied.choice != "all")


def _largest(moves: Mapping[Choice, float]) -> Choice | None:
    best = max(moves, key=lambda choice: moves[choice], default=None)
    return None if best is None or moves[best] == 0.0 else best
