"""The list of names: written with what looks alike, confirmed by hand, read back."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from questionnaire import questionnaire
from reading import Reading
from workbook import write_csv, write_xlsx

from resilience_cli.errors import InputError
from resilience_cli.messages import speaking
from resilience_cli.model.responses import Register
from resilience_cli.readers.correcting.names import read_names, write_names
from resilience_cli.readers.register import apply_register, read_register

NAMES = ["东湖小区", "东湖小区", "东湖 小区", "東湖小區", "西湖一村", "西湖二村", "=1+1"]


@pytest.fixture
def export(tmp_path: Path) -> Path:
    rows = [["community", "role", "a1", "a2", "a3", "c1"], *([name, "resident", 1, 2, 3, 4] for name in NAMES)]
    return write_csv(tmp_path / "a.csv", rows)  # type: ignore[arg-type]


def listed(path: Path, confirmed: dict[str, str] | None = None) -> list[tuple[object, ...]]:
    """Return the lines of the list; write what is confirmed of a spelling into it."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    for row in sheet.iter_rows(min_row=2):
        if confirmed and row[0].value in confirmed:
            row[3].value = confirmed[row[0].value]
    book.save(path)
    return [tuple(cell.value for cell in row) for row in sheet.iter_rows(min_row=2)]


def test_names_that_look_alike_come_first_with_the_usual_spelling(
    export: Path, tmp_path: Path, reading: Reading
) -> None:
    path = tmp_path / "名单.xlsx"
    assert write_names(path, reading(export), None) == 6
    assert listed(path) == [
        ("东湖小区", 2, "东湖 小区", None),
        ("东湖 小区", 1, "东湖小区", None),
        ("東湖小區", 1, "东湖小区", None),
        ("西湖一村", 1, None, None),
        ("西湖二村", 1, None, None),
        ("'=1+1", 1, None, None),
    ]


def test_nothing_is_confirmed_by_itself(export: Path, tmp_path: Path, reading: Reading) -> None:
    path = tmp_path / "名单.xlsx"
    write_names(path, reading(export), None)
    assert read_names(path).communities == {}


def test_what_is_confirmed_joins_names_and_closes_the_question(export: Path, tmp_path: Path, reading: Reading) -> None:
    path = tmp_path / "名单.xlsx"
    before = reading(export)
    assert [f.values["names"] for f in before.findings if f.code == "RES-R077"] == [
        ["东湖小区", "东湖 小区", "東湖小區"]
    ]
    write_names(path, before, None)
    listed(path, {"东湖小区": "keep as it is", "东湖 小区": "东湖小区", "東湖小區": "保持原样", "'=1+1": "西湖一村"})
    after = reading(export, corrections=read_names(path))
    assert after.people["community"].tolist() == ["东湖小区"] * 3 + ["東湖小區", "西湖一村", "西湖二村", "西湖一村"]
    assert not [f for f in after.findings if f.code == "RES-R077"]
    assert [(f.values["name"], f.rows) for f in after.findings if f.code == "RES-R155"] == [
        ("东湖 小区", (4,)),
        ("=1+1", (8,)),
    ]


def test_a_list_in_the_other_language_is_read(export: Path, tmp_path: Path, reading: Reading) -> None:
    path = tmp_path / "名单.xlsx"
    with speaking("zh"):
        write_names(path, reading(export), None)
    listed(path, {"东湖 小区": "东湖小区"})
    assert read_names(path).communities == {"东湖 小区": "东湖小区"}


def test_with_a_register_only_what_it_does_not_know_is_listed(export: Path, tmp_path: Path, reading: Reading) -> None:
    known = write_xlsx(tmp_path / "登记表.xlsx", "community | also\n东湖小区 | 东湖 小区\n西湖一村 |")
    register, _ = read_register(known, questionnaire())
    responses = apply_register(reading(export), register)
    path = tmp_path / "名单.xlsx"
    write_names(path, responses, register)
    assert listed(path) == [
        ("東湖小區", 1, "东湖小区", None),
        ("西湖二村", 1, None, None),
        ("'=1+1", 1, None, None),
    ]
    assert isinstance(register, Register)


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ("小区 | 数\n东湖 | 3", "RES-R156"),
        ("Spelling in the answers | Answer sheets\n东湖 | 3", "RES-R156"),
        ("Spelling in the answers | Confirmed name\n东湖 | 西湖\n东湖 | 北湖", "RES-R157"),
    ],
)
def test_what_is_no_list_or_says_two_things_is_refused(rows: str, code: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_names(write_xlsx(tmp_path / "名单.xlsx", rows))
    assert [fault.code for fault in caught.value.faults] == [code]
