"""`diagnose` by the command line."""

import json

import pytest


@pytest.mark.parametrize(("lang", "title"), [("en", "What the numbers are worth"), ("zh", "数据质量诊断")])
def test_it_is_shown_and_written(resilience, assessed, tmp_path, lang, title):
    assert title in resilience("diagnose", assessed, "--lang", lang).out
    out = tmp_path / "d.md"
    assert resilience("diagnose", assessed, "--format", "md", "-o", out, "--lang", lang).code == 0
    assert title in out.read_text(encoding="utf-8")
    assert resilience("diagnose", assessed, "--format", "md", "-o", out).code == 2


def test_json_is_all_there_is_on_stdout(resilience, assessed):
    assert {"scores", "careless", "missing", "warrants"} <= json.loads(
        resilience("diagnose", assessed, "--json").out
    ).keys()


def test_what_is_no_assessment_is_said(resilience, tmp_path):
    assert resilience("diagnose", tmp_path).code == 3
