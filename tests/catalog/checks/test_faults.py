"""Good and bad instruments are files: a new check needs a new file here, not a new test.

A bad one is a JSON Patch of good/tiny and the findings (code, pointer) that it must give, no more and no fewer.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from resilience_cli.analysis.cases import check_cases
from resilience_cli.catalog.load import load, validate
from resilience_cli.messages.findings.kinds_instruments import CLASSES, ITEMS, REFERENCES, SCHEMA, SCORES, TEXTS
from resilience_cli.messages.findings.kinds_proof import KEYING, PROOF

INSTRUMENTS = Path(__file__).parent.parent.parent / "instruments"
GOOD = sorted(path for path in INSTRUMENTS.glob("good/*/*.json") if not path.name.endswith(".cases.json"))
BAD = sorted((INSTRUMENTS / "bad").glob("*.json"))
RAW = sorted((INSTRUMENTS / "bad" / "raw").iterdir())
"""Files that are no instrument at all; the codes that they must give stand in their names."""
OF_TINY = {"RES-I053 /status", "RES-I036 /scores/0"}
"""What is said of the tiny instrument as it is: a draft, and a role asked one item of three."""


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.parent.name)
def test_good(path: Path) -> None:
    findings = [*validate(path), *check_cases(load(path, allow_unreleased=True), path).findings]
    assert [str(finding) for finding in findings if finding.severity != "info"] == []


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_bad(path: Path, write: Callable[..., Path]) -> None:
    case = json.loads(path.read_text(encoding="utf-8"))
    findings = validate(write(*case["patch"]))
    found = sorted(f"{finding.code} {finding.where.pointer}" for finding in findings)
    assert [one for one in found if one not in OF_TINY] == case["findings"]
    assert all(finding.where.line and finding.where.col and str(finding) for finding in findings)


@pytest.mark.parametrize("path", RAW, ids=lambda path: path.name)
def test_a_file_that_is_no_instrument(path: Path) -> None:
    findings = validate(path)
    assert [finding.code for finding in findings] == path.name.split(".")[1:-1]
    assert all(str(finding) and finding.severity == "error" for finding in findings)
    # Only of brackets that never end there is no one place.
    assert all((finding.where.line and finding.where.col) or finding.code == "RES-I009" for finding in findings)


def test_every_check_has_a_bad_instrument() -> None:
    shown = {line.split()[0] for path in BAD for line in json.loads(path.read_text(encoding="utf-8"))["findings"]}
    checked = {*SCHEMA, *REFERENCES, *TEXTS, *ITEMS, *KEYING, *SCORES, *CLASSES, *PROOF}
    # The tiny instrument itself shows RES-I036, the flagship RES-I114; test_prove shows RES-I075.
    assert checked - shown == {"RES-I036", "RES-I114", "RES-I075"}
