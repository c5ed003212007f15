"""A plan: how many people must answer for a class to be firm, or for a change to be found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Source = Literal["assessment", "stated"]


@dataclass(frozen=True)
class RolePlan:
    """What is taken of one role."""

    role: str
    """Its id; empty where no questionnaire was named: one group of people."""
    weight: float
    """Its weight in the score, where all roles answer."""
    sd: float
    """Standard deviation of the score between people of the role in one community, points."""
    source: Source
    """Where that is from."""


@dataclass(frozen=True)
class Firmness:
    """What a class needs at one distance from a cut, where so many of every institution answer."""

    distance: float
    """How far the score is from the nearest cut, points."""
    staff: int
    """People of every institution that answer; 0: residents only."""
    residents: int | None
    """Least number of residents; None: no number suffices."""
    least_staff: int | None
    """Where no number suffices: people of every institution from which on one does; None: none, or not needed."""


@dataclass(frozen=True)
class Reach:
    """What so many people can tell."""

    residents: int
    """Residents that answer."""
    staff: int
    """People of every institution that answer."""
    se: float
    """Standard error of the score, points."""
    firm_from: float | None
    """Least distance from a cut at which a class is firm; None: cannot be told from so few."""
    mdc: float
    """Change between two such waves that chance alone makes, at the level of the plan."""
    detectable: float | None
    """Change between two such waves that is found with the power of the plan; None: cannot be told from so few."""


@dataclass(frozen=True)
class ChangeNeed:
    """What the smallest change that matters needs, where so many of every institution answer."""

    staff: int
    """People of every institution that answer in both waves."""
    residents: int | None
    """Least number of residents in each wave; None: no number suffices."""
    least_staff: int | None
    """Where no number suffices: people of every institution from which on one does; None: none, or not needed."""


@dataclass(frozen=True)
class CommunityPlan:
    """What one community of the register needs."""

    community: str
    """Its id."""
    name: str
    """How it is written."""
    population: Mapping[str, int]
    """People by role, where the register tells."""
    staff: Mapping[str, int]
    """People by institution that are planned to answer: never more than there are."""
    residents: int | None
    """Least number of residents that makes a class firm; None: not even all of them."""
    to_send: int | None
    """So many must be asked; None: no response rate was given, or more than there are."""
    firm_from: float | None
    """Where not even all suffice: distance from a cut at which a class is firm if all residents answer."""
    finite: bool
    """Whether the residents are drawn at random or all asked, so that their number narrows the range."""


@dataclass(frozen=True)
class Simulated:
    """The whole class rule, drawn in the communities of an assessment at the places where it found them."""

    residents: int
    """Residents that answer in each."""
    firm: int
    """How many communities then have a firm class."""
    of: int
    """How many have a class."""


@dataclass(frozen=True)
class Plan:
    """How many people must answer."""

    score: str | None
    """Id of the score by which classes are planned: the one asked for, else the least sure of those that the class
    rules test; None where no questionnaire was named."""
    change_score: str | None
    """Id of the score whose change is planned: the one asked for, else the first composite."""
    roles: tuple[RolePlan, ...]
    """What is taken of every role."""
    probability: float
    """Least probability of a firm class."""
    level: float
    """Level of a change's test."""
    power: float
    """Power with which the smallest change that matters is to be found."""
    smallest: float
    """That change, points."""
    response_rate: float | None
    """Share of those asked that answer."""
    answers: Mapping[str, int]
    """By institution of which a number was named: so many answer, whatever `staff` says elsewhere."""
    fewest: int
    """Residents below which the questionnaire gives no score; 1 without such a limit."""
    enough: int
    """Residents below which a community's status is `few`; no fewer are planned."""
    main: Firmness
    """What the first distance needs with the first number of staff."""
    main_change: ChangeNeed
    """What the smallest change that matters needs with that number of staff."""
    firmness: tuple[Firmness, ...]
    """By distance and number of staff."""
    reach: tuple[Reach, ...]
    """By number of residents and of staff."""
    changes: tuple[ChangeNeed, ...]
    """By number of staff."""
    communities: tuple[CommunityPlan, ...] = ()
    """By community of the register, for the first distance and number of staff."""
    simulated: tuple[Simulated, ...] = ()
    """By number of residents, with the first number of staff; only from an assessment with classes."""
