"""Two waves of the same communities."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from resilience_cli.model.difference import Comparable

ChangeWord = Literal["improved", "declined", "stable", "not resolved"]
"""What may be said of a change; nothing is said without the last."""


@dataclass(frozen=True)
class ScoreChange:
    """How one score of one community changed, on the roles that answered in both waves."""

    community: str
    """Its id in the later wave."""
    score: str
    """Id of the score."""
    before: float
    """The score in the earlier wave, on the shared roles."""
    after: float
    """In the later one."""
    difference: float
    """Later minus earlier."""
    low: float | None
    """Lower end of its 95 % interval; None where it cannot be known."""
    high: float | None
    """Upper end."""
    p: float | None
    """Two-sided p of no change."""
    p_holm: float | None
    """Adjusted over all communities and scores for any error (Holm)."""
    q_bh: float | None
    """Adjusted for the share of errors (Benjamini & Hochberg)."""
    g: float | None
    """Hedges g of the main role; None for scores of scores and where fewer people answered than may be shown."""
    mdc95: float | None
    """Change that chance alone makes in one of twenty."""
    verdict: ChangeWord
    """What may be said."""


@dataclass(frozen=True)
class Comparison:
    """What changed from one wave to the next."""

    before: str
    """Name of the earlier wave."""
    after: str
    """Name of the later one."""
    comparability: Comparable
    """What the questionnaires allow."""
    smallest: float
    """Smallest change that matters, in points."""
    roles: tuple[str, ...]
    """Ids of the roles that count in both."""
    names: Mapping[str, str]
    """Id of a community in the later wave -> its name."""
    changes: tuple[ScoreChange, ...]
    """By community and score; empty if the waves are not comparable."""
    transitions: Mapping[tuple[str | None, str | None], int]
    """(class before, class after; None: none) -> how many communities."""
    expected: Mapping[tuple[str, str], float]
    """(class before, class after) -> how many communities are to be expected by the probabilities."""
    drifting: tuple[str, ...]
    """Items whose mean moved far away from the others'."""
    classes_comparable: bool
    """Whether the classes mean the same in both; otherwise no move is told."""
    withheld: tuple[str, ...]
    """Names of communities whose change would tell the answers of the few people of a role that answered once only."""
    without: tuple[str, ...]
    """Names of communities in both that lack every score in one of them."""
    only_before: tuple[str, ...]
    """Names of communities that are in the earlier wave only."""
    only_after: tuple[str, ...]
    """Names of those in the later only."""
