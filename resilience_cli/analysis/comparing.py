"""Assessments -> what they are to one another, whether they compare, and what may then be said of them together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise
from pathlib import PurePath

from resilience_cli.analysis.chronology import order_in_time
from resilience_cli.analysis.comparability import comparability
from resilience_cli.analysis.moves import asked_alike, item_changes, series
from resilience_cli.analysis.pairing import matched, rows_of
from resilience_cli.analysis.ranking import rank
from resilience_cli.analysis.recipes import differing
from resilience_cli.analysis.waves import compare_waves, told_scores
from resilience_cli.catalog.diff.compare import diff
from resilience_cli.errors import CheckFailedError, UsageError
from resilience_cli.model.assessment import Assessment
from resilience_cli.model.comparison import Comparison, Form, ItemChange, WaveChange
from resilience_cli.model.finding import Finding

MOSTLY = 0.5
"""Two assessments are waves if at least this share of the communities of the smaller one is in the other."""


def compare(
    assessments: Sequence[Assessment],
    named: Sequence[str] = (),
    *,
    smallest: float | None = None,
    rank_anyway: bool = False,
    finite: bool = False,
) -> Comparison:
    """Return what may be said of the assessments together: changes of waves, one order of streets, the order of one.

    `named`: ids of the scores; `smallest`: smallest change that matters; `rank_anyway`: show an order against the
    warrant; `finite`: change of finite populations. What does not compare is no error here but a finding that says so.
    Raises UsageError for unknown scores or where some are waves and others not, CheckFailedError where no role counts
    in two waves, InputError for too many communities.
    """
    form, findings = _form(assessments)
    ordered, noticed = _in_order(assessments) if form == "waves" else (tuple(assessments), [])
    names = _called(ordered, form)
    allowed = comparability(ordered, names)
    told = [ordered[-1].instrument.scores[place].id for place in told_scores(ordered[-1].instrument, named)]
    findings += [*noticed, *allowed.findings, *differing(ordered, names)]
    waves, refused = form == "waves", bool(allowed.findings)
    change = partial(compare_waves, named=named, smallest=smallest, finite=finite, same_classes=allowed.classes)
    changes = _changes(ordered, names, change) if waves and not refused else []
    ranked = ordered[-1:] if waves else () if refused else ordered
    same = rows_of(ordered) if waves else ()
    return Comparison(
        form=form,
        assessments=ordered,
        names=names,
        comparability=allowed.verdict,
        same=same,
        series=series(ordered, same, told) if len(changes) > 1 else (),
        change=changes[0] if changes else None,
        steps=tuple(changes[1:]),
        items=_items(ordered) if waves and refused else (),
        ranks=rank(ranked, named, rank_anyway, names if form == "streets" else ()) if ranked else (),
        commands=allowed.commands,
        findings=tuple(findings),
    )


def change_since(before: Assessment, after: Assessment) -> WaveChange:
    """Return what changed from one wave to another that is known to be later; raise CheckFailedError if none compares.

    That is so where the questionnaires do not allow it, or no community or role is in both.
    """
    names = _called((before, after), "waves")
    allowed = comparability((before, after), names)
    if allowed.findings:
        raise CheckFailedError(*allowed.findings)
    if not matched(before, after)[0]:
        raise CheckFailedError(Finding("RES-A022"))
    return compare_waves(before, after, same_classes=allowed.classes, called=(names[0], names[1]))


def _form(assessments: Sequence[Assessment]) -> tuple[Form, list[Finding]]:
    """Return what the assessments are to one another, and that few communities are in several of them."""
    if len(assessments) == 1:
        return "one", []
    shared = [len(matched(one, other)[0]) for one, other in pairwise(assessments)]
    smaller = [min(len(one.verdicts), len(other.verdicts)) for one, other in pairwise(assessments)]
    waves = {n > 0 and n >= MOSTLY * size for n, size in zip(shared, smaller, strict=True)}
    if waves == {True}:
        return "waves", []
    if waves == {True, False}:
        raise UsageError(Finding("RES-A027"))
    return "streets", [Finding("RES-A036", values={"n": sum(shared)})]


def _in_order(assessments: Sequence[Assessment]) -> tuple[tuple[Assessment, ...], list[Finding]]:
    """Return the waves from early to late by their labels, else as given, and what must be said of that."""
    labels = [_label(assessment) for assessment in assessments]
    order = order_in_time(labels)
    if order is None:
        return tuple(assessments), [Finding("RES-A025", values={"waves": list(_called(assessments, "waves"))})]
    ordered = [labels[place] for place in order]
    findings = [] if ordered == labels else [Finding("RES-A026", values={"given": labels, "order": ordered})]
    return tuple(assessments[place] for place in order), findings


def _label(assessment: Assessment) -> str:
    return str(assessment.recipe["options"].get("wave") or "")


def _called(assessments: Sequence[Assessment], form: Form) -> tuple[str, ...]:
    """Return what each is called: a wave by its label, a street by the register, else by its files; all different."""
    names = [(_label(one) if form == "waves" else _street(one)) or _files(one) for one in assessments]
    number = Counter(names)
    return tuple(name if number[name] == 1 else f"{name} ({place})" for place, name in enumerate(names, 1))


def _street(assessment: Assessment) -> str:
    register = assessment.register
    found = {None} if register is None else {register.value(v.community, "street") for v in assessment.verdicts}
    return str(found.pop() or "") if len(found) == 1 else ""


def _files(assessment: Assessment) -> str:
    return ", ".join(dict.fromkeys(PurePath(source.file).stem for source in assessment.sources))


def _changes(
    ordered: Sequence[Assessment], names: Sequence[str], change: Callable[..., WaveChange]
) -> list[WaveChange]:
    """Return the change from the first to the last wave and, of more than two, from each to the next."""
    last = len(ordered) - 1
    steps = [(0, last), *pairwise(range(last + 1))] if last > 1 else [(0, last)]
    return [change(ordered[one], ordered[other], called=(names[one], names[other])) for one, other in steps]


def _items(ordered: Sequence[Assessment]) -> tuple[ItemChange, ...]:
    """Return how the items changed that the first and the last wave ask alike."""
    before, after = ordered[0], ordered[-1]
    found = diff(before.instrument, after.instrument)
    comparable = {part.id: part.comparable for part in found.parts if part.group == "item"}
    alike = asked_alike(before.instrument, after.instrument, comparable)
    return item_changes(before, after, matched(before, after)[0], alike)
