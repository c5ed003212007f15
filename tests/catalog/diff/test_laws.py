"""What holds of any two instruments: nothing that differs is passed over, and nothing crashes."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import asdict, replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mutations import RNG, TINY, mutated, places

from resilience_cli.catalog.checks.faults import check_faults
from resilience_cli.catalog.diff.compare import diff
from resilience_cli.catalog.schema import schema_faults
from resilience_cli.model.instrument import Instrument, Scale
from resilience_cli.model.parse import parse

LAW = settings(deadline=None, max_examples=80, suppress_health_check=[HealthCheck.too_slow])


def sound(content: Any) -> Instrument | None:
    """Return the instrument; None if the checks find an error in it. Neither may crash."""
    faults = schema_faults(content, "instrument") if isinstance(content, dict) else [None]
    found = [*faults, *check_faults(content, sound=not faults)]
    return None if any(fault is None or fault.severity == "error" for fault in found) else parse(content)


@pytest.mark.parametrize("content", [TINY, RNG], ids=["tiny", "rng"])
def test_an_instrument_does_not_differ_from_itself(content: Any) -> None:
    instrument = parse(content)
    found = diff(instrument, instrument)
    assert (found.verdict, found.least_step, found.breaks) == ("comparable", "none", ())
    assert not [part for part in found.parts if part.changes]
    assert {score.comparable for score in found.scores} == {"comparable"}


@LAW
@given(st.data())
@pytest.mark.parametrize("content", [TINY, RNG], ids=["tiny", "rng"])
def test_whatever_differs_is_told(content: Any, data: st.DataObject) -> None:
    changed = sound(data.draw(mutated(content)))
    if changed is None:
        return
    base = parse(content)
    for old, new in ((base, changed), (changed, base)):
        found = diff(old, new)
        assert bool([part for part in found.parts if part.changes]) == (old.sha256 != new.sha256)
        assert len(found.scores) >= len(new.scores)
        if found.least_step in ("none", "patch"):
            assert scoring(old) == scoring(new)


def scoring(instrument: Instrument) -> Any:
    """Return all that decides what answers score, and which class that is."""
    total = sum(instrument.role_weights.values())
    screening = instrument.screening
    return (
        {
            item.id: asdict(
                replace(item, text={}, also=(), scale=bare(item.scale), asked_of=tuple(sorted(item.asked_of)))
            )
            for item in instrument.items
        },
        {score.id: asdict(replace(score, title={}, kind="factor", of=(), weights=())) for score in instrument.scores},
        {score.id: dict(zip(score.of, score.weights, strict=True)) for score in instrument.scores},
        [(one.id, ordered(instrument.raw["classes"][place])) for place, one in enumerate(instrument.classes)],
        {role.id: (role.institution, role.exists_if) for role in instrument.roles.values()},
        {role: round(weight / total, 12) for role, weight in instrument.role_weights.items()},
        {role: needed["score"] for role, needed in instrument.minimum_respondents.items()},
        [(band.id, band.start) for band in instrument.bands],
        sorted(screening.exclude),
        instrument.raw.get("export_hints", {}).get("wjx", {}).get("score_mode", "unknown"),
    )


def bare(scale: Scale) -> Scale:
    options = tuple(replace(option, label={}, also=()) for option in scale.options)
    return replace(scale, id="", options=options, not_scored=(), choices=())


def ordered(rule: Any) -> Any:
    if isinstance(rule, dict):
        return {key: ordered(part) for key, part in sorted(rule.items()) if key not in ("title", "advice")}
    if isinstance(rule, list):
        return sorted(map(ordered, rule), key=str)
    return rule if isinstance(rule, str | bool) else float(rule)


def test_every_single_value_is_watched() -> None:
    base, watched = parse(TINY), 0
    for path in places(TINY):
        for value in neighbours(TINY, path):
            changed = sound(value)
            if changed is not None and changed.sha256 != base.sha256:
                watched += 1
                for old, new in ((base, changed), (changed, base)):
                    found = diff(old, new)
                    assert [part for part in found.parts if part.changes], path
                    assert found.least_step not in ("none", "patch") or scoring(old) == scoring(new), path
    assert watched > 250


def neighbours(content: Any, path: tuple[str | int, ...]) -> Iterator[Any]:
    """Yield the content with the value at the path taken away, and written a little otherwise."""
    for how in ("gone", "other", "decimal"):
        changed = copy.deepcopy(content)
        *outer, last = path
        parent = changed
        for part in outer:
            parent = parent[part]
        value = parent[last]
        if how == "gone":
            del parent[last]
        elif isinstance(value, bool):
            parent[last] = not value
        elif isinstance(value, int | float):
            parent[last] = value + 1 if how == "other" else float(value)
        elif isinstance(value, str):
            parent[last] = value + "x"
        elif isinstance(value, list):
            parent[last] = value[::-1]
        yield changed
