"""A copy of a definition under a new id, with cuts of one's own; what its cuts were is kept in it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from resilience_cli.authoring.new import FIRST, Made, id_faults
from resilience_cli.authoring.outline_cases import cases_at
from resilience_cli.errors import UsageError
from resilience_cli.messages import in_all, say
from resilience_cli.model.base import base_of
from resilience_cli.model.finding import Finding
from resilience_cli.model.instrument import Instrument, Text

_FORM = re.compile(r"(?:([a-z][a-z0-9_-]*):)?(-?\d+(?:\.\d+)?)=(-?\d+(?:\.\d+)?)")
_DROPPED = ("previous", "related", "approved_breaks", "based_on")


@dataclass(frozen=True)
class NewCut:
    """A cut that is moved."""

    score: str | None
    """The score whose cut it is; None: of every score, and of the bands."""
    old: float
    """Where it was."""
    new: float
    """Where it is to be."""


def parse_cuts(texts: Sequence[str]) -> tuple[NewCut, ...]:
    """Return the cuts that texts such as `65=60` or `society:60=55` move; UsageError with all that mean nothing."""
    found: dict[tuple[str | None, float], NewCut] = {}
    faults = []
    for text in texts:
        hit = _FORM.fullmatch(text.replace("：", ":").replace(" ", ""))
        if hit is None:
            faults.append(Finding("RES-I140", values={"cut": text[:40]}))
            continue
        cut = NewCut(hit[1], float(hit[2]), float(hit[3]))
        if (cut.score, cut.old) in found:
            faults.append(Finding("RES-I141", values={"cut": text[:40]}))
        found[cut.score, cut.old] = cut
    if faults:
        raise UsageError(*faults)
    return tuple(found.values())


def copied(base: Instrument, cases: Any, id_: str, title: Text, cuts: Sequence[NewCut]) -> Made:
    """Return a draft copy of the base, its cases with it, with the cuts moved; UsageError with all faults.

    A cut of a named score goes before one of all scores. To the cases one at each new cut is added.
    """
    faults = [*id_faults(id_), *_cut_faults(base, cuts)]
    if base.id == id_:
        faults.append(Finding("RES-I144", values={"id": id_}))
    faults += [Finding("RES-I132", values={"language": one}) for one in title if one not in base.languages]
    if faults:
        raise UsageError(*faults)
    content = {key: deepcopy(part) for key, part in base.raw.items() if key not in _DROPPED}
    content |= {"id": id_, "version": FIRST, "status": "draft", "title": {**content["title"], **title}}
    moved = {(cut.score, cut.old): _plain(cut.new) for cut in cuts}
    for definition in content["classes"]:
        for test in _score_tests(definition.get("when", {})):
            side = "below" if "below" in test else "from"
            general = moved.get((None, test[side]), test[side])
            test[side] = moved.get((test["score"], test[side]), general)
    for band in content.get("bands", ()):
        if "from" in band:
            band["from"] = moved.get((None, band["from"]), band["from"])
    if cuts:
        content["about"]["evidence"] = _evidence(base)
    content["based_on"] = {**base_of(base.raw), "sha256": base.sha256}
    if not cases:
        return Made(content, None)
    kept = deepcopy(cases)
    kept["cases"] += cases_at(content, list(_new_tests(base.raw, content)))
    return Made(content, kept)


def without_classes(cases: Any, names: Sequence[str]) -> Any:
    """Return the cases without the class that the named ones expect: it was worked out by hand, under other cuts.

    Their scores hold as before; a case that expected nothing else is left out, and None is returned if none remains.
    """
    remark = say("The class that was expected under the original cuts has been taken out.")
    kept = []
    for case in cases["cases"]:
        expect = {key: value for key, value in case["expect"].items() if key != "class" or case["name"] not in names}
        if expect:
            why = case["why"] if expect == case["expect"] else f"{case['why']} {remark}"
            kept.append({**case, "expect": expect, "why": why})
    return {**cases, "cases": kept} if kept else None


def _new_tests(base: Mapping[str, Any], content: Mapping[str, Any]) -> dict[tuple[str, float], None]:
    """Return the (score, cut) that the content tests and the base does not."""
    tests = [
        {
            (str(test["score"]), float(test["below"] if "below" in test else test["from"])): None
            for definition in one["classes"]
            for test in _score_tests(definition.get("when", {}))
        }
        for one in (content, base)
    ]
    return {test: None for test in tests[0] if test not in tests[1]}


def _evidence(base: Instrument) -> dict[str, str]:
    """Return what the base says of its evidence, after the remark that it is said of the base."""
    remark = in_all(lambda: say("A copy of {base} with cuts of its own, not validated. Of {base}: ", base=base.name))
    said: Mapping[str, str] = base.raw["about"]["evidence"]
    return {language: remark.get(language, remark["en"]) + said[language] for language in base.languages}


def _cut_faults(base: Instrument, cuts: Sequence[NewCut]) -> Iterator[Finding]:
    """Yield a finding for each cut of a score that no class tests, or that is not where it is said to be."""
    there = defaultdict(set)
    for definition in base.classes:
        for test in definition.rule.score_tests() if definition.rule else ():
            there[test.score].add(test.threshold)
    everywhere = set().union(*there.values())
    for cut in cuts:
        if cut.score is not None and cut.score not in there:
            yield Finding("RES-I142", values={"score": cut.score, "scores": list(there)})
        elif cut.old not in (there[cut.score] if cut.score else everywhere):
            known = there[cut.score] if cut.score else everywhere
            values = {"cut": f"{cut.old:g}", "cuts": [f"{one:g}" for one in sorted(known)]}
            yield Finding("RES-I143", values=values)


def _score_tests(rule: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    if "score" in rule and isinstance(rule, dict):
        yield rule
    for how in ("all", "any", "none", "of"):
        for part in rule.get(how, ()):
            yield from _score_tests(part)


def _plain(value: float) -> float:
    return int(value) if value == int(value) else value
