"""`verify`: a changed byte, option or row is named, and so is what the exports give otherwise."""

import hashlib
import json

import pandas as pd
import pytest

from resilience_cli.files.sealed import sealed


def tell(ran):
    """Return the findings of a --json run as (code, file, pointer or column)."""
    found = json.loads(ran.out)
    told = [(f["code"], f["where"].get("file"), f["where"].get("pointer")) for f in found["findings"]]
    assert found["verified"] == (ran.code == 0)
    return told


def change_main(directory, change, seal=False):
    path = directory / "assessment.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    change(content)
    if seal:
        content = sealed({key: part for key, part in content.items() if key != "seals"})
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def change_table(directory, name, column, row=0):
    """Change one number of a table; return how the row is called."""
    table = pd.read_parquet(directory / name)
    table.loc[row, column] += 1
    table.to_parquet(directory / name, index=False)
    return table.loc[row]


def test_an_untouched_assessment_holds(resilience, assessed, export):
    assert tell(resilience("verify", assessed, "--json")) == []
    ran = resilience("verify", assessed, export)
    assert ran.code == 0
    assert "the exports give the same again" in ran.out
    assert resilience("verify", assessed, export, "--quiet") == (0, "", "")
    found = json.loads(resilience("verify", assessed, export, "--json").out)
    assert found["computed_anew"] is True
    assert {"communities.parquet", "verdicts.parquet", "moments.parquet"} <= {one["table"] for one in found["tables"]}


def test_a_changed_byte_names_its_file(resilience, assessed):
    file = assessed / "moments.parquet"
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(bytes(data))
    ran = resilience("verify", assessed, "--json")
    assert ran.code == 1
    assert tell(ran) == [("RES-U013", "moments.parquet", None)]


def test_a_changed_byte_that_changes_no_content_names_its_file_too(resilience, assessed):
    file = assessed / "assessment.json"
    file.write_text(file.read_text(encoding="utf-8").replace('"format": ', '"format":  '), encoding="utf-8")
    assert tell(resilience("verify", assessed, "--json")) == [("RES-U013", "assessment.json", None)]


def test_a_missing_file_is_named(resilience, assessed, export):
    (assessed / "roles.parquet").unlink()
    assert ("RES-U012", "roles.parquet", None) in tell(resilience("verify", assessed, export, "--json"))
    (assessed / "instrument.json").unlink()
    assert ("RES-U012", "instrument.json", None) in tell(resilience("verify", assessed, export, "--json"))


def test_a_changed_option_is_named(resilience, assessed):
    change_main(assessed, lambda main: main["recipe"]["options"].update(draws=999))
    ran = resilience("verify", assessed)
    assert ran.code == 1
    assert "/recipe/options/draws" in ran.out
    assert "RES-U050" in resilience("report", assessed).err


def test_an_option_that_was_changed_with_its_seal_shows_when_it_is_computed_anew(resilience, assessed, export):
    change_main(assessed, lambda main: main["recipe"]["options"].update(seed=1), seal=True)
    assert resilience("verify", assessed).code == 0
    ran = resilience("verify", assessed, export, "--json")
    assert ran.code == 1
    assert ("RES-U058", "communities.parquet", None) in tell(ran)


def test_a_changed_row_is_named(resilience, assessed, export):
    row = change_table(assessed, "communities.parquet", "estimate", 3)
    ran = resilience("verify", assessed, export, "--json")
    assert ran.code == 1
    [finding] = [f for f in json.loads(ran.out)["findings"] if f["code"] == "RES-U058"]
    assert finding["where"] == {"file": "communities.parquet"}
    for word in ("estimate", row["community"], row["score"]):
        assert word in finding["message"]
    assert str(round(row["estimate"], 2)) not in finding["message"]  # a value may be one person's


def test_a_changed_row_with_a_new_hash_is_named(resilience, assessed, export):
    change_table(assessed, "items.parquet", "n")
    digest = hashlib.sha256((assessed / "items.parquet").read_bytes()).hexdigest()
    change_main(assessed, lambda main: main["files"].update({"items.parquet": digest}), seal=True)
    assert resilience("verify", assessed).code == 0
    assert tell(resilience("verify", assessed, export, "--json")) == [("RES-U058", "items.parquet", None)]


def test_another_version_is_told_and_nothing_more(resilience, assessed, export):
    change_main(assessed, lambda main: main["recipe"]["versions"].update({"resilience-cli": "0.0.9"}), seal=True)
    ran = resilience("verify", assessed, export)
    assert ran.code == 0
    assert "resilience-cli 0.0.9" in ran.out


def test_an_option_of_a_later_version_is_told(resilience, assessed, export):
    change_main(assessed, lambda main: main["recipe"]["options"].update(magic=True), seal=True)
    ran = resilience("verify", assessed, export)
    assert ran.code == 0
    assert "magic" in ran.out


def test_another_export_is_named_and_what_it_changes(resilience, assessed, export):
    lines = export.read_text(encoding="utf-8").splitlines()
    lines[1] = lines[1].replace(",5", ",4", 1)
    export.write_text("\n".join(lines) + "\n", encoding="utf-8")
    told = tell(resilience("verify", assessed, export, "--json"))
    assert told[0] == ("RES-U054", export.name, None)
    assert ("RES-U058", "communities.parquet", None) in told


def test_a_file_of_another_name_and_one_that_was_not_scored(resilience, assessed, export, tmp_path):
    same = export.rename(tmp_path / "renamed.csv")
    assert resilience("verify", assessed, same).code == 0
    other = tmp_path / "other.csv"
    other.write_text(same.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert tell(resilience("verify", assessed, other, "--json"))[:2] == [
        ("RES-U055", "导出.csv", None),
        ("RES-U056", "other.csv", None),
    ]


def test_an_export_that_cannot_be_read_any_more_is_a_difference(resilience, assessed, export):
    export.write_text("a,b\n1,2\n", encoding="utf-8")
    ran = resilience("verify", assessed, export, "--json")
    assert ran.code == 1
    assert tell(ran)[0] == ("RES-U054", export.name, None)


def test_what_it_was_made_with_is_asked_for(resilience, export, tmp_path):
    ask = ("--allow-unreleased", "--draws", 99, "--quiet")
    assert resilience("register", "--from", export, "-o", "r.xlsx", "--allow-unreleased").code == 0
    assert resilience("inspect", export, "--write-mapping", "m.toml", "--allow-unreleased").code == 0
    made = resilience("score", export, "--register", "r.xlsx", "--mapping", "m.toml", "-o", "a", *ask)
    assert made.code == 0
    ran = resilience("verify", "a", export)
    assert ran.code == 2
    assert "r.xlsx" in ran.err
    assert "m.toml" in ran.err
    assert resilience("verify", "a", export, "--register", "r.xlsx", "--mapping", "m.toml").code == 0
    (tmp_path / "r.xlsx").rename(tmp_path / "old.xlsx")
    assert resilience("register", "--from", export, "-o", "r.xlsx", "--allow-unreleased", "--lang", "zh").code == 0
    ran = resilience("verify", "a", export, "--register", "r.xlsx", "--mapping", "m.toml", "--json")
    assert ("RES-U054", "r.xlsx", None) in tell(ran)


@pytest.mark.parametrize(
    "option",
    [("--community-name", "all of it"), ("--role-name", "resident"), ("--exclude", "none", "--keep-respondents")],
)
def test_what_the_user_said_of_the_export_is_in_the_recipe(resilience, export, option):
    assert resilience("score", export, *option, "-o", "a", "--allow-unreleased", "--draws", 99, "--quiet").code == 0
    ran = resilience("verify", "a", export)
    assert ran.code == 0, ran.out


def test_what_is_no_assessment_or_not_there(resilience, assessed, tmp_path):
    assert resilience("verify", tmp_path).code == 3
    assert "RES-R001" in resilience("verify", assessed, "none.csv").err
    assert resilience("verify", assessed, "none.csv").code == 3


def test_the_language_in_which_it_was_scored_is_no_difference(resilience, export, tmp_path):
    rows = export.read_text(encoding="utf-8").splitlines()
    rows[2] = rows[2].replace(",committee,", ",楼组长,")
    doubtful = tmp_path / "doubtful.csv"
    doubtful.write_text("\n".join([*rows, rows[1].replace(",resident,", ",路人,")]), encoding="utf-8")
    made = tmp_path / "zh.assessment"
    assert resilience("score", doubtful, "--allow-unreleased", "-o", made, "--lang", "zh").code == 0
    for lang in ("zh", "en"):
        assert resilience("verify", made, doubtful, "--lang", lang).code == 0
