"""A plan in words and as JSON: no infinity, no number where none suffices."""

import json

import pytest
from town import TOWN

from resilience_cli.analysis.plan_sources import stated
from resilience_cli.analysis.planning import Aims, plan
from resilience_cli.messages import LANGUAGES, speaking
from resilience_cli.model.document import Paragraph, Table
from resilience_cli.model.plan import Plan
from resilience_cli.reports import markdown, plan_as_json, plan_document


def made(sd: float = 20.0, **aims: object) -> Plan:
    return plan(stated(TOWN, {"": sd}, 0.8), Aims(**aims))  # type: ignore[arg-type]


def words(found: Plan, lang: str = "en") -> str:
    with speaking(lang):
        return markdown.render(plan_document(TOWN, found))


def test_the_first_sentence_says_how_many_to_send_and_to_get_back() -> None:
    found = made(staff=(3,), response_rate=0.4)
    with speaking("en"):
        sentence = plan_document(TOWN, found).parts[0]
    assert isinstance(sentence, Paragraph)
    assert found.main.residents == 6
    assert "6 residents" in sentence.text
    assert "send 15 forms to get 6 back" in sentence.text


def test_without_a_response_rate_nothing_is_said_of_forms_to_send() -> None:
    assert "forms" not in words(made())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_infinity_is_ever_shown(lang: str) -> None:
    found = made(80.0, staff=(1,), distances=(0.1,), answers={"staff": 1, "owners": 1})
    assert found.main.residents is None
    assert found.main.least_staff is None
    text = words(found, lang)
    assert not any(sign in text.casefold() for sign in ("inf", "nan", "none", "∞"))
    assert json.loads(json.dumps(plan_as_json(found), allow_nan=False))["main"]["residents"] is None


def test_where_no_number_of_residents_suffices_the_staff_that_do_are_named() -> None:
    found = made(staff=(1,), distances=(3.0,), score="both")
    assert f"at least {found.main.least_staff} people of every institution" in words(found)
    assert f"≥ {found.main.least_staff}" in words(found)
    named = made(staff=(1,), distances=(3.0,), answers={"staff": 9}, score="both")
    assert f"at least {named.main.least_staff} people of every other institution" in words(named)


def test_residents_only_has_no_columns_of_staff() -> None:
    text = words(made(staff=(0,)))
    assert "institution" not in text.casefold()


def test_rows_of_a_table_are_as_wide_as_its_head() -> None:
    for aims in ({}, {"staff": (0,)}, {"distances": (0.5,)}):
        for part in plan_document(TOWN, made(**aims)).parts:
            if isinstance(part, Table):
                assert {len(row) for row in part.rows} == {len(part.columns)}
