"""Before and in the crisis, in words."""

import json

import pytest
from synth import responses
from town import SHAKEN, shaken

from resilience_cli.analysis.crisis import crisis
from resilience_cli.messages import speaking
from resilience_cli.model.assessment import Assessment, Options
from resilience_cli.model.document import Document
from resilience_cli.pipeline import assess
from resilience_cli.reports import crisis_as_json, crisis_parts
from resilience_cli.reports.markdown import render


@pytest.fixture(scope="module")
def town() -> Assessment:
    return assess(responses(shaken(9, activated=1), SHAKEN), options=Options(draws=99))


def text(assessments: list[Assessment], lang: str = "en") -> str:
    with speaking(lang):
        last = assessments[-1]
        parts = crisis_parts((assessments[0].instrument, last.instrument), last, crisis(assessments))
        return render(Document("", tuple(parts)))


@pytest.mark.parametrize(
    ("lang", "label"), [("en", "Same-time association, not cause"), ("zh", "同期相关，不能说明因果")]
)
def test_a_split_half_is_never_without_its_label(town: Assessment, lang: str, label: str) -> None:
    assert label in text([town], lang)
    assert label not in text([town, town], lang)


def test_few_points_are_a_warning(town: Assessment) -> None:
    assert "9 points are few" in text([town])
    many = assess(responses(shaken(31), SHAKEN), options=Options(draws=99))
    assert "points are few" not in text([many])


def test_where_there_is_no_number_it_says_why() -> None:
    few = assess(responses(shaken(4), SHAKEN), options=Options(draws=99))
    assert "no number: fewer than 5 neighbourhoods" in text([few])


def test_who_was_activated_is_marked_and_no_cause_is_claimed(town: Assessment) -> None:
    told = text([town])
    assert "more than in ordinary days" in told
    assert "▲" in told
    assert "It does not say why" in told


def test_json_is_json(town: Assessment) -> None:
    for assessments in ([town], [town, town]):
        found = json.loads(json.dumps(crisis_as_json(crisis(assessments)), allow_nan=False))
        assert found.keys() == {"associations", "activations", "same_event"}
        assert found["associations"][0]["index"] == "both"
