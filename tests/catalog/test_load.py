"""Loading and validating whole files."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from resilience_cli.catalog.find import instruments_dir, resolve
from resilience_cli.catalog.load import load, validate
from resilience_cli.errors import InputError
from resilience_cli.model.parse import canonical_sha256

Write = Callable[..., Path]
RELEASED = {"op": "replace", "path": "/status", "value": "released"}


def codes(error: pytest.ExceptionInfo[InputError]) -> list[str]:
    return [fault.code for fault in error.value.faults]


def lock(path: Path, sha256: str) -> None:
    entry = {"tiny": {"1.0.0": {"sha256": sha256, "date": "2026-01-31"}}}
    file = path.parent.parent / "releases.json"
    file.write_text(json.dumps({"format": 1, "released": entry}), encoding="utf-8")


def test_all_faults_come_together_in_the_order_of_the_file(write: Write) -> None:
    faults = (
        {"op": "remove", "path": "/title/en"},
        {"op": "replace", "path": "/scores/0/of/2", "value": "a7"},
        {"op": "add", "path": "/items/0/revers", "value": True},
    )
    with pytest.raises(InputError) as caught:
        load(write(*faults), allow_unreleased=True)
    assert codes(caught) == ["RES-I024", "RES-I010", "RES-I022", "RES-I021"]
    assert "/title" in str(caught.value)


def test_a_draft_is_refused_unless_allowed(write: Write) -> None:
    with pytest.raises(InputError) as caught:
        load(write())
    assert codes(caught) == ["RES-I053"]
    assert load(write(), allow_unreleased=True).standing == "draft"


def test_a_file_that_says_released_must_be_listed(write: Write) -> None:
    with pytest.raises(InputError) as caught:
        load(write(RELEASED))
    assert codes(caught) == ["RES-I052"]
    assert load(write(RELEASED), allow_unreleased=True).standing == "unlisted"


def test_a_file_of_any_name_can_be_tried(write: Write, tmp_path: Path) -> None:
    path = write().rename(tmp_path / "mine.json")
    assert load(path, allow_unreleased=True).id == "tiny"
    with pytest.raises(InputError) as caught:
        load(path)
    assert codes(caught) == ["RES-I050", "RES-I053"]


def test_a_released_file_loads_whatever_its_layout_and_once_changed_only_if_asked_for(write: Write) -> None:
    path = write(RELEASED)
    content = json.loads(path.read_text(encoding="utf-8"))
    lock(path, canonical_sha256(content))
    path.write_text(json.dumps(content, sort_keys=True), encoding="utf-8")
    assert load(path).sha256 == canonical_sha256(content)
    assert load(path).standing == "released"

    changed = write(RELEASED, {"op": "replace", "path": "/classes/1/when/from", "value": 41})
    with pytest.raises(InputError) as caught:
        load(changed)
    assert codes(caught) == ["RES-I051"]
    assert load(changed, allow_unreleased=True).standing == "changed"
    assert "RES-I051" in [finding.code for finding in validate(changed)]


def test_a_released_file_does_not_become_a_draft_to_be_changed(write: Write) -> None:
    path = write()
    lock(path, "0" * 64)
    with pytest.raises(InputError) as caught:
        load(path)
    assert codes(caught) == ["RES-I051", "RES-I053"]
    assert load(path, allow_unreleased=True).standing == "changed"


def test_an_unsound_lock_is_told_with_the_faults_of_the_file(write: Write) -> None:
    path = write({"op": "replace", "path": "/status", "value": "released"})
    (path.parent.parent / "releases.json").write_text("[]", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load(path, allow_unreleased=True)
    (fault,) = caught.value.faults
    assert (fault.code, fault.where.file) == ("RES-I012", f"{path.parent.parent.name}/releases.json")  # type: ignore[attr-defined]


def test_validate_never_raises_for_what_is_in_a_file(tmp_path: Path) -> None:
    path = tmp_path / "f.json"
    for content in (
        "{",
        "[]",
        "null",
        "{}",
        '{"items": [1, null, {"id": []}], "scores": {}}',
        '{"classes": [{"when": 3}]}',
    ):
        path.write_text(content, encoding="utf-8")
        assert validate(path)
    assert [finding.code for finding in validate(tmp_path / "none.json")] == ["RES-I003"]


def test_any_part_may_be_missing_or_of_a_wrong_kind(tiny: Any, write: Write) -> None:
    def paths(value: Any, prefix: str = "") -> list[str]:
        inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        here = [f"{prefix}/{key}" for key, _ in inner]
        return here + [one for key, part in inner for one in paths(part, f"{prefix}/{key}")]

    for path in paths(tiny):
        validate(write({"op": "remove", "path": path}))  # does not raise; some parts need not be there
        found = validate(write({"op": "replace", "path": path, "value": [{}]}))
        assert "error" in {finding.severity for finding in found}, path


def test_the_flagship_loads() -> None:
    rng = load(resolve("rng@1.0.0", instruments_dir(None, {})))
    assert (len(rng.items), len(rng.base_scores), len(rng.composites)) == (64, 21, 8)
    assert rng.class_scores == (
        "structure",
        "capital",
        "leadership",
        "memory",
        "market",
        "society",
        "weakest_side",
        "side_gap",
    )
