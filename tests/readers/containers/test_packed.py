import zipfile
from pathlib import Path

import pytest
from workbook import write_package, write_xlsx, xml_rows

from resilience_cli.errors import InputError
from resilience_cli.readers.containers import packed
from resilience_cli.readers.containers.packed import check_zip

ROWS = xml_rows([["a", "b"], ["1", "2"]])


def code(path: Path) -> str:
    with pytest.raises(InputError) as caught:
        check_zip(path.read_bytes(), path.name)
    (fault,) = caught.value.faults
    return fault.code


def test_a_sound_workbook_passes(tmp_path: Path) -> None:
    path = write_package(tmp_path / "a.xlsx", ROWS)
    assert check_zip(path.read_bytes(), "a.xlsx") == frozenset()


def test_a_workbook_that_is_cut_off(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", [["a", "b"], [1, 2]])
    whole = path.read_bytes()
    for length in (50, len(whole) // 2, len(whole) - 40):
        path.write_bytes(whole[:length])
        assert code(path) == "RES-R137"


def test_a_workbook_with_a_wrong_byte_in_its_cells(tmp_path: Path) -> None:
    path = write_package(tmp_path / "a.xlsx", ROWS)
    data = bytearray(path.read_bytes())
    data[data.index(b"xl/worksheets/sheet1.xml") + 40] ^= 0xFF
    path.write_bytes(bytes(data))
    assert code(path) == "RES-R005"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
def test_laughs_by_the_billion(tmp_path: Path, encoding: str) -> None:
    laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><sst><si><t>&b;</t></si></sst>'
    path = write_package(tmp_path / "a.xlsx", ROWS)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/sharedStrings.xml", (" " * ((1 << 20) - 5) + laughs).encode(encoding))
    assert code(path) == "RES-R134"


def test_more_than_is_said_of_it(tmp_path: Path) -> None:
    """A size in the directory that is too small hides nothing: the part is not what it says."""
    path = write_package(tmp_path / "a.xlsx", ROWS)
    data = path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        size = archive.getinfo("xl/worksheets/sheet1.xml").file_size
    place = data.rindex(size.to_bytes(4, "little"))
    path.write_bytes(data[:place] + (5).to_bytes(4, "little") + data[place + 4 :])
    assert code(path) == "RES-R005"


def test_a_sheet_may_have_any_name(tmp_path: Path) -> None:
    path = write_package(tmp_path / "a.xlsx", ROWS)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/media/sheet.png", '<worksheet><row r="1"><c r="XFD1048576"/></row></worksheet>')
    assert code(path) == "RES-R130"


def test_a_binary_workbook_is_named(tmp_path: Path) -> None:
    path = write_package(tmp_path / "a.xlsx", ROWS, xl__workbook="")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/workbook.bin", b"\0")
    with pytest.raises(InputError, match="xlsb"):
        check_zip(path.read_bytes(), "a.xlsb")


def test_limits_have_words_of_their_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", [["a", "b"], [1, 2]])
    for name, least, expected in (
        ("MOST_BYTES", 10, "RES-R007"),
        ("MOST_PARTS", 2, "RES-R133"),
        ("MOST_SHEETS", 0, "RES-R132"),
        ("MOST_CELLS", 26, "RES-R130"),
    ):
        with monkeypatch.context() as changed:
            changed.setattr(packed, name, least)
            assert code(path) == expected


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="XFD9000"><v>1</v></c>',
        '<c r="B1048577"><v>1</v></c>',
        '<c r="ZZ900000"/>',
        "<c r = 'zz900000'/>",
        '<c\nr="B0001048577"/>',
    ],
)
def test_a_cell_far_away_wherever_it_is_written(tmp_path: Path, cell: str) -> None:
    path = write_package(tmp_path / "a.xlsx", f"{ROWS}<row>{cell}</row>{ROWS * 20_000}")
    assert code(path) == "RES-R130"


@pytest.mark.parametrize(
    "near", ['<c r="XFD6000"/>', '<c r="CZ961538"/>', '<c r="B1048576"/>', '<c descr="XFD999999"/>']
)
def test_a_cell_that_is_not_too_far_away(tmp_path: Path, near: str) -> None:
    path = write_package(tmp_path / "a.xlsx", f"{ROWS}<row>{near}</row>")
    assert check_zip(path.read_bytes(), "a.xlsx") == frozenset()


@pytest.mark.parametrize(
    "sign", ['<row r="3" hidden="1"/>', "<c t = 'e'/>", "<c><f>1</f></c>", "<x:f/>", "<mergeCell />"]
)
def test_parts_with_signs_of_what_cells_do_not_show(tmp_path: Path, sign: str) -> None:
    path = write_package(tmp_path / "a.xlsx", f"{ROWS}{sign}")
    assert check_zip(path.read_bytes(), "a.xlsx") == {"xl/worksheets/sheet1.xml"}
