"""What the questionnaires of several assessments allow, and what is missing for it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple, get_args

from resilience_cli.analysis.recipes import rescoring
from resilience_cli.catalog.diff.compare import diff
from resilience_cli.model.assessment import Assessment
from resilience_cli.model.common import common_items
from resilience_cli.model.difference import Comparable
from resilience_cli.model.finding import Finding
from resilience_cli.model.instrument import Instrument

_ORDER: tuple[Comparable, ...] = get_args(Comparable)


class Allowed(NamedTuple):
    """What may be compared."""

    verdict: Comparable
    """The worst of any two."""
    classes: bool
    """Whether the classes of all mean the same."""
    commands: tuple[str, ...]
    """What is to be run first; none where the scores compare as they are, or never will."""
    findings: tuple[Finding, ...]
    """Why scores do not compare, an error by pair of questionnaires."""


def comparability(assessments: Sequence[Assessment], names: Sequence[str]) -> Allowed:
    """Return what the questionnaires of the assessments allow, and the commands that are missing for it.

    Those that are scored on the items that all of them share compare on these; `names` are of the assessments.
    """
    instruments = list({one.instrument.sha256: one.instrument for one in assessments}.values())
    verdict: Comparable = "comparable"
    classes, findings = True, []
    for before, after in combinations(instruments, 2):
        found, same, anchored = _two(before, after)
        verdict = max(verdict, found, key=_ORDER.index)
        classes = classes and same
        if found != "comparable" and not anchored:
            code = "RES-A020" if found == "not comparable" else "RES-A021"
            findings.append(Finding(code, values={"before": _named(before), "after": _named(after)}))
    missing = any(finding.code == "RES-A021" for finding in findings) and verdict != "not comparable"
    return Allowed(verdict, classes, _commands(assessments, names) if missing else (), tuple(findings))


def _versions(instrument: Instrument) -> frozenset[str]:
    """Return the versions whose common items the scores rest on; one if they rest on its own."""
    common = common_items(instrument)
    return frozenset((instrument.name, *(common.shared_with if common else ())))


def _named(instrument: Instrument) -> str:
    common = common_items(instrument)
    return instrument.name if common is None else " ".join((instrument.name, *map("∩ {}".format, common.shared_with)))


def _two(before: Instrument, after: Instrument) -> tuple[Comparable, bool, bool]:
    """Return (verdict, whether classes mean the same, whether both are scored on the items that they share)."""
    if _versions(before) == _versions(after) and common_items(before) and common_items(after):
        return "comparable on common items", before.raw["classes"] == after.raw["classes"] != [], True
    found = diff(before, after)
    return found.verdict, found.classes_comparable, False


def _commands(assessments: Sequence[Assessment], names: Sequence[str]) -> tuple[str, ...]:
    """Return the commands for the assessments that are not scored on the items that all of them share."""
    every = frozenset().union(*(_versions(one.instrument) for one in assessments))
    return tuple(
        rescoring(one, sorted(every - {one.instrument.name}), name)
        for one, name in zip(assessments, names, strict=True)
        if _versions(one.instrument) != every or common_items(one.instrument) is None
    )
