"""Communities in their order, as far as it can be told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from resilience_cli.model.diagnosis import Warrant

Tier = Literal["upper", "middle", "lower"]
"""Surely in the upper half, surely in the lower half, or neither."""


@dataclass(frozen=True)
class Ranked:
    """One community in the order of one score."""

    community: str
    """Its id."""
    street: str
    """Name of the assessment that it is in, where several are ranked together; otherwise empty."""
    estimate: float
    """The score."""
    se: float
    """Its standard error."""
    rank_low: int
    """Best rank that it may have; 1 is the best."""
    rank_high: int
    """Worst rank that it may have."""
    expected_rank: float
    """Mean of its rank under the errors."""
    shrunken: float | None
    """Estimate drawn towards the common mean; None with fewer than 8 communities."""
    top: float | None
    """Probability to be in the best third; None as before."""
    from_rest: float
    """The score minus the mean of all other communities."""
    p: float
    """p of that difference, adjusted over all communities (Holm)."""
    tier: Tier
    """Where it stands."""


@dataclass(frozen=True)
class Ranking:
    """The order of the communities by one score, or why there is none."""

    score: str
    """Id of the score."""
    warrant: Warrant
    """What the score may be used for."""
    ranked: tuple[Ranked, ...]
    """The communities that have the score and an error, by id; empty where ranking is withheld."""
    withheld: bool
    """Whether the score may not be used for ranking, and nobody asked for it all the same."""
    left_out: tuple[tuple[str, str], ...]
    """(id, street) of communities without the score or its error."""
    detectable: bool | None
    """Whether communities differ at all beyond their errors; None with fewer than 8."""
