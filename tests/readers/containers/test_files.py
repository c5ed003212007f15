import zipfile
from contextlib import suppress
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from questionnaire import questionnaire
from workbook import write_csv, write_xlsx

from resilience_cli.errors import InputError
from resilience_cli.model.same_text import normal
from resilience_cli.readers import ReadOptions, read
from resilience_cli.readers.containers.files import open_sheet

PLAIN = """
community|role|a1|a2|a3|c1
东湖|resident|5|1|4|3
"""


def codes(path: Path, **options: Any) -> list[str]:
    with pytest.raises(InputError) as caught:
        open_sheet(path, **options)
    return [fault.code for fault in caught.value.faults]


def test_what_cannot_be_a_table_says_so(tmp_path: Path) -> None:
    def file(name: str, data: bytes) -> Path:
        (tmp_path / name).write_bytes(data)
        return tmp_path / name

    whole = write_xlsx(tmp_path / "whole.xlsx", PLAIN).read_bytes()
    encrypted = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    assert codes(tmp_path / "absent.xlsx") == ["RES-R001"]
    assert codes(tmp_path) == ["RES-R002"]
    assert codes(file("empty.xlsx", b"")) == ["RES-R003"]
    assert codes(file("locked.xlsx", encrypted)) == ["RES-R004"]
    assert codes(file("cut.xlsx", whole[: len(whole) // 2])) == ["RES-R137"]
    assert codes(file("cut.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 700)) == ["RES-R005"]
    assert codes(file("page.xls", b"<html><table><tr><td>1</td></tr></table></html>")) == ["RES-R006"]
    assert codes(file("sheet.xls", b'\xef\xbb\xbf<?xml version="1.0"?><Workbook/>')) == ["RES-R006"]
    assert codes(file("binary.csv", bytes(range(32)) * 9)) == ["RES-R006"]
    assert codes(file("blank.csv", b"\r\n,,\r\n")) == ["RES-R010"]
    assert codes(file("header.csv", b"a1,a2\r\n")) == ["RES-R010"]
    assert codes(write_xlsx(tmp_path / "nothing.xlsx", [])) == ["RES-R010"]


def test_a_zip_that_is_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "photos.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("photo.txt", "x")
    assert codes(path) == ["RES-R006"]


def test_a_zip_bomb_is_not_unpacked(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "bomb.xlsx", PLAIN)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/zeros.bin", b"\0" * (60 << 20))
    assert codes(path) == ["RES-R133"]


def test_a_stray_cell_far_away_is_not_laid_out(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet["A1"], sheet["XFD1048576"] = "a1", "x"
    book.save(tmp_path / "far.xlsx")
    assert codes(tmp_path / "far.xlsx") == ["RES-R130"]


def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert codes(write_csv(tmp_path / "a.csv", PLAIN)) == ["RES-R013"]


def test_the_bytes_decide_what_a_file_is(tmp_path: Path) -> None:
    sheet = open_sheet(write_csv(tmp_path / "export.xlsx", PLAIN))
    assert (sheet.container, sheet.headers[0], [f.code for f in sheet.findings]) == ("csv", "community", ["RES-R011"])
    sheet = open_sheet(write_xlsx(tmp_path / "export.csv", PLAIN))
    assert (sheet.container, sheet.name, [f.code for f in sheet.findings]) == ("xlsx", "Sheet1", ["RES-R011"])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings_that_are_found(tmp_path: Path, encoding: str) -> None:
    sheet = open_sheet(write_csv(tmp_path / "a.csv", "小区|身份\n东湖小区|居民", encoding))
    assert sheet.headers == ("小区", "身份")
    assert sheet.column(0).texts == ("东湖小区",)


@pytest.mark.parametrize("encoding", ["mac-roman", "latin-1"])
def test_a_latin_file_does_not_become_chinese(tmp_path: Path, encoding: str) -> None:
    path = write_csv(tmp_path / "a.csv", "name|town\nThéodore Müller|Besançon\nJosé Peña|Córdoba", encoding)
    assert codes(path) == ["RES-R008"]
    assert open_sheet(path, encoding=encoding).column(1).texts == ("Besançon", "Córdoba")


def test_an_encoding_that_does_not_exist_or_does_not_fit(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", "小区|身份\n东湖|居民")
    assert codes(path, encoding="klingon") == ["RES-R016"]
    assert codes(path, encoding="ascii") == ["RES-R008"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_delimiters(tmp_path: Path, delimiter: str) -> None:
    assert open_sheet(write_csv(tmp_path / "a.csv", PLAIN, delimiter=delimiter)).headers[-1] == "c1"


def test_rows_and_columns_are_numbered_as_excel_does(tmp_path: Path) -> None:
    rows = [[None], [None], [None, None, "a1", "a2"], [None, None, 1, None], [None, None, None, 2]]
    sheet = open_sheet(write_xlsx(tmp_path / "a.xlsx", rows))
    assert sheet.letters == ("C", "D")
    assert sheet.header_row == 3
    assert sheet.row_numbers(sheet.column(1).codes >= 0) == (5,)


def test_a_record_is_a_row_whatever_its_lines(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text('a1,"two\nlines"\n\n1,"x\ny"\n2,z\n', encoding="utf-8")
    sheet = open_sheet(tmp_path / "a.csv")
    assert sheet.headers == ("a1", "two\nlines")
    assert sheet.row_numbers(sheet.filled) == (3, 4)


def test_ragged_rows_keep_every_cell(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("a,b\n1\n2,3,4\n", encoding="utf-8")
    sheet = open_sheet(tmp_path / "a.csv")
    assert sheet.headers == ("a", "b", "")
    assert [sheet.column(i).texts for i in range(3)] == [("1", "2"), ("3",), ("4",)]


def test_cells_stay_the_text_that_was_typed(tmp_path: Path) -> None:
    typed = ["5", "5.0", "N/A", "None", "NA", "nan", "TRUE", "1e5", "007"]
    sheet = open_sheet(write_csv(tmp_path / "a.csv", [["a", "b"], *([text, "x"] for text in typed)]))
    assert sheet.column(0).texts == tuple(typed)


def test_a_late_text_among_numbers_is_kept(tmp_path: Path) -> None:
    rows: list[list[object]] = [["a", "b"], *([1, 2] for _ in range(1500)), ["(跳过)", 2]]
    sheet = open_sheet(write_xlsx(tmp_path / "a.xlsx", rows))
    assert sheet.column(0).texts == ("1", "(跳过)")


def test_the_visible_sheet_with_most_cells_is_read(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", [["note", "x"], [1, 2]], Answers=[["a1", "a2"], [1, 2], [3, 4]])
    sheet = open_sheet(path)
    assert (sheet.name, sheet.passed_over) == ("Answers", ("Sheet1",))
    assert [f.code for f in sheet.findings] == ["RES-R012"]
    assert open_sheet(path, sheet="Sheet1").headers == ("note", "x")
    assert codes(path, sheet="No such") == ["RES-R009"]


def test_a_hidden_sheet_is_read_only_when_asked_for(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", [["big", "x"], *([i, i] for i in range(9))], Small=[["a1", "a2"], [1, 2]])
    book = openpyxl.load_workbook(path)
    book["Sheet1"].sheet_state = "hidden"
    book.active = 1
    book.save(path)
    assert open_sheet(path).name == "Small"
    assert open_sheet(path, sheet="Sheet1").name == "Sheet1"


def test_a_dimension_that_lies_hides_nothing(tmp_path: Path) -> None:
    path, lying = write_xlsx(tmp_path / "a.xlsx", PLAIN), tmp_path / "lying.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(lying, "w") as new:
        for part in old.namelist():
            new.writestr(part, old.read(part).replace(b'<dimension ref="A1:F2"', b'<dimension ref="A1"'))
    assert len(open_sheet(lying).headers) == 6


def test_a_title_over_the_header_is_said(tmp_path: Path) -> None:
    sheet = open_sheet(write_csv(tmp_path / "a.csv", "2025年调查||\n|\ncommunity|a1\n东湖|5"))
    assert (sheet.header_row, sheet.headers[:2]) == (3, ("community", "a1"))
    assert [f.code for f in sheet.findings] == ["RES-R014"]


@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
def test_a_quote_that_is_never_closed_swallows_no_rows(tmp_path: Path, end: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f'小区,a1,意见\n东湖,5,"很好\n西湖,4,也好{end}', encoding="utf-8")
    assert codes(path) == ["RES-R017"]
    path.write_text(f'小区,a1,意见\n东湖,5,"很好\n西湖,4,\n北湖,4,"也好{end}', encoding="utf-8")
    assert codes(path) == ["RES-R017"]
    path.write_text(f'小区,a1,意见\n东湖,5,"很""好"""\n西湖,4,"也\n好"{end}', encoding="utf-8")
    assert len(open_sheet(path)) == 2


@pytest.mark.parametrize("name", ["~$a.csv", ".~a.csv", ".~lock.a.csv#"])
def test_the_lock_file_of_an_open_workbook_is_said_and_not_read(tmp_path: Path, name: str) -> None:
    lock, export = tmp_path / name, write_csv(tmp_path / "a.csv", PLAIN)
    lock.write_bytes(b"\x05Zhang" + b"\0 " * 70)
    responses = read([lock, export], [questionnaire()])
    assert [(f.code, f.where.file) for f in responses.findings] == [("RES-R018", name)]
    assert [source.file for source in responses.sources] == ["a.csv"]
    with pytest.raises(InputError) as caught:
        read([lock], [questionnaire()])
    assert [fault.code for fault in caught.value.faults] == ["RES-R018"]


def test_the_same_content_twice(tmp_path: Path) -> None:
    one, two = (write_csv(tmp_path / name, PLAIN) for name in ("a.csv", "b.csv"))
    with pytest.raises(InputError) as caught:
        read([one, two], [questionnaire()])
    assert [fault.code for fault in caught.value.faults] == ["RES-R015"]


def test_a_file_that_is_given_twice(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", PLAIN)
    with pytest.raises(InputError) as caught:
        read([path, tmp_path / "a.csv"], [questionnaire()])
    assert [fault.code for fault in caught.value.faults] == ["RES-R015"]


def test_the_faults_of_all_files_come_together(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read([tmp_path / "absent.xlsx", tmp_path], [questionnaire()])
    assert [fault.code for fault in caught.value.faults] == ["RES-R001", "RES-R002"]


STARTS = st.sampled_from(
    [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"a1,a2\n", b"\xef\xbb\xbf", b"\xff\xfe"]
)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(start=STARTS, rest=st.binary(max_size=600))
def test_random_bytes_are_an_input_error_at_worst(tmp_path: Path, start: bytes, rest: bytes) -> None:
    path = tmp_path / "random.xlsx"
    path.write_bytes(start + rest)
    with suppress(InputError):
        read([path], [questionnaire()], ReadOptions(community_name="X", role_name="resident"))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.integers(min_value=0), byte=st.integers(0, 255))
def test_a_workbook_with_a_wrong_byte_is_an_input_error_at_worst(tmp_path: Path, place: int, byte: int) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", PLAIN)
    data = bytearray(path.read_bytes())
    data[place % len(data)] = byte
    path.write_bytes(bytes(data))
    with suppress(InputError):
        read([path], [questionnaire()])


@given(st.text())
def test_normal_is_normal(text: str) -> None:
    assert normal(normal(text)) == normal(text)
