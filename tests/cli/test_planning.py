"""`plan` by the command line."""

import json
from pathlib import Path

import pytest


@pytest.mark.parametrize(
    ("lang", "words"), [("en", ["is firm", "residents answer"]), ("zh", ["稳固", "收回居民有效答卷"])]
)
def test_a_plan_from_an_assessment(resilience, assessed, lang, words):
    ran = resilience("plan", "--from", assessed, "--lang", lang)
    assert ran.code == 0
    assert all(word in ran.out for word in words)


def test_the_published_numbers(resilience):
    found = json.loads(
        resilience("plan", "--sd", 18, "--residents", 20, "--residents", 100, "--residents", 200, "--json").out
    )
    assert [round(one["detectable"], 1) for one in found["reach"]] == [16.4, 7.2, 5.1]


def test_a_register_gives_rows(resilience, assessed, tmp_path):
    register = tmp_path / "register.csv"
    register.write_text(
        "name,population_resident,sampling_resident\n东湖花园,900,random\n新村,9,census\n别处,,\n", encoding="utf-8"
    )
    ran = resilience("plan", "--from", assessed, "--register", register, "--response-rate", 25, "--json")
    rows = {row["name"]: row for row in json.loads(ran.out)["communities"]}
    assert set(rows) == {"东湖花园", "新村", "别处"}
    assert rows["东湖花园"]["finite"]
    assert rows["新村"]["population"] == {"resident": 9}
    assert all((row["residents"] or 0) <= row["population"].get("resident", 10_000) for row in rows.values())


def test_numbers_by_role(resilience):
    ran = resilience(
        "plan",
        "-i",
        "small",
        "--allow-unreleased",
        "--sd",
        20,
        "--sd",
        "property=30",
        "--answers",
        "property=4",
        "--json",
    )
    found = json.loads(ran.out)
    assert {one["role"]: one["sd"] for one in found["roles"]}["property"] == pytest.approx(30)
    assert found["answers"] == {"property": 4}


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ((), "RES-A120"),
        (("--sd", "x"), "RES-A124"),
        (("--sd", "-3"), "RES-A124"),
        (("--sd", "nan"), "RES-A124"),
        (("--sd", "18", "--answers", "property=1.5"), "RES-A124"),
        (("--sd", "property=18"), "RES-A125"),
        (("--sd", "18", "--staff", "2"), "RES-A125"),
        (("--sd", "18", "--register", "r.csv"), "RES-A125"),
        (("-i", "small", "--allow-unreleased", "--sd", "0"), "RES-A122"),
        (("-i", "small", "--allow-unreleased", "--sd", "x=3"), "RES-A123"),
        (("--from", "a", "-i", "small"), "RES-U006"),
    ],
)
def test_what_has_no_meaning_is_refused(resilience, arguments, code):
    ran = resilience("plan", *arguments)
    assert ran.code == 2
    assert code in ran.err


def test_a_plan_is_written_to_a_new_file_only(resilience, tmp_path):
    out = Path(tmp_path) / "plan.md"
    assert resilience("plan", "--sd", 18, "--format", "md", "-o", out).code == 0
    assert "205" in out.read_text(encoding="utf-8")
    assert resilience("plan", "--sd", 18, "--format", "md", "-o", out).code == 2
