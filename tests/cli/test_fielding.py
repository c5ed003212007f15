"""From an instrument to the field and back: what the two commands write is filled in, and scored as it is."""

import json
import shlex
import shutil
from pathlib import Path

import openpyxl
import pytest
from workbook import write_csv, write_xlsx

from resilience_cli.catalog.schema import bundled_dir

EVENT = "台风“贝碧嘉”"
REGISTER = "小区|编号|业委会情况\n东湖花园|D1|正常运作\n西湖新村|W1|没有"


@pytest.fixture
def register(tmp_path: Path) -> Path:
    return write_csv(tmp_path / "登记表.csv", REGISTER)


def type_in(path: Path, sheet: str, count: int, choice: int) -> None:
    """Type in that many questionnaires, in turn of two neighbourhoods; `choice`: place of the answer in its list."""
    book = openpyxl.load_workbook(path)
    lists = next(s for s in book.worksheets if s.sheet_state == "hidden" and s.title != "resilience")
    rules = {str(rule.sqref).split(":")[0]: rule for rule in book[sheet].data_validations.dataValidation}
    for row in range(2, 2 + count):
        book[sheet].cell(row, 1, row - 1)
        book[sheet].cell(row, 2, ("东湖花园", "西湖新村")[row % 2])
        for column in range(3, book[sheet].max_column + 1):
            rule = rules[f"{openpyxl.utils.get_column_letter(column)}2"]
            listed = lists[rule.formula1.split("!")[1].replace("$", "")] if rule.type == "list" else None
            offered = [cell[0].value for cell in listed] if listed else [30]
            book[sheet].cell(row, column, offered[min(choice, len(offered) - 1)])
    book.save(path)


def test_a_template_is_typed_in_and_scored_as_it_is(resilience, register):
    small = ("instruments", "template", "small", "-o", "录入.xlsx")
    assert resilience(*small).code == 3
    ran = resilience(*small, "--allow-unreleased", "--register", register, "--lang", "zh")
    assert ran.code == 0
    assert "resilience score 录入.xlsx" in ran.err
    type_in(Path("录入.xlsx"), "居民", 24, 3)
    type_in(Path("录入.xlsx"), "居委会工作人员", 4, 4)
    refused = resilience("score", "录入.xlsx")
    assert refused.code == 3
    assert "RES-R102" in refused.err
    ran = resilience("score", "录入.xlsx", "--allow-unreleased", "--register", register, "--draws", 99, "--json")
    assert ran.code == 0
    told = json.loads(ran.out)
    assert [(one["sheet"], one["platform"], one["kept"]) for one in told["inputs"]] == [
        ("居民", "entry", 24),
        ("居委会工作人员", "entry", 4),
    ]
    assert {one["id"]: one["n"]["resident"] for one in told["communities"]} == {"D1": 12, "W1": 12}


def test_the_event_of_a_template_is_kept_in_the_recipe(resilience):
    rng = ("instruments", "template", "rng-short", "--instruments", bundled_dir(), "--role", "resident", "-o", "a.xlsx")
    unsaid = resilience(*rng)
    assert unsaid.code == 2
    assert "RES-I162" in unsaid.err
    assert resilience(*rng, "--event", EVENT, "--period", "今年", "--lang", "zh").code == 0
    type_in(Path("a.xlsx"), "居民", 24, 3)
    ran = resilience("score", "a.xlsx", "--instruments", bundled_dir(), "--draws", 99, "--json")
    assert ran.code == 0
    recipe = json.loads(ran.out)["recipe"]
    assert recipe["placeholders"] == {"event": EVENT, "period": "今年"}
    assert recipe["instrument"]["id"] == "rng-short"


def test_one_file_is_one_input_whatever_sheets_it_has(resilience):
    resilience("instruments", "template", "small", "-o", "a.xlsx", "--allow-unreleased", "--lang", "en", "--rows", 40)
    for sheet in ("Resident", "Property company staff"):
        type_in(Path("a.xlsx"), sheet, 12, 2)
    ran = resilience("score", "a.xlsx", "--allow-unreleased", "--draws", 99, "--json")
    assert [one["file"] for one in json.loads(ran.out)["recipe"]["inputs"]] == ["a.xlsx"]


def test_the_command_that_comes_next_works_as_it_stands(resilience, register, instruments, tmp_path):
    here = shutil.copytree(instruments, tmp_path / "my own") / "small" / "1.0.0.json"
    made = ("instruments", "template", "-o", "a b.xlsx", "--allow-unreleased", "--register", register, "--lang", "zh")
    for named in ((here,), ("small", "--instruments", here.parent.parent)):
        told = resilience(*made, *named, "--force").err
        type_in(Path("a b.xlsx"), "居民", 24, 3)
        command = shlex.split(told.split("resilience ", 1)[1])
        assert resilience(*command, "--draws", 99, "--force", "--quiet").err == ""
    told = resilience("instruments", "xlsform", "small", "-o", "kobo", "--allow-unreleased", "--register", register).err
    assert told.endswith(f"resilience score EXPORT.xlsx --register {register} --allow-unreleased\n")


def test_what_a_template_cannot_be(resilience):
    small = ("instruments", "template", "small", "--allow-unreleased", "-o")
    assert "RES-I164" in resilience(*small, "a.csv").err
    assert resilience(*small, "a.xlsx", "--role", "mayor").code == 2
    assert resilience(*small, "a.xlsx", "--quiet").err == ""
    before = Path("a.xlsx").read_bytes()
    again = resilience(*small, "a.xlsx")
    assert (again.code, Path("a.xlsx").read_bytes()) == (2, before)
    assert resilience(*small, "a.xlsx", "--force").code == 0
    assert resilience(*small, "none/a.xlsx").code == 3
    assert resilience(*small, "b.xlsx", "--register", "none.csv").code == 3
    assert not Path("b.xlsx").exists()


def answered(path: Path, role: str, count: int, answer: str, name: str) -> Path:
    """Return an export of data collected with the XLSForm, in turn of two neighbourhoods."""
    survey, choices, _ = openpyxl.load_workbook(path).worksheets
    head, *asked = survey.values
    listed = [row[:2] for row in choices.values]
    rows = []
    for number in range(count):
        town = ("东湖花园", "西湖新村")[number % 2]
        cells: dict[str, object] = {}
        for question in (dict(zip(head, row, strict=True)) for row in asked):
            kind, id_, calculation = question["type"], question["name"], question["calculation"]
            if kind.startswith("select_one "):
                names = [value for list_name, value in listed if list_name == kind.removeprefix("select_one ")]
                cells[id_] = answer if answer in names else role if role in names else names[number % 2]
            elif id_ == "community":
                cells[id_] = town
            else:
                cells[id_] = calculation.strip("'") if calculation else 30 if kind == "decimal" else None
        rows.append(cells | {"_id": number, "_uuid": f"u{number}", "_submission_time": f"2026-09-20T02:00:{number}"})
    return write_xlsx(path.with_name(name), [list(rows[0]), *(list(row.values()) for row in rows)])


def test_data_collected_with_the_forms_is_scored_without_a_mapping(resilience, register):
    ran = resilience("instruments", "xlsform", "small", "-o", "kobo", "--register", register, "--allow-unreleased")
    assert ran.code == 0
    forms = sorted(Path("kobo").iterdir())
    assert [form.name for form in forms] == [
        f"small_1_0_0_{role}.xlsx" for role in ("committee", "owners", "property", "resident")
    ]
    exports = [
        answered(forms[-1], "resident", 24, "4", "导出1.xlsx"),
        answered(forms[0], "committee", 4, "5", "导出2.xlsx"),
    ]
    ran = resilience(
        "score", *exports, "-o", "out", "--allow-unreleased", "--register", register, "--draws", 99, "--json"
    )
    assert ran.code == 0
    told = json.loads(ran.out)
    assert {one["id"]: (one["n"]["resident"], one["n"]["committee"]) for one in told["communities"]} == {
        "D1": (12, 2),
        "W1": (12, 2),
    }
    assert [one["platform"] for one in told["inputs"]] == ["kobo", "kobo"]


def test_one_form_for_interviewers(resilience, register):
    one = ("instruments", "xlsform", "small", "--allow-unreleased", "--register", register, "--one-form", "-o")
    assert resilience(*one, "all.xlsx").code == 0
    export = answered(Path("all.xlsx"), "property", 24, "2", "导出.xlsx")
    ran = resilience("inspect", export, "--allow-unreleased", "--json")
    assert json.loads(ran.out)["communities"] == [
        {"id": "东湖花园", "n": {"property": 12}},
        {"id": "西湖新村", "n": {"property": 12}},
    ]


def test_several_forms_do_not_fit_into_one_file(resilience):
    forms = ("instruments", "xlsform", "small", "--allow-unreleased", "-o")
    assert "RES-I171" in resilience(*forms, "a.xlsx").err
    assert resilience(*forms, "a.xlsx", "--role", "owners").code == 0
    assert resilience(*forms, "kobo").code == 0
    again = resilience(*forms, "kobo", "--role", "owners", "--role", "resident")
    assert (again.code, again.err.count("RES-U001")) == (2, 2)
    assert resilience(*forms, "kobo", "--force").code == 0
    assert resilience("instruments", "xlsform", "rng", "--instruments", bundled_dir(), "-o", "b").code == 2
    assert not Path("b").exists()
