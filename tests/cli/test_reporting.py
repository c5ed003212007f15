import json
from pathlib import Path

import pytest


def test_report_in_every_form(resilience, assessed):
    assert "Small survey: report" in resilience("report", assessed).out
    assert resilience("report", assessed, "--format", "md", "--lang", "zh").out.startswith("# 小问卷：评估报告\n")
    found = json.loads(resilience("report", assessed, "--json").out)
    assert found == json.loads(resilience("report", assessed, "--format", "json").out)
    assert {"recipe", "communities"} <= set(found)


def test_a_report_goes_to_a_file_but_not_over_one(resilience, assessed):
    ran = resilience("report", assessed, "--format", "md", "-o", "报告.md")
    assert (ran.code, ran.out) == (0, "")
    assert "报告.md" in ran.err
    first = Path("报告.md").read_text(encoding="utf-8")
    assert first.startswith("# ")
    assert resilience("report", assessed, "-o", "报告.md").code == 2
    assert Path("报告.md").read_text(encoding="utf-8") == first
    assert resilience("report", assessed, "-o", "报告.md", "--force", "--quiet") == (0, "", "")
    assert resilience("report", assessed, "--json", "-o", "x.json").code == 0
    json.loads(Path("x.json").read_text(encoding="utf-8"))
    assert resilience("report", assessed, "-o", "none/x.md").code == 3
    assert not list(Path().glob(".*"))


def test_only_some_communities(resilience, assessed):
    out = resilience("report", assessed, "--community", "东湖花园").out
    assert "东湖花园" in out
    assert "老街" not in out
    ran = resilience("report", assessed, "--community", "东湖花圆")
    assert ran.code == 2
    assert "东湖花园" in ran.err


def test_the_public_report_has_bands(resilience, assessed):
    out = resilience("report", assessed, "--audience", "public").out
    assert "10-19" in out
    assert "RES-" not in out


def test_explain(resilience, assessed):
    out = resilience("explain", assessed, "[red]老街|新村").out
    assert "[red]老街|新村: why Deficient" in out
    assert "What would have to change" in out
    assert json.loads(resilience("explain", assessed, "东湖花园", "--json").out)["class"] == "co_governing"
    assert resilience("explain", assessed, "nowhere at all").code == 2


@pytest.mark.parametrize("command", [("report",), ("explain", "x")])
def test_what_is_no_assessment_is_refused(resilience, tmp_path, command):
    ran = resilience(command[0], tmp_path, *command[1:])
    assert ran.code == 3
    assert "[RES-U010]" in ran.err
