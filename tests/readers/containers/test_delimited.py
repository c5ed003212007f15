import pytest
from hypothesis import given
from hypothesis import strategies as st

from resilience_cli.errors import InputError
from resilience_cli.readers.containers import delimited
from resilience_cli.readers.containers.delimited import read_csv

CELL = st.text(
    st.characters(codec="utf-8", exclude_characters="\0\x1c\x1d\x1e\x85\u2028\u2029", exclude_categories=["Cc"])
)


def cells(data: bytes) -> list[list[str | None]]:
    columns, _ = read_csv(data, "a.csv", "utf-8")
    return [column.to_pylist() for column in columns]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_may_end_as_on_any_system(end: str) -> None:
    assert cells(f'a,b{end}1,"x{end}y"{end}2,z'.encode()) == [["a", "1", "2"], ["b", f"x{end}y", "z"]]


@given(st.lists(st.lists(CELL, min_size=2, max_size=2), min_size=1, max_size=8))
def test_what_was_written_is_read(rows: list[list[str]]) -> None:
    quoted = "\r\n".join(",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows)
    assert cells(quoted.encode()) == [list(column) for column in zip(*rows, strict=True)]


def test_rows_come_in_blocks_and_stay_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delimited, "_BLOCK", 2)
    assert cells(b"a,b\n1,2\n3\n4,5,6\n7,8\n") == [
        ["a", "1", "3", "4", "7"],
        ["b", "2", None, "5", "8"],
        [None, None, None, "6", None],
    ]


def test_more_than_can_be_read_has_words_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, most, code in (("MOST_CELLS", 3, "RES-R130"), ("MOST_COLUMNS", 1, "RES-R131")):
        with monkeypatch.context() as changed:
            changed.setattr(delimited, name, most)
            with pytest.raises(InputError) as caught:
                cells(b"a,b\n1,2\n")
            assert [fault.code for fault in caught.value.faults] == [code]


def test_a_gbk_table_with_tabs() -> None:
    columns, encoding = read_csv("小区\t身份\n东湖\t居民\n".encode("gb18030"), "a.tsv", None)
    assert ([column.to_pylist() for column in columns], encoding) == ([["小区", "东湖"], ["身份", "居民"]], "gb18030")
