"""Assessments beside one another: waves of the same communities, or the communities of several streets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from resilience_cli.model.assessment import Assessment
from resilience_cli.model.difference import Comparable
from resilience_cli.model.finding import Finding
from resilience_cli.model.ranking import Ranking

Form = Literal["one", "waves", "streets"]
"""one assessment; waves of the same communities; assessments of different communities."""
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
    g_low: float | None
    """Lower end of its 95 % interval."""
    g_high: float | None
    """Upper end."""
    mdc95: float | None
    """Change that chance alone makes in one of twenty."""
    verdict: ChangeWord
    """What may be said."""


@dataclass(frozen=True)
class Move:
    """From which class to which a community went."""

    community: str
    """Its id in the later wave."""
    before: str | None
    """Class in the earlier wave; None: none."""
    after: str | None
    """In the later one."""
    probability: float | None
    """P(class before) P(class after), as the two waves are independent; None where a class was not assessed."""


@dataclass(frozen=True)
class WaveChange:
    """What changed from one wave to another."""

    before: str
    """Name of the earlier wave."""
    after: str
    """Name of the later one."""
    smallest: float
    """Smallest change that matters, in points."""
    roles: tuple[str, ...]
    """Ids of the roles that count in both."""
    names: Mapping[str, str]
    """Id of a community in the later wave -> its name."""
    changes: tuple[ScoreChange, ...]
    """By community and score."""
    moves: tuple[Move, ...]
    """By community that is in both; empty if the classes do not mean the same."""
    expected: Mapping[tuple[str, str], float]
    """(class before, class after) -> how many communities are to be expected by the probabilities."""
    classes_comparable: bool
    """Whether the classes mean the same in both; otherwise no move is told."""
    drifting: tuple[str, ...]
    """Items whose mean moved far away from the others'."""
    withheld: tuple[str, ...]
    """Names of communities of which a change would tell what the few people answered who count in one wave only."""
    without: tuple[str, ...]
    """Names of communities in both that lack every score in one of them."""
    only_before: tuple[str, ...]
    """Names of communities that are in the earlier wave only."""
    only_after: tuple[str, ...]
    """Names of those in the later only."""


@dataclass(frozen=True)
class ItemChange:
    """How the mean of one item changed that was asked alike where the scores do not compare."""

    item: str
    """Its id in the later wave."""
    role: str
    """Id of the role whose answers these are: the residents, or the largest."""
    before: float
    """Mean of the communities' means of that role in the earlier wave, 0-100, 100 the good end."""
    after: float
    """In the later one."""
    difference: float
    """Later minus earlier."""
    low: float
    """Lower end of its 95 % interval; the communities are taken as they are."""
    high: float
    """Upper end."""
    communities: int
    """How many communities answered it in both."""
    people: tuple[int, int]
    """How many people answered it there, earlier and later."""


@dataclass(frozen=True)
class Series:
    """One score of one community over all waves."""

    community: str
    """Name of the community in the last wave that has it."""
    score: str
    """Id of the score in the last wave."""
    values: tuple[float | None, ...]
    """One a wave; None where it has none."""


@dataclass(frozen=True)
class Comparison:
    """What may be said of several assessments together."""

    form: Form
    """What they are to one another."""
    assessments: tuple[Assessment, ...]
    """Waves in the order of time, otherwise as given."""
    names: tuple[str, ...]
    """What each is called: the label of a wave, the street, or the file."""
    comparability: Comparable
    """What the questionnaires allow."""
    same: tuple[tuple[str | None, ...], ...]
    """Of waves, one row a community: its id in each; None where it is not in it."""
    series: tuple[Series, ...]
    """Of more than two waves that compare: each score of each community, as the waves' own reports give it."""
    change: WaveChange | None
    """From the first to the last wave; None where there are no two waves that compare."""
    steps: tuple[WaveChange, ...]
    """From each wave to the next; empty for two waves."""
    items: tuple[ItemChange, ...]
    """Items asked alike in the first and the last wave, where the scores do not compare."""
    ranks: tuple[Ranking, ...]
    """By score: of the last wave, or of all streets together."""
    commands: tuple[str, ...]
    """Commands that score on the common items what was not scored on them."""
    findings: tuple[Finding, ...]
    """What must be known of the comparison; an error says why no change is told."""

    @property
    def refused(self) -> tuple[Finding, ...]:
        """Why the assessments do not compare."""
        return tuple(finding for finding in self.findings if finding.severity == "error")
