"""Whatever the machine is like: no home, no UTF-8, no terminal, nobody who listens, a full disk, a wrong clock."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from resilience_cli import store
from resilience_cli.cli.app import run

PROGRAM = (sys.executable, "-m", "resilience_cli")
FEW = ("--allow-unreleased", "--draws", "99", "--quiet")


def in_shell(line: str, at: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run a line of bash, in which $R is the program; nothing of this process's environment is there."""
    settings = {"PATH": os.defpath, "R": " ".join(PROGRAM), **environment}
    return subprocess.run(["/bin/bash", "-c", line], cwd=at, env=settings, capture_output=True, check=False)


def test_it_needs_no_home_and_no_utf_8(export: Path, instruments: Path, tmp_path: Path) -> None:
    settings = {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    line = f"$R score {export.name} {' '.join(FEW)} -o 评估 && $R report 评估 --lang zh"
    done = in_shell(line, tmp_path, RESILIENCE_INSTRUMENTS=str(instruments), **settings)
    assert (done.returncode, done.stderr) == (0, b"")
    assert "小问卷" in done.stdout.decode()
    assert store.read(tmp_path / "评估").counts["received"] == 32


def test_a_console_of_gbk_gets_utf_8_and_a_closed_one_nothing(assessed: Path, tmp_path: Path) -> None:
    line = f"PYTHONIOENCODING=gbk $R report {assessed}; $R report {assessed} >&-; $R report nowhere >&- 2>&-"
    done = in_shell(line, tmp_path, RESILIENCE_LANG="zh")
    assert (done.returncode, done.stderr) == (3, b"")
    assert "东湖花园" in done.stdout.decode()


def test_who_stops_listening_stops_nothing(assessed: Path, tmp_path: Path) -> None:
    report = f"$R report {assessed} --format $form"
    line = f"for form in terminal json html; do {report} | head -n 1; echo =${{PIPESTATUS[0]}}; done"
    done = in_shell(line, tmp_path, RESILIENCE_LANG="en")
    assert done.stdout.count(b"=0") == 3
    assert done.stderr == b""


def test_a_full_disk_behind_the_output_is_said(assessed: Path, tmp_path: Path) -> None:
    done = in_shell(f"$R report {assessed} > /dev/full", tmp_path, RESILIENCE_LANG="en")
    assert done.returncode == 3
    assert done.stderr.decode().startswith("the output cannot be used: the disk is full.")


def test_a_limit_of_the_size_of_files_leaves_nothing(assessed: Path, export: Path, instruments: Path) -> None:
    at = export.parent
    score = f"$R score {export.name} {' '.join(FEW)} -o new"
    line = f"ulimit -f 4; $R report {assessed} -o r.docx; echo =$?; {score}; echo =$?"
    done = in_shell(line, at, RESILIENCE_LANG="en", RESILIENCE_INSTRUMENTS=str(instruments))
    assert done.stdout == b"=3\n=3\n"
    assert done.stderr.count(b"a file may not become so large there. ") == 2
    assert sorted(one.name for one in at.iterdir()) == ["导出.assessment", "导出.csv"]


def test_a_disk_on_which_nothing_can_be_written_is_said(
    resilience: Callable[..., object], assessed: Path, export: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened, made = os.open, os.mkdir

    def no_open(path: object, flags: int, *more: int, **others: int) -> int:
        if flags & (os.O_WRONLY | os.O_RDWR):
            raise OSError(errno.EROFS, "Read-only file system", path)
        return opened(path, flags, *more, **others)

    def no_folder(path: object, *_: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system", path)

    monkeypatch.setattr(os, "open", no_open)
    monkeypatch.setattr(os, "mkdir", no_folder)
    for command in (
        ("score", export, *FEW, "-o", "new"),
        ("score", export, *FEW, "-o", assessed, "--force"),
        ("report", assessed, "--all-communities", "-o", "all"),
    ):
        done = resilience(*command)
        assert (done.code, done.out) == (3, "")
        assert "cannot be written: the place is read-only." in done.err
    monkeypatch.setattr(os, "open", opened)
    monkeypatch.setattr(os, "mkdir", made)
    assert sorted(one.name for one in export.parent.iterdir()) == ["导出.assessment", "导出.csv"]


def test_what_the_system_refuses_is_no_fault_of_the_program(resilience: Callable[..., object], export: Path) -> None:
    long = "x" * 300
    for command in (
        ("score", long),
        ("score", export, "--out", long),
        ("report", long),
        ("report", long, "-o", f"{long}.docx"),
        ("inspect", export, "--write-mapping", long),
        ("instruments", "validate", long),
        ("codebook", long),
    ):
        done = resilience(*command)
        assert done.code in {2, 3}, command
        assert "Traceback" not in done.err


@pytest.mark.parametrize("name", [b"\xb5\xbc\xb3\xf6.csv", b"y" * 251 + b".csv", "\u202e导出\u200b😀.csv".encode()])
def test_a_file_may_be_called_anything(
    name: bytes, resilience: Callable[..., object], export: Path, tmp_path: Path
) -> None:
    path = tmp_path / os.fsdecode(name)
    export.rename(path)
    done = resilience("score", path, *FEW, "--report", "xlsx")
    assert done.code == 0, done.err
    (directory,) = tmp_path.glob("*.assessment")
    assert resilience("report", directory, "--json").code == 0
    assert {one.suffix for one in tmp_path.iterdir()} == {".csv", ".assessment", ".xlsx"}


def test_a_clock_that_stands_in_1970_stops_nothing(
    assessed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = time.localtime
    monkeypatch.setattr("time.time", lambda: 17_280_000.0)
    monkeypatch.setattr("time.localtime", lambda at=None: real(17_280_000.0 if at is None else at))
    for form in ("docx", "xlsx", "html"):
        assert run(["report", str(assessed), "-o", str(tmp_path / f"r.{form}"), "--quiet"]) == 0
    for form in ("docx", "xlsx"):
        with zipfile.ZipFile(tmp_path / f"r.{form}") as archive:
            assert archive.testzip() is None
