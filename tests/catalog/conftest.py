"""Fixtures for instruments: the tiny one, and what writes a changed copy of it."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Patch = list[dict[str, Any]]
INSTRUMENTS = Path(__file__).parent.parent / "instruments"
TINY = INSTRUMENTS / "good" / "tiny" / "1.0.0.json"


def patched(content: Any, patch: Patch) -> Any:
    """Return a copy of the content, changed by a JSON Patch (RFC 6902: add, replace, remove)."""
    changed = copy.deepcopy(content)
    for step in patch:
        *path, last = step["path"].split("/")[1:]
        parent = changed
        for part in path:
            parent = parent[int(part) if isinstance(parent, list) else part]
        if isinstance(parent, list) and last == "-":
            parent.append(step["value"])
            continue
        key = int(last) if isinstance(parent, list) else last
        if step["op"] == "remove":
            del parent[key]
        else:
            assert (step["op"] == "replace") == (isinstance(parent, list) or key in parent), step
            parent[key] = step["value"]
    return changed


@pytest.fixture
def tiny() -> Any:
    """The content of the tiny instrument."""
    return json.loads(TINY.read_text(encoding="utf-8"))


@pytest.fixture
def write(tmp_path: Path, tiny: Any) -> Callable[..., Path]:
    """What writes the tiny instrument, changed by a patch, as tiny/1.0.0.json and returns its path."""

    def written(*patch: dict[str, Any]) -> Path:
        path = tmp_path / "tiny" / "1.0.0.json"
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(patched(tiny, list(patch)), ensure_ascii=False, indent=2), encoding="utf-8")
        return path

    return written
