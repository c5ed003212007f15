from dataclasses import replace

from made import assessment, raw_instrument

from resilience_cli.messages import speaking
from resilience_cli.model.base import base_of
from resilience_cli.model.parse import parse
from resilience_cli.reports import as_json, compose, instrument_document, markdown
from resilience_cli.reports.compose_base import base_parts


def copy(change=lambda _raw: None):
    raw = raw_instrument()
    raw["based_on"] = {**base_of(raw_instrument()), "sha256": "0" * 64, "id": "rng"}
    change(raw)
    return parse(raw)


def moved(raw):
    raw["classes"][0]["when"]["any"][0]["below"] = 45
    raw["community"]["role_weights"]["resident"] = 2
    raw["based_on"]["classes"]["gone"] = {"score": "nowhere", "below": 3}


def test_a_report_names_every_cut_that_differs():
    with speaking("zh"):
        text = markdown.render(compose(replace(assessment(), instrument=copy(moved))))
    assert "复制自 rng@1.0.0" in text
    assert "| 不足型 | 最弱一方低于 50 | 最弱一方低于 45 |" in text
    assert "| 居民的权重 | 3 | 2 |" in text
    assert "涉及其他分数的规则" in text


def test_show_names_them_too():
    with speaking("en"):
        text = markdown.render(instrument_document(copy(moved)))
    assert "| Deficient | Weakest side below 50 | Weakest side below 45 |" in text


def test_a_plain_copy_says_that_nothing_differs():
    with speaking("en"):
        (part,) = base_parts(copy())
    assert part.text == "Copied from rng@1.0.0: cuts, bands and role weights are the same."


def test_an_instrument_of_its_own_says_nothing():
    assert list(base_parts(parse(raw_instrument()))) == []
    assert "based_on" not in as_json(assessment())["instrument"]


def test_machines_read_it_too():
    with speaking("en"):
        told = as_json(replace(assessment(), instrument=copy(moved)))["instrument"]["based_on"]
    assert told["id"] == "rng"
    assert {"kind": "weight", "of": "resident", "before": "3", "after": "2"} in told["changes"]
