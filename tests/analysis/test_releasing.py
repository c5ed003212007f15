"""Release: what is written, what is refused, and what a stop in between leaves."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from resilience_cli.analysis.releasing import release
from resilience_cli.analysis.validation import check_file
from resilience_cli.catalog import release as lock
from resilience_cli.catalog.load import load
from resilience_cli.errors import CheckFailedError, InputError, UsageError
from resilience_cli.files import beside
from resilience_cli.model.finding import Finding

TINY = Path(__file__).parent.parent / "instruments" / "good" / "tiny"
DAY = date(2026, 11, 24)


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """The file of a draft that has no fault, in a directory of its own."""
    shutil.copytree(TINY, tmp_path / "tiny")
    return tmp_path / "tiny" / "1.0.0.json"


def codes(path: Path) -> set[str]:
    return {finding.code for finding in check_file(path).findings if finding.severity != "info"}


def test_only_the_status_changes_and_the_lock_lists_the_file(tiny: Path) -> None:
    before = tiny.read_bytes()
    done = release("tiny@1.0.0", tiny.parent.parent, DAY)
    assert tiny.read_bytes() == before.replace(b'"status": "draft"', b'"status": "released"')
    listed = json.loads((tiny.parent.parent / "releases.json").read_text(encoding="utf-8"))
    assert listed == {
        "format": 1,
        "released": {"tiny": {"1.0.0": {"sha256": load(tiny).sha256, "date": "2026-11-24"}}},
    }
    assert (done.name, done.sha256, done.date, done.is_new) == ("tiny@1.0.0", load(tiny).sha256, "2026-11-24", True)
    assert codes(tiny) == set()
    assert sorted(path.name for path in tiny.parent.parent.iterdir()) == ["releases.json", "tiny"]


def test_a_second_release_writes_nothing_and_keeps_the_date(tiny: Path) -> None:
    release(str(tiny), None, DAY)
    before = {path: path.read_bytes() for path in (tiny, tiny.parent.parent / "releases.json")}
    done = release(str(tiny), None, date(2027, 1, 1))
    assert (done.date, done.is_new) == ("2026-11-24", False)
    assert before == {path: path.read_bytes() for path in before}


def test_other_releases_stay(tiny: Path) -> None:
    entry = {"sha256": "0" * 64, "date": "2026-01-31"}
    file = tiny.parent.parent / "releases.json"
    file.write_text(json.dumps({"format": 1, "released": {"other": {"1.0.0": entry}}}), encoding="utf-8")
    release(str(tiny), None, DAY)
    listed = json.loads(file.read_text(encoding="utf-8"))["released"]
    assert listed["other"] == {"1.0.0": entry}
    assert set(listed) == {"other", "tiny"}


def test_a_warning_or_an_error_is_in_the_way(tiny: Path) -> None:
    (tiny.parent / "1.0.0.cases.json").unlink()
    with pytest.raises(CheckFailedError, match="RES-I060") as caught:
        release(str(tiny), None, DAY)
    assert caught.value.faults[-1].code == "RES-I083"
    tiny.write_text("{", encoding="utf-8")
    with pytest.raises(CheckFailedError, match="RES-I007"):
        release(str(tiny), None, DAY)


def test_a_release_that_was_changed_is_not_released_again(tiny: Path) -> None:
    release(str(tiny), None, DAY)
    tiny.write_text(tiny.read_text(encoding="utf-8").replace("甲一", "甲二二"), encoding="utf-8")
    changed = tiny.read_bytes()
    with pytest.raises(CheckFailedError, match="RES-I051"):
        release(str(tiny), None, DAY)
    assert tiny.read_bytes() == changed


def test_a_stop_between_the_two_files_is_named_and_mended(tiny: Path) -> None:
    release(str(tiny), None, DAY)
    (tiny.parent.parent / "releases.json").unlink()
    assert codes(tiny) == {"RES-I052"}
    assert release(str(tiny), None, DAY).is_new
    assert codes(tiny) == set()


def test_a_release_that_was_set_back_to_draft_is_mended_with_its_date(tiny: Path) -> None:
    draft = tiny.read_bytes()
    release(str(tiny), None, DAY)
    tiny.write_bytes(draft)
    assert codes(tiny) == {"RES-I051"}
    assert release(str(tiny), None, date(2027, 1, 1)).date == "2026-11-24"
    assert codes(tiny) == set()


def test_if_the_lock_cannot_be_written_the_file_is_as_it_was(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, write = tiny.read_bytes(), beside.write_text

    def full(path: Path, text: str) -> None:
        if path.name == "releases.json":
            raise InputError(Finding("RES-U004", values={"name": path, "why": "full"}))
        write(path, text)

    monkeypatch.setattr(lock.beside, "write_text", full)
    with pytest.raises(InputError, match="RES-U004"):
        release(str(tiny), None, DAY)
    assert tiny.read_bytes() == before


def test_an_unsound_lock_stays_as_it_is(tiny: Path) -> None:
    file = tiny.parent.parent / "releases.json"
    file.write_text("[]", encoding="utf-8")
    with pytest.raises(CheckFailedError, match="RES-I012"):
        release(str(tiny), None, DAY)
    assert file.read_text(encoding="utf-8") == "[]"


def test_the_version_has_to_be_named(tiny: Path) -> None:
    with pytest.raises(UsageError, match=r"tiny@1\.0\.0"):
        release("tiny", tiny.parent.parent, DAY)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"a": {"status": "draft"},\r\n"status":\t"draft"}', '{"a": {"status": "draft"},\r\n"status":\t"released"}'),
        ('\ufeff{"status": "draft"}', '\ufeff{"status": "released"}'),
        ('{"st\\u0061tus":"dr\\u0061ft", "x": "status"}', '{"st\\u0061tus":"released", "x": "status"}'),
    ],
    ids=["inner and windows", "mark", "escaped"],
)
def test_the_rest_of_the_text_stays_to_the_byte(text: str, expected: str) -> None:
    assert lock.with_status_released(text) == expected
