"""A folder appears whole or not at all, and what was there stays until then."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from resilience_cli.errors import InputError, UsageError
from resilience_cli.files import folder
from resilience_cli.files.folder import filled_together, mended, reserved


def codes(error: pytest.ExceptionInfo) -> list[str]:
    return [fault.code for fault in error.value.faults]


def filling(text: str) -> Callable[[Path], None]:
    def fill(place: Path) -> None:
        (place / "sign").write_text(text)

    return fill


def put(place: Path, text: str, force: bool = False) -> None:
    with reserved(place, "sign", force) as fill:
        fill(filling(text))


def names(place: Path) -> list[str]:
    return sorted(one.name for one in place.iterdir())


@pytest.fixture(params=["exchange", "rename"])
def system(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """A system that exchanges two folders in one step, and one that cannot."""
    if request.param == "rename":
        monkeypatch.setattr(folder, "_exchanged", lambda *_: False)
    return request.param


def test_it_is_written_and_replaced(tmp_path: Path, system: str) -> None:
    for text in ("one", "two"):
        put(tmp_path / "a", text, force=True)
        assert (tmp_path / "a" / "sign").read_text() == text
        assert names(tmp_path) == ["a"], system


def test_a_folder_is_as_open_as_the_user_wants(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        put(tmp_path / "a", "one")
    finally:
        os.umask(before)
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o700


def test_a_link_stays_a_link(tmp_path: Path, system: str) -> None:
    put(tmp_path / "real", "one")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    put(tmp_path / "link", "two", force=True)
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real" / "sign").read_text() == "two"
    assert names(tmp_path) == ["link", "real"], system


def test_what_was_there_stays_if_the_new_one_fails(
    tmp_path: Path, system: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path / "a", "one")

    def full(_place: Path) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(InputError) as error, reserved(tmp_path / "a", "sign", force=True) as fill:
        fill(full)
    assert codes(error) == ["RES-U004"]
    rename = Path.rename
    monkeypatch.setattr(Path, "rename", lambda one, other: full(one) if ".part-" in one.name else rename(one, other))
    if system == "rename":
        with pytest.raises(InputError):
            put(tmp_path / "a", "two", force=True)
    assert (tmp_path / "a" / "sign").read_text() == "one"
    assert names(tmp_path) == ["a"]


def test_killed_between_two_renames_it_is_brought_back(tmp_path: Path) -> None:
    put(tmp_path / "a", "one")
    (tmp_path / "a").rename(tmp_path / ".a.old")
    mended(tmp_path / "a")
    assert (tmp_path / "a" / "sign").read_text() == "one"
    (tmp_path / "a").rename(tmp_path / ".a.old")
    with pytest.raises(UsageError) as error:  # it is there: not replaced without force
        put(tmp_path / "a", "two")
    assert codes(error) == ["RES-U001"]
    assert names(tmp_path) == ["a"]


def test_what_killed_runs_left_is_removed(tmp_path: Path) -> None:
    (tmp_path / ".a.part-1").mkdir()
    (tmp_path / ".a.part-1" / "sign").write_text("half")
    (tmp_path / ".a.lock").touch()
    put(tmp_path / "a", "one")
    assert names(tmp_path) == ["a"]


def test_what_appeared_meanwhile_is_not_replaced(tmp_path: Path) -> None:
    def slow(place: Path) -> None:
        filling("one")(place)
        (tmp_path / "a").mkdir()
        (tmp_path / "a" / "thesis").touch()

    with pytest.raises(UsageError) as error, reserved(tmp_path / "a", "sign", force=True) as fill:
        fill(slow)
    assert codes(error) == ["RES-U008"]
    assert names(tmp_path / "a") == ["thesis"]
    assert names(tmp_path) == ["a"]


def test_files_appear_together(tmp_path: Path) -> None:
    place = tmp_path / "deep" / "all"
    with filled_together(place) as part:
        (part / "x").touch()
        assert not place.exists()
    with filled_together(place) as part:
        (part / "y").touch()
        assert names(place)[-1] == "x"
    assert names(place) == ["x", "y"]
    with pytest.raises(InputError), filled_together(place) as part:
        (part / "nowhere" / "z").touch()
    assert names(place) == ["x", "y"]
    shutil.rmtree(place)
    with filled_together(place), pytest.raises(UsageError) as error, filled_together(place):
        pass
    assert codes(error) == ["RES-U030"]
