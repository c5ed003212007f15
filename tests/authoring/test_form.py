import copy
from typing import Any

import pytest
from made import raw_instrument

from resilience_cli.authoring.form import Occasion, forms, numbered
from resilience_cli.errors import UsageError
from resilience_cli.model.instrument import Instrument
from resilience_cli.model.parse import parse


def instrument() -> Instrument:
    raw: dict[str, Any] = copy.deepcopy(raw_instrument())
    raw["introduction"] = {"zh": "请按{period}作答。", "en": "Answer for {period}."}
    raw["placeholders"] = {
        "event": {"zh": "事件", "en": "event"},
        "period": {"default": {"zh": "今年", "en": "this year"}},
    }
    first, second = raw["items"][:2]
    first |= {"phase": "crisis", "text": {"zh": "{event}期间", "en": "During {event}"}}
    second |= {"asked_of": ["resident"]}
    return parse(raw)


def test_each_role_gets_its_items_with_the_blanks_filled() -> None:
    made = forms(instrument(), Occasion(event="台风{period}"))
    assert [form.role.id for form in made] == list(instrument().roles)
    resident, committee = made[:2]
    assert len(resident.items) == len(committee.items) + 1
    # what was given is taken as it is, even if it looks like a blank
    assert resident.items[0].text == {"zh": "台风{period}期间", "en": "During 台风{period}"}
    assert resident.introduction == {"zh": "请按今年作答。", "en": "Answer for this year."}
    assert set(resident.privacy) == {"zh", "en"}
    assert forms(instrument(), Occasion("x", "Mai"))[0].introduction["zh"] == "请按Mai作答。"


def test_questions_are_numbered_after_the_neighbourhood() -> None:
    (form,) = forms(instrument(), Occasion(event="x"), ["committee"])
    assert list(numbered(form)) == [asked.id for asked in (*form.fields, *form.items)]
    assert list(numbered(form).values()) == list(range(2, 2 + len(form.fields) + len(form.items)))


def test_without_an_event_its_items_are_left_out() -> None:
    (form,) = forms(instrument(), Occasion(no_event=True), ["resident"])
    assert all(item.phase == "routine" for item in form.items)


@pytest.mark.parametrize("name", ["resident", "居民", "RESIDENT "])
def test_a_role_is_named_by_its_id_or_by_a_text_that_means_it(name: str) -> None:
    assert [form.role.id for form in forms(instrument(), Occasion(no_event=True), [name])] == ["resident"]


@pytest.mark.parametrize(("occasion", "roles", "codes"), [
    (Occasion(), (), ["RES-I162"]),
    (Occasion(), ("mayor",), ["RES-I162", "RES-I160"]),
    (Occasion(event="x", no_event=True), (), ["RES-U006"]),
])  # fmt: skip
def test_everything_that_is_missing_is_said(occasion: Occasion, roles: tuple[str, ...], codes: list[str]) -> None:
    with pytest.raises(UsageError) as caught:
        forms(instrument(), occasion, roles)
    assert [fault.code for fault in caught.value.faults] == codes  # type: ignore[union-attr]
