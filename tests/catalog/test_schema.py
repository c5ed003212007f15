"""The schemas and the words of their faults."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from resilience_cli.catalog.schema import EXPLAIN, FORMS, bundled_dir, near, schema_faults
from resilience_cli.messages import speaking

SCHEMAS = sorted((bundled_dir() / "schema").glob("*.json"))
STRUCTURAL = {"$schema", "$id", "$ref", "$defs", "title", "description", "properties", "items", "propertyNames"}
STRUCTURAL |= {"if", "then", "else", "allOf"}


def keywords(schema: Any) -> list[tuple[str, Any]]:
    """All (keyword, value) of a schema and the schemas in it."""
    if not isinstance(schema, dict):
        return []
    found = list(schema.items())
    named = [part for key in ("properties", "$defs") for part in schema.get(key, {}).values()]
    single = [schema.get(key) for key in ("items", "propertyNames", "additionalProperties", "if", "then", "else")]
    for part in (*named, *single, *schema.get("allOf", ()), *schema.get("anyOf", ())):
        found += keywords(part)
    return found


@pytest.mark.parametrize("path", SCHEMAS, ids=lambda path: path.name)
def test_every_keyword_of_a_schema_has_words(path: Any) -> None:
    schema = json.loads(path.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    used = keywords(schema)
    assert {key for key, _ in used} - STRUCTURAL <= set(EXPLAIN)
    assert {value for key, value in used if key == "pattern"} <= set(FORMS)


@pytest.mark.parametrize("path", SCHEMAS, ids=lambda path: path.name)
def test_objects_with_named_members_are_closed(path: Any) -> None:
    def objects(schema: Any) -> list[Any]:
        nested = [value for _, value in keywords(schema) if isinstance(value, dict)]
        return [one for one in (schema, *nested) if "required" in one and "properties" in one]

    for schema in objects(json.loads(path.read_text(encoding="utf-8"))):
        guard = schema.get("required") == ["kind"]  # the `if` of a scale's kind; its `then` is closed
        assert guard or schema.get("additionalProperties") is False, schema


def test_an_unknown_key_offers_the_nearest(tiny: Any) -> None:
    tiny["items"][0]["revers"] = True
    (fault,) = schema_faults(tiny, "instrument")
    with speaking("en"):
        assert str(fault) == "/items/0/revers: The key “revers” is not known here. Known are: reverse. [RES-I010]"
    with speaking("zh"):
        assert "这里没有“revers”这个键。" in str(fault)


def test_a_long_value_is_cut_and_a_container_only_named(tiny: Any) -> None:
    tiny["status"], tiny["id"] = "x" * 100, {"secret": 1}
    found = {fault.where.pointer: fault.values["found"] for fault in schema_faults(tiny, "instrument")}
    assert found == {"/status": "x" * 39 + "…", "/id": "{…}"}


def test_near() -> None:
    assert near("revers", ["reverse", "scale"]) == ["reverse"]
    assert near("zzz", ["b", "a"]) == ["b", "a"]


def test_a_text_in_place_of_a_number_is_quoted(tiny: Any) -> None:
    tiny["bands"][1]["from"] = "50"
    with speaking("en"):
        assert [fault.message for fault in schema_faults(tiny, "instrument")] == ['Found "50", expected a number.']
