"""A program that runs in this process, and a small survey for it."""

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from made import raw_instrument

from resilience_cli.cli.app import run
from resilience_cli.messages import speaking


class Ran(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture
def resilience(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, instruments: Path
) -> Callable[..., Ran]:
    """Return a function that runs a command line in an empty directory."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("RESILIENCE_INSTRUMENTS", str(instruments))

    def call(*arguments: object) -> Ran:
        with speaking("en"):
            code = run([str(argument) for argument in arguments])
        return Ran(code, *capfd.readouterr())

    return call


@pytest.fixture
def instruments(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a directory with the small questionnaire, as a draft."""
    folder = tmp_path_factory.mktemp("instruments")
    (folder / "small").mkdir()
    (folder / "small" / "1.0.0.json").write_text(json.dumps(raw_instrument(), ensure_ascii=False), encoding="utf-8")
    return folder


@pytest.fixture
def export(tmp_path: Path) -> Path:
    """Return a plain export of two communities: one content, one not."""
    items = [item["id"] for item in raw_instrument()["items"]]
    path = tmp_path / "导出.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["community", "role", *items])
        for community, liked in (("东湖花园", 5), ("[red]老街|新村", 2)):
            for person in range(12):
                for role in ("resident", "committee", "property")[: 3 if person < 2 else 1]:
                    answers = [6 - liked if item.endswith("2") else liked for item in items]
                    answers[person % len(items)] = 3
                    rows.writerow([community, role, *answers])
    return path


@pytest.fixture
def assessed(resilience: Callable[..., Ran], export: Path) -> Path:
    """Return the assessment directory of the export."""
    assert resilience("score", export, "--allow-unreleased", "--draws", 99, "--quiet").code == 0
    return Path("导出.assessment")
