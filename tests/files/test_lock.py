"""One writer at a time, and no lock that outlives its holder."""

from __future__ import annotations

import errno
import subprocess
import sys
from pathlib import Path
from threading import Thread
from time import sleep

import pytest

from resilience_cli.errors import InputError, UsageError
from resilience_cli.files import lock
from resilience_cli.files.lock import locked


def codes(error: pytest.ExceptionInfo) -> list[str]:
    return [fault.code for fault in error.value.faults]


def test_the_second_is_refused_and_the_next_is_not(tmp_path: Path) -> None:
    with locked(tmp_path / "a"):
        assert [one.name for one in tmp_path.iterdir()] == [".a.lock"]
        with pytest.raises(UsageError) as error, locked(tmp_path / "a"):
            pass
        assert codes(error) == ["RES-U030"]
        with locked(tmp_path / "b"):
            pass
    with locked(tmp_path / "a"):
        pass
    assert list(tmp_path.iterdir()) == []


def test_who_is_patient_gets_it(tmp_path: Path) -> None:
    def hold() -> None:
        with locked(tmp_path / "a", patience=60):
            order.append("in")
            sleep(0.05)
            order.append("out")

    order: list[str] = []
    both = [Thread(target=hold) for _ in range(6)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert order == ["in", "out"] * 6


def test_a_holder_that_was_killed_leaves_it_free(tmp_path: Path) -> None:
    program = (
        "import os, signal, sys; from pathlib import Path; from resilience_cli.files.lock import locked\n"
        "with locked(Path(sys.argv[1])): os.kill(os.getpid(), signal.SIGKILL)"
    )
    assert subprocess.run([sys.executable, "-c", program, str(tmp_path / "a")], check=False).returncode == -9
    assert [one.name for one in tmp_path.iterdir()] == [".a.lock"]
    with locked(tmp_path / "a"):
        pass
    assert list(tmp_path.iterdir()) == []


def test_where_there_are_no_locks_one_goes_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(_handle: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(lock, "_hold", none)
    with locked(tmp_path / "a"), locked(tmp_path / "a"):
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError) as error, locked(tmp_path / "nowhere" / "a"):
        pass
    assert codes(error) == ["RES-U004"]
