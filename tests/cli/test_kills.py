"""Killed in the middle, a command leaves the old or the new, whole, and nothing that stops the next run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

TESTS = Path(__file__).parent.parent


@pytest.fixture
def kills(export: Path, instruments: Path, tmp_path: Path) -> list[dict]:
    """Return what was found after each case's kills."""
    home = tmp_path / "home"
    home.mkdir()
    done = subprocess.run(
        [sys.executable, "-B", str(TESTS / "killed.py"), str(home), str(export)],
        env={**os.environ, "RESILIENCE_INSTRUMENTS": str(instruments), "RESILIENCE_LANG": "en"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]


def test_a_kill_leaves_the_old_or_the_new_and_blocks_nothing(kills: list[dict]) -> None:
    assert sum(case["kills"] for case in kills) >= 200
    for case in kills:
        assert case["exits"] == [0], case
        allowed = {"old", "new"} if "--force" in case["case"] or case["case"] == "release" else {"none", "old", "new"}
        assert set(case["seen"]) <= allowed, case
