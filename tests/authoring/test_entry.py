from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from fielded import EVENT, fielded, role_forms, template

from resilience_cli.authoring.entry import entry_pages
from resilience_cli.authoring.form import numbered
from resilience_cli.messages import speaking
from resilience_cli.model.fielded import Fielded
from resilience_cli.model.instrument import Instrument

SAID = Fielded("small@1.0.0", EVENT)


@pytest.fixture(autouse=True)
def _chinese() -> Iterator[None]:
    with speaking("zh"):
        yield


def test_a_sheet_a_role_in_the_order_and_with_the_numbers_of_the_paper() -> None:
    made = role_forms()
    about, resident, committee, mark = entry_pages(made, SAID, ["东湖", "西湖"], rows=30)
    assert [page.name for page in (about, resident, committee, mark)] == ["填写说明", "居民", "居委会", "resilience"]
    assert [column.header for column in resident.columns] == [
        "问卷编号",
        "1、您所在的小区",
        "2、您的住房",
        "3、您的年龄",
        "4、邻居会互相帮助。",
        "5、出了问题，没有人负责。",
        "6、我知道该找谁。",
        f"7、{EVENT}期间，秩序得到维持。",
    ]
    assert len(committee.columns) == len(resident.columns) - 1
    for form, page in zip(made, (resident, committee), strict=True):
        assert [int(column.header.split("、")[0]) for column in page.columns[2:]] == list(numbered(form).values())
    community, tenure, age, first = resident.columns[1:5]
    assert (community.choices, community.refuses) == (("东湖", "西湖"), False)
    assert tenure.choices == ("自有", "租住")
    assert age.limits == (0, 120)
    assert first.choices == ("非常不同意", "不太同意", "一般", "比较同意", "非常同意", "不了解")
    assert first.refuses
    assert (resident.frozen, resident.protected, resident.room) == (2, True, 31)


def test_what_it_was_made_for_stands_in_a_hidden_sheet_as_it_is() -> None:
    mark = entry_pages(role_forms(event="=1+1", period="-3天"), Fielded("small@1.0.0", "=1+1", "-3天"))[-1]
    assert (mark.hidden, mark.literal) == (True, True)
    assert mark.rows == [
        ("form_instrument", "small@1.0.0"),
        ("form_event", "=1+1"),
        ("form_period", "-3天"),
        ("sheet:resident", "居民"),
        ("sheet:committee", "居委会"),
        ("sheet:", "填写说明"),
    ]


def test_the_instructions_name_event_sheets_and_the_answer_without_a_value() -> None:
    text = "\n".join(str(row[0]) for row in entry_pages(role_forms(), SAID)[0].rows)
    assert f"事件：{EVENT}" in text
    assert "居民、居委会" in text
    assert "“不了解”也是一种回答" in text
    left_out = entry_pages(role_forms(no_event=True), Fielded("small@1.0.0", no_event=True))[0]
    assert "事件：无" in "\n".join(str(row[0]) for row in left_out.rows)


def two_roles(first: str, second: str) -> Instrument:
    roles = {"resident": {"label": {"zh": first}}, "committee": {"label": {"zh": second}}}
    respondent = {"community": {"text": {"zh": "小区"}}, "role": {"text": {"zh": "身份"}, "roles": roles}}
    return fielded(respondent=respondent)


@pytest.mark.parametrize(("first", "second"), [
    ("甲/乙", "甲乙"), ("'甲'", "甲"), ("[]", "?"), ("resilience", "RESILIENCE"), ("填写说明", "选项"),
    ("长" * 40, "长" * 41), ("a" * 31, "A" * 31), ("\u202e居民", "居民"),
])  # fmt: skip
def test_sheets_have_lawful_names_of_their_own(tmp_path: Path, first: str, second: str) -> None:
    book = openpyxl.load_workbook(template(tmp_path / "a.xlsx", two_roles(first, second)))
    names = [sheet.title for sheet in book]
    assert len({name.casefold() for name in names}) == 5
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\") and name.strip("'") == name for name in names)
    facts = dict(book["resilience"].values)
    assert [facts["sheet:resident"], facts["sheet:committee"]] == names[1:3]


def test_headers_and_sheets_cannot_be_changed_by_accident(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(template(tmp_path / "a.xlsx"))
    assert book.security.lockStructure
    assert book["居民"].protection.sheet
    assert book["居民"]["B1"].protection.locked
    assert not book["居民"].column_dimensions["B"].protection.locked
    assert book["resilience"].sheet_state == "hidden"
