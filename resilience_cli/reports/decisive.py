"""Which tests decide a class: what lets it be this one, and what it lacks for a better one."""

from __future__ import annotations

from collections.abc import Iterator

from resilience_cli.model.assessment import Assessment, Reason, Verdict
from resilience_cli.model.rule import Combination, Rule
from resilience_cli.reports.wording import Rows


def lacking(verdict: Verdict, assessment: Assessment) -> list[Reason]:
    """Return the tests of scores that lack points and matter: first those that make the class what it is.

    Then those for which another class is not reached. A test inside a condition that does not hold anyway (such as
    one that also asks for a body to be missing) is left out.
    """
    own, others = [], []
    for definition in assessment.instrument.classes:
        tests = [reason for reason in verdict.reasons if reason.class_id == definition.id]
        if definition.rule is None or not tests:
            continue
        if definition.id == verdict.class_id:
            own += _carrying(definition.rule, iter(tests))[1]
        else:
            others += [reason for reason in tests if reason.met is False]
    return [reason for reason in (*own, *others) if reason.shortfall > 0 and reason.score is not None]


def deciding_scores(verdict: Verdict, assessment: Assessment, rows: Rows) -> list[str]:
    """Return the scores of items that the class rests on: of the tests that make it, else of those it lacks."""
    tests = lacking(verdict, assessment)
    own = [reason for reason in tests if reason.class_id == verdict.class_id] or tests
    found: dict[str, None] = {}
    for reason in sorted(own, key=lambda reason: -reason.shortfall):
        found.update(dict.fromkeys(_low_parts(reason, verdict.community, assessment, rows)))
    return list(found)


def _low_parts(reason: Reason, community: str, assessment: Assessment, rows: Rows) -> list[str]:
    """Of a minimum, only the parts below the cut pull it down; of a range, the lowest; of others, all parts do."""
    instrument = assessment.instrument
    score = instrument.score[reason.score or ""]
    value = {part: rows[community, part]["estimate"] for part in score.of if not score.of_items}
    parts: list[str] = [score.id]
    if value and score.method == "minimum" and isinstance(reason.threshold, (int, float)):
        parts = [part for part in score.of if value[part] < reason.threshold]
    elif value and score.method == "range":
        parts = [min(value, key=lambda part: value[part])]
    under = {base for part in parts for base in instrument.base_parts[part]}
    return [base.id for base in instrument.base_scores if base.id in under]


def _carrying(rule: Rule, tests: Iterator[Reason]) -> tuple[bool, list[Reason]]:
    """Return whether the rule holds, and the true tests that make it hold; `tests` are its own, from left to right."""
    if not isinstance(rule, Combination):
        test = next(tests)
        return test.met is True, [test] if test.met else []
    parts = [_carrying(part, tests) for part in rule.parts]
    true = sum(holds for holds, _ in parts)
    needed = {"any": 1, "all": len(parts), "at_least": rule.k, "none": 0}[rule.how]
    holds = true == 0 if rule.how == "none" else true >= needed
    carrying = [test for part_holds, found in parts if part_holds for test in found]
    return holds, carrying if holds else []
