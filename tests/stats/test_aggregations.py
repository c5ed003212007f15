"""The aggregations that can be chosen are those that an instrument may name."""

import json
from pathlib import Path

from resilience_cli.catalog.schema import bundled_dir
from resilience_cli.stats.combine import AGGREGATIONS


def test_the_schema_and_the_registry_agree() -> None:
    schema = json.loads(Path(bundled_dir(), "schema", "instrument.schema.json").read_text(encoding="utf-8"))
    methods: list[set[str]] = []

    def search(part: object) -> None:
        if isinstance(part, dict):
            if "enum" in part and "geometric_mean" in part["enum"]:
                methods.append(set(part["enum"]))
            for inner in part.values():
                search(inner)
        elif isinstance(part, list):
            for inner in part:
                search(inner)

    search(schema)
    assert methods
    assert all(names == set(AGGREGATIONS) for names in methods)
