"""Respondents -> what is kept of them: all of it adds up, so that they may come part by part."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

import numpy as np
import pandas as pd

from resilience_cli.model.assessment import Options
from resilience_cli.model.halves import Halves
from resilience_cli.model.margins import Margins
from resilience_cli.model.moments import Moments
from resilience_cli.model.parts import InHand, Parts, Total, in_turn
from resilience_cli.model.responses import Responses, whole
from resilience_cli.scoring.halves import split
from resilience_cli.scoring.moments import gather
from resilience_cli.scoring.quality import ItemCounts, count_items
from resilience_cli.scoring.respondents import score_respondents
from resilience_cli.scoring.screening import Screened, screen
from resilience_cli.scoring.tables import respondent_table
from resilience_cli.scoring.weighting import Weighting, weigh


@dataclass(frozen=True)
class Tally:
    """What is kept of respondents; two of the same questionnaire merge with +, in any order."""

    moments: Mapping[str, Moments]
    """Sums of their scores and items, as `scoring.moments.gather` makes them."""
    halves: Halves
    """Sums over random halves of the residents."""
    items: ItemCounts
    """How often each item was answered how."""
    heads: pd.DataFrame
    """Index: (community, role). Answer sheets received, used, flagged, excluded; one column a flag of FLAGS, and
    of_<flag>: of how many its index could be known."""
    waves: frozenset[str]
    """The waves that the answers name."""
    respondents: tuple[pd.DataFrame, ...] = ()
    """Scores of persons, if they are to be kept."""
    weighting: Weighting | None = None
    """The weights of the respondents, if any were asked for: then they did not come part by part."""
    in_parts: bool = False
    """Whether they came part by part, so that no answer sheet was compared with all others."""

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            {name: moments + other.moments[name] for name, moments in self.moments.items()},
            self.halves + other.halves,
            self.items + other.items,
            self.heads.add(other.heads, fill_value=0).astype(int),
            self.waves | other.waves,
            self.respondents + other.respondents,
            self.weighting or other.weighting,
            self.in_parts or other.in_parts,
        )

    def counts(self) -> dict[str, int]:
        """Return how many were received, used, flagged and excluded."""
        return {name: int(self.heads[name].sum()) for name in ("received", "used", "flagged", "excluded")}


def tally(responses: Responses, options: Options, margins: Margins | None = None) -> Tally:
    """Return what is kept of these respondents, screened, scored and weighted.

    Raises InputError if they cannot be weighted to the margins in any community.
    """
    screened = screen(responses, options.exclude)
    persons = score_respondents(screened.used)
    weighting = weigh(screened.used, margins, options.weight)
    carried = persons.values if weighting is None else weighting.pseudo_values(persons.values)
    return Tally(
        moments=gather(screened.used, persons, screened.flagged[~screened.out], weighting),
        halves=split(screened.used, carried, options.seed),
        items=count_items(screened.used),
        heads=_heads(responses, screened),
        waves=frozenset(wave for wave in responses.people["wave"].unique() if wave),
        respondents=(respondent_table(screened, persons, weighting),) if options.keep_respondents else (),
        weighting=weighting,
        in_parts=responses.partial,
    )


def tallied(
    parts: Parts, options: Options, margins: Margins | None = None, total: Total = in_turn
) -> tuple[Tally | None, Responses]:
    """Return (the tally of all parts, None if there is no respondent; the last part, which knows of all of them).

    Who is to be weighted is gathered here first: a weight depends on all who answered in the community.
    """
    known = parts if margins is None and options.weight is None else InHand([whole(parts)])
    return known.summed(partial(tally, options=options, margins=margins), total)


def _heads(responses: Responses, screened: Screened) -> pd.DataFrame:
    out = screened.out
    states = {"received": np.ones(len(out), dtype=bool), "used": ~out, "flagged": screened.flagged, "excluded": out}
    frame = pd.concat([pd.DataFrame(states), screened.flags, screened.judged.add_prefix("of_")], axis=1)
    keys = [responses.people[name].to_numpy() for name in ("community", "role")]
    return frame.groupby(keys).sum().astype(int).rename_axis(["community", "role"])
