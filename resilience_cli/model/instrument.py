"""A questionnaire definition: what is asked of whom, and how answers become scores and a class."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from resilience_cli.model.rule import Rule

Text = Mapping[str, str]
Method = Literal["mean", "geometric_mean", "harmonic_mean", "minimum", "maximum", "range", "difference"]
Standing = Literal["released", "draft", "unlisted", "changed"]


@dataclass(frozen=True)
class Option:
    """One answer that a scale offers and that has a value."""

    value: float
    """Declared value."""
    label: Text
    """What the form shows, by language."""
    also: tuple[str, ...] = ()
    """Other texts that mean the same."""


@dataclass(frozen=True)
class Choice:
    """One answer without a value: "don't know", a tenure, a value of the register."""

    id: str
    """Its name in data."""
    label: Text
    """What is shown, by language."""
    also: tuple[str, ...] = ()
    """Other texts that mean the same."""


@dataclass(frozen=True)
class Scale:
    """How an item is answered."""

    id: str
    """Id within the instrument."""
    kind: Literal["ordinal", "nominal", "number"]
    """ordinal: ordered options; nominal: options without order (fields only); number: a figure."""
    options: tuple[Option, ...] = ()
    """Scored options, in the order the form shows them."""
    not_scored: tuple[Choice, ...] = ()
    """Options without a value, shown after the scored ones."""
    choices: tuple[Choice, ...] = ()
    """Options of a nominal scale."""
    minimum: float = 0.0
    """Lowest declared value."""
    maximum: float = 100.0
    """Highest declared value."""


@dataclass(frozen=True)
class Role:
    """A capacity in which people answer."""

    id: str
    """Id within the instrument."""
    label: Text
    """What the form shows, by language."""
    also: tuple[str, ...] = ()
    """Other texts that mean the same."""
    institution: bool = False
    """Whether it speaks for a body (committee, company) rather than for itself."""
    exists_if: tuple[str, tuple[str, ...]] | None = None
    """(register field, values): the role exists where the register's field has one of the values."""


@dataclass(frozen=True)
class Field:
    """A question about the respondent that is not scored, such as tenure."""

    id: str
    """Id within the instrument."""
    text: Text
    """The question, by language."""
    scale: Scale
    """How it is answered."""
    also: tuple[str, ...] = ()
    """Other headers that mean the same."""


@dataclass(frozen=True)
class Item:
    """One question that counts."""

    id: str
    """Id within the instrument; stable over versions."""
    text: Text
    """The question, by language; may hold {event} or {period}."""
    scale: Scale
    """How it is answered."""
    asked_of: tuple[str, ...]
    """Ids of the roles that are asked."""
    phase: Literal["routine", "crisis"] = "routine"
    """Whether it is about ordinary days or about the event."""
    reverse: bool = False
    """Whether agreement counts against."""
    attention: float | None = None
    """For an attention check, the value to be chosen."""
    unscored: bool = False
    """Asked, and on purpose in no score."""
    also: tuple[str, ...] = ()
    """Other headers that mean the same."""


@dataclass(frozen=True)
class Score:
    """One scale from 0 to 100 (a difference: -100 to 100)."""

    id: str
    """Id within the instrument."""
    title: Text
    """Its name, by language."""
    kind: Literal["dimension", "factor", "side", "outcome", "composite", "test_only"]
    """What it is in the theory."""
    of: tuple[str, ...]
    """Ids of its parts: all items, or all scores."""
    of_items: bool
    """Whether the parts are items: then it is computed by respondent, else by community."""
    weights: tuple[float, ...]
    """Weight of each part, adding up to 1."""
    method: Method = "mean"
    """How the parts are put together."""
    minimum_answered: str | int = "half"
    """half, all, or how many items a respondent must answer."""
    floor: float = 0.0
    """A geometric or harmonic mean takes no part as lower than this."""
    higher_is: Literal["better", "worse", "neutral"] = "better"
    """Which direction is good."""

    def least_answered(self, asked: int) -> int:
        """Return how many of `asked` items must be answered: half (rounded up; 2 if 2 are asked), all, or a number."""
        if self.minimum_answered == "half":
            return max((asked + 1) // 2, min(2, asked))
        return asked if self.minimum_answered == "all" else int(self.minimum_answered)


@dataclass(frozen=True)
class ClassDefinition:
    """One class and when a community belongs to it."""

    id: str
    """Id within the instrument."""
    title: Text
    """Its name, by language."""
    rule: Rule | None
    """The condition; None for the last class, which takes all others."""
    advice: Text
    """What is suggested to a community of this class, by language; may be empty."""


@dataclass(frozen=True)
class Band:
    """A range of a score that has a name."""

    id: str
    """Id within the instrument."""
    title: Text
    """Its name, by language."""
    start: float
    """Lowest score in the band."""


@dataclass(frozen=True)
class RegisterField:
    """One fact about a community that the register holds."""

    id: str
    """Id within the instrument."""
    text: Text
    """Its name, by language."""
    values: Mapping[str, Choice]
    """Allowed values by id; empty for free text."""


@dataclass(frozen=True)
class Screening:
    """When an answer sheet is flagged as careless, and which flags exclude it."""

    seconds_per_item: float = 2.0
    """Fewer seconds an answered item: speed."""
    longstring_share: float = 0.5
    """At least this share of a block with reversed items in one run of equal answers: longstring."""
    blank_share: float = 0.5
    """Fewer answered than this share of the items asked: blank."""
    exclude: tuple[str, ...] = ()
    """Flags (speed, longstring, blank, attention) for which a respondent is left out."""


@dataclass(frozen=True)
class Instrument:
    """One version of a questionnaire definition, checked on load."""

    id: str
    """Id of the questionnaire."""
    version: str
    """Version, major.minor.patch."""
    title: Text
    """Its name, by language."""
    languages: tuple[str, ...]
    """Languages in which every text is complete."""
    roles: Mapping[str, Role]
    """Roles by id, in order."""
    community_headers: tuple[str, ...]
    """Headers of the community column, in any language."""
    role_headers: tuple[str, ...]
    """Headers of the role column, in any language."""
    fields: tuple[Field, ...]
    """Questions about the respondent that are not scored."""
    items: tuple[Item, ...]
    """Items in the order of the form."""
    scores: tuple[Score, ...]
    """Scores in the order of the file."""
    bands: tuple[Band, ...]
    """Bands from low to high; the first starts at 0."""
    role_weights: Mapping[str, float]
    """Weight of each role in a community score, not normalised."""
    minimum_respondents: Mapping[str, Mapping[str, int]]
    """By role: `score` (fewer: no community score) and `ok` (fewer: status few)."""
    register: Mapping[str, RegisterField]
    """Facts of the community register, by id."""
    classes: tuple[ClassDefinition, ...]
    """Classes in the order in which they are tried."""
    screening: Screening
    """When an answer sheet is flagged."""
    raw: Mapping[str, Any]
    """The file's content, as it was."""
    sha256: str
    """Hash of the canonical JSON of `raw`."""
    standing: Standing = "released"
    """Whether it is released as it is; otherwise it was loaded only because that was asked for."""

    @property
    def name(self) -> str:
        """id@version."""
        return f"{self.id}@{self.version}"

    @cached_property
    def item(self) -> Mapping[str, Item]:
        """Items by id."""
        return {item.id: item for item in self.items}

    @cached_property
    def score(self) -> Mapping[str, Score]:
        """Scores by id."""
        return {score.id: score for score in self.scores}

    @cached_property
    def base_scores(self) -> tuple[Score, ...]:
        """Scores made of items, in file order: computed by respondent, then averaged over the community."""
        return tuple(score for score in self.scores if score.of_items)

    @cached_property
    def composites(self) -> tuple[Score, ...]:
        """Scores made of scores, each after all of its parts."""
        ordered: dict[str, Score] = {score.id: score for score in self.base_scores}
        while left := [score for score in self.scores if score.id not in ordered]:
            ordered |= {score.id: score for score in left if ordered.keys() >= set(score.of)}
        return tuple(score for score in ordered.values() if not score.of_items)

    @cached_property
    def base_parts(self) -> Mapping[str, frozenset[str]]:
        """By score: ids of the scores of items that it rests on."""
        parts = {score.id: frozenset([score.id]) for score in self.base_scores}
        for score in self.composites:
            parts[score.id] = frozenset().union(*(parts[part] for part in score.of))
        return parts

    @cached_property
    def class_scores(self) -> tuple[str, ...]:
        """Ids of the scores that the class rules test, in file order."""
        tested = {test.score for c in self.classes if c.rule for test in c.rule.score_tests()}
        return tuple(score.id for score in self.scores if score.id in tested)

    def asked_items(self, score: Score, role: str) -> tuple[str, ...]:
        """Return the ids of the score's items that the role is asked."""
        return tuple(item for item in score.of if role in self.item[item].asked_of)

    def is_combined(self, score: Score, role: str) -> bool:
        """Whether the role is asked at least half of the score's items, and so takes part in it."""
        return 2 * len(self.asked_items(score, role)) >= len(score.of)

    @property
    def institutions(self) -> tuple[str, ...]:
        """Ids of the roles that speak for a body."""
        return tuple(role.id for role in self.roles.values() if role.institution)

    @property
    def residents(self) -> tuple[str, ...]:
        """Ids of the roles that speak for themselves."""
        return tuple(role.id for role in self.roles.values() if not role.institution)
