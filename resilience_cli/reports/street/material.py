"""What a report is made of, gathered once."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from resilience_cli.model.assessment import Assessment, Verdict
from resilience_cli.model.comparison import WaveChange
from resilience_cli.model.document import Part
from resilience_cli.model.instrument import Instrument, Score
from resilience_cli.model.ranking import Ranking
from resilience_cli.reports.answer_shares import Share, item_shares, score_shares
from resilience_cli.reports.suppression import Audience
from resilience_cli.reports.wording import Rows, cuts_of, score_rows

MOST_IN_BODY = 20
"""Of so many communities the tables stand in the body; of more, in an appendix."""


@dataclass(frozen=True)
class Material:
    """What the sections of a report are made of."""

    assessment: Assessment
    """With the titles of the classes as the report calls them."""
    verdicts: tuple[Verdict, ...]
    """Of the communities that are shown."""
    audience: Audience = "internal"
    ranking: Ranking | None = None
    """The order by the headline score; None: not looked at."""
    comparison: WaveChange | None = None
    """Against an earlier wave; None: there is none."""
    beside: tuple[Part, ...] = ()
    """What else happened, from an events file."""
    whole: bool = True
    """Whether the appendices follow, so that the body may point to them."""

    @property
    def instrument(self) -> Instrument:
        """The questionnaire."""
        return self.assessment.instrument

    @property
    def few(self) -> bool:
        """Whether tables of all communities stand in the body."""
        return len(self.verdicts) <= MOST_IN_BODY

    @cached_property
    def rows(self) -> Rows:
        """The scores by (community, score)."""
        return score_rows(self.assessment)

    def value(self, community: str, score: str) -> float:
        """Return a score; NaN where it is missing."""
        return float(self.rows.get((community, score), {}).get("estimate", math.nan))

    def known(self, score: str, verdicts: Sequence[Verdict]) -> list[float]:
        """Return the score of those of the communities that have it."""
        return [value for v in verdicts if not math.isnan(value := self.value(v.community, score))]

    @cached_property
    def cuts(self) -> dict[str, tuple[float, ...]]:
        """The cuts of each score."""
        return cuts_of(self.instrument)

    @cached_property
    def shares(self) -> Mapping[tuple[str, str], Share]:
        """By (community, score): which share of the residents' answers stands at its upper end."""
        return score_shares(self.assessment)

    @cached_property
    def answers(self) -> pd.DataFrame:
        """One row (community, item): how many residents answered, and which share is good or agrees."""
        return item_shares(self.assessment)

    @cached_property
    def answers_of(self) -> Mapping[str, pd.DataFrame]:
        """The same by community; those of whom nothing may be shown are not in it."""
        return {str(community): rows for community, rows in self.answers.groupby("community")}

    def of_kind(self, *kinds: str) -> list[Score]:
        """Return the scores of these kinds, in order."""
        return [score for score in self.instrument.scores if score.kind in kinds]
