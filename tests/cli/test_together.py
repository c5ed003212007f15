"""Two runs at the same moment: one wins and the other says so, or waits; nothing is mixed and nothing lost."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from resilience_cli import store
from resilience_cli.files.lock import locked

TINY = Path(__file__).parent.parent / "instruments" / "good" / "tiny"


def both(commands: list[list[str]], at: Path, instruments: Path) -> list[tuple[int, str]]:
    """Run the commands at once; return the exit code of each and what it said."""
    settings = {**os.environ, "RESILIENCE_LANG": "en", "RESILIENCE_INSTRUMENTS": str(instruments)}
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "resilience_cli", *words],
            cwd=at,
            env=settings,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        for words in commands
    ]
    said = [one.communicate()[1] for one in running]
    return [(one.returncode, text) for one, text in zip(running, said, strict=True)]


def test_of_two_that_score_into_one_directory_one_wins(export: Path, instruments: Path, tmp_path: Path) -> None:
    words = ["score", export.name, "--allow-unreleased", "--draws", "99", "--quiet", "-o", "one", "--seed"]
    done = both([[*words, seed] for seed in ("1", "2")], tmp_path, instruments)
    assert sorted(code for code, _ in done) == [0, 2]
    won, lost = sorted(range(2), key=lambda k: done[k][0])
    assert "[RES-U030]" in done[lost][1] or "[RES-U001]" in done[lost][1]
    assert store.read(tmp_path / "one").recipe["options"]["seed"] == won + 1
    assert sorted(one.name for one in tmp_path.iterdir()) == ["one", "导出.csv"]


def test_what_another_run_writes_is_left_alone(
    resilience: Callable[..., object], assessed: Path, export: Path, tmp_path: Path
) -> None:
    with locked((tmp_path / assessed).resolve()):
        done = resilience("score", export, "--force")
    assert done.code == 2
    assert "is being written by another run." in done.err
    assert "Wait until it has ended" in done.err
    assert resilience("report", assessed, "--quiet").code == 0


def test_releases_at_the_same_moment_are_all_listed(tmp_path: Path) -> None:
    names = [f"tiny{number}" for number in range(4)]
    for name in names:
        shutil.copytree(TINY, tmp_path / name)
        for file in (tmp_path / name).iterdir():
            content = json.loads(file.read_text(encoding="utf-8"))
            if "cases" not in file.name:
                content["id"] = name
            file.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
    done = both([["instruments", "release", f"{name}@1.0.0"] for name in names], tmp_path, tmp_path)
    assert [code for code, _ in done] == [0] * len(names), done
    listed = json.loads((tmp_path / "releases.json").read_text(encoding="utf-8"))["released"]
    assert sorted(listed) == names
    assert not [one for one in tmp_path.iterdir() if one.name.startswith(".")]
