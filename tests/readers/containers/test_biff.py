import struct
from pathlib import Path

import pytest
from reading import Reading
from workbook import write_xls

from resilience_cli.readers.containers.biff import reaches_too_far

END = struct.pack("<HH", 0x0A, 0)
ROWS: list[list[object]] = [["community", "role", "a1", "a2", "a3", "c1"], ["东湖", "resident", "5", "1", "4", "3"]]


def record(kind: int, form: str, *values: int) -> bytes:
    body = struct.pack(form, *values)
    return struct.pack("<HH", kind, len(body)) + body


@pytest.mark.parametrize(
    ("cell", "far"),
    [
        (record(0x204, "<HHH", 65535, 255, 0), False),
        (record(0x204, "<HHH", 1, 256, 0), True),
        (record(0xBD, "<HH12xH", 1, 254, 255), False),
        (record(0xBD, "<HH12xH", 1, 255, 256), True),
        (record(0x200, "<IIHH2x", 0, 65536, 0, 256), False),
        (record(0x200, "<IIHH2x", 0, 65537, 0, 1), True),
        (record(0x200, "<HHHH2x", 0, 5, 0, 257), True),
        (record(0x3C, "<HHH", 1, 999, 0), False),
    ],
)
def test_cells_far_away_are_seen(cell: bytes, far: bool) -> None:
    sheet = struct.pack("<HHI", 0x85, 4, 8 + len(END)) + END
    assert reaches_too_far(cell + END) is far
    assert reaches_too_far(sheet + cell + END) is far  # also where a sheet begins
    assert not reaches_too_far(END + cell)


def test_a_cell_that_would_take_all_memory_is_refused(tmp_path: Path, reading: Reading) -> None:
    path = write_xls(tmp_path / "a.xls", [*ROWS, ["Z"]])
    data, cell = path.read_bytes(), struct.pack("<HHH", 2, 0, 0)
    path.write_bytes(data.replace(cell, struct.pack("<HHH", 65535, 65535, 0)))
    assert reading.codes(path) == ["RES-R133"]


def test_tables_that_are_followed_without_counting_are_refused(tmp_path: Path, reading: Reading) -> None:
    path = write_xls(tmp_path / "a.xls", ROWS)
    data = bytearray(path.read_bytes())
    data[68:72] = struct.pack("<I", 1)  # where more of the table begins, though there is no more
    path.write_bytes(data)
    assert reading.codes(path) == ["RES-R005"]
