"""What `report --json` says keeps to the schema that docs/schemas promises."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from made import assessment
from scored import NAMES, facts, survey
from workbook import write_csv

from resilience_cli.reports import as_json
from resilience_cli.reports.as_json import FORMAT

EVENTS = """
community|name|start|end|novelty|disruption|criticality|kind|outcome
东湖花园|typhoon|2024-09-16|2024-09-20|5|5|4|shock|resolved
"""
SCHEMA = json.loads((Path(__file__).parents[2] / f"docs/schemas/report-{FORMAT}.schema.json").read_text("utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)
COMMUNITY = Draft202012Validator({"$ref": "#/$defs/community", "$defs": SCHEMA["$defs"]})


def faults(content: object, validator: Draft202012Validator = VALIDATOR) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(content)]


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("audience", ["internal", "public"])
@pytest.mark.parametrize("communities", [(), NAMES[:1]])
@pytest.mark.parametrize("how", [{"register": facts()}, {"few": NAMES}, {"answered": False}], ids=str)
def test_reports_keep_to_it(how, communities, audience) -> None:
    assert faults(as_json(survey(**how), audience, communities)) == []
    assert faults(as_json(assessment(), audience)) == []


def test_the_commands_keep_to_it(resilience, assessed, tmp_path: Path) -> None:
    write_csv(tmp_path / "events.csv", EVENTS)
    for more in ([], ["--audience", "public"], ["--community", "东湖花园"], ["--events", "events.csv"]):
        ran = resilience("report", assessed, "--json", *more)
        assert ran.code == 0, ran.err
        told = json.loads(ran.out)
        assert faults(told) == []
        assert ("events" in told) == ("--events" in more)
    told = json.loads(resilience("explain", assessed, "东湖花园", "--json").out)
    assert faults(told, COMMUNITY) == []
    assert "ways_up" in told


@pytest.mark.parametrize("key", SCHEMA["required"])
def test_a_key_that_is_lacking_is_found(key) -> None:
    told = as_json(assessment())
    del told[key]
    assert faults(told) != []
    assert faults({**as_json(assessment()), "unknown": 1}) != []
