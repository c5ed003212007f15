"""`score --margins` and `--weight`: what a user sees, what machines read, and that it can be made again."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from made import raw_instrument
from questionnaire import content

MARGINS = "小区,题目,答案,人数\n,您的住房,自有,30\n,tenure,租住,70\n"


@pytest.fixture
def instruments(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a directory with a questionnaire that asks about the home."""
    folder = tmp_path_factory.mktemp("instruments")
    (folder / "small").mkdir()
    raw = raw_instrument()
    raw["scales"]["tenure"] = content()["scales"]["tenure"]
    raw["respondent"]["fields"] = {"tenure": content()["respondent"]["fields"]["tenure"]}
    (folder / "small" / "1.0.0.json").write_text(json.dumps(raw, ensure_ascii=False), encoding="utf-8")
    return folder


@pytest.fixture
def export(tmp_path: Path) -> Path:
    """Return an export: owners are content, tenants are not; two of three are owners."""
    items = [item["id"] for item in raw_instrument()["items"]]
    path = tmp_path / "导出.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["community", "role", "tenure", "权重", *items])
        for community in ("东湖", "西湖"):
            for person in range(15):
                liked, tenure = (5, "owner") if person % 3 else (2, "tenant")
                answers = [6 - liked if item.endswith("2") else liked for item in items]
                rows.writerow([community, "resident", tenure, 1 + person % 2, *answers])
            rows.writerows([[community, "committee", "", "", *([3] * len(items))]] * 2)
    return path


@pytest.fixture
def margins(tmp_path: Path) -> Path:
    path = tmp_path / "人数.csv"
    path.write_text(MARGINS, encoding="utf-8")
    return path


def scored(resilience, export, *more):
    return resilience("score", export, "--allow-unreleased", "--draws", 99, "--force", *more)


def test_the_weights_are_told_in_one_sentence_and_as_numbers(resilience, export, margins):
    ran = scored(resilience, export, "--margins", margins)
    assert ran.code == 0, ran.err
    assert "Weights: residents are weighted by Your home in 2 of 2 neighbourhoods" in " ".join(ran.out.split())
    found = json.loads(scored(resilience, export, "--margins", margins, "--json", "--quiet").out)
    assert found["recipe"]["margins"]["file"] == "人数.csv"
    assert found["recipe"]["weighting"]["margins"] == ["tenure"]
    community = found["communities"][0]
    assert community["deff"] == {"resident": pytest.approx(15 * (10 * 0.45**2 + 5 * 2.1**2) / 225)}
    assert community["scores"]["state"]["estimate"] < community["scores"]["state"]["unweighted"]
    assert [f["code"] for f in found["findings"] if f["code"].startswith("RES-S03")] == ["RES-S030"]


def test_without_weights_nothing_is_said_of_them(resilience, export):
    found = json.loads(scored(resilience, export, "--json", "--quiet").out)
    assert "weighting" not in found["recipe"]
    assert "deff" not in found["communities"][0]
    assert "unweighted" not in found["communities"][0]["scores"]["state"]


def test_a_public_report_holds_no_design_effect_of_a_neighbourhood(resilience, export, margins):
    assert scored(resilience, export, "--margins", margins, "--quiet").code == 0
    ran = resilience("report", "导出.assessment", "--format", "json", "--audience", "public")
    assert all("deff" not in community for community in json.loads(ran.out)["communities"])


def test_what_was_weighted_can_be_made_again(resilience, export, margins):
    assert scored(resilience, export, "--margins", margins, "--weight", "权重", "--quiet").code == 0
    ran = resilience("verify", "导出.assessment", export, "--margins", margins)
    assert ran.code == 0, ran.out + ran.err
    ran = resilience("verify", "导出.assessment", export)
    assert ran.code == 2
    assert "RES-S049" in ran.err
    margins.write_text(MARGINS.replace("70", "90"), encoding="utf-8")
    found = json.loads(resilience("verify", "导出.assessment", export, "--margins", margins, "--json").out)
    assert {"RES-U054"} <= {finding["code"] for finding in found["findings"]}
    assert not found["verified"]


def test_a_file_that_is_wrong_stops_and_leaves_nothing(resilience, export, margins):
    margins.write_text(MARGINS.replace("租住", "合租"), encoding="utf-8")
    ran = scored(resilience, export, "--margins", margins)
    assert ran.code == 3
    assert "RES-S033" in ran.err
    assert not Path("导出.assessment").exists()


def test_a_file_that_is_not_there(resilience, export):
    assert scored(resilience, export, "--margins", "none.csv").code == 3
