"""JSON files that a user gives: each kind of broken file has its own finding."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from resilience_cli.catalog.positions import Places, at
from resilience_cli.catalog.read import LARGEST, read_json
from resilience_cli.errors import InputError
from resilience_cli.messages import speaking
from resilience_cli.model.finding import Finding


def refused(path: Path) -> tuple[str, int | None, int | None]:
    with pytest.raises(InputError) as caught:
        read_json(path)
    (finding,) = caught.value.faults
    assert isinstance(finding, Finding)
    assert str(finding)
    return finding.code, finding.where.line, finding.where.col


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"", ("RES-I007", 1, 1)),
        (b'{"a": 1,\n "b": }', ("RES-I007", 2, 7)),
        (b'{"a": NaN}', ("RES-I080", 1, 2)),
        (b'{"a": [1,\n -1e999]}', ("RES-I080", 2, 2)),
        (b"\xff\xfe{\x00}\x00", ("RES-I006", 1, 1)),
        (b'{"a": 1,\n"\xe9\x97\xae\xe5": 1}', ("RES-I006", 2, 3)),
        (b'{"a": "\x00"}', ("RES-I007", 1, 8)),
        (b'{"\\udc00": 1}', ("RES-I081", 1, 1)),
        (b"-" + b"1" * 5000, ("RES-I080", 1, 1)),
        (b"[" * 100_000, ("RES-I009", None, None)),
        ("问卷".encode("gb18030"), ("RES-I006", 1, 1)),
        (b"PK\x03\x04\xff\xfe", ("RES-I087", 1, 1)),
        (b"\xd0\xcf\x11\xe0 1997", ("RES-I087", 1, 1)),
        (b'{"a": 1,\n "a": 2}', ("RES-I008", 2, 2)),
        (b"[" * 40 + b"]" * 40, ("RES-I009", None, None)),
        (b'["\\ud800"]', ("RES-I081", 1, 2)),
        (b" " * (LARGEST + 1), ("RES-I005", None, None)),
    ],
    ids=[
        "empty",
        "comma",
        "nan",
        "infinite",
        "utf16",
        "cut",
        "nul",
        "half key",
        "digits",
        "open",
        "gb18030",
        "workbook",
        "old workbook",
        "twice",
        "deep",
        "half",
        "large",
    ],
)
def test_refused(tmp_path: Path, content: bytes, found: tuple[str, int | None, int | None]) -> None:
    path = tmp_path / "f.json"
    path.write_bytes(content)
    assert refused(path) == found


def test_a_missing_file_and_a_directory(tmp_path: Path) -> None:
    assert refused(tmp_path / "none.json")[0] == "RES-I003"
    assert refused(tmp_path)[0] == "RES-I004"


def test_all_repeated_keys_are_named(tmp_path: Path) -> None:
    path = tmp_path / "f.json"
    path.write_text('{"a": 1, "a": 2, "b": 1, "b": 2}', encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_json(path)
    assert len(caught.value.faults) == 2


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "f.json"
    path.write_bytes(b'\xef\xbb\xbf{"a": 1}')
    content, places = read_json(path)
    assert content == {"a": 1}
    assert places.placed(at("RES-I017", "a")).where.file == f"{tmp_path.name}/f.json"


def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "loop.json").symlink_to("loop.json")
    assert refused(tmp_path / "loop.json")[0] == "RES-I003"
    assert refused(Path(os.devnull))[0] == "RES-I004"
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.json")
        assert refused(tmp_path / "pipe.json")[0] == "RES-I004"
    assert refused(tmp_path / "a\0b.json")[0] in ("RES-I003", "RES-I004")


def test_a_file_that_may_not_be_read_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_more: object) -> None:
        raise PermissionError(errno.EACCES, "refused")

    path = tmp_path / "f.json"
    path.touch()
    monkeypatch.setattr(Path, "open", refuse)
    with speaking("en"), pytest.raises(InputError, match="no permission"):
        read_json(path)


MEMBERS = st.dictionaries(st.text(max_size=3), st.integers() | st.floats() | st.text(max_size=3), max_size=4)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary() | st.text().map(str.encode) | MEMBERS.map(lambda content: json.dumps(content).encode()))
def test_whatever_the_bytes_are(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "f.json"
    path.write_bytes(content)
    try:
        found, places = read_json(path)
    except InputError as error:
        # It is refused with words; what is read can be written, and read back the same.
        found, places = [str(fault) for fault in error.faults], Places("[]", "f")
    assert json.loads(json.dumps(found, allow_nan=False, ensure_ascii=False).encode()) == found
    assert places.layout.offsets[""] >= 0
