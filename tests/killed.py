"""Kills commands: `python killed.py FOLDER EXPORT` prints what each kill left, one JSON object a line.

One process imports everything and computes once; every kill is that of a forked copy, by SIGKILL: at each event in
which a file is opened to write, renamed or removed, and at moments by chance. The next run, killed in its turn, finds
what the one before has left; in the end one runs to its end.
"""

from __future__ import annotations

import gc
import hashlib
import json
import os
import random
import shutil
import signal
import sys
import time
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from resilience_cli import store
from resilience_cli.analysis import reporting, validation
from resilience_cli.cli import scoring
from resilience_cli.cli.app import run
from resilience_cli.files import word, workbook
from resilience_cli.reports import html, xlsx
from resilience_cli.reports import word as word_report

IMPORTED = (reporting, html, validation, word, word_report, workbook, xlsx)
"""What the commands import only when it is needed: once for all kills."""
CHANGES = {"os.rename", "os.mkdir", "os.remove", "os.rmdir", "shutil.rmtree"}
WRITING = os.O_WRONLY | os.O_RDWR
BY_CHANCE = 10
"""Kills at moments by chance, of each command."""


class Case(NamedTuple):
    """A command to kill."""

    name: str
    arguments: Sequence[str]
    before: str
    """Folder to start from: a copy is made for each kill."""
    state: Callable[[Path], str]
    """What stands there in the end: "none", "old" or "new", or else what is wrong with it."""


def killed_at(event: int) -> None:
    """Have this process killed at the n-th event that changes files."""
    left = event

    def count(name: str, arguments: tuple[object, ...]) -> None:
        nonlocal left
        exchange = name == "ctypes.dlsym" and arguments[1] == "renameat2"
        writes = name == "open" and isinstance(arguments[2], int) and arguments[2] & WRITING
        if name in CHANGES or exchange or writes:
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)


def forked(arguments: Sequence[str], at: Path, event: int = 0, after: float | None = None) -> int:
    """Run the command in a copy of this process, in a folder; return its exit code, or minus the signal.

    It is killed at its `event`-th change of a file, or `after` so many seconds.
    """
    child = os.fork()
    if child == 0:
        os.chdir(at)
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        if event:
            killed_at(event)
        os._exit(run(list(arguments)))
    if after is not None:
        time.sleep(after)  # it may have ended by then: a process that has ended takes the signal, too
        os.kill(child, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def all_kills(case: Case, home: Path) -> dict[str, object]:
    """Kill the command at its first event, the second and so on, then by chance; return how often which state was left.

    Each run finds what the killed ones before it left; the folder is made anew only when a new output stands there.
    """
    chance = random.Random(1)  # noqa: S311 - any moments
    seen: dict[str, int] = {}
    exits: set[int] = set()
    place, start = home / "now", case.state(home / case.before)
    found, took, left, event = "", 0.0, BY_CHANCE, 1
    while left:
        if found != start:
            shutil.rmtree(place, ignore_errors=True)
            shutil.copytree(home / case.before, place)
        began = time.monotonic()
        code = forked(case.arguments, place, event, chance.uniform(0, took) if took else None)
        found = case.state(place)
        seen[found] = seen.get(found, 0) + (code == -signal.SIGKILL)
        if took and code == -signal.SIGKILL:
            left -= 1
        elif took:
            took *= 0.9  # it came too late
        elif code != -signal.SIGKILL:  # it ran to its end, and beside it stands nothing of the killed ones
            exits.add(code)
            took, event = time.monotonic() - began, 0
            hidden = [one.name for one in place.rglob(".*") if one.suffix == ".old" or ".part-" in one.name]
            seen |= {f"left for good: {name}": 1 for name in hidden}
        else:
            event += 1 + event // 12
        exits |= {code} - {0, -signal.SIGKILL}
    return {"case": case.name, "kills": sum(seen.values()), "exits": sorted(exits), "seen": seen}


def assessment_state(place: Path) -> str:
    """Return which assessment stands there, all its files as they were written."""
    directory = place / "x.assessment"
    if not directory.exists():
        return "none"
    main = json.loads((directory / store.MAIN).read_text(encoding="utf-8"))
    for name, sha256 in main["files"].items():
        if hashlib.sha256((directory / name).read_bytes()).hexdigest() != sha256:
            return f"{name} is not whole"
    return "old" if main["recipe"]["options"]["seed"] == 1 else "new"


def file_state(file: Path) -> str:
    """Return which report stands there."""
    if not file.exists():
        return "none"
    if file.read_bytes() == b"old":
        return "old"
    if file.suffix == ".html":
        return "new" if file.read_text(encoding="utf-8").rstrip().endswith("</html>") else "half a page"
    with zipfile.ZipFile(file) as archive:
        return "new" if archive.testzip() is None else "half a file"


def folder_state(place: Path) -> str:
    """Return which reports stand in the folder: all or none, each whole."""
    states = {file_state(file) for file in (place / "all").glob("*.docx")} or {"none"}
    return states.pop() if len(states) == 1 else "old" if states == {"old", "new"} else str(states)


def release_state(place: Path) -> str:
    """Return whether the questionnaire is released; the one that was before must stay so."""
    listed = json.loads((place / "instruments" / "releases.json").read_text(encoding="utf-8"))["released"]
    file = json.loads((place / "instruments" / "tiny" / "1.0.0.json").read_text(encoding="utf-8"))
    if listed.pop("before") != {"1.0.0": {"sha256": "0" * 64, "date": "2026-01-31"}}:
        return "the release before is lost"
    return "new" if listed and file["status"] == "released" else "old" if not listed else "listed, but no release"


def cases(export: str) -> list[Case]:
    """Return the commands to kill."""
    score = ("score", export, "--allow-unreleased", "--draws", "99", "--quiet", "-o", "x.assessment")
    each = ("report", "x.assessment", "--all-communities", "-o", "all", "--quiet")
    release = ("instruments", "release", "tiny@1.0.0", "--instruments", "instruments")
    found = [
        Case("score", score, "empty", assessment_state),
        Case("score --force", (*score, "--force"), "full", assessment_state),
        Case("report of each", each, "assessed", folder_state),
        Case("report of each --force", (*each, "--force"), "full", folder_state),
        Case("release", release, "full", release_state),
    ]
    for form in ("docx", "xlsx", "html"):
        for before, force in (("assessed", ()), ("full", ("--force",))):
            arguments = ("report", "x.assessment", "-o", f"r.{form}", "--quiet", *force)
            state = [lambda place, name=f"r.{form}": file_state(place / name)][0]
            found.append(Case(f"report {form} {' '.join(force)}", arguments, before, state))
    return found


def prepare(home: Path, export: str) -> None:
    """Make the folders to start from, and compute what every kill would compute again."""
    for name in ("empty", "assessed", "full"):
        (home / name).mkdir()
    options = ["--allow-unreleased", "--draws", "99", "--quiet", "--seed", "1", "-o"]
    for name in ("assessed", "full"):
        assert run(["score", export, *options, str(home / name / "x.assessment")]) == 0
    assert (
        run(["report", str(home / "full" / "x.assessment"), "--all-communities", "-o", str(home / "full" / "all")]) == 0
    )
    for file in (
        *(home / "full" / "all").iterdir(),
        *(home / "full" / f"r.{form}" for form in ("docx", "xlsx", "html")),
    ):
        file.write_bytes(b"old")
    shutil.copytree(Path(__file__).parent / "instruments" / "good" / "tiny", home / "full" / "instruments" / "tiny")
    lock = {"format": 1, "released": {"before": {"1.0.0": {"sha256": "0" * 64, "date": "2026-01-31"}}}}
    (home / "full" / "instruments" / "releases.json").write_text(json.dumps(lock), encoding="utf-8")


def computed_once(home: Path, export: str) -> None:
    """Put what was computed in the place of what computes it: kills before anything is written are all alike."""
    from resilience_cli.cli.options import Reading
    from resilience_cli.model.assessment import Options

    assessed = scoring.assess([Path(export)], Reading(allow_unreleased=True), None, Options(draws=99), lambda *_: None)
    document = reporting.report_document(store.read(home / "full" / "x.assessment"), "internal", ())
    scoring.assess = lambda *_, **__: assessed
    reporting.report_document = lambda *_, **__: document


def main() -> None:
    """Kill all."""
    home, export = Path(sys.argv[1]), sys.argv[2]
    prepare(home, export)
    computed_once(home, export)
    gc.freeze()  # or every copy would go through what it shares with this process
    gc.disable()
    for case in cases(export):
        sys.stdout.write(f"{json.dumps(all_kills(case, home))}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
