import json
from pathlib import Path

import pytest
from workbook import write_csv

HEAD = "community|name|start|end|novelty|disruption|criticality|kind|outcome\n"
ROWS = """
东湖花园|typhoon|2024-09-16|2024-09-20|5|5|4|shock|resolved
东湖花园|parking|2024-09-25||1|2|3|daily|open
elsewhere|noise|2024-09-25||1|2|3|daily|open
"""


@pytest.fixture
def file(tmp_path):
    return write_csv(tmp_path / "事件.csv", HEAD + ROWS.strip())


def test_events_in_every_form(resilience, file):
    ran = resilience("events", file, "--shock", "typhoon", "--days", 30)
    assert ran.code == 0
    assert "Around the shock “typhoon”" in ran.out
    assert resilience("events", file, "--format", "md", "--lang", "zh").out.startswith("# 事件分析")
    values = json.loads(resilience("events", file, "--json", "--until", "2024-09-30").out)
    assert values["until"] == "2024-09-30"
    assert values["groups"][0]["share"] == pytest.approx(1 / 3)


def test_a_file_is_not_overwritten(resilience, file):
    assert resilience("events", file, "--json", "-o", "e.json", "--quiet") == (0, "", "")
    assert resilience("events", file, "--json", "-o", "e.json").code == 2
    assert resilience("events", file, "--json", "-o", "e.json", "--force").code == 0
    assert resilience("events", "--template", "form.xlsx").code == 0
    before = Path("form.xlsx").read_bytes()
    assert resilience("events", "--template", "form.xlsx").code == 2
    assert Path("form.xlsx").read_bytes() == before
    assert resilience("events", "--template", "form.xlsx", "--force").code == 0


@pytest.mark.parametrize(
    ("arguments", "code", "finding"),
    [
        ([], 2, "RES-A088"),
        (["事件.csv", "--template", "x.xlsx"], 2, "RES-U006"),
        (["事件.csv", "--until", "30.9.2024"], 2, "RES-A087"),
        (["事件.csv", "--shock", "earthquake"], 2, "RES-A085"),
        (["none.csv"], 3, "RES-R001"),
        (["--template", "none/x.xlsx"], 3, "RES-U004"),
    ],
)
@pytest.mark.usefixtures("file")
def test_what_cannot_be_done(resilience, arguments, code, finding):
    ran = resilience("events", *arguments)
    assert ran.code == code
    assert finding in ran.err
    assert ran.out == ""


def test_a_bad_file_is_told_with_its_cells(resilience, tmp_path):
    write_csv(tmp_path / "bad.csv", HEAD + "东湖|x|soon||9|1|1|flood|over")
    ran = resilience("events", "bad.csv", "--lang", "zh")
    assert ran.code == 3
    for cell in ("C 列", "E 列", "H 列", "I 列"):
        assert cell in ran.err


def test_events_beside_a_report(resilience, assessed, file):
    ran = resilience("report", assessed, "--events", file)
    assert ran.code == 0
    row = next(line for line in ran.out.partition(". Events\n")[2].splitlines() if line.startswith("东湖花园"))
    assert row.split()[-6:] == ["58.3", "1", "of", "2", "(50%)", "4"]
    assert "elsewhere" in ran.out
    values = json.loads(resilience("report", assessed, "--events", file, "--json").out)["events"]
    assert [event["name"] for event in values["events"]] == ["typhoon", "parking"]
    assert "events" not in json.loads(resilience("report", assessed, "--json").out)


def test_the_public_sees_no_single_event(resilience, assessed, file):
    ran = resilience("report", assessed, "--events", file, "--audience", "public", "--json")
    values = json.loads(ran.out)["events"]
    assert values["events"] == []
    assert values["findings"] == 1
    assert [row["group"] for row in values["groups"]] == ["东湖花园"]
    assert "typhoon" not in resilience("report", assessed, "--events", file, "--audience", "public").out
