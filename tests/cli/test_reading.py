import json

import pytest

from resilience_cli.cli.options import Reading
from resilience_cli.cli.reading import read_exports
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


def test_every_reading_option_is_one_of_the_readers(export):
    with pytest.raises(UsageError):
        read_exports([export], Reading(platform="unknown"))
