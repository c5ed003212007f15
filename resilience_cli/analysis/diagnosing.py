"""An assessment -> how far its numbers can be trusted; from its sums and counts, without any person's answers."""

from __future__ import annotations

from resilience_cli.analysis.agreeing import agreement_on
from resilience_cli.analysis.answering import flagged_groups, missing, moved, not_for, response
from resilience_cli.analysis.item_quality import ItemSums, item_sums, score_quality
from resilience_cli.analysis.perception import against_all_others, pair_gaps, perception
from resilience_cli.analysis.warrant import warrants
from resilience_cli.model.assessment import FLAG_NAMES, Assessment
from resilience_cli.model.diagnosis import INSTITUTIONS, Diagnosis, ScoreQuality
from resilience_cli.model.instrument import Score
from resilience_cli.stats.agreement import intraclass


def diagnose(assessment: Assessment) -> Diagnosis:
    """Return reliability, agreement, keying, gaps between roles, careless answering and missing values."""
    role, sums = main_role(assessment), item_sums(assessment)
    scores = tuple(_quality(assessment, score, sums, role) for score in assessment.instrument.base_scores)
    group = role if role in assessment.instrument.residents else INSTITUTIONS
    heads = assessment.people.drop(columns=["community", "role"]).sum()
    return Diagnosis(
        role=role,
        group=group,
        scores=scores,
        warrants=warrants(assessment.instrument, scores, group),
        perception=perception(assessment),
        gaps=pair_gaps(assessment),
        sides=against_all_others(assessment),
        flags={name: (int(heads[name]), int(heads[f"of_{name}"])) for name in FLAG_NAMES},
        received=int(heads["received"]),
        flagged=tuple(flagged_groups(assessment)),
        moved=tuple(moved(assessment)),
        missing=tuple(missing(assessment)),
        not_for=tuple(not_for(assessment)),
        response=tuple(response(assessment)),
    )


def main_role(assessment: Assessment) -> str:
    """Return the residents' role with most people, or where no resident answered the role with most."""
    used = assessment.people.groupby("role")["used"].sum()
    residents = used[used.index.isin(assessment.instrument.residents)]
    some = residents if residents.sum() > 0 else used
    return str(some.idxmax())


def _quality(assessment: Assessment, score: Score, sums: ItemSums, role: str) -> ScoreQuality:
    moments = assessment.moments["scores"]
    j = moments.names.index(score.id)
    rows = moments.cells.get_level_values("role") == role
    communities = moments.cells.get_level_values("community")[rows]
    n = moments.count[rows, j]
    between = intraclass(n, moments.mean[rows, j], moments.scatter[rows, j])
    reliable = n * 0.0 if between is None else between.reliability(n)
    return score_quality(
        assessment.instrument,
        score,
        sums,
        icc=between,
        reliability={str(c): float(r) for c, r, k in zip(communities, reliable, n, strict=True) if k > 0},
        agreed=agreement_on(assessment, score, role),
    )
