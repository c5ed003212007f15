"""What a reader of the results must know about how they came about, as findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from resilience_cli.messages import in_all, mark, pick, say
from resilience_cli.model.assessment import FLAG_NAMES, Verdict
from resilience_cli.model.common import common_items
from resilience_cli.model.finding import Finding, Where
from resilience_cli.model.instrument import Instrument
from resilience_cli.model.responses import Register, Responses
from resilience_cli.model.rule import RegisterTest
from resilience_cli.scoring.balance import Balanced
from resilience_cli.scoring.evidence import Evidence
from resilience_cli.scoring.indices import MOST_COMPARED
from resilience_cli.scoring.layout import Layout
from resilience_cli.scoring.screening import MARKING
from resilience_cli.scoring.simulation import class_tests
from resilience_cli.scoring.uncertainty import Precision

PRORATED, PRORATED_POINTS = 0.10, 2.0
"""Above this share of persons with a missing item, or difference in points, a score gets a notice (section 2)."""
ONE_CLASS, LEAST_FOR_ONE_CLASS = 0.80, 5
"""From this share of communities (of at least so many) in one class on, the classes do not discriminate."""
STANDINGS = {
    "draft": mark("a draft"),
    "unlisted": mark("not listed in releases.json"),
    "changed": mark("changed since its release"),
}


def noticed(
    responses: Responses,
    heads: pd.DataFrame,
    evidence: Evidence,
    register: Register | None,
    *,
    scores: pd.DataFrame,
    verdicts: Sequence[Verdict],
    in_parts: bool = False,
    weighting: Iterable[Finding] = (),
) -> tuple[Finding, ...]:
    """Return all that a reader must know: what was noticed while reading, then while scoring.

    `heads` and `in_parts` are those of the Tally, `weighting` what is to be said of weights.
    """
    instrument = responses.instrument
    found = (
        *standing_notices(instrument),
        *common_notices(instrument),
        *screening_notices(instrument, heads),
        *comparison_notices(heads, in_parts),
        *register_notices(instrument, evidence.layout, register),
        *role_notices(instrument, evidence.layout, evidence.balanced),
        *weighting,
        *score_notices(instrument, scores, evidence.precision),
        *class_notices(instrument, verdicts),
    )
    return (*responses.findings, *with_names(found, {verdict.community: verdict.name for verdict in verdicts}))


def with_names(findings: Iterable[Finding], names: Mapping[str, str]) -> tuple[Finding, ...]:
    """Return the findings with the names of communities, as people write them, in place of their ids."""
    return tuple(
        replace(
            finding,
            where=replace(finding.where, community=names.get(finding.where.community or "", finding.where.community)),
            values={
                key: names.get(value, value) if key == "community" else value for key, value in finding.values.items()
            },
        )
        for finding in findings
    )


def standing_notices(instrument: Instrument) -> Iterator[Finding]:
    """Yield that the questionnaire is not released, or not as it is."""
    if instrument.standing != "released":
        standing = in_all(lambda: say(STANDINGS[instrument.standing]))
        yield Finding("RES-S026", values={"name": instrument.name, "standing": standing})


def common_notices(instrument: Instrument) -> Iterator[Finding]:
    """Yield that the scores rest on the questions shared with other versions, and which are left out or rest on few."""
    common = common_items(instrument)
    if common is None:
        return
    yield Finding("RES-A031", values={"others": list(common.shared_with)})
    if common.not_given:
        yield Finding("RES-A032", values={"scores": list(common.not_given)})
    if common.few:
        yield Finding("RES-A033", values={"scores": list(common.few)})
    if instrument.classes:
        yield Finding("RES-A034")


def role_notices(instrument: Instrument, layout: Layout, balanced: Balanced) -> Iterator[Finding]:
    """Yield: roles that are shown only, a survey of residents only, roles that are missing in a community."""
    seen = np.asarray((layout.people > 0) & layout.exists)
    for r, role in enumerate(layout.roles):
        if seen[:, r].any() and not layout.counted[r]:
            values = {"role": instrument.roles[role].label, "n": int(seen[:, r].sum())}
            yield Finding("RES-S010", values={**values, "of": int(layout.exists[:, r].sum())})
    counted = {role for r, role in enumerate(layout.roles) if layout.counted[r]}
    if counted and counted <= set(instrument.residents) and len(instrument.roles) > 1:
        yield Finding("RES-S011")
    scored = ~np.isnan(balanced.estimate).all(axis=1)
    for c in np.flatnonzero(layout.missing.any(axis=(1, 2)) & scored):
        where = Where(community=layout.communities[c])
        silent = [r for r in range(len(layout.roles)) if layout.missing[c, r].any() and not seen[c, r]]
        if silent:
            filled = balanced.by_effects[layout.missing[c, silent].any(axis=0)].all()
            names = [instrument.roles[layout.roles[r]].label for r in silent]
            yield Finding("RES-S012" if filled else "RES-S013", where, {"roles": names})
        for r in np.flatnonzero(layout.missing[c].any(axis=1) & seen[c]).tolist():
            titles = [instrument.base_scores[j].title for j in np.flatnonzero(layout.missing[c, r])]
            yield Finding("RES-S024", where, {"role": instrument.roles[layout.roles[r]].label, "scores": titles})


def register_notices(instrument: Instrument, layout: Layout, register: Register | None) -> Iterator[Finding]:
    """Yield: absence not judged for want of a register, communities without answers, populations below the answers."""
    if register is None:
        fields = {leaf.field for _, leaf in class_tests(instrument) if isinstance(leaf, RegisterTest)}
        if fields:
            yield Finding("RES-S020", values={"fields": [instrument.register[f].text for f in sorted(fields)]})
        return
    silent = [c for c in register.table.index if c not in layout.communities]
    if silent:
        names = [str(register.value(c, "name") or c) for c in silent]
        yield Finding("RES-S025", Where(file=register.file), {"n": len(names), "names": names})
    for c, r in np.argwhere(layout.population < layout.people):
        values = {"population": f"{layout.population[c, r]:g}", "n": int(layout.people[c, r])}
        where = Where(file=register.file, community=layout.communities[c])
        yield Finding("RES-S014", where, {**values, "role": instrument.roles[layout.roles[r]].label})


def screening_notices(instrument: Instrument, heads: pd.DataFrame) -> Iterator[Finding]:
    """Yield: how many were flagged for what, and who was excluded by community and role."""
    total = heads.sum()
    if total["flagged"]:
        counts = [_flag_count(name, int(total[name])) for name in MARKING if total[name]]
        values = {"flags": counts, "excluded": int(total["excluded"]), "received": int(total["received"])}
        yield Finding("RES-S018", values=values)
    lost = heads["excluded"][heads["excluded"] > 0]
    for community, rows in lost.groupby(level=0):
        roles = [_role_count(instrument, str(role), int(n)) for role, n in rows.droplevel(0).items()]
        yield Finding("RES-S019", Where(community=str(community)), {"roles": roles})


def comparison_notices(heads: pd.DataFrame, in_parts: bool) -> Iterator[Finding]:
    """Yield that answer sheets were not compared with the others: read in parts, or too many in one community."""
    if in_parts:
        yield Finding("RES-S050")
        return
    many = heads["received"].groupby(level="community").sum() > MOST_COMPARED
    if many.any():
        yield Finding("RES-S051", values={"n": int(many.sum()), "most": MOST_COMPARED})


def score_notices(instrument: Instrument, scores: pd.DataFrame, precision: Precision) -> Iterator[Finding]:
    """Yield: scores that rest on persons with missing items, and intervals that cannot be known."""
    shape = precision.se.shape
    estimate, complete, n, prorated = (
        scores[name].to_numpy(float).reshape(shape) for name in ("estimate", "complete", "n", "prorated")
    )
    base = [s for s, score in enumerate(instrument.scores) if score.of_items]
    off = np.nan_to_num(complete - estimate)[:, base]
    share = ((prorated * n).sum(axis=0) / np.maximum(n.sum(axis=0), 1.0))[base]
    marked = (share > PRORATED) | (np.abs(off).max(axis=0) > PRORATED_POINTS)
    if marked.any():
        c, j = np.unravel_index(int(np.abs(off).argmax()), off.shape)
        yield Finding(
            "RES-S017",
            values={
                "scores": [instrument.scores[base[k]].title for k in np.flatnonzero(marked)],
                "share": f"{share.max():.0%}",
                "score": instrument.scores[base[j]].title,
                "community": scores["community"].to_numpy().reshape(shape)[c, 0],
                "difference": f"{off[c, j]:+.1f}",
            },
        )
    tested = [s for s, score in enumerate(instrument.scores) if score.id in instrument.class_scores]
    if (~np.isnan(estimate[:, tested]) & np.isnan(precision.se[:, tested])).any():
        yield Finding("RES-S015")


def _flag_count(name: str, n: int) -> dict[str, str]:
    return in_all(lambda: say("{what} {n}", what=say(FLAG_NAMES[name]), n=n))


def _role_count(instrument: Instrument, role: str, n: int) -> dict[str, str]:
    return in_all(lambda: say("{what} {n}", what=pick(instrument.roles[role].label), n=n))


def class_notices(instrument: Instrument, verdicts: Sequence[Verdict]) -> Iterator[Finding]:
    """Yield: communities without a class, classes that hang on one voice, classes that do not discriminate."""
    for verdict in verdicts:
        if verdict.no_class is not None:
            yield verdict.no_class
        for role in verdict.one_voice:
            values = {"role": instrument.roles[role].label, "n": verdict.used.get(role, 0)}
            yield Finding("RES-S021", Where(community=verdict.community), values)
    titles: Mapping[str, Mapping[str, str]] = {c.id: c.title for c in instrument.classes}
    given = [verdict.class_id for verdict in verdicts if verdict.class_id is not None]
    for class_id in sorted(set(given)):
        n = given.count(class_id)
        if len(given) >= LEAST_FOR_ONE_CLASS and n >= ONE_CLASS * len(given):
            yield Finding("RES-S016", values={"n": n, "of": len(given), "class_title": titles[class_id]})
