"""Which scores of a questionnaire tell of ordinary days and which of the event."""

import pytest
from town import SHAKEN, TOWN

from resilience_cli.catalog.find import available, instruments_dir
from resilience_cli.catalog.load import load
from resilience_cli.model.crisis import acts, crises, halved, indices

SHIPPED = [listed.path for listed in available(instruments_dir(None, {}))]


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: f"{path.parent.name}@{path.stem}")
def test_the_shipped_questionnaires_ask_the_question_of_the_theory(path):
    instrument = load(path)
    assert [score.id for score in indices(instrument)] == ["index"]
    assert [score.id for score in crises(instrument)] == ["crisis"]
    assert acts(instrument) == {side: f"{side}_crisis" for side in ("state", "market", "society")}
    assert set(halved(instrument)) == instrument.base_parts["index"] | {"crisis"}


def test_a_composite_of_the_event_is_no_index_and_an_act_of_a_side_no_outcome():
    assert [score.id for score in indices(SHAKEN)] == ["both"]
    assert [score.id for score in crises(SHAKEN)] == ["met"]
    assert acts(SHAKEN) == {"a": "a_event", "b": "b_event"}
    assert halved(SHAKEN) == ("a", "b", "met")


def test_without_an_event_there_is_nothing_to_halve():
    assert crises(TOWN) == ()
    assert acts(TOWN) == {}
    assert halved(TOWN) == ()
