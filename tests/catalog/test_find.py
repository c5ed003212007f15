"""Where instruments are looked for, and how they are named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from resilience_cli.catalog.find import available, instruments_dir, resolve
from resilience_cli.catalog.schema import bundled_dir
from resilience_cli.errors import InputError, UsageError


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """A directory with a 1.0.0, 1.9.0, 1.10.0 and b 2.0.0, and things that are no instruments."""
    for name in ("a/1.10.0.json", "a/1.9.0.json", "a/1.0.0.json", "b/2.0.0.json"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    for name in ("a/1.0.0.cases.json", "a/notes.json", "a/01.0.0.json"):
        (tmp_path / name).touch()
    return tmp_path


def test_the_option_wins_over_the_environment_and_both_over_what_came_along(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    one.mkdir()
    two.mkdir()
    assert instruments_dir(one, {"RESILIENCE_INSTRUMENTS": str(two)}) == one
    assert instruments_dir(None, {"RESILIENCE_INSTRUMENTS": str(two)}) == two
    assert instruments_dir(None, {"RESILIENCE_INSTRUMENTS": ""}) == bundled_dir()
    assert (instruments_dir(None, {}) / "rng" / "1.0.0.json").is_file()


def test_a_directory_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="RES-I001"):
        instruments_dir(tmp_path / "none", {})


def test_versions_are_sorted_as_numbers(shelf: Path) -> None:
    assert [f"{one.id}@{one.version}" for one in available(shelf)] == ["a@1.0.0", "a@1.9.0", "a@1.10.0", "b@2.0.0"]
    assert available(shelf)[0].path == shelf / "a" / "1.0.0.json"


def test_an_id_means_its_highest_version_and_a_released_one_first(shelf: Path) -> None:
    assert resolve("a", shelf).name == "1.10.0.json"
    assert resolve("a@1.0.0", shelf).name == "1.0.0.json"
    lock = {"format": 1, "released": {"a": {"1.9.0": {"sha256": "0" * 64, "date": "2026-01-31"}}}}
    (shelf / "releases.json").write_text(json.dumps(lock), encoding="utf-8")
    assert resolve("a", shelf).name == "1.9.0.json"


def test_a_path_is_taken_as_it_is(shelf: Path) -> None:
    assert resolve("x/y.json", shelf) == Path("x/y.json")


@pytest.mark.parametrize(("name", "near"), [("a@1.9.1", "a@1.9.0"), ("bb", "b"), ("zzz", "a@1.0.0")])
def test_an_unknown_name_offers_the_nearest(shelf: Path, name: str, near: str) -> None:
    with pytest.raises(UsageError, match="RES-I002") as caught:
        resolve(name, shelf)
    assert near in str(caught.value)


def test_a_broken_lock_is_not_passed_over(shelf: Path) -> None:
    (shelf / "releases.json").write_text("{", encoding="utf-8")
    with pytest.raises(InputError, match="RES-I007"):
        resolve("a", shelf)


def test_a_file_of_any_name_is_a_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("draft").write_text("{}", encoding="utf-8")
    assert resolve("draft", tmp_path) == Path("draft")
