import json
from dataclasses import replace

import numpy as np
from made import assessment

from resilience_cli.messages import speaking
from resilience_cli.reports import as_json


def test_the_object_has_the_designed_keys_and_full_precision():
    made = assessment()
    made.scores.loc[(made.scores["community"] == "a") & (made.scores["score"] == "index"), "estimate"] = 1 / 3
    found = as_json(made, source="x.assessment")
    assert json.loads(json.dumps(found, allow_nan=False)) == found
    assert {"assessment", "instrument", "recipe", "inputs", "respondents", "communities", "findings"} <= set(found)
    assert found["assessment"] == "x.assessment"
    assert found["respondents"] == {"received": 70, "used": 66, "flagged": 4, "excluded": 0}
    first = found["communities"][0]
    assert first["scores"]["index"]["estimate"] == 1 / 3
    assert first["n"] == {"resident": 40, "committee": 3, "property": 3, "owners": 2}
    assert first["residents_only"] == "co_governing"
    assert first["reasons"][0]["met"] is False
    assert found["inputs"][0]["rows"] == 70


def test_no_class_is_null_with_its_reason():
    last = as_json(assessment())["communities"][-1]
    assert (last["class"], last["probability"], last["confidence"]) == (None, None, None)
    assert last["no_class"]["code"] == "RES-U001"
    assert last["scores"]["index"]["estimate"] is None
    assert last["reasons"][0]["met"] is None


def test_staff_of_small_groups_cannot_be_worked_out():
    made = assessment()
    alone = replace(made.verdicts[0], used={"resident": 40, "committee": 2})
    found = as_json(replace(made, verdicts=(alone, *made.verdicts[1:])))
    assert found["communities"][0]["pooled"] == {}
    assert found["communities"][1]["gaps"] == {}
    assert "roles" not in found["communities"][0]
    assert "residents" not in found["communities"][0]["scores"]["index"]


def test_the_public_object_withholds():
    found = as_json(assessment(), audience="public")
    assert [community["id"] for community in found["communities"]] == ["a", "b"]
    assert found["withheld"] == 1
    assert found["findings"] == 1
    first = found["communities"][0]
    assert first["n"]["resident"] == "20–49"
    assert set(first["scores"]["index"]) == {"estimate", "low", "high", "status"}
    assert not first["without"]


def test_numbers_of_numpy_become_plain():
    made = assessment()
    counts = {key: np.int64(n) for key, n in made.counts.items()}
    with speaking("zh"):
        json.dumps(as_json(replace(made, counts=counts)))
