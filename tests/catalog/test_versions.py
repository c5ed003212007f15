"""A new version against the one before. What must be found is in files, as for the other checks.

A file of instruments/bad/versions holds a JSON Patch of good/tiny, the versions beside it (each a patch as well), which
of them are released, and the findings about the version step, no more and no fewer.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from mutations import ROOT, TINY, changed

from resilience_cli.catalog.load import load
from resilience_cli.catalog.versions import check_version, stepped
from resilience_cli.messages import speaking
from resilience_cli.messages.findings.kinds_versions import STEPS as CODES
from resilience_cli.model.finding import Finding
from resilience_cli.model.parse import canonical_sha256

FILES = sorted((ROOT / "tests/instruments/bad/versions").glob("*.json"))


def patched(patch: list[dict[str, Any]], version: str) -> Any:
    values = {step["path"]: step["value"] for step in patch if step["op"] != "remove"}
    content = changed(TINY, {"/version": version} | values)
    for step in patch:
        if step["op"] == "remove":
            del content[step["path"][1:]]
    return content


def checked(folder: Path, case: Any) -> tuple[Finding, ...]:
    contents = [patched(patch, version) for version, patch in case.get("beside", {}).items()]
    contents.append(patched(case["patch"], "1.0.0"))
    for version, content in zip([*case.get("beside", {}), contents[-1]["version"]], contents, strict=True):
        path = folder / "tiny" / f"{version}.json"
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(content, ensure_ascii=False, indent=2), encoding="utf-8")
    lock = {
        one["version"]: {"sha256": canonical_sha256(one), "date": "2026-01-31"}
        for one in contents
        if one["version"] in case.get("released", ())
    }
    (folder / "releases.json").write_text(json.dumps({"format": 1, "released": {"tiny": lock}}), encoding="utf-8")
    return check_version(load(path, allow_unreleased=True), path)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_what_is_wrong_with_a_version_step(file: Path, tmp_path: Path) -> None:
    case = json.loads(file.read_text(encoding="utf-8"))
    findings = checked(tmp_path, case)
    assert sorted(f"{finding.code} {finding.where.pointer}" for finding in findings) == case["findings"]
    assert all(finding.where.line and finding.where.col and str(finding) for finding in findings)


def test_every_finding_about_version_steps_has_a_file() -> None:
    shown = {line.split()[0] for file in FILES for line in json.loads(file.read_text(encoding="utf-8"))["findings"]}
    assert shown == set(CODES)


def test_a_break_is_said_in_the_language_in_use(tmp_path: Path) -> None:
    case = json.loads((ROOT / "tests/instruments/bad/versions/step-too-small.json").read_text(encoding="utf-8"))
    item, rule = checked(tmp_path, case)
    with speaking("en"):
        assert "class:uneven: rescored (rule cut). From 0.9.0 to 0.9.1 is too small a step" in str(rule)
        assert "Make it version 1.0.0" in item.hint
    with speaking("zh"):
        assert "item:a1：计分有变（反向计分）。从 0.9.0 到 0.9.1 递增不足，此改动须递增主版本号" in str(item)


def test_a_step_that_is_large_enough_is_nothing_to_speak_of(tmp_path: Path) -> None:
    cut = {"op": "replace", "path": "/classes/1/when/from", "value": 30}
    previous = {"op": "add", "path": "/previous", "value": {"version": "0.9.0"}}
    assert checked(tmp_path, {"patch": [cut, previous], "beside": {"0.9.0": []}}) == ()


def test_a_released_version_that_was_changed_is_nothing_to_hold_against(tmp_path: Path) -> None:
    previous = {"op": "add", "path": "/previous", "value": {"version": "0.9.0"}}
    assert checked(tmp_path, {"patch": [previous], "beside": {"0.9.0": []}, "released": ["0.9.0"]}) == ()
    path = tmp_path / "tiny" / "0.9.0.json"
    path.write_text(path.read_text(encoding="utf-8").replace("Tiny", "Tinier"), encoding="utf-8")
    new = path.with_name("1.0.0.json")
    assert [finding.code for finding in check_version(load(new, allow_unreleased=True), new)] == ["RES-I092"]


def test_without_anything_before_there_is_no_step(tmp_path: Path) -> None:
    assert checked(tmp_path, {"patch": []}) == ()


def test_the_next_version() -> None:
    assert [stepped("1.2.3", step) for step in ("none", "patch", "minor", "major")] == [
        "1.2.3",
        "1.2.4",
        "1.3.0",
        "2.0.0",
    ]
