"""How far the numbers of an assessment can be trusted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Use = Literal["rank", "profile", "no_score"]
"""What a score may be used for: communities may be ranked by it; it describes each of them, but ranks none; the people
of a community do not agree enough to speak of one score."""


INSTITUTIONS = "institutions"
"""All roles that speak for a body, as one group."""


@dataclass(frozen=True)
class ItemQuality:
    """One item within a score."""

    item: str
    """Its id."""
    n: int
    """Respondents that answered it."""
    mean: float | None
    """Mean of the declared values."""
    sd: float | None
    """Their standard deviation over all people."""
    counts: Mapping[str, int]
    """By declared value, how often it was chosen; empty where fewer people than may be shown answered."""
    floor: float | None
    """Share that chose the worst answer; None where few answered, or of a number."""
    ceiling: float | None
    """Share that chose the best answer."""
    r_drop: float | None
    """Correlation with the sum of the other items."""
    alpha_drop: float | None
    """α of the other items."""
    loading: float | None
    """Loading on the first component."""
    flag: bool
    """Whether the loading is negative, and not by chance: the item runs against the others, as if keyed wrongly."""


@dataclass(frozen=True)
class Agreement:
    """How far the people of one role agree in one community."""

    community: str
    """Its id."""
    n: int
    """People that have the score."""
    reliability: float
    """λ_c = ICC(2) of the community's mean, 0 to 1."""
    within: float | None
    """r_wg(j), 0 to 1; None where fewer people answered than may be shown."""
    deviation: float | None
    """Mean deviation from the mean (AD_M), in steps of the scale; None as before."""


@dataclass(frozen=True)
class ScoreQuality:
    """What one score made of items is worth."""

    score: str
    """Its id."""
    n: int
    """Respondents that answered all of its items."""
    alpha: float | None
    """α within community and role; None where too few answered or there is one item."""
    alpha_low: float | None
    """Lower end of its 95 % interval."""
    alpha_high: float | None
    """Upper end."""
    alpha_std: float | None
    """α of the correlations."""
    omega: float | None
    """ω total of one factor; None with fewer than three items."""
    lambda6: float | None
    """Guttman's λ6."""
    mean_r: float | None
    """Mean correlation between items."""
    items: tuple[ItemQuality, ...]
    """Its items, in order."""
    icc1: float | None
    """Share of the variance that lies between communities; may be negative. None: cannot be told."""
    icc2: float | None
    """Reliability of the means of communities of size n0."""
    n0: float | None
    """Size of a community, as the analysis of variance takes it."""
    agreement: tuple[Agreement, ...]
    """By community in which people of `role` answered."""
    left_out: tuple[str, ...]
    """Items that take no part in its reliability: without variance, or answered by few of those who have the score."""
    limit: float | None
    """Largest deviation that is taken for agreement: a sixth of the number of options; None for numbers."""


@dataclass(frozen=True)
class Warrant:
    """What a score may be used for, and why."""

    score: str
    """Its id."""
    use: Use | None
    """None: cannot be told."""
    reliable: float | None
    """Share of communities whose mean is reliable enough to be ranked."""
    agreeing: float | None
    """Share of communities whose people agree, of those where that may be told."""
    part: str | None = None
    """For a score made of scores: the part that it is judged by, the worst."""


@dataclass(frozen=True)
class Gap:
    """How differently two roles see it, over all communities where both answered."""

    score: str
    """Id of the score."""
    role: str
    """Id of the one role."""
    other: str
    """Id of the other."""
    gap: float
    """Mean of the differences (role minus other), in points."""
    se: float | None
    """Its standard error; None where it cannot be known."""
    communities: int
    """How many there are."""


@dataclass(frozen=True)
class Missing:
    """Why values are missing, of one item in one group of people."""

    item: str
    """Id of the item."""
    group: str
    """Id of a residents' role, or INSTITUTIONS: staff are never shown by item and body."""
    asked: int
    """People of the group that were asked."""
    reasons: Mapping[str, int]
    """By reason (blank, skipped, not_scored, invalid), how many."""


@dataclass(frozen=True)
class Diagnosis:
    """All of it."""

    role: str
    """Id of the role whose agreement is looked at: the residents, or the largest."""
    scores: tuple[ScoreQuality, ...]
    """Scores made of items, in order."""
    warrants: Mapping[str, Warrant]
    """By id of every score."""
    gaps: tuple[Gap, ...]
    """By score and pair of roles."""
    flags: Mapping[str, tuple[int, int]]
    """By index of careless answering: (answer sheets that have the flag, of how many the index could be known)."""
    received: int
    """Answer sheets looked at."""
    without_flagged: Mapping[str, float]
    """By score, the mean over communities of what it would be without the flagged, minus what it is."""
    missing: tuple[Missing, ...]
    """By item and group of which any value is missing, of groups that may be shown."""
    not_for: tuple[tuple[str, str], ...]
    """(role, item) where so many chose an option without score that the question is not for that role."""
    response: Mapping[str, tuple[int, float]]
    """By role of which the register knows the number: (answer sheets, people), in communities where it does."""
