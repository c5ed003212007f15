"""Whatever an instrument's file holds, validation says what is wrong with it, and does not crash."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mutations import ROOT, TINY, mutated

from resilience_cli.analysis.validation import check_file

CASES = ROOT / "tests" / "instruments" / "good" / "tiny" / "1.0.0.cases.json"
LAW = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
NEXT: Any = TINY | {"previous": {"version": "0.9.0", "renamed": {"a1": "a1"}}}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the tiny instrument as version 0.9.0, and the cases of 1.0.0."""
    made = tmp_path_factory.mktemp("instruments") / "tiny"
    made.mkdir()
    shutil.copy(CASES, made)
    (made / "0.9.0.json").write_text(json.dumps(TINY | {"version": "0.9.0"}), encoding="utf-8")
    return made


@LAW
@given(st.data())
def test_validation_never_crashes(folder: Path, data: st.DataObject) -> None:
    path = folder / "1.0.0.json"
    path.write_text(json.dumps(data.draw(mutated(NEXT))), encoding="utf-8")
    checked = check_file(path)
    assert all(str(finding) and finding.where.file for finding in checked.findings)
    assert checked.file == path
