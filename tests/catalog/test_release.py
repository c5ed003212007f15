"""The release lock."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from resilience_cli.catalog.release import check_releases, released
from resilience_cli.catalog.schema import bundled_dir
from resilience_cli.errors import InputError

ENTRY = {"sha256": "0" * 64, "date": "2026-01-31"}


def write(directory: Path, content: object) -> None:
    (directory / "releases.json").write_text(json.dumps(content), encoding="utf-8")


def test_no_lock_means_nothing_is_released(tmp_path: Path) -> None:
    assert released(tmp_path) == {}


def test_a_lock_is_checked_like_any_file(tmp_path: Path) -> None:
    write(tmp_path, {"format": 1, "released": {"a": {"1.0": {**ENTRY, "sha": 1}}, "b": {"1.0.0": {"date": "x"}}}})
    with pytest.raises(InputError) as caught:
        released(tmp_path)
    assert sorted(fault.code for fault in caught.value.faults) == ["RES-I010", "RES-I011", "RES-I014", "RES-I014"]
    assert len(check_releases(tmp_path)) == 4


def test_a_released_file_must_stay(tmp_path: Path) -> None:
    write(tmp_path, {"format": 1, "released": {"a": {"1.0.0": ENTRY, "1.1.0": ENTRY}}})
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "1.1.0.json").touch()
    (finding,) = check_releases(tmp_path)
    assert (finding.code, finding.values["name"]) == ("RES-I055", "a@1.0.0")


def test_the_instruments_that_came_along_are_all_there() -> None:
    assert check_releases(bundled_dir()) == ()
