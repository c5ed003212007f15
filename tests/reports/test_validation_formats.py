"""The forms in which pipelines take what validation found."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft4Validator
from lxml import etree

from resilience_cli import reports
from resilience_cli.analysis.validation import validate
from resilience_cli.messages import speaking
from resilience_cli.messages.printable import printable
from resilience_cli.model.finding import Finding, Where
from resilience_cli.model.validation import Check, Checked, Validation
from resilience_cli.reports.github import annotation

TESTS = Path(__file__).parent.parent
SARIF = Draft4Validator(json.loads((TESTS / "schemas" / "sarif-schema-2.1.0.json").read_text(encoding="utf-8")))
JUNIT = etree.XMLSchema(etree.parse(TESTS / "schemas" / "junit-4.xsd"))
BAD = sorted((TESTS / "instruments" / "bad").glob("*.json"))
HOSTILE = "a & <b> \x00\x1b[31m\ud800 100%, x: {0}\r\n::error::y\u202e"


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Validation:
    """One sound file, one that is not JSON in a folder with odd signs, one that is not there, one without cases."""
    folder = tmp_path_factory.mktemp("a b#c%,文")
    for name, text in (("x/1.0.0", '{"a": 1,\n "b": }'), ("y/1.0.0", (TINY).read_text(encoding="utf-8"))):
        (folder / f"{name}.json").parent.mkdir()
        (folder / f"{name}.json").write_text(text, encoding="utf-8")
    return validate([str(TINY), str(folder), str(folder / "none.json")])


TINY = TESTS / "instruments" / "good" / "tiny" / "1.0.0.json"


def hostile() -> Validation:
    finding = Finding(
        "RES-I021", Where(file=HOSTILE, pointer=HOSTILE, line=1, col=2), {"id": HOSTILE, "near": [HOSTILE]}
    )
    check = Check("schema", (finding,), seen=lambda: HOSTILE, details=lambda: (HOSTILE,))
    return Validation((Checked(Path("x", HOSTILE.replace("\x00", "")), HOSTILE, (check,)),))


@pytest.mark.parametrize("form", reports.VALIDATION_FORMATS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_form_holds_every_finding_in_the_language_in_use(found: Validation, form: str, language: str) -> None:
    with speaking(language):
        text = reports.VALIDATION_FORMATS[form](found)
    codes = {finding.code for checked in found.files for finding in checked.findings}
    assert {"RES-I003", "RES-I007", "RES-I053", "RES-I060"} <= codes
    assert all(code in text for code in codes)
    assert ("不是有效的 JSON" in text) == (language == "zh")


def test_sarif_is_what_its_official_schema_says(found: Validation) -> None:
    for one in (found, Validation(found.files, strict=True), hostile(), Validation(())):
        log = json.loads(reports.VALIDATION_FORMATS["sarif"](one))
        assert list(SARIF.iter_errors(log)) == []


def test_sarif_results_point_to_their_rule_file_and_place(found: Validation) -> None:
    (run,) = json.loads(reports.VALIDATION_FORMATS["sarif"](found))["runs"]
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert rules[result["ruleIndex"]]["defaultConfiguration"]["level"] == result["level"]
        assert "{" not in rules[result["ruleIndex"]]["shortDescription"]["text"]
    (broken,) = [result for result in run["results"] if result["ruleId"] == "RES-I007"]
    (location,) = broken["locations"]
    assert location["physicalLocation"]["region"] == {"startLine": 2, "startColumn": 7}
    named = unquote(urlsplit(location["physicalLocation"]["artifactLocation"]["uri"]).path)
    assert Path(named) == next(checked.file for checked in found.files if checked.file.parent.name == "x")
    draft = next(result for result in run["results"] if result["ruleId"] == "RES-I053")
    assert draft["locations"][0]["logicalLocations"] == [{"fullyQualifiedName": "/status", "kind": "value"}]


def test_paths_are_relative_to_where_the_run_began(found: Validation, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = next(checked.file.parent for checked in found.files if checked.file.parent.name == "x")
    monkeypatch.chdir(folder.parent)
    (run,) = json.loads(reports.VALIDATION_FORMATS["sarif"](found))["runs"]
    uris = {one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for one in run["results"]}
    assert {"x/1.0.0.json", "y/1.0.0.json", "none.json"} <= uris
    assert any(uri.startswith("file:///") for uri in uris)
    lines = reports.VALIDATION_FORMATS["github"](found).splitlines()
    assert any(line.startswith("::error file=x/1.0.0.json,line=2,col=7,title=RES-I007::") for line in lines)


def test_junit_is_what_its_schema_says_and_lists_what_passed(found: Validation) -> None:
    for one in (found, Validation(found.files, strict=True), hostile(), Validation(())):
        JUNIT.assertValid(etree.fromstring(reports.VALIDATION_FORMATS["junit"](one).encode()))
    suites = etree.fromstring(reports.VALIDATION_FORMATS["junit"](found).encode())
    sound = next(suite for suite in suites if suite.get("name") == str(TINY))
    names = [check.name for checked in found.files for check in checked.checks if str(checked.file) == str(TINY)]
    assert {"schema", "release", "cases"} <= set(names)
    assert [case.get("name") for case in sound] == names
    assert (sound.get("tests"), sound.get("failures"), sound.get("skipped")) == (str(len(names)), "0", "0")
    broken = next(suite for suite in suites if suite.get("name", "").endswith("x/1.0.0.json"))
    assert [len(broken.findall(f"testcase/{kind}")) for kind in ("failure", "skipped")] == [1, len(names) - 1]
    assert int(suites.get("failures")) == sum(len(suite.findall("testcase/failure")) for suite in suites)


def read_back(line: str) -> tuple[str, dict[str, str], str]:
    """Return command, properties and message of a workflow command, as the runner reads them."""
    match = re.fullmatch(r"::(\w+) (.*?)::(.*)\n", line)
    assert match is not None
    names = {"%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ",", "%25": "%"}

    def plain(text: str, *signs: str) -> str:
        for sign in signs:
            text = text.replace(sign, names[sign])
        return text

    pairs = (pair.split("=", 1) for pair in match[2].split(","))
    properties = {key: plain(value, "%0D", "%0A", "%3A", "%2C", "%25") for key, value in pairs}
    return match[1], properties, plain(match[3], "%0D", "%0A", "%25")


@given(
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1),
    st.from_regex(r"[^/\x00\ud800-\udfff.]+", fullmatch=True),
)
def test_github_reads_back_what_was_written(text: str, name: str) -> None:
    finding = Finding("RES-I010", Where(line=3, col=4), {"key": text, "near": [text]})
    command, properties, message = read_back(annotation(finding, Path("folder", name), "warning"))
    assert command == "warning"
    assert properties == {
        "file": PurePosixPath("folder", name).as_posix(),
        "line": "3",
        "col": "4",
        "title": "RES-I010",
    }
    assert message == printable(finding.words, longest=None)


def test_json_tells_each_check_and_the_path_of_each_finding(found: Validation) -> None:
    content: dict[str, Any] = json.loads(reports.VALIDATION_FORMATS["json"](found))
    by_file = {file["file"]: file for file in content["files"]}
    sound = by_file[str(TINY)]
    assert (sound["id"], sound["version"], sound["valid"]) == ("tiny", "1.0.0", True)
    assert {check["state"] for check in sound["checks"]} == {"passed"}
    assert all(finding["path"] == str(TINY) for finding in sound["findings"])
    assert content["errors"] == sum(one["severity"] == "error" for file in content["files"] for one in file["findings"])


def test_no_form_lets_a_hostile_text_out_of_its_place() -> None:
    render: Callable[[Validation], str]
    for form, render in reports.VALIDATION_FORMATS.items():
        text = render(hostile())
        assert text.encode(errors="replace")
        assert not any(line.startswith("::error::") for line in text.splitlines()), form
        assert form in ("json", "sarif", "github") or not {"\x1b", "\x00", "\u202e"} & set(text), form
