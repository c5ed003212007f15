"""Instruments and cases as JSON that people read: an item, an option or a group of respondents is one line."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

WIDTH = 120


def json_text(content: Any) -> str:
    """Return the content as JSON text: what fits on a line, and every plain entry of a list, stands on one."""
    return _lines(content, "") + "\n"


def _lines(value: Any, indent: str, entry: bool = False) -> str:
    line = json.dumps(value, ensure_ascii=False, allow_nan=False)
    nested = isinstance(value, (Mapping, list)) and bool(value)
    if not nested or (entry and _plain(value)) or (indent and len(indent) + len(line) <= WIDTH and _plain(value)):
        return line
    inner = indent + "  "
    if isinstance(value, Mapping):
        parts = [f"{json.dumps(key, ensure_ascii=False)}: {_lines(one, inner)}" for key, one in value.items()]
        return "{\n" + ",\n".join(inner + part for part in parts) + f"\n{indent}}}"
    return "[\n" + ",\n".join(inner + _lines(one, inner, entry=True) for one in value) + f"\n{indent}]"


def _plain(value: Any) -> bool:
    """Whether no list of objects is in it."""
    if isinstance(value, Mapping):
        return all(map(_plain, value.values()))
    is_list = isinstance(value, Sequence) and not isinstance(value, str)
    return not is_list or not any(isinstance(one, Mapping) for one in value)
