"""What names stand for: files, folders, ids, and what a hook passes."""

from __future__ import annotations

from pathlib import Path

import pytest

from resilience_cli.catalog.targets import targets
from resilience_cli.errors import UsageError


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """A directory of a 1.0.0 and 1.10.0 and 1.9.0, b 1.0.0, a lock, a schema, and what is none of these."""
    names = ("a/1.0.0", "a/1.0.0.cases", "a/1.10.0", "a/1.9.0", "a/1.9.cases", "b/1.0.0", "b/notes", "c/2.0")
    for name in (*names, "releases", "schema/instrument.schema", ".hidden/a/1.0.0", "docs/deep/package"):
        (tmp_path / f"{name}.json").parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / f"{name}.json").touch()
    return tmp_path


def files(shelf: Path, *names: str) -> list[str]:
    return [path.relative_to(shelf).as_posix() for path in targets(names, lambda: shelf).files]


ALL = ["a/1.0.0.json", "a/1.9.0.json", "a/1.10.0.json", "b/1.0.0.json"]


def test_without_names_all_in_the_directory(shelf: Path) -> None:
    assert files(shelf) == ALL


def test_a_folder_is_searched_with_its_lock_and_hidden_folders_are_left_out(shelf: Path) -> None:
    found = targets([str(shelf)], lambda: Path("nowhere"))
    assert [path.relative_to(shelf).as_posix() for path in found.files] == ALL
    assert found.locks == (shelf,)


def test_what_has_a_wrong_name_among_questionnaires_is_named(shelf: Path) -> None:
    strays = targets([str(shelf)], lambda: shelf).strays
    assert [path.relative_to(shelf).as_posix() for path in strays] == ["a/1.9.cases.json", "b/notes.json", "c/2.0.json"]


def test_an_id_is_all_its_versions(shelf: Path) -> None:
    assert files(shelf, "a") == ALL[:3]
    assert files(shelf, "a@1.9.0") == ALL[1:2]
    with pytest.raises(UsageError, match="RES-I002"):
        files(shelf, "aa")


def test_what_a_hook_passes_becomes_the_questionnaires(shelf: Path) -> None:
    assert files(shelf, str(shelf / "a" / "1.0.0.cases.json"), str(shelf / "a" / "1.0.0.json")) == ALL[:1]
    assert files(shelf, str(shelf / "releases.json")) == ALL
    assert files(shelf, str(shelf / "b" / "2.0.0.cases.json")) == ["b/2.0.0.json"]


def test_a_file_of_any_name_is_checked_if_it_is_named(shelf: Path) -> None:
    assert files(shelf, str(shelf / "c" / "2.0.json"), str(shelf / "none.json")) == ["c/2.0.json", "none.json"]


def test_each_file_once(shelf: Path) -> None:
    assert files(shelf, str(shelf / "a"), "a@1.0.0", "a") == ALL[:3]
