import csv
import json

import openpyxl
import pytest

from resilience_cli.cli.options import Reading
from resilience_cli.cli.reading import read_options
from resilience_cli.errors import UsageError


def test_inspect_shows_what_was_understood_and_writes_nothing(resilience, export, tmp_path):
    before = sorted(tmp_path.iterdir())
    ran = resilience("inspect", export, "--allow-unreleased")
    assert ran.code == 0
    assert "导出.csv" in ran.out
    assert "state1" in ran.out
    assert "Answers: 384 understood" in ran.out
    assert sorted(tmp_path.iterdir()) == before


def test_inspect_as_json(resilience, export):
    found = json.loads(resilience("inspect", export, "--allow-unreleased", "--json").out)
    assert found["instrument"] == {"id": "small", "version": "1.0.0"}
    assert {"column", "header", "became", "matched_by"} <= set(found["inputs"][0]["columns"][0])
    counts = {community["id"]: community["n"] for community in found["communities"]}
    assert counts["东湖花园"] == {"resident": 12, "committee": 2, "property": 2}


def test_what_is_given_by_option_is_used(resilience, export):
    ran = resilience(
        "inspect", export, "--allow-unreleased", "--community-name", "A", "--role-name", "resident", "--json"
    )
    assert [community["id"] for community in json.loads(ran.out)["communities"]] == ["A"]


def test_every_reading_option_is_one_of_the_readers():
    with pytest.raises(UsageError):
        read_options(Reading(platform="unknown"))


def test_hidden_rows_are_left_out_if_that_is_asked(resilience, export, tmp_path):
    book = openpyxl.Workbook()
    for row in csv.reader(export.read_text(encoding="utf-8").splitlines()):
        book.active.append(row)
    book.active.row_dimensions[3].hidden = True
    path = tmp_path / "hidden.xlsx"
    book.save(path)
    counts = {}
    for more in ([], ["--skip-hidden"]):
        ran = resilience("inspect", path, "--allow-unreleased", "--json", *more)
        found = json.loads(ran.out)
        counts[len(more)] = sum(sum(community["n"].values()) for community in found["communities"])
        assert ("RES-R140" if more else "RES-R139") in {finding["code"] for finding in found["findings"]}
    assert counts[1] == counts[0] - 1


def with_doubts(export):
    """Write answers and a role that nobody knows, and a name in two spellings, into the export; return it."""
    rows = export.read_text(encoding="utf-8").splitlines()
    rows[1] = rows[1].replace(",5,", ",基本同意,", 1)
    rows[2] = rows[2].replace(",committee,", ",楼组长,")
    rows[3] = rows[3].replace("东湖花园", "東湖花園")
    export.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return export


def test_what_is_open_is_written_answered_and_given_back(resilience, export, tmp_path):
    before = with_doubts(export).read_bytes()
    ran = resilience("inspect", export, "--allow-unreleased", "--write-mapping", "m.toml", "--write-names", "n.xlsx")
    assert ran.code == 0
    assert "Open questions: 3" in ran.out
    assert "基本同意" in ran.out
    text = (tmp_path / "m.toml").read_text(encoding="utf-8")
    text = text.replace('# "基本同意" = "?"', '"基本同意" = 4').replace('# "楼组长" = "?"', '"楼组长" = "committee"')
    (tmp_path / "m.toml").write_text(text, encoding="utf-8")
    book = openpyxl.load_workbook(tmp_path / "n.xlsx")
    for row in book.worksheets[0].iter_rows(min_row=2):
        row[3].value = "东湖花园" if row[0].value == "東湖花園" else "keep as it is"
    book.save(tmp_path / "n.xlsx")
    told = ("--allow-unreleased", "--mapping", "m.toml", "--names", "n.xlsx")
    again = resilience("inspect", export, *told)
    assert "No question is open" in again.out
    assert resilience("score", export, *told, "--draws", 99, "--quiet").code == 0
    found = json.loads(resilience("report", "导出.assessment", "--format", "json").out)
    assert [one["file"] for one in found["recipe"]["corrected_by"]] == ["m.toml", "n.xlsx"]
    assert {"RES-R154", "RES-R155"} <= {finding["code"] for finding in found["findings"]}
    assert "Corrected by: m.toml" in resilience("report", "导出.assessment").out
    assert export.read_bytes() == before


def test_every_finding_is_written_with_its_cell(resilience, export, tmp_path):
    assert resilience("inspect", with_doubts(export), "--allow-unreleased", "--write-findings", "f.xlsx").code == 0
    rows = list(openpyxl.load_workbook(tmp_path / "f.xlsx").worksheets[0].values)
    assert rows[0][:5] == ("File", "Sheet", "Cell", "Header", "Text")
    assert ("导出.csv", "基本同意") in {(row[0], row[4]) for row in rows[1:]}
    assert {row[2] for row in rows[1:] if row[8] == "RES-R070"} == {"B3"}


def test_what_was_understood_is_shown_also_where_scoring_stops(resilience, export, tmp_path):
    text = export.read_text(encoding="utf-8").replace("state1", "stat1")
    export.write_text(text, encoding="utf-8")
    ran = resilience("inspect", export, "--allow-unreleased", "--write-mapping", "m.toml")
    assert ran.code == 3
    assert "RES-R041" in ran.err
    assert "RES-R044" not in ran.err  # the header is offered in a table
    assert "Questions without a column: 1 (state1" in ran.out
    assert "东湖花园" in ran.out
    assert "state1" in (tmp_path / "m.toml").read_text(encoding="utf-8")
    found = json.loads(resilience("inspect", export, "--allow-unreleased", "--json").out)
    assert found["ready"] is False
    assert [fault["code"] for fault in found["faults"]] == ["RES-R041"]
    assert found["inputs"][0]["missing"] == ["state1"]


def test_what_cannot_be_opened_ends_with_its_error_alone(resilience, tmp_path):
    ran = resilience("inspect", tmp_path / "nothing.xlsx", "--write-findings", "f.xlsx", "--write-names", "n.xlsx")
    assert (ran.code, ran.out) == (3, "")
    assert "RES-R001" in ran.err
    assert (tmp_path / "f.xlsx").exists()
    assert not (tmp_path / "n.xlsx").exists()
    assert "Not written, because the files cannot be read that far: n.xlsx" in ran.err


def test_nothing_is_replaced_without_being_asked(resilience, export, tmp_path):
    (tmp_path / "m.toml").write_text("mine", encoding="utf-8")
    for option in ("--write-mapping", "--write-names", "--write-findings"):
        assert resilience("inspect", export, "--allow-unreleased", option, "m.toml").code == 2
    assert (tmp_path / "m.toml").read_text(encoding="utf-8") == "mine"
    assert resilience("inspect", export, "--allow-unreleased", "--write-mapping", "m.toml", "--force").code == 0
    assert "format = 1" in (tmp_path / "m.toml").read_text(encoding="utf-8")


def test_an_export_is_never_written_over(resilience, export):
    before = export.read_bytes()
    ran = resilience("inspect", export, "--allow-unreleased", "--write-mapping", export, "--force")
    assert (ran.code, export.read_bytes()) == (2, before)
    assert "RES-R151" in ran.err
    twice = resilience("inspect", export, "--allow-unreleased", "--write-names", "x", "--write-findings", "./x")
    assert (twice.code, "RES-R151" in twice.err) == (2, True)


def test_a_register_tells_which_names_are_known(resilience, export, tmp_path):
    (tmp_path / "r.csv").write_text("community\n东湖花园\n", encoding="utf-8")
    ran = resilience(
        "inspect", export, "--allow-unreleased", "--register", "r.csv", "--write-names", "n.xlsx", "--json"
    )
    assert "RES-R094" in {finding["code"] for finding in json.loads(ran.out)["findings"]}
    rows = list(openpyxl.load_workbook(tmp_path / "n.xlsx").worksheets[0].values)
    assert [row[0] for row in rows[1:]] == ["[red]老街|新村"]


def test_careless_answers_are_counted(resilience, export):
    found = json.loads(resilience("inspect", export, "--allow-unreleased", "--json").out)
    assert set(found["flags"]) == {"speed", "longstring", "irv", "blank", "attention", "even_odd"}
    assert found["items"][0]["answered"] == 32
