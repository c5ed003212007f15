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
OTHERS = "others"
"""All roles but one, as one group."""


@dataclass(frozen=True)
class ItemQuality:
    """One item within a score."""

    item: str
    """Its id."""
    n: int
    """Residents that answered it: staff are never shown by item."""
    mean: float | None
    """Mean of their declared values; None where fewer answered than may be shown."""
    sd: float | None
    """Standard deviation of these."""
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
    within: float | None
    """r_wg of the diagnosis's `role`, the mean over communities where enough answered; None where there is none."""
    flag: bool
    """Whether the loading is negative, and not by chance: the item runs against the others, as if keyed wrongly."""


@dataclass(frozen=True)
class Agreement:
    """How far the people of one group agree in one community, where enough of them answered to be shown."""

    community: str
    """Its id."""
    group: str
    """Id of a residents' role, or INSTITUTIONS."""
    n: int
    """People of the group that have the score."""
    within: float
    """r_wg(j), 0 to 1; of one item r_wg."""
    skewed: float | None
    """The same against answers that lean slightly to one side, of five options; None for other scales."""
    deviation: float
    """Mean deviation from the mean (AD_M), in steps of the scale."""


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
    reliability: Mapping[str, float]
    """By community in which people of the diagnosis's `role` answered: λ_c = ICC(2) of its mean, 0 to 1."""
    agreement: tuple[Agreement, ...]
    """By group and community."""
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
    """Id of the other; or INSTITUTIONS, or OTHERS."""
    gap: float | None
    """Mean of the differences (role minus other), in points; None where the role is not asked, or of one community."""
    se: float | None
    """Its standard error; None where it cannot be known."""
    communities: int
    """How many there are."""
    p: float | None = None
    """Probability of one as far from 0 by chance, adjusted over all gaps of its kind (Holm)."""


@dataclass(frozen=True)
class Missing:
    """Why values are missing, in one group of people."""

    item: str | None
    """Id of the item; None: of all items together."""
    group: str
    """Id of a role; INSTITUTIONS wherever an item or a community is named: there staff are never shown by body."""
    asked: int
    """Answers that were due."""
    reasons: Mapping[str, int]
    """By reason (blank, skipped, not_scored, invalid), how many of them are missing."""
    community: str | None = None
    """Id of the community; None: of all."""

    @property
    def shares(self) -> Mapping[str, float]:
        """By reason, the share of what was due; 0 if nothing was."""
        return {reason: n / max(self.asked, 1) for reason, n in self.reasons.items()}

    @property
    def share(self) -> float:
        """Share of what was due that is missing; 0 if nothing was due."""
        return sum(self.reasons.values()) / max(self.asked, 1)


@dataclass(frozen=True)
class Flagged:
    """How many answer sheets of one group were flagged as careless, and left out."""

    community: str | None
    """Id of the community; None: of all."""
    group: str
    """Id of a role; INSTITUTIONS for staff where a community is named."""
    received: int
    """Answer sheets."""
    flagged: int
    """Those with a flag."""
    excluded: int
    """Those that were left out."""


@dataclass(frozen=True)
class Moved:
    """A score with and without the flagged."""

    score: str
    """Its id."""
    kept: float
    """Mean over communities of the score as it is."""
    without: float
    """The same without all flagged."""
    community: str | None
    """Community that moves most, of those where enough were flagged to say it; None where there is none."""
    difference: float | None
    """By how many points it moves (without minus as it is)."""


@dataclass(frozen=True)
class Response:
    """How many of a role sent an answer sheet, of those whom the register knows."""

    role: str
    """Its id."""
    community: str | None
    """Id of the community; None: all whose number is known."""
    received: int
    """Answer sheets."""
    population: float
    """People by the register."""


@dataclass(frozen=True)
class Diagnosis:
    """All of it."""

    role: str
    """Id of the role by whose answers the scores are judged: the residents, or the largest."""
    group: str
    """The same, or INSTITUTIONS if it speaks for a body: the group whose agreement counts."""
    scores: tuple[ScoreQuality, ...]
    """Scores made of items, in order."""
    warrants: Mapping[str, Warrant]
    """By id of every score."""
    perception: tuple[Gap, ...]
    """By score: residents minus all institutions as one group, each body counted by its people."""
    gaps: tuple[Gap, ...]
    """By score and institution: residents minus it."""
    sides: tuple[Gap, ...]
    """By side and institution: it minus all other roles."""
    flags: Mapping[str, tuple[int, int]]
    """By index of careless answering: (answer sheets that have the flag, of how many the index could be known)."""
    received: int
    """Answer sheets looked at."""
    flagged: tuple[Flagged, ...]
    """By role over all communities, then by community and group."""
    moved: tuple[Moved, ...]
    """By score; empty where so few were flagged that it would tell their answers."""
    missing: tuple[Missing, ...]
    """By item and group; by role; by community and group; by item and community of residents."""
    not_for: tuple[tuple[str, str], ...]
    """(role, item) where so many chose an option without score that the question is not for that role."""
    response: tuple[Response, ...]
    """By role of which the register knows the number, over all communities and in each."""
