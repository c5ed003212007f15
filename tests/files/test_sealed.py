import json

import pytest

from resilience_cli.files.sealed import broken, sealed

CONTENT = {
    "format": 1,
    "recipe": {"options": {"draws": 99, "roles": ["a"]}, "inputs": [{"file": "x"}]},
    "counts": {"n": 2},
}


def stored():
    return json.loads(json.dumps(sealed(CONTENT)))


def test_what_was_sealed_is_whole():
    assert broken(stored()) == []
    assert broken(stored() | {"counts": {"n": 2}}) == []


@pytest.mark.parametrize(
    ("path", "value", "pointers"),
    [
        (("recipe", "options", "draws"), 100, ["/recipe/options/draws"]),
        (("recipe", "options", "seed"), 1, ["/recipe/options/seed"]),
        (("recipe", "inputs"), [], ["/recipe/inputs"]),
        (("counts", "n"), 3, ["/counts"]),
        (("counts",), {}, ["/counts"]),
        (("more",), 1, ["/more"]),
        (("seals",), None, ["/seals"]),
    ],
)
def test_what_was_changed_is_named(path, value, pointers):
    content = stored()
    *before, last = path
    inner = content
    for key in before:
        inner = inner[key]
    inner[last] = value
    assert broken(content) == pointers


def test_what_was_taken_away_is_named():
    content = stored()
    del content["recipe"]["options"]["roles"]
    assert broken(content) == ["/recipe/options/roles"]
