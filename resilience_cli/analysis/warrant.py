"""What a score may be used for: to rank communities, to describe each, or not as one score."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from resilience_cli.model.diagnosis import ScoreQuality, Use, Warrant
from resilience_cli.model.instrument import Instrument

RELIABLE = 0.70
"""Least ICC(2) of a community's mean by which it may be ranked (LeBreton & Senter 2008)."""
MOST = 0.5
"""A score is for ranking, or one score, if more than this share of the communities allow it."""
WORST_FIRST: tuple[Use | None, ...] = (None, "no_score", "profile", "rank")


def warrants(instrument: Instrument, scores: Sequence[ScoreQuality], group: str) -> Mapping[str, Warrant]:
    """Return what every score may be used for by the agreement of a group; one made of scores as its worst part."""
    found = {quality.score: _of_items(quality, group) for quality in scores}
    base = [score.id for score in instrument.base_scores]
    for score in instrument.composites:
        parts = [found[part] for part in base if part in instrument.base_parts[score.id]]
        worst = min(parts, key=lambda part: (WORST_FIRST.index(part.use), part.reliable or 0.0))
        found[score.id] = Warrant(score.id, worst.use, worst.reliable, worst.agreeing, worst.score)
    return found


def _of_items(quality: ScoreQuality, group: str) -> Warrant:
    """Return the warrant of a score made of items.

    Agreement is told by the mean deviation (Burke & Dunlap 2002): r_wg(j) grows with the number of items.
    """
    told = [a.deviation for a in quality.agreement if a.group == group]
    agreeing = None
    if quality.limit is not None and told:
        agreeing = sum(deviation <= quality.limit for deviation in told) / len(told)
    if quality.icc1 is None:
        return Warrant(quality.score, None, None, agreeing)
    reliable = sum(found >= RELIABLE for found in quality.reliability.values()) / len(quality.reliability)
    if agreeing is not None and agreeing <= MOST:
        return Warrant(quality.score, "no_score", reliable, agreeing)
    return Warrant(quality.score, "rank" if reliable > MOST else "profile", reliable, agreeing)
