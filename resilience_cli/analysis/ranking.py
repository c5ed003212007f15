"""Assessments -> the order of their communities, as ranges and three tiers, where the scores allow it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from resilience_cli.analysis.diagnosing import diagnose
from resilience_cli.analysis.warrant import WORST_FIRST
from resilience_cli.catalog.diff.parts import names as new_ids
from resilience_cli.errors import InputError, UsageError
from resilience_cli.model.assessment import Assessment
from resilience_cli.model.diagnosis import Warrant
from resilience_cli.model.finding import Finding
from resilience_cli.model.instrument import Instrument, Score
from resilience_cli.model.ranking import Ranked, Ranking, Tier
from resilience_cli.stats.ranks import expected_ranks, from_the_rest, rank_sets, share_on_top
from resilience_cli.stats.shrinkage import shrink

LEAST_SHRUNKEN = 8
"""With fewer communities nothing is known of how much they differ."""
MOST = 3_000
"""All pairs of more communities do not fit in memory."""
DRAWS, SEED = 3999, 20231026


def rank(
    assessments: Sequence[Assessment],
    named: Sequence[str] = (),
    rank_anyway: bool = False,
    streets: Sequence[str] = (),
) -> tuple[Ranking, ...]:
    """Return the ranking by each score (those named by id, else all that are good or bad), in file order.

    The communities of all assessments are ranked together; `streets` are the names of these. Where the score's warrant
    in any of them is another than to rank, the ranking is withheld unless `rank_anyway`. Raises UsageError for a score
    that there is not, InputError for more communities than can be compared.
    """
    instrument = assessments[-1].instrument
    if unknown := [name for name in named if name not in instrument.score]:
        known = [score.id for score in instrument.scores]
        raise UsageError(*(Finding("RES-A040", values={"score": name, "scores": known}) for name in unknown))
    size = sum(len(assessment.verdicts) for assessment in assessments)
    if size > MOST:
        raise InputError(Finding("RES-A041", values={"n": size, "most": MOST}))
    meant = [s for s in instrument.scores if s.id in named] if named else list(filter(_ordered, instrument.scores))
    found = [_under(assessment, instrument) for assessment in assessments]
    table = pd.concat(
        [scores.assign(street=street) for (scores, _), street in zip(found, streets or [""], strict=True)]
    ).sort_values(["community", "street"], kind="stable")
    warrants = {score.id: _worst([of[score.id] for _, of in found if score.id in of], score.id) for score in meant}
    return tuple(_ranking(table, score, warrants[score.id], rank_anyway) for score in meant)


def _under(assessment: Assessment, instrument: Instrument) -> tuple[pd.DataFrame, Mapping[str, Warrant]]:
    """Return the scores' table and the warrants under the ids that the scores have in `instrument`."""
    new = new_ids(assessment.instrument.raw, instrument.raw).of("score")
    warrants = diagnose(assessment).warrants
    scores = assessment.scores.assign(score=assessment.scores["score"].replace(new))
    return scores, {new.get(score, score): replace(one, score=new.get(score, score)) for score, one in warrants.items()}


def _worst(warrants: Sequence[Warrant], score: str) -> Warrant:
    """Return the warrant of several assessments: that of the one which allows least."""
    return min(warrants, key=lambda one: WORST_FIRST.index(one.use), default=Warrant(score, None, None, None))


def _ordered(score: Score) -> bool:
    return score.kind != "test_only" and score.higher_is != "neutral"


def _ranking(scores: pd.DataFrame, score: Score, warrant: Warrant, rank_anyway: bool) -> Ranking:
    table = scores[scores["score"] == score.id]
    known = (table["estimate"].notna() & table["se"].notna()).to_numpy()
    left_out = tuple(table.loc[~known, ["community", "street"]].itertuples(index=False, name=None))
    untold = known.sum() < 2
    withheld = warrant.use != "rank" and not rank_anyway and not untold
    if withheld or untold:
        return Ranking(score.id, warrant, (), withheld, left_out, None)
    table = table[known]
    estimate, se = table["estimate"].to_numpy(float), table["se"].to_numpy(float)
    turned = -estimate if score.higher_is == "worse" else estimate
    low, high = rank_sets(turned, se**2)
    expected = expected_ranks(turned, se**2)
    differences, p = from_the_rest(estimate, se**2)
    size = len(table)
    shrunken = top = np.full(size, np.nan)
    between = None
    if size >= LEAST_SHRUNKEN and (se > 0).all():
        drawn = shrink(turned, se**2)
        between = drawn.between > 0
        shrunken = -drawn.estimate if score.higher_is == "worse" else drawn.estimate
        top = share_on_top(drawn.estimate, drawn.se, -(-size // 3), DRAWS, SEED)
    ranked = tuple(
        Ranked(
            community=str(community),
            street=str(street),
            estimate=float(estimate[c]),
            se=float(se[c]),
            rank_low=int(low[c]),
            rank_high=int(high[c]),
            expected_rank=float(expected[c]),
            shrunken=None if np.isnan(shrunken[c]) else float(shrunken[c]),
            top=None if np.isnan(top[c]) else float(top[c]),
            from_rest=float(differences[c]),
            p=float(p[c]),
            tier=tier(int(low[c]), int(high[c]), size),
        )
        for c, (community, street) in enumerate(table[["community", "street"]].itertuples(index=False, name=None))
    )
    return Ranking(score.id, warrant, ranked, False, left_out, between)


def tier(low: int, high: int, size: int) -> Tier:
    """Return where a community stands of which only the range of its rank is known.

    Upper if the whole range lies in the upper half of the `size` communities, lower if in the lower half.
    """
    if 2 * high <= size:
        return "upper"
    return "lower" if 2 * (low - 1) >= size else "middle"
