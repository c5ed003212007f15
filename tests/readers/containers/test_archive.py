import hashlib
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from packed import packed
from reading import Reading
from workbook import Row, write_xlsx

from resilience_cli.errors import InputError
from resilience_cli.model.finding import Finding
from resilience_cli.readers.containers.archive import holds_tables, read_archive
from resilience_cli.readers.containers.files import open_sheet

TABLE: list[Row] = [["小区", "身份"], ["东湖", "居民"]]
OTHER: list[Row] = [["a", "b", "c"], [1, 2, 3]]


def codes(path: Path, sheet: str | None = None) -> list[str]:
    with pytest.raises(InputError) as caught:
        open_sheet(path, sheet)
    return [fault.code for fault in caught.value.faults]


def test_the_only_table_is_read_wherever_it_lies(tmp_path: Path) -> None:
    more = {"说明.txt": b"hello", "__MACOSX/._a.csv": b"\0\5\x16\7", "x/.hidden.csv": b"a,b"}
    sheet = open_sheet(packed(tmp_path / "a.zip", {**more, "x/答卷.csv": TABLE}))
    assert (sheet.container, sheet.name, sheet.headers) == ("zip", "x/答卷.csv", ("小区", "身份"))
    assert sheet.passed_over == ()
    assert sheet.findings == ()


def test_which_of_several_is_no_guess(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", {"东湖.csv": TABLE, "西湖.csv": OTHER})
    assert codes(path) == ["RES-R112"]
    sheet = open_sheet(path, "西湖.csv")
    assert (sheet.headers, sheet.passed_over) == (("a", "b", "c"), ("东湖.csv",))
    assert codes(path, "南湖.csv") == ["RES-R009"]
    same = packed(tmp_path / "b.zip", {"1/a.csv": TABLE, "2/a.csv": OTHER})
    assert codes(same, "a.csv") == ["RES-R112"]
    assert open_sheet(same, "2/a.csv").headers == ("a", "b", "c")


def test_the_only_workbook_is_read(tmp_path: Path) -> None:
    workbook = write_xlsx(tmp_path / "b.xlsx", TABLE).read_bytes()
    path = packed(tmp_path / "a.zip", {"x/答卷.xlsx": workbook, "说明.txt": b"hello"})
    sheet = open_sheet(path)
    assert (sheet.file, sheet.container, sheet.headers) == ("a.zip", "xlsx", ("小区", "身份"))
    assert sheet.findings == ()
    assert sheet.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert codes(packed(tmp_path / "b.zip", {"a.xlsx": workbook, "b.xlsx": workbook})) == ["RES-R112"]
    assert codes(packed(tmp_path / "c.zip", {"a.xlsx": b"PK no workbook"})) == ["RES-R137"]


@pytest.mark.parametrize(
    ("sign", "what"), [("word/document.xml", "Word"), ("content.xml", "ods"), ("ppt/a.xml", "Power")]
)
def test_what_else_is_packed_is_named(tmp_path: Path, sign: str, what: str) -> None:
    embedded = write_xlsx(tmp_path / "b.xlsx", TABLE).read_bytes()
    with pytest.raises(InputError, match=what):
        open_sheet(
            packed(
                tmp_path / "a.xlsx",
                {sign: b"<x/>", "word/embeddings/a.xlsx": embedded} if what == "Word" else {sign: b"<x/>"},
            )
        )


@pytest.mark.parametrize(("encoding", "length"), [("gbk", 4), ("utf-8", 6)])
def test_names_that_are_not_marked_as_what_they_are(tmp_path: Path, encoding: str, length: int) -> None:
    """Windows in China writes GBK, some programs elsewhere UTF-8."""
    path = packed(tmp_path / "a.zip", {"?" * length + ".csv": TABLE})
    path.write_bytes(path.read_bytes().replace(b"?" * length, "东湖".encode(encoding)))
    assert open_sheet(path).name == "东湖.csv"


def test_what_is_no_archive_of_tables(tmp_path: Path) -> None:
    assert codes(packed(tmp_path / "a.zip", {"说明.txt": b"hello", "a.docx": b"PK"})) == ["RES-R006"]
    book = write_xlsx(tmp_path / "a.xlsx", TABLE)
    with zipfile.ZipFile(book, "a") as archive:
        archive.writestr("a.csv", "a,b\n1,2\n")
    assert open_sheet(book).container == "xlsx"


def test_a_bomb_and_a_password_and_an_odd_method(tmp_path: Path) -> None:
    assert codes(packed(tmp_path / "a.zip", {"a.csv": b"," * (60 << 20)})) == ["RES-R133"]
    assert codes(packed(tmp_path / "d.zip", {f"{n}.csv": b"" for n in range(10_001)})) == ["RES-R133"]
    path = packed(tmp_path / "b.zip", {"a.csv": TABLE})
    data = bytearray(path.read_bytes())
    data[6] |= 1
    data[data.index(b"PK\1\2") + 8] |= 1
    path.write_bytes(data)
    assert codes(path) == ["RES-R113"]
    with zipfile.ZipFile(tmp_path / "c.zip", "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("a.csv", "a,b\n1,2\n")
    assert codes(tmp_path / "c.zip") == ["RES-R005"]


def test_a_quote_that_is_not_closed_names_the_table(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        open_sheet(packed(tmp_path / "a.zip", {"a.csv": b'a,b\n1,"2\n'}))
    [fault] = caught.value.faults
    assert isinstance(fault, Finding)
    assert (fault.code, fault.where.file) == ("RES-R017", "a.zip/a.csv")


@given(st.integers(0, 150), st.integers(0, 255))
def test_a_damaged_archive_is_an_input_error(tmp_path_factory: pytest.TempPathFactory, at: int, value: int) -> None:
    data = bytearray(packed(tmp_path_factory.getbasetemp() / "a.zip", {"a.csv": TABLE}).read_bytes())
    data[at % len(data)] = value
    if holds_tables(bytes(data)):
        try:
            grids, _ = read_archive(bytes(data), "a.zip", None, None)
        except InputError:
            return
        assert grids[0].cells


def test_a_survey_in_an_archive(tmp_path: Path, reading: Reading) -> None:
    head: Row = ["小区", "身份", "a1", "a2", "a3", "c1"]
    path = packed(tmp_path / "a.zip", {"a.csv": [head, ["东湖", "居民", 5, 4, 3, 2]]})
    source = reading(path).sources[0]
    assert (source.platform, source.container, source.sheet) == ("plain", "zip", "a.csv")
