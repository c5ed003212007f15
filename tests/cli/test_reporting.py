import json
from pathlib import Path

import docx
import pytest
import typer

from resilience_cli import reports
from resilience_cli.cli.reporting import FORMATS


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


def test_the_form_follows_from_the_name_of_the_file(resilience, assessed):
    assert resilience("report", assessed, "-o", "a.MD").code == 0
    assert Path("a.MD").read_text("utf-8").startswith("# ")
    assert resilience("report", assessed, "-o", "a.html").code == 0
    assert Path("a.html").read_text("utf-8").startswith("<!doctype html>")
    assert resilience("report", assessed, "-o", "b.html", "--format", "md").code == 0
    assert Path("b.html").read_text("utf-8").startswith("# ")
    assert resilience("report", assessed, "-o", "a.txt").code == 0
    assert "report" in Path("a.txt").read_text("utf-8")


def test_a_report_as_a_letter_in_word(resilience, assessed):
    office = ("--to", "区民政局", "--from", "东湖街道办事处", "--date", "2026年12月1日")
    assert resilience("report", assessed, "-o", "报告.docx", *office, "--lang", "zh").code == 0
    said = [(paragraph.style.name, paragraph.text) for paragraph in docx.Document("报告.docx").paragraphs]
    assert said[:2] == [("Title", "小问卷：评估报告"), ("Salutation", "区民政局：")]
    assert [text for style, text in said if style == "Signature" and text] == ["东湖街道办事处", "2026年12月1日"]
    assert resilience("report", assessed, "-o", "plain.docx").code == 0
    assert "Signature" not in {paragraph.style.name for paragraph in docx.Document("plain.docx").paragraphs}


@pytest.mark.parametrize("asked", [("--format", "docx"), ("--open",), ("--open", "--json")])
def test_a_file_has_to_be_named_where_one_is_needed(resilience, assessed, asked):
    ran = resilience("report", assessed, *asked)
    assert (ran.code, ran.out) == (2, "")
    assert f"{asked[0]} " in ran.err
    assert "--out report." in ran.err
    assert "[RES-I172]" in ran.err


@pytest.mark.parametrize("fails", [False, True])
def test_the_written_file_is_opened(resilience, assessed, monkeypatch, fails):
    opened = []
    monkeypatch.setattr(typer, "launch", lambda file: opened.append((file, Path(file).is_file())) or int(fails))
    ran = resilience("report", assessed, "-o", "a.docx", "--open")
    assert (ran.code, opened) == (0, [("a.docx", True)])
    assert ("No program was found" in ran.err) == fails
    assert resilience("report", assessed, "-o", "none/a.docx", "--open").code == 3
    assert len(opened) == 1


def test_the_forms_are_those_that_there_are():
    assert {*reports.FORMATS, "json"} == set(FORMATS)


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
