from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import Reading
from workbook import write_csv, write_xlsx

from resilience_cli.errors import InputError
from resilience_cli.readers.containers.files import open_sheet
from resilience_cli.readers.containers.garbled import garbled


@pytest.mark.parametrize("encoding", ["gb18030", "latin-1"])
@pytest.mark.parametrize("text", ["您所在的小区", "7、邻居会互相帮助"])
def test_what_was_meant_is_found_again(text: str, encoding: str) -> None:
    wrong = text.encode().decode(encoding, "replace")
    assert garbled(["community", wrong]) == (wrong, text)


@pytest.mark.parametrize("text", ["", "路", "联通", "隆冬", "您的身份", "Théodore Müller", "São", "①", "东湖小区：路"])
def test_what_is_written_well_is_not_suspected(text: str) -> None:
    assert garbled([text]) is None


@given(st.text(st.characters(codec="gb2312", exclude_categories=["C"])))
def test_common_chinese_is_not_suspected(text: str) -> None:
    assert garbled([text]) is None


def test_garbled_headers_stop_with_what_they_mean(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", "您所在的小区|a1\n东湖|5")
    with pytest.raises(InputError, match=r"您所在的小区.*encoding") as caught:
        open_sheet(path, encoding="gb18030")
    assert [fault.code for fault in caught.value.faults] == ["RES-R138"]


def test_garbled_cells_are_said(tmp_path: Path, reading: Reading) -> None:
    wrong = "非常同意".encode().decode("gb18030")
    rows = f"community|role|a1|a2|a3|c1\n东湖|resident|5|1|4|3\n东湖|resident|{wrong}|1|4|3\n锟斤拷|resident|5|1|4|3"
    findings = reading(write_csv(tmp_path / "a.csv", rows)).findings
    assert [(f.where.column, f.rows) for f in findings if f.code == "RES-R058"] == [("C", (3,)), ("A", (4,))]


@pytest.mark.parametrize("header", ["锟斤拷锟斤拷", "小\ufffd\ufffd"])
def test_what_is_lost_is_said_to_be_lost(tmp_path: Path, header: str) -> None:
    with pytest.raises(InputError) as caught:
        open_sheet(write_xlsx(tmp_path / "a.xlsx", [[header, "a1"], ["东湖", 5]]))
    assert [fault.code for fault in caught.value.faults] == ["RES-R107"]
