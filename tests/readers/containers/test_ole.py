import struct
from pathlib import Path

import numpy as np
import pytest
from reading import Reading
from workbook import write_xls

from resilience_cli.errors import InputError
from resilience_cli.readers.containers.files import open_sheet
from resilience_cli.readers.containers.ole import check_ole

ROWS = "community|role|a1|a2|a3|c1\n东湖|resident|5|1|4|3"
FAT = 512


def changed(data: bytes, place: int, value: int) -> bytes:
    return data[:place] + struct.pack("<I", value) + data[place + 4 :]


def test_an_old_workbook_is_read(tmp_path: Path, reading: Reading) -> None:
    responses = reading(write_xls(tmp_path / "a.xls", ROWS))
    assert responses.sources[0].container == "xls"
    np.testing.assert_array_equal(responses.answers, [[5, 1, 4, 3]])


def test_an_xls_named_xlsx(tmp_path: Path) -> None:
    assert [f.code for f in open_sheet(write_xls(tmp_path / "a.xlsx", ROWS)).findings] == ["RES-R011", "RES-R057"]


def test_a_large_file_has_tables_beyond_its_header() -> None:
    tables, per = 110, 128
    fat = np.arange(1, tables * per + 1, dtype="<u4")
    fat[: tables + 1], fat[[tables + 1, -1]] = (
        0xFFFFFFFD,
        0xFFFFFFFE,
    )  # sector 0 lists the last table, 1 to 110 are tables
    more = np.full(per, 0xFFFFFFFF, dtype="<u4")
    more[0] = tables
    header = struct.pack(
        "<24xHHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, tables, tables + 1, 0, 4096, 0xFFFFFFFE, 0, 0, 1
    )
    data = header + np.arange(1, tables, dtype="<u4").tobytes() + more.tobytes() + fat.tobytes()
    data = data.ljust((tables * per + 1) * 512, b"\0")
    check_ole(data, "large.xls")
    with pytest.raises(InputError):
        check_ole(changed(data, 1024 + 4 * (tables * per - 1), tables * per - 1), "large.xls")


@pytest.mark.parametrize("length", [9, 100, 512, 600, 1500, 3000])
def test_a_file_that_is_cut_off(tmp_path: Path, length: int) -> None:
    data = write_xls(tmp_path / "a.xls", ROWS).read_bytes()
    with pytest.raises(InputError):
        check_ole(data[:length], "a.xls")


@pytest.mark.parametrize(("place", "value"), [
    (FAT + 4 * 4, 2),  # a chain that comes back to its beginning
    (FAT + 4 * 4, 4),  # a sector that follows itself
    (FAT + 4 * 4, 5000),  # a sector outside the file
    (44, 1 << 30),  # more tables than the file has sectors
    (48, 5000),  # a directory outside the file
    (64, 1 << 30),
    (72, 1 << 30),
    (76, 5000),
])  # fmt: skip
def test_tables_that_lead_nowhere_are_refused_before_they_are_followed(tmp_path: Path, place: int, value: int) -> None:
    data = write_xls(tmp_path / "a.xls", ROWS).read_bytes()
    check_ole(data, "a.xls")
    with pytest.raises(InputError):
        check_ole(changed(data, place, value), "a.xls")
