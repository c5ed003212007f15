"""What holds of any two instruments: nothing that differs is passed over, and nothing crashes."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mutations import RNG, TINY, mutated, places

from resilience_cli.catalog.checks import check_faults
from resilience_cli.catalog.diff import diff
from resilience_cli.catalog.schema import schema_faults
from resilience_cli.model.instrument import Instrument
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
        if found.least_step in ("none", "patch", "minor"):
            assert {one.id for one in old.classes} == {one.id for one in new.classes}


def test_every_single_value_is_watched() -> None:
    base, watched = parse(TINY), 0
    for path in places(TINY):
        for value in neighbours(TINY, path):
            changed = sound(value)
            if changed is not None and changed.sha256 != base.sha256:
                watched += 1
                for old, new in ((base, changed), (changed, base)):
                    assert [part for part in diff(old, new).parts if part.changes], path
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
