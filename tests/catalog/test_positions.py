"""Places of values in JSON texts."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from resilience_cli.catalog.positions import at, layout, pointer

TEXT = '{\n  "a": [1, {"b/c": []},\n        [true, "x,]"]],\n  "d": {"~": null}\n}\n'


def place(text: str, *parts: str | int) -> tuple[int | None, int | None]:
    where = layout(text, "f.json").placed(at("RES-I017", *parts)).where
    return where.line, where.col


def test_a_value_is_where_it_begins_and_a_member_where_its_key_begins() -> None:
    assert place(TEXT) == (1, 1)
    assert place(TEXT, "a") == (2, 3)
    assert place(TEXT, "a", 0) == (2, 9)
    assert place(TEXT, "a", 1, "b/c") == (2, 13)
    assert place(TEXT, "a", 2) == (3, 9)
    assert place(TEXT, "a", 2, 1) == (3, 16)
    assert place(TEXT, "d", "~") == (4, 9)


def test_what_is_missing_is_placed_at_what_should_hold_it() -> None:
    assert place(TEXT, "d", "e", 3) == place(TEXT, "d")
    assert place(TEXT, "nowhere") == (1, 1)


def test_only_line_feeds_count_as_lines() -> None:
    assert place('{"a": "\u2028",\r\n"b": 1}', "b") == (2, 1)


def test_a_finding_keeps_its_pointer_and_gets_the_file() -> None:
    where = layout("[]", "f.json").placed(at("RES-I017", "a", 0)).where
    assert (where.file, where.pointer) == ("f.json", "/a/0")


def test_the_whole_file_has_no_pointer() -> None:
    where = layout("[]", "f.json").placed(at("RES-I017")).where
    assert (where.pointer, where.line, where.col) == (None, 1, 1)


def test_repeated_keys() -> None:
    assert layout('{"a": {"x": 1, "x": 2}, "b": {"x": 1}}', "f").repeated == ("/a/x",)
    assert layout('{"a": {"x": 1}, "a": {"x": 2}}', "f").repeated == ("/a",)
    assert layout('[{"x": 1}, {"x": 1}]', "f").repeated == ()
    assert layout('{"x": 1, "x": 2, "x": 3}', "f").repeated == ("/x",)


def test_depth() -> None:
    assert layout('{"a": [[1], 2]}', "f").depth == 3
    assert layout("1", "f").depth == 0


KEYS = st.text(st.sampled_from('ab"\\/~{}[],:é '), max_size=4)
VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), KEYS),
    lambda children: st.one_of(st.lists(children, max_size=3), st.dictionaries(KEYS, children, max_size=3)),
)


def pointers(value: Any, *parts: str | int) -> list[str]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [pointer(parts), *(one for key, part in inner for one in pointers(part, *parts, key))]


@given(VALUES, st.sampled_from((None, 1)), st.booleans())
def test_every_value_of_any_json_is_found_once_at_its_own_place(value: Any, indent: int | None, ascii_: bool) -> None:
    found = layout(json.dumps(value, indent=indent, ensure_ascii=ascii_), "f")
    assert sorted(found.offsets) == sorted(pointers(value))
    assert len(set(found.offsets.values())) == len(found.offsets)
    assert found.repeated == ()
