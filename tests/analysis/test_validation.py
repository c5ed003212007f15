"""What is checked of a file, and how far."""

from __future__ import annotations

import errno
import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from resilience_cli.analysis.validation import CODES, check_file, validate
from resilience_cli.catalog.load import examine
from resilience_cli.errors import CheckFailedError
from resilience_cli.messages import speaking
from resilience_cli.model.validation import Validation

INSTRUMENTS = Path(__file__).parent.parent / "instruments"
TINY = INSTRUMENTS / "good" / "tiny"
RAW = sorted((INSTRUMENTS / "bad" / "raw").iterdir())


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """The file of a sound questionnaire, in a directory of its own."""
    shutil.copytree(TINY, tmp_path / "tiny")
    return tmp_path / "tiny" / "1.0.0.json"


def states(path: Path, *keys: str | int, value: Any) -> dict[str, str]:
    """Return how the checks come out once the value at the keys is another."""
    content = part = json.loads(path.read_text(encoding="utf-8"))
    for key in keys[:-1]:
        part = part[key]
    part[keys[-1]] = value
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    found = check_file(path)
    return {check.name: Validation((found,)).state(check) for check in found.checks}


@pytest.mark.parametrize("path", RAW, ids=lambda path: path.name)
def test_no_finding_is_lost_between_the_checks(path: Path) -> None:
    found = check_file(path).findings
    assert all(finding in found for finding in examine(path).findings)


def test_a_code_belongs_to_one_check() -> None:
    listed = [code for codes in CODES.values() for code in codes]
    assert len(listed) == len(set(listed))


def test_a_sound_file_passes_all(tiny: Path) -> None:
    assert set(states(tiny, "id", value="tiny").values()) == {"passed"}


def test_a_fault_of_the_schema_leaves_the_rest_open(tiny: Path) -> None:
    found = states(tiny, "items", 0, "scale", value=3)
    assert (found.pop("file"), found.pop("schema")) == ("passed", "failed")
    assert set(found.values()) == {"skipped"}


def test_what_does_not_resolve_leaves_open_what_rests_on_it(tiny: Path) -> None:
    found = states(tiny, "scores", 2, "of", 0, value="alfa")
    failed = {name for name, state in found.items() if state == "failed"}
    assert "references" in failed
    assert {found[name] for name in ("file", "schema", "release")} == {"passed"}
    assert {found[name] for name in ("texts", "items", "cases")} == {"skipped"}


def test_one_meaning_that_fails_does_not_touch_the_others(tiny: Path) -> None:
    found = states(tiny, "items", 3, "text", "en", value="Choose")
    assert found["items"] == "failed"
    assert {found[name] for name in ("references", "texts", "release")} == {"passed"}
    assert found["cases"] == "skipped"


def test_a_changed_release_is_still_checked_and_its_cases_are_run(tiny: Path) -> None:
    lock = {"format": 1, "released": {"tiny": {"1.0.0": {"sha256": "0" * 64, "date": "2026-01-31"}}}}
    (tiny.parent.parent / "releases.json").write_text(json.dumps(lock), encoding="utf-8")
    found = states(tiny, "status", value="released")
    assert found.pop("release") == "failed"
    assert set(found.values()) == {"passed"}


def test_faults_of_the_cases_are_in_their_own_file(tiny: Path) -> None:
    tiny.with_name("1.0.0.cases.json").write_text('{"format": 1,\n "cases": [{}]}', encoding="utf-8")
    (finding,) = check_file(tiny).checks[-1].findings
    assert (finding.code, finding.where.file, finding.where.line) == ("RES-I011", "tiny/1.0.0.cases.json", 2)
    assert check_file(tiny).path_of(finding) == tiny.with_name("1.0.0.cases.json")
    tiny.write_text("{", encoding="utf-8")
    assert [one.code for one in check_file(tiny).findings] == ["RES-I007", "RES-I011"]


def test_a_file_that_is_not_there_has_one_fault(tiny: Path) -> None:
    assert [one.code for one in check_file(tiny.with_name("2.0.0.json")).findings] == ["RES-I003"]


def test_all_faults_of_all_files_in_one_run(tiny: Path) -> None:
    tiny.write_text("{", encoding="utf-8")
    other = tiny.parent.parent / "other" / "1.0.0.json"
    other.parent.mkdir()
    other.write_text("[]", encoding="utf-8")
    told: list[tuple[int, int]] = []
    found = validate([str(tiny.parent.parent)], progress=lambda done, total: told.append((done, total)))
    assert [checked.findings[0].code for checked in found.files] == ["RES-I012", "RES-I007"]
    assert told == [(1, 2), (2, 2)]
    assert (found.count("error"), found.count("warning")) == (2, 1)
    assert Validation(found.files, strict=True).count("error") == 3


def test_nothing_to_check_says_what_was_found_instead(tmp_path: Path) -> None:
    (tmp_path / "releases.json").write_text("[]", encoding="utf-8")
    with pytest.raises(CheckFailedError) as caught:
        validate([str(tmp_path)])
    assert [fault.code for fault in caught.value.faults] == ["RES-I019", "RES-I012"]


def test_a_folder_that_cannot_be_looked_into_is_a_fault(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    closed, scan = tiny.parent.parent / "closed", os.scandir
    closed.mkdir()

    def refuse(path: str | Path) -> Any:
        if Path(path) == closed:
            raise PermissionError(errno.EACCES, "refused")
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    found = validate([str(tiny.parent.parent)])
    (finding,) = found.files[1].findings
    with speaking("en"):
        assert (finding.code, "no permission" in str(finding)) == ("RES-I004", True)
    assert found.count("error") == 1
