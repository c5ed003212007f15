"""Two waves of the same communities, whose scores compare -> what changed, and what may be said of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from resilience_cli.analysis.moves import drifting_items, expected_moves, moves
from resilience_cli.analysis.pairing import Pairs, combined, matched, telling
from resilience_cli.analysis.wave_layouts import effects, measured, two_layouts
from resilience_cli.errors import CheckFailedError, UsageError
from resilience_cli.model.assessment import Assessment
from resilience_cli.model.comparison import ChangeWord, ScoreChange, WaveChange
from resilience_cli.model.finding import Finding
from resilience_cli.model.instrument import Instrument
from resilience_cli.reports.suppression import smallest_cell
from resilience_cli.scoring.uncertainty import base_parts
from resilience_cli.stats.change import detectable
from resilience_cli.stats.multiple import benjamini_hochberg, holm

Floats = npt.NDArray[np.float64]
SURE, SMALLEST = 0.05, 5.0


def compare_waves(
    before: Assessment,
    after: Assessment,
    named: Sequence[str] = (),
    smallest: float | None = None,
    *,
    finite: bool = False,
    same_classes: bool = True,
    called: tuple[str, str] = ("", ""),
) -> WaveChange:
    """Return the changes of the communities that are in both waves, on the roles that answered in both.

    `named`: ids of the scores, else all that are good or bad; p-values are adjusted over what is shown. The waves count
    as independent samples: no person is known again. `finite`: of finite populations; `same_classes`: whether classes
    mean the same; `called`: what the waves are called. Raises CheckFailedError where no role counts in both, UsageError
    for a score that there is not.
    """
    pairs, only_before, only_after = matched(before, after)
    instrument, least = after.instrument, _smallest(after.instrument, smallest)
    roles = tuple(r for r in instrument.roles if r in combined(before) and r in combined(after))
    if not roles:
        raise CheckFailedError(Finding("RES-A023"))
    told = told_scores(instrument, named)
    changes, hidden = _changes(before, after, pairs, told=told, smallest=least, finite=finite)
    names = {v.community: v.name for v in after.verdicts}
    changed = {change.community for change in changes} | set(hidden)
    return WaveChange(
        before=called[0],
        after=called[1],
        smallest=least,
        roles=roles,
        names=names,
        changes=changes,
        moves=moves(before, after, pairs) if same_classes else (),
        expected=expected_moves(before, after, pairs) if same_classes else {},
        classes_comparable=same_classes,
        drifting=drifting_items(before, after, pairs),
        withheld=tuple(names[community] for community in hidden),
        without=tuple(names[other] for _, other in pairs if other not in changed),
        only_before=only_before,
        only_after=only_after,
    )


def _smallest(instrument: Instrument, smallest: float | None) -> float:
    declared = instrument.raw.get("change", {}).get("smallest_of_interest", SMALLEST)
    return float(declared if smallest is None else smallest)


def told_scores(instrument: Instrument, named: Sequence[str]) -> list[int]:
    """Return the places of the scores that are shown; raise UsageError for a name that is none."""
    known = [score.id for score in instrument.scores]
    if unknown := [name for name in named if name not in known]:
        raise UsageError(*(Finding("RES-A040", values={"score": name, "scores": known}) for name in unknown))
    shown = [s.id for s in instrument.scores if s.kind != "test_only" and s.higher_is != "neutral"]
    wanted = named or shown
    return [place for place, score in enumerate(known) if score in wanted]


def _changes(
    before: Assessment, after: Assessment, pairs: Pairs, *, told: Sequence[int], smallest: float, finite: bool
) -> tuple[tuple[ScoreChange, ...], list[str]]:
    """Return the changes that may be shown, and the communities (later ids) of which one may not."""
    instrument = after.instrument
    two = two_layouts(before, after, pairs, finite)
    found = measured(instrument, two)
    telling_base = telling(two.own, two.shared, smallest_cell(instrument))
    secret = np.stack([telling_base[:, parts].any(axis=1) for parts in base_parts(instrument)], axis=-1)
    difference = found.after - found.before
    known = ~np.isnan(difference)
    p = np.where(secret, np.nan, found.p)
    p_holm, q_bh = (_adjusted(p, told, adjust) for adjust in (holm, benjamini_hochberg))
    mdc95, g = detectable(found.variance), effects(before, after, pairs)
    changes = []
    for c, s in np.argwhere((known & ~secret)[:, told]).tolist():
        at = (c, told[s])
        score, community = instrument.scores[told[s]], pairs[c][1]
        low, high, inner_low, inner_high = found.ends[at].tolist()
        effect = g.get((community, score.id), (None, None, None))
        inside = bool(inner_low > -smallest and inner_high < smallest)
        better = bool((difference[at] > 0) != (score.higher_is == "worse"))
        changes.append(
            ScoreChange(
                community=community,
                score=score.id,
                before=float(found.before[at]),
                after=float(found.after[at]),
                difference=float(difference[at]),
                low=_known(low),
                high=_known(high),
                p=_known(p[at]),
                p_holm=_known(p_holm[at]),
                q_bh=_known(q_bh[at]),
                g=effect[0],
                g_low=effect[1],
                g_high=effect[2],
                mdc95=_known(mdc95[at]),
                verdict=word(float(difference[at]), float(p_holm[at]), inside, better, smallest),
            )
        )
    hidden = (known & secret)[:, told].any(axis=1)
    return tuple(changes), [pairs[c][1] for c in np.flatnonzero(hidden).tolist()]


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
