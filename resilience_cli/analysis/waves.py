"""Two assessments of the same communities -> what changed, and what may be said of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from resilience_cli.analysis.diagnosing import main_role
from resilience_cli.analysis.pairing import Pairs, combined, matched, telling
from resilience_cli.catalog.diff.compare import diff
from resilience_cli.catalog.diff.parts import names as new_ids
from resilience_cli.errors import CheckFailedError, UsageError
from resilience_cli.model.assessment import Assessment
from resilience_cli.model.comparison import ChangeWord, Comparison, ScoreChange
from resilience_cli.model.difference import Comparable
from resilience_cli.model.finding import Finding
from resilience_cli.model.instrument import Instrument
from resilience_cli.model.moments import Moments
from resilience_cli.reports.suppression import smallest_cell
from resilience_cli.scoring.communities import estimate, on_roles
from resilience_cli.scoring.composites import compose
from resilience_cli.scoring.layout import Layout, lay_out, shared_by
from resilience_cli.scoring.uncertainty import precision
from resilience_cli.stats.change import detectable, drifting, hedges, joint_df, two_sided, within
from resilience_cli.stats.multiple import benjamini_hochberg, holm

Floats = npt.NDArray[np.float64]
SURE, SMALLEST = 0.05, 5.0


def compare_waves(
    before: Assessment, after: Assessment, named: Sequence[str] = (), smallest: float | None = None
) -> Comparison:
    """Return the changes of the communities that are in both waves, on the roles that answered in both.

    `named`: ids of the scores, else all; p-values are adjusted over what is shown. The waves count as independent
    samples: no person is known again. Raises CheckFailedError where questionnaires or communities do not compare.
    """
    comparability = _comparable(before.instrument, after.instrument)
    pairs, only_before, only_after = matched(before, after)
    if not pairs:
        raise CheckFailedError(Finding("RES-A022"))
    instrument, least = after.instrument, _smallest(after.instrument, smallest)
    roles = tuple(r for r in instrument.roles if r in combined(before) and r in combined(after))
    if not roles:
        raise CheckFailedError(Finding("RES-A023"))
    same_classes = _same_classes(before.instrument, instrument)
    transitions, expected = _transitions(before, after, pairs) if same_classes else ({}, {})
    hidden, names = telling(before, after, pairs, roles), {v.community: v.name for v in after.verdicts}
    shown = [pair for pair in pairs if pair[1] not in hidden]
    told, layouts = _told(instrument, named), _layouts(before, after, shown, roles)
    changes = _changes(before, after, shown, layouts, told=told, smallest=least) if shown else ()
    changed = {change.community for change in changes}
    return Comparison(
        before=_called(before),
        after=_called(after),
        comparability=comparability,
        smallest=least,
        roles=roles,
        names=names,
        changes=changes,
        transitions=transitions,
        expected=expected,
        drifting=_drifting(before, after, pairs),
        classes_comparable=same_classes,
        withheld=tuple(names[community] for community in hidden),
        without=tuple(names[other] for _, other in shown if other not in changed),
        only_before=only_before,
        only_after=only_after,
    )


def _comparable(before: Instrument, after: Instrument) -> Comparable:
    """Return what the questionnaires allow; raise CheckFailedError unless their scores compare as they stand."""
    if before.sha256 == after.sha256:
        return "comparable"
    verdict = diff(before, after).verdict
    if verdict != "comparable":
        values = {"before": before.name, "after": after.name}
        raise CheckFailedError(Finding("RES-A020" if verdict == "not comparable" else "RES-A021", values=values))
    return verdict


def _smallest(instrument: Instrument, smallest: float | None) -> float:
    declared = instrument.raw.get("change", {}).get("smallest_of_interest", SMALLEST)
    return float(declared if smallest is None else smallest)


def _same_classes(before: Instrument, after: Instrument) -> bool:
    return before.sha256 == after.sha256 or diff(before, after).classes_comparable


def _called(assessment: Assessment) -> str:
    wave = assessment.recipe["options"].get("wave")
    return str(wave) if wave else ", ".join(dict.fromkeys(source.file for source in assessment.sources))


def _told(instrument: Instrument, named: Sequence[str]) -> list[int]:
    """Return the places of the scores that are shown; raise UsageError for a name that is none."""
    known = [score.id for score in instrument.scores]
    if unknown := [name for name in named if name not in known]:
        raise UsageError(*(Finding("RES-A040", values={"score": name, "scores": known}) for name in unknown))
    shown = [s.id for s in instrument.scores if s.kind != "test_only" and s.higher_is != "neutral"]
    wanted = named or shown
    return [place for place, score in enumerate(known) if score in wanted]


def _layouts(before: Assessment, after: Assessment, pairs: Pairs, roles: tuple[str, ...]) -> tuple[Layout, Layout]:
    """Return the layouts of the paired communities, with the roles that answered in both waves."""
    instrument = after.instrument
    first = _layout(before, instrument, [one for one, _ in pairs], roles)
    second = _layout(after, instrument, [other for _, other in pairs], roles)
    return shared_by(instrument, first, second)


def _changes(
    before: Assessment,
    after: Assessment,
    pairs: Pairs,
    layouts: tuple[Layout, Layout],
    *,
    told: Sequence[int],
    smallest: float,
) -> tuple[ScoreChange, ...]:
    instrument = after.instrument
    (earlier, v1, df1), (later, v2, df2) = (_measured(instrument, layout) for layout in layouts)
    difference, se, df = later - earlier, np.sqrt(v1 + v2), joint_df(v1, df1, v2, df2)
    p = np.where(np.isnan(difference), np.nan, two_sided(difference, se, df))
    p_holm, q_bh = (_adjusted(p, told, adjust) for adjust in (holm, benjamini_hochberg))
    (low, high), inner = within(difference, se, df), within(difference, se, df, 0.90)
    g = _effects(before, after, pairs)
    found = []
    for c, s in np.argwhere(~np.isnan(difference[:, told])).tolist():
        place, community = told[s], pairs[c][1]
        score, at = instrument.scores[place], (c, place)
        inside = bool(inner[0][at] > -smallest and inner[1][at] < smallest)
        better = bool((difference[at] > 0) != (score.higher_is == "worse"))
        found.append(
            ScoreChange(
                community=community,
                score=score.id,
                before=float(earlier[at]),
                after=float(later[at]),
                difference=float(difference[at]),
                low=_known(low[at]),
                high=_known(high[at]),
                p=_known(p[at]),
                p_holm=_known(p_holm[at]),
                q_bh=_known(q_bh[at]),
                g=g.get((community, score.id)),
                mdc95=_known(detectable(se**2)[at]),
                verdict=word(float(difference[at]), float(p_holm[at]), inside, better, smallest),
            )
        )
    return tuple(found)


def _adjusted(p: Floats, told: Sequence[int], adjust: Callable[[Floats], Floats]) -> Floats:
    """Return the p-values adjusted over all that are told; NaN for the others."""
    found = np.full(p.shape, np.nan)
    found[:, told] = adjust(p[:, told].ravel()).reshape(len(p), -1)
    return found


def _known(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def word(difference: float, p_adjusted: float, inside: bool, better: bool, smallest: float) -> ChangeWord:
    """Return what may be said of a change (docs/method.md, section 9).

    `p_adjusted`: NaN where nothing can be tested; `inside`: its 90 % interval lies within ± the smallest change that
    matters; `better`: it goes the good way.
    """
    if p_adjusted < SURE and abs(difference) >= smallest:
        return "improved" if better else "declined"
    return "stable" if inside else "not resolved"


def _layout(
    assessment: Assessment, instrument: Instrument, communities: Sequence[str], roles: tuple[str, ...]
) -> Layout:
    """Return the layout of these communities by the roles and scores of `instrument`, in its order.

    Without finite populations: a change is about the process.
    """
    used = assessment.people.set_index(["community", "role"])["used"]
    people = on_roles(used, tuple(communities), tuple(instrument.roles))
    return lay_out(instrument, tuple(communities), _moments(assessment, instrument), people, register=None, roles=roles)


def _moments(assessment: Assessment, instrument: Instrument) -> Moments:
    """Return the moments of the scores under the ids, and in the order, that they have in `instrument`."""
    moments = assessment.moments["scores"]
    new = new_ids(assessment.instrument.raw, instrument.raw).of("score")
    renamed = replace(moments, names=tuple(new.get(name, name) for name in moments.names))
    return renamed.over(tuple(score.id for score in instrument.base_scores))


def _measured(instrument: Instrument, layout: Layout) -> tuple[Floats, Floats, Floats]:
    """Return (scores, their variances, degrees of freedom), communities x scores in file order."""
    balanced, cells = estimate(instrument, layout, np.zeros(len(instrument.base_scores)))
    exact = precision(instrument, balanced, cells)
    values = compose(instrument, balanced.estimate)
    return np.stack([values[score.id] for score in instrument.scores], axis=-1), exact.se**2, exact.df


def _effects(before: Assessment, after: Assessment, pairs: Pairs) -> Mapping[tuple[str, str], float]:
    """Return Hedges g by (community, base score) of the main role, where enough people answered in both waves."""
    role, least = main_role(after), smallest_cell(after.instrument)
    found: dict[tuple[str, str], float] = {}
    sides = [_moments(assessment, after.instrument) for assessment in (before, after)]
    ids = [[one for one, _ in pairs], [other for _, other in pairs]]
    rows = [
        side.cells.get_indexer(pd.MultiIndex.from_product([names, [role]]))
        for side, names in zip(sides, ids, strict=True)
    ]
    for score in after.instrument.base_scores:
        j = sides[0].names.index(score.id)
        n1, n2 = (np.where(at >= 0, side.count[at, j], 0.0) for side, at in zip(sides, rows, strict=True))
        means = [side.mean[at, j] for side, at in zip(sides, rows, strict=True)]
        scatter = [side.scatter[at, j] for side, at in zip(sides, rows, strict=True)]
        g = hedges(means[1] - means[0], n1, n2, *scatter)
        enough = (n1 >= least) & (n2 >= least) & ~np.isnan(g)
        found |= {(pairs[c][1], score.id): float(g[c]) for c in np.flatnonzero(enough).tolist()}
    return found


def _transitions(
    before: Assessment, after: Assessment, pairs: Pairs
) -> tuple[Mapping[tuple[str | None, str | None], int], Mapping[tuple[str, str], float]]:
    """Return how many communities went from which class to which, and how many are to be expected."""
    one, other = ({v.community: v for v in assessment.verdicts} for assessment in (before, after))
    moves = Counter((one[a].class_id, other[b].class_id) for a, b in pairs)
    expected: dict[tuple[str, str], float] = {}
    for a, b in pairs:
        for first, p in (one[a].probability or {}).items():
            for second, q in (other[b].probability or {}).items():
                expected[first, second] = expected.get((first, second), 0.0) + p * q
    return dict(moves), expected


def _drifting(before: Assessment, after: Assessment, pairs: Pairs) -> tuple[str, ...]:
    """Return the items whose mean over the shared communities moved far from the others', in the main role."""
    role = main_role(after)
    names = {other: one for one, other in pairs}
    scale = {item.id: item.scale.maximum - item.scale.minimum for item in after.instrument.items}
    means = []
    for assessment, ids in ((before, set(names.values())), (after, set(names))):
        rows = assessment.items[(assessment.items["role"] == role) & assessment.items["community"].isin(ids)]
        means.append(rows.groupby("item")["mean"].mean())
    shift = (means[1] - means[0]).dropna()
    shift = shift[[item for item in shift.index if item in scale]]
    points = np.array([100.0 * value / scale[str(item)] for item, value in shift.items()])
    return tuple(str(item) for item, far in zip(shift.index, drifting(points), strict=True) if far)
