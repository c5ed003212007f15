from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
from questionnaire import questionnaire
from reading import Reading
from workbook import Row, table, write_csv, write_xlsx

from resilience_cli.errors import InputError
from resilience_cli.messages import speaking
from resilience_cli.readers.register import apply_register, read_register
from resilience_cli.readers.register_form import write_register

REGISTER = """
小区|编号|别名|户数|population_resident|sampling_resident|业委会情况|所属居民区|备注
东湖小区|D1|东湖;东湖花园|1,200|3000|volunteers|正常运作|一居|x
西湖小区|||很多|-5|random|working||
南湖小区|||||掷骰子|停摆||
"""


def test_values_of_every_kind(tmp_path: Path) -> None:
    register, findings = read_register(write_xlsx(tmp_path / "登记表.xlsx", REGISTER), questionnaire())
    assert register.table.index.tolist() == ["D1", "西湖小区", "南湖小区"]
    assert register.value("D1", "also") == ("东湖", "东湖花园")
    assert register.value("D1", "households") == 1200
    assert register.value("D1", "population_resident") == 3000
    assert register.value("D1", "owners") == "working"
    assert register.value("西湖小区", "owners") == "working"
    assert register.value("D1", "area") == "一居"
    for column in ("households", "population_resident", "area"):
        assert register.value("西湖小区", column) is None
    assert register.value("南湖小区", "sampling_resident") is None
    assert register.value("D1", "population_committee") is None
    assert sorted((f.code, f.where.column, f.where.row) for f in findings) == [
        ("RES-R092", "F", 4),
        ("RES-R092", "G", 4),
        ("RES-R096", "D", 3),
        ("RES-R096", "E", 3),
        ("RES-R099", None, None),
    ]


def test_a_csv_and_both_languages(tmp_path: Path) -> None:
    rows = "Community|Number of people: Resident|居民抽样方式|Owners' committee\nX|12|everyone was asked|None"
    register, findings = read_register(write_csv(tmp_path / "a.csv", rows), questionnaire())
    assert findings == ()
    assert register.value("X", "population_resident") == 12
    assert register.value("X", "sampling_resident") == "census"
    assert register.value("X", "owners") == "none"


@pytest.mark.parametrize(("rows", "code"), [
    ("户数|街道\n5|东街", "RES-R090"),
    ("小区|编号\n东湖|1\n西湖|1", "RES-R093"),
    ("小区|别名\n东湖|西湖\n西湖|", "RES-R093"),
])  # fmt: skip
def test_a_register_that_cannot_be_used(tmp_path: Path, rows: str, code: str) -> None:
    with pytest.raises(InputError) as caught:
        read_register(write_csv(tmp_path / "a.csv", rows), questionnaire())
    assert caught.value.faults[-1].code == code


@pytest.mark.parametrize(("lang", "words"), [
    ("en", "The register has no column for the community (“Community”)."),
    ("zh", "登记表没有小区列（“小区”）。"),
])  # fmt: skip
def test_the_missing_column_is_named_once_in_the_language_in_use(tmp_path: Path, lang: str, words: str) -> None:
    with speaking(lang), pytest.raises(InputError) as caught:
        read_register(write_csv(tmp_path / "a.csv", "户数|街道\n5|东街"), questionnaire())
    with speaking(lang):
        assert [fault.message for fault in caught.value.faults] == [words]


def test_a_double_name_hides_no_other_fault(tmp_path: Path) -> None:
    rows = "小区|户数|业委会情况|sampling_resident|备注\n东湖|很多|正常||\n东湖|5||掷骰子|\n|7|||"
    with pytest.raises(InputError) as caught:
        read_register(write_csv(tmp_path / "a.csv", rows), questionnaire())
    codes = [fault.code for fault in caught.value.faults]
    assert sorted(codes) == ["RES-R092", "RES-R092", "RES-R093", "RES-R096", "RES-R097", "RES-R099"]


def test_a_column_that_is_nearly_known_is_told_with_the_name_it_is_near(tmp_path: Path) -> None:
    rows = "Community|Househols|备注|姓名|电话\nX|1|2|3|4"
    _, findings = read_register(write_csv(tmp_path / "a.csv", rows), questionnaire())
    assert [f.words for f in findings] == [
        "The column “Househols” is not known and was not read. Nearest known: Households.",
        "Columns of the register that are not known and were not read: C 备注, D, E.",
    ]


def test_an_export_given_as_register_is_one_warning(tmp_path: Path) -> None:
    questions = [f"{number}、邻居会互相帮助吗" for number in range(1, 30)]
    rows: list[Row] = [["您所在的小区", "姓名", "来自IP", *questions], ["东湖", "张三", "192.0.2.1", *[5] * 29]]
    _, findings = read_register(write_xlsx(tmp_path / "a.xlsx", rows), questionnaire())
    assert [(f.code, f.values["columns"][:3], len(f.values["columns"])) for f in findings] == [
        ("RES-R099", ["B", "C", "D"], 31)
    ]


def test_rows_without_a_name_are_told(tmp_path: Path) -> None:
    register, findings = read_register(write_csv(tmp_path / "a.csv", "小区|户数\n东湖|5\n|7"), questionnaire())
    assert register.table.index.tolist() == ["东湖"]
    assert [(f.code, f.rows) for f in findings] == [("RES-R097", (3,))]


def answers(tmp_path: Path, reading: Reading, *names: str) -> Any:
    rows = [["community", "role", "a1", "a2", "a3", "c1"], *([name, "resident", 5, 1, 4, 3] for name in names)]
    return reading(write_csv(tmp_path / "answers.csv", rows))


def test_communities_get_the_registers_ids(tmp_path: Path, reading: Reading) -> None:
    register, _ = read_register(write_xlsx(tmp_path / "登记表.xlsx", REGISTER), questionnaire())
    responses = apply_register(
        answers(tmp_path, reading, "东湖", "D1", "东湖小区", "西湖小区", "西湖小区区", "北湖"), register
    )
    assert responses.people["community"].tolist() == ["D1", "D1", "D1", "西湖小区", "西湖小区区", "北湖"]
    assert responses.communities["name"].to_dict() == {
        "D1": "东湖小区", "西湖小区": "西湖小区", "西湖小区区": "西湖小区区", "北湖": "北湖"
    }  # fmt: skip
    unknown = {f.values["name"]: f.values["near"] for f in responses.findings if f.code == "RES-R094"}
    assert unknown == {"西湖小区区": "西湖小区", "北湖": "–"}
    assert [f.values["names"] for f in responses.findings if f.code == "RES-R095"] == [["南湖小区"]]


def test_names_that_the_register_settles_are_no_longer_in_doubt(tmp_path: Path, reading: Reading) -> None:
    read = answers(tmp_path, reading, "东湖小区", "东湖", "西湖", "西湖小区")
    assert [f.code for f in read.findings] == ["RES-R077", "RES-R077"]
    register, _ = read_register(write_csv(tmp_path / "r.csv", "小区|别名\n东湖小区|东湖"), questionnaire())
    left = [f.values["names"] for f in apply_register(read, register).findings if f.code == "RES-R077"]
    assert left == [["西湖", "西湖小区"]]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_written_register_can_be_read_again(tmp_path: Path, lang: str) -> None:
    path = tmp_path / "登记表.xlsx"
    communities = pd.DataFrame({"name": ["东湖小区", "西湖"]}, index=pd.Index(["D1", "西湖"], name="community"))
    with speaking(lang):
        write_register(path, questionnaire(), communities)
    register, findings = read_register(path, questionnaire())
    assert findings == ()
    assert register.table["name"].to_dict() == {"D1": "东湖小区", "西湖": "西湖"}
    assert {"owners", "area", "population_committee", "sampling_resident", "households"} <= set(register.table.columns)


def test_the_register_to_fill_in_offers_the_values_and_runs_no_formula(tmp_path: Path) -> None:
    path = tmp_path / "登记表.xlsx"
    names = ['=HYPERLINK("x")', "+1", "-2", "@x", "\tx", "good"]
    write_register(path, questionnaire(), pd.DataFrame({"name": names}, index=names))
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    assert [sheet.cell(row, 1).data_type for row in range(2, 8)] == ["s"] * 6
    assert [str(sheet.cell(row, 1).value)[0] for row in range(2, 8)] == ["'"] * 5 + ["g"]
    assert sheet.freeze_panes == "B2"
    rules = sheet.data_validations.dataValidation
    assert len(rules) == 3
    assert len({rule.formula1 for rule in rules}) == 2  # both columns about sampling offer one list
    lists = book.worksheets[2]
    assert {cell.value for row in lists.iter_rows() for cell in row if cell.value} >= {"Working", "drawn at random"}
    assert [sheet.sheet_state for sheet in book.worksheets] == ["visible", "visible", "hidden"]


def test_a_folder_that_does_not_exist_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        write_register(tmp_path / "no" / "r.xlsx", questionnaire(), pd.DataFrame({"name": ["X"]}, index=["X"]))
    assert [fault.code for fault in caught.value.faults] == ["RES-U004"]
    assert list(tmp_path.iterdir()) == []


def test_the_table_helper_reads_what_is_written() -> None:
    assert table("a|b\n1|") == [["a", "b"], ["1", None]]
