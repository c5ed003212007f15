from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet
from reading import Reading

from resilience_cli.errors import InputError
from resilience_cli.readers.containers import delimited
from resilience_cli.readers.containers.files import open_sheet


def write(path: Path, **columns: object) -> Path:
    parquet.write_table(pa.table(columns), path)
    return path


def test_every_column_is_text(tmp_path: Path) -> None:
    sheet = open_sheet(
        write(
            tmp_path / "a.parquet",
            whole=pa.array([5, None], pa.int8()),
            real=[5.0, 1.5],
            word=pa.array(["东湖", "东湖"]).dictionary_encode(),
            day=[date(2025, 1, 2)] * 2,
            time=[datetime(2025, 1, 2, 3, 4, 5, tzinfo=UTC)] * 2,
            lasted=[timedelta(seconds=90), None],
        )
    )
    assert sheet.headers == ("whole", "real", "word", "day", "time", "lasted")
    texts = [sheet.column(at).texts for at in range(6)]
    assert texts == [("5",), ("5", "1.5"), ("东湖",), ("2025-01-02",), ("2025-01-02 03:04:05.000000Z",), ("90",)]
    assert sheet.row_numbers(sheet.filled) == (1, 2)


def test_a_table_of_values(tmp_path: Path, reading: Reading) -> None:
    path = write(tmp_path / "a.parquet", community=["东湖"], role=["resident"], a1=[5], a2=[1], a3=[4], c1=[3.0])
    responses = reading(path)
    assert responses.answers.to_numpy().tolist() == [[5, 1, 4, 3]]
    assert (responses.sources[0].container, responses.findings) == ("parquet", ())


def test_what_is_no_text_is_said(tmp_path: Path) -> None:
    sheet = open_sheet(write(tmp_path / "a.parquet", a=[1], b=[[1, 2]], c=[b"x"], d=["y"]))
    assert [(f.code, f.values["columns"]) for f in sheet.findings] == [("RES-R104", ["b", "c"])]


def test_a_file_that_is_cut_off_damaged_or_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def code() -> str:
        with pytest.raises(InputError) as caught:
            open_sheet(path)
        return caught.value.faults[0].code

    path = write(tmp_path / "a.parquet", a=[1] * 9, b=["x"] * 9)
    whole = path.read_bytes()
    monkeypatch.setattr(delimited, "MOST_CELLS", 10)
    assert code() == "RES-R130"
    monkeypatch.undo()
    path.write_bytes(whole[:-9])
    assert code() == "RES-R137"
    path.write_bytes(whole[:40] + b"\xff" * (len(whole) - 44) + b"PAR1")
    assert code() == "RES-R005"
