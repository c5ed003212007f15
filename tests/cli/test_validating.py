"""`instruments validate` and `release` as a user and as a pipeline call them."""

import json
import os
import re
import shutil
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest
from made import raw_instrument

from resilience_cli import reports
from resilience_cli.cli import validating
from resilience_cli.reports import compose_validation

TINY = Path(__file__).parent.parent / "instruments" / "good" / "tiny"


@pytest.fixture
def small(instruments: Path) -> Path:
    """The file of the small questionnaire, a draft that has no cases."""
    return instruments / "small" / "1.0.0.json"


@pytest.fixture
def odd_name(small: Path, tmp_path: Path) -> Path:
    """A file whose name no UTF-8 can hold."""
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.json"))
    try:
        path.write_bytes(small.read_bytes())
    except (OSError, UnicodeError):  # not every system has such names
        return small
    return path


@pytest.fixture
def faulty(small: Path) -> Path:
    content = raw_instrument()
    content["scores"][0]["of"] = ["nobody1", "nobody2"]
    content["classes"][0]["whn"] = content["classes"][0].pop("when")
    small.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
    return small


def test_what_was_checked_is_said_where_nothing_is_wrong(resilience, small):
    ran = resilience("instruments", "validate", "small")
    assert ran.code == 0
    assert f"{small} (small@1.0.0): valid" in " ".join(ran.out.split("\n"))
    assert "Passed: file, schema, references, texts (zh, en), items (12, reversed 6)" in ran.out
    assert "Not fully checked: cases" in ran.out
    assert "Questionnaires: 1; errors: 0; warnings: 1; notes: " in ran.out


def test_how_classes_are_reached_is_told_of_a_few(resilience, small, monkeypatch):
    second = small.with_name("2.0.0.json")
    second.write_text(small.read_text("utf-8").replace('"1.0.0"', '"2.0.0"'), encoding="utf-8")
    two = resilience("instruments", "validate", small, second).out
    assert two.count("is reached, for example") == 6
    monkeypatch.setattr(compose_validation, "FEW", 1)
    many = resilience("instruments", "validate", small, second).out
    assert "is reached, for example" not in many
    assert "where up to 1 are checked" in many


def test_validate_says_no_with_every_fault_and_its_line(resilience, faulty):
    ran = resilience("instruments", "validate")
    assert ran.code == 1
    assert "not valid" in ran.out
    assert re.search(r"› line \d+ › character \d+: The key “whn”", " ".join(ran.out.split()))
    assert "nobody1" in ran.out
    assert ran.err == ""
    quiet = resilience("instruments", "validate", faulty, "--quiet")
    assert (quiet.code, quiet.out) == (1, "")
    assert "whn" in quiet.err


def test_json_is_all_there_is_on_stdout(resilience, faulty):
    ran = resilience("instruments", "validate", faulty, "--json")
    assert ran.code == 1
    found = json.loads(ran.out)
    (file,) = found["files"]
    assert (file["file"], file["id"], file["version"], file["valid"]) == (str(faulty), "small", "1.0.0", False)
    assert {check["name"]: check["state"] for check in file["checks"]}["schema"] == "failed"
    assert found["errors"] == sum(finding["severity"] == "error" for finding in file["findings"])
    assert ran.out == resilience("instruments", "validate", faulty, "--format", "json").out
    assert "errors" in ran.err
    assert resilience("instruments", "validate", faulty, "--json", "--quiet").err == ""


def test_strict_makes_warnings_errors_in_every_format(resilience, small):
    assert resilience("instruments", "validate", small).code == 0
    ran = resilience("instruments", "validate", small, "--strict")
    assert ran.code == 1
    assert "Error: small/1.0.0.json: The instrument has no cases" in " ".join(ran.out.split())
    assert "::error file=" in resilience("instruments", "validate", small, "--strict", "--format", "github").out
    assert "<failure" in resilience("instruments", "validate", small, "--strict", "--format", "junit").out
    sarif = json.loads(resilience("instruments", "validate", small, "--strict", "--format", "sarif").out)
    assert sorted(result["level"] for result in sarif["runs"][0]["results"]) == ["error", "note"]


def test_the_choices_are_the_formats_that_there_are(resilience, small):
    assert tuple(reports.VALIDATION_FORMATS) == validating.FORMATS
    assert resilience("instruments", "validate", small, "--format", "xml").code == 2


def test_a_report_file_is_replaced_and_the_summary_is_on_stderr(resilience, small, tmp_path):
    out = tmp_path / "report.xml"
    out.write_text("old", encoding="utf-8")
    ran = resilience("instruments", "validate", small, "--format", "junit", "--output", out)
    assert (ran.code, ran.out) == (0, "")
    assert "Questionnaires: 1; errors: 0; warnings: 1; notes: " in ran.err
    assert Xml.parse(out).getroot().get("failures") == "0"  # noqa: S314 - we wrote it
    assert resilience("instruments", "validate", small, "-o", tmp_path / "none" / "x").code == 3
    assert [path.name for path in tmp_path.iterdir()] == ["report.xml"]


@pytest.mark.parametrize("form", validating.FORMATS)
def test_a_file_with_any_name_is_reported(resilience, odd_name, tmp_path, form):
    out = tmp_path / "report"
    assert resilience("instruments", "validate", odd_name, "--format", form, "-o", out).code == 1 - (
        odd_name.name == "1.0.0.json"
    )
    assert "RES-I053" in out.read_text(encoding="utf-8")


def test_a_device_is_written_and_not_replaced(resilience, small):
    assert resilience("instruments", "validate", small, "--output", os.devnull).code == 0
    assert Path(os.devnull).is_char_device()


def test_a_file_that_is_not_there_is_a_fault(resilience):
    ran = resilience("instruments", "validate", "none.json")
    assert ran.code == 1
    assert "RES-I003" in ran.out


def test_a_folder_is_searched_and_what_has_a_wrong_name_is_told(resilience, instruments, small):
    small.with_name("1.0.json").write_text("{}", encoding="utf-8")
    (instruments / "deep" / "er" / "other").mkdir(parents=True)
    (instruments / "deep" / "er" / "other" / "2.0.0.json").write_text("{", encoding="utf-8")
    ran = resilience("instruments", "validate", instruments, "--json")
    files = {Path(file["file"]).name: file for file in json.loads(ran.out)["files"]}
    assert list(files) == ["2.0.0.json", "1.0.0.json", "1.0.json"]
    assert [finding["code"] for finding in files["1.0.json"]["findings"]] == ["RES-I082"]
    assert [finding["code"] for finding in files["2.0.0.json"]["findings"]] == ["RES-I007"]


def test_a_released_version_that_is_gone_is_a_fault(resilience, instruments):
    lock = {"format": 1, "released": {"small": {"0.9.0": {"sha256": "0" * 64, "date": "2026-01-01"}}}}
    (instruments / "releases.json").write_text(json.dumps(lock), encoding="utf-8")
    for named in ((), (instruments,), (instruments / "releases.json",)):
        ran = resilience("instruments", "validate", *named)
        assert ran.code == 1
        assert "RES-I055" in ran.out
        assert "small@0.9.0" in ran.out


def test_nothing_to_check_is_no_success(resilience, tmp_path):
    (tmp_path / "empty").mkdir()
    for named in (("--instruments", tmp_path / "empty"), (tmp_path / "empty",)):
        ran = resilience("instruments", "validate", *named)
        assert ran.code == 1
        assert "RES-I019" in ran.err


def test_release_refuses_and_says_why(resilience, small):
    refused = resilience("instruments", "release", "small@1.0.0")
    assert refused.code == 1
    assert "RES-I060" in refused.err
    assert "RES-I083" in refused.err
    assert '"draft"' in small.read_text(encoding="utf-8")


def test_release_says_what_it_did(resilience, tmp_path):
    shutil.copytree(TINY, tmp_path / "tiny")
    named = ("tiny@1.0.0", "--instruments", tmp_path)
    assert "tiny@1.0.0 is released" in resilience("instruments", "release", *named).out
    assert "and is unchanged" in resilience("instruments", "release", *named).out
    again = json.loads(resilience("instruments", "release", *named, "--json").out)
    assert (again["name"], again["is_new"], len(again["sha256"])) == ("tiny@1.0.0", False, 64)


def test_a_version_has_to_be_named_and_to_be_there(resilience):
    ran = resilience("instruments", "release", "small")
    assert ran.code == 2
    assert "small@1.0.0" in ran.err
    assert resilience("instruments", "release", "small@9.9.9").code == 2
    assert resilience("instruments", "release", "none/1.0.0.json").code == 1


def test_a_changed_release_is_scored_only_if_asked_for_and_it_is_said(resilience, small, export):
    content = raw_instrument()
    lock = {"format": 1, "released": {"small": {"1.0.0": {"sha256": "0" * 64, "date": "2026-01-01"}}}}
    (small.parent.parent / "releases.json").write_text(json.dumps(lock), encoding="utf-8")
    small.write_text(json.dumps({**content, "status": "released"}, ensure_ascii=False), encoding="utf-8")
    for named in ((), ("--instrument", "small")):
        refused = resilience("score", export, *named)
        assert refused.code == 3
        assert "RES-I051" in refused.err
    ran = resilience("score", export, "--allow-unreleased", "--draws", 99, "--report", "json")
    assert ran.code == 0
    (said,) = [one for one in json.loads(ran.out)["findings"] if one["code"] == "RES-S026"]
    assert (said["severity"], "changed since its release" in said["message"]) == ("warning", True)
