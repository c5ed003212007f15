"""Every quirk of real workbooks: each is made here, and read whole."""

import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from reading import Reading
from workbook import MAIN, write_csv, write_package, write_xls, write_xlsx, xml_rows

from resilience_cli.errors import InputError
from resilience_cli.readers.containers.files import open_sheet
from resilience_cli.readers.sheet import Sheet

PLAIN = """
community|role|a1|a2|a3|c1
东湖|resident|5|1|4|3
"""
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><fills><fill/></fills>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="22"/></cellXfs></styleSheet>'
)


def seen(sheet: Sheet) -> list[tuple[str, ...]]:
    return [sheet.column(at).texts for at in range(len(sheet.headers))]


def codes(path: Path, **options: Any) -> list[str]:
    return [finding.code for finding in open_sheet(path, **options).findings]


def test_no_styles_and_inline_texts_only(tmp_path: Path, reading: Reading) -> None:
    responses = reading(write_package(tmp_path / "a.xlsx", xml_rows(PLAIN)))
    assert responses.answers.to_numpy().tolist() == [[5, 1, 4, 3]]


def test_an_empty_fill(tmp_path: Path, reading: Reading) -> None:
    path = write_package(tmp_path / "a.xlsx", xml_rows(PLAIN), xl__styles_xml=STYLES)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/styles.xml", STYLES)
    assert reading(path).answers.to_numpy().tolist() == [[5, 1, 4, 3]]


def test_cells_without_their_place_are_counted_from_the_left(tmp_path: Path) -> None:
    sheet = open_sheet(write_package(tmp_path / "a.xlsx", xml_rows(PLAIN)))
    assert (sheet.letters[:2], sheet.headers[-1]) == (("A", "B"), "c1")


def test_line_ends_of_another_system_in_a_header(tmp_path: Path) -> None:
    sheet = open_sheet(write_package(tmp_path / "a.xlsx", xml_rows([["a_x000D_\nb", "c"], ["1", "2"]])))
    assert sheet.headers == ("a\r\nb", "c")


@pytest.mark.parametrize(("properties", "day"), [("", "2023-03-15 12:00:00"), ('date1904="1"', "2027-03-16 12:00:00")])
def test_dates_count_from_the_year_that_the_workbook_says(tmp_path: Path, properties: str, day: str) -> None:
    rows = xml_rows([["time", "b"]]) + '<row><c s="1"><v>45000.5</v></c><c><v>1</v></c></row>'
    path = write_package(tmp_path / "a.xlsx", rows, properties=properties)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/styles.xml", STYLES)
    assert seen(open_sheet(path)) == [(day,), ("1",)]


def test_a_hidden_first_sheet_that_is_larger_is_passed_over(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", [["big", "x"], *([n, n] for n in range(9))], Answers=[["a1", "a2"], [1, 2]])
    book = openpyxl.load_workbook(path)
    book["Sheet1"].sheet_state, book.active = "hidden", 1
    book.save(path)
    assert (open_sheet(path).name, codes(path)) == ("Answers", ["RES-R012"])


def test_a_text_named_xls_and_a_tsv_in_gbk(tmp_path: Path, reading: Reading) -> None:
    for name, encoding in (("a.xls", "utf-8-sig"), ("b.xls", "gb18030")):
        responses = reading(write_csv(tmp_path / name, PLAIN, encoding, "\t"))
        assert responses.answers.to_numpy().tolist() == [[5, 1, 4, 3]]
        assert [finding.code for finding in responses.findings] == ["RES-R011"]


def test_an_xlsx_named_xls(tmp_path: Path, reading: Reading) -> None:
    responses = reading(write_xlsx(tmp_path / "a.xlsx", PLAIN).rename(tmp_path / "a.xls"))
    assert responses.answers.to_numpy().tolist() == [[5, 1, 4, 3]]
    assert [finding.code for finding in responses.findings] == ["RES-R011"]


@pytest.mark.parametrize(("data", "what"), [
    (b"<html><table><tr><td>1</td></tr></table></html>", "a web page"),
    (b'\xef\xbb\xbf<?xml version="1.0"?><Workbook/>', "XML"),
    (b"%PDF-1.4", "PDF"),
    (b"\x89PNG\r\n", "picture"),
])  # fmt: skip
def test_what_is_no_table_is_named(tmp_path: Path, data: bytes, what: str) -> None:
    (tmp_path / "a.xls").write_bytes(data)
    with pytest.raises(InputError, match=what):
        open_sheet(tmp_path / "a.xls")


def test_macros_are_said_and_not_run(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsm", PLAIN)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"\0")
    assert codes(path) == ["RES-R136"]
    old = write_xls(tmp_path / "a.xls", PLAIN)
    old.write_bytes(old.read_bytes() + "_VBA_PROJECT_CUR".encode("utf-16-le").ljust(512, b"\0"))
    assert codes(old) == ["RES-R136", "RES-R057"]


def test_links_to_other_files_are_said_and_their_values_are_those_in_the_file(tmp_path: Path) -> None:
    secret = write_csv(tmp_path / "other.csv", "community|secret")
    rows = xml_rows([["a", "b"]]) + f"<row><c><f>'file://{secret}'!A1</f><v>7</v></c><c><v>1</v></c></row>"
    path = write_package(tmp_path / "a.xlsx", rows, xl__externalLinks__externalLink1="<externalLink/>")
    assert codes(path) == ["RES-R135"]
    assert seen(open_sheet(path)) == [("7",), ("1",)]


def test_an_old_workbook_with_a_password(tmp_path: Path) -> None:
    path = write_xls(tmp_path / "a.xls", PLAIN)
    data = path.read_bytes()
    begin = data.index(b"\x85\x00", 1024)  # the record after the first one becomes one that says: encrypted from here
    path.write_bytes(data[:begin] + b"\x2f\x00" + data[begin + 2 :])
    with pytest.raises(InputError) as caught:
        open_sheet(path)
    assert [fault.code for fault in caught.value.faults] == ["RES-R004"]
