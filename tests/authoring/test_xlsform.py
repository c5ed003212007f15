import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from fielded import EVENT, fielded, role_forms
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyxform.xls2xform import convert
from questionnaire import both, content

from resilience_cli.authoring.form import Occasion, carried, forms
from resilience_cli.authoring.xlsform import XlsForm, xlsforms
from resilience_cli.catalog.find import available, instruments_dir
from resilience_cli.catalog.load import load
from resilience_cli.errors import InputError
from resilience_cli.files.workbook import write_workbook
from resilience_cli.model.fielded import Fielded
from resilience_cli.model.instrument import Instrument

SAID = Fielded("small@1.0.0", EVENT)
TOWN = {"D1": "东湖花园", "X.2": "Green Park"}
TAGS = {"f": "http://www.w3.org/2002/xforms"}


def made(said: Fielded = SAID, town: Mapping[str, str] = TOWN, one_form: bool = False, **changes: Any) -> list[XlsForm]:
    return xlsforms(role_forms(fielded(**changes), event=said.event), said, town, one_form)


def rows(form: XlsForm, sheet: str) -> list[dict[str, str]]:
    """Return the rows of a sheet by header, what is empty left out."""
    page = next(page for page in form.pages if page.name == sheet)
    heads = [column.header for column in page.columns]
    return [{h: str(cell) for h, cell in zip(heads, row, strict=True) if cell is not None} for row in page.rows]


def converted(form: XlsForm, folder: Path) -> ElementTree.Element:
    """Return the XForm that a server makes of the workbook; the converter has nothing to remark."""
    path = folder / f"{form.id}.xlsx"
    write_workbook(path, form.pages)
    result = convert(path, validate=False)
    assert result.warnings == []
    return ElementTree.fromstring(result.xform)  # noqa: S314 - made here


def binds(form: ElementTree.Element) -> dict[str, dict[str, str]]:
    return {bind.attrib["nodeset"].removeprefix("/data/"): bind.attrib for bind in form.iter(f"{{{TAGS['f']}}}bind")}


def test_a_role_has_a_form_of_its_own_in_which_it_is_fixed() -> None:
    resident, committee = made()
    assert (resident.id, committee.id) == ("small_1_0_0_resident", "small_1_0_0_committee")
    survey = {row["name"]: row for row in rows(resident, "survey")}
    assert [row["name"] for row in rows(resident, "survey")] == [
        *("start", "end", "form_instrument", "form_event", "introduction", "privacy"),
        *("community_choice", "community", "role", "tenure", "age", "a1", "a2", "a3", "c1"),
    ]
    assert survey["role"] == {"type": "calculate", "name": "role", "calculation": "'resident'"}
    assert survey["c1"] == {
        "type": "select_one agree5",
        "name": "c1",
        "label::中文 (zh)": f"{EVENT}期间，秩序得到维持。",
        "label::English (en)": f"During {EVENT}, order was kept.",
    }
    assert survey["age"]["constraint"] == ". >= 0 and . <= 120"
    assert survey["age"]["constraint_message::中文 (zh)"] == "请填写 0 到 120 之间的数字。"
    assert "a3" not in {row["name"] for row in rows(committee, "survey")}


def test_nothing_that_identifies_who_answers_is_asked_of_the_device() -> None:
    kinds = {row["type"].split()[0] for form in made() for row in rows(form, "survey")}
    assert kinds == {"start", "end", "calculate", "note", "select_one", "decimal"}


def test_choices_are_named_by_their_values_codes_and_ids() -> None:
    listed = [(row["list_name"], row["name"], row["label::English (en)"]) for row in rows(made()[0], "choices")]
    assert listed == [
        *(("tenure", "owner", "Owned"), ("tenure", "tenant", "Rented")),
        *(("agree5", "1", "Strongly disagree"), ("agree5", "2", "Disagree"), ("agree5", "3", "Neutral")),
        *(("agree5", "4", "Agree"), ("agree5", "5", "Strongly agree"), ("agree5", "unknown", "Don't know")),
        *(("Communities", "D1", "东湖花园"), ("Communities", "X.2", "Green Park")),
    ]


def test_ids_that_are_no_plain_words_become_numbers_and_the_name_is_kept_all_the_same() -> None:
    form = made(town={"东湖": "东湖", "Green Park": "Green Park"})[0]
    named = [row["name"] for row in rows(form, "choices") if row["list_name"] == "Communities"]
    assert named == ["c1", "c2"]
    community = next(row for row in rows(form, "survey") if row["name"] == "community")
    assert community["calculation"] == "jr:choice-name(${community_choice}, '${community_choice}')"


def test_without_a_register_the_neighbourhood_is_written() -> None:
    survey = {row["name"]: row for row in rows(made(town={})[0], "survey")}
    assert (survey["community"]["type"], survey["community"]["required"]) == ("text", "yes")
    assert "community_choice" not in survey


def test_interviewers_choose_the_role_and_see_what_it_is_asked(tmp_path: Path) -> None:
    (form,) = made(one_form=True)
    survey = {row["name"]: row for row in rows(form, "survey")}
    assert form.id == "small_1_0_0"
    assert survey["role"]["type"] == "select_one Roles"
    assert survey["a3"]["relevant"] == "${role} = 'resident'"
    assert "relevant" not in survey["a1"]
    assert {row["name"] for row in rows(form, "choices") if row["list_name"] == "Roles"} == {"resident", "committee"}
    assert binds(converted(form, tmp_path))["a3"]["relevant"].split() == ["/data/role", "=", "'resident'"]


def test_a_form_is_in_the_languages_of_its_instrument() -> None:
    (settings_,) = rows(made()[0], "settings")
    assert settings_["form_title"] == "小问卷 · 居民"
    assert (settings_["version"], settings_["default_language"]) == ("1.0.0", "中文 (zh)")
    for row in rows(made(languages=["zh"])[0], "survey"):
        assert not [head for head in row if "English" in head]


def test_ids_that_the_form_needs_are_refused() -> None:
    items = [
        *content()["items"],
        {"id": "start", "text": both("甲", "A")},
        {"id": "form_event", "text": both("乙", "B")},
    ]
    with pytest.raises(InputError) as caught:
        made(items=[{"scale": "agree5", "asked_of": ["resident"], **item} for item in items])
    (fault,) = caught.value.faults
    assert (fault.code, fault.values["ids"]) == ("RES-I163", ["start", "form_event"])  # type: ignore[attr-defined]


def instruments() -> list[Instrument]:
    return [load(listed.path, allow_unreleased=True) for listed in available(instruments_dir())]


@pytest.mark.parametrize("instrument", instruments(), ids=lambda instrument: instrument.name)
@pytest.mark.parametrize("one_form", [False, True])
@pytest.mark.parametrize("occasion", [Occasion(event=EVENT), Occasion(no_event=True)], ids=["event", "none"])
def test_the_converter_has_nothing_to_remark(
    instrument: Instrument, one_form: bool, occasion: Occasion, tmp_path: Path
) -> None:
    written = xlsforms(forms(instrument, occasion), carried(instrument, occasion), TOWN, one_form)
    assert len(written) == (1 if one_form else len(instrument.roles))
    for form in written:
        asked = binds(converted(form, tmp_path))
        assert ("form_event" in asked) == (occasion.event is not None)
        assert asked["form_instrument"]["calculate"] == f"'{instrument.name}'"
        assert {name for name in asked if name in instrument.item} <= set(instrument.item)


def constant(expression: str) -> str:
    """Return what an expression of constants says."""
    parts = re.findall(r"'([^']*)'|\"([^\"]*)\"", expression)
    return "".join(one or other for one, other in parts)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.sampled_from("台风 ab1'\"“”‘’${}&<>*_#=+-@\\"), min_size=1, max_size=12).map(str.strip).filter(bool))
def test_any_event_reaches_the_data_as_it_was_given(tmp_path: Path, event: str) -> None:
    form = made(Fielded("small@1.0.0", event), town={}, languages=["zh"])[0]
    told = constant(binds(converted(form, tmp_path))["form_event"]["calculate"])
    straight = event.translate(str.maketrans("“”‘’", "\"\"''"))
    assert told.split() == straight.replace("${", "$ {").split()
