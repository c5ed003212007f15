"""Where in a JSON text each value stands: json itself does not tell."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from resilience_cli.model.finding import Finding, Where

PIECE = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+', re.DOTALL)


def pointer(parts: Iterable[str | int]) -> str:
    """Return the JSON pointer (RFC 6901) of a path of keys and indexes."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in parts)


def at(code: str, *parts: str | int, **values: Any) -> Finding:
    """Return a finding about the value at the path; `Layout.placed` adds file and line."""
    return Finding(code, Where(pointer=pointer(parts)), values)


@dataclass(frozen=True)
class Layout:
    """Places of the values of a JSON text."""

    file: str
    """Name of the file, for findings."""
    offsets: dict[str, int]
    """Offset of each value by JSON pointer; for a member of an object, of its key."""
    repeated: tuple[str, ...]
    """Pointers of keys that stand twice in one object."""
    line_starts: tuple[int, ...]
    """Offset of the first character of each line."""
    depth: int
    """How many brackets were open at most."""

    def placed(self, finding: Finding) -> Finding:
        """Return the finding with file, line and column of its pointer, or of the nearest value around it."""
        around = finding.where.pointer or ""
        while around and around not in self.offsets:
            around = around.rpartition("/")[0]
        offset = self.offsets.get(around, 0)
        line = bisect_right(self.line_starts, offset)
        col = offset - self.line_starts[line - 1] + 1
        known = finding.where.pointer or None  # the pointer of the whole file is empty
        return replace(finding, where=replace(finding.where, file=self.file, pointer=known, line=line, col=col))


class Places:
    """Places of the values of a JSON text that json can read, found out when the first is asked for."""

    def __init__(self, text: str, file: str) -> None:
        self._text, self._file = text, file

    @cached_property
    def layout(self) -> Layout:
        """The places."""
        return layout(self._text, self._file)

    def placed(self, finding: Finding) -> Finding:
        """Return the finding with file, line and column of its pointer, or of the nearest value around it."""
        return self.layout.placed(finding)


def layout(text: str, file: str) -> Layout:
    """Return the places of all values of a text that json can read."""
    offsets: dict[str, int] = {}
    repeated: dict[str, None] = {}
    depth = 0
    inside: list[tuple[str, bool]] = []  # pointer of each open bracket, and whether it is an array
    here: str | None = ""  # pointer of the value that comes next; None: a key comes next
    for match in PIECE.finditer(text):
        piece = match[0]
        if piece in ("}", "]"):
            here = inside.pop()[0]
        elif piece == ",":
            outer, is_array = inside[-1]
            here = _next(here, outer) if is_array else None
        elif here is None and inside:
            here = inside[-1][0] + pointer([json.loads(piece)])
            if here in offsets and not any(outer in repeated for outer, _ in inside):
                repeated[here] = None
            offsets[here] = match.start()
        elif piece != ":" and here is not None:
            offsets.setdefault(here, match.start())
            if piece in ("{", "["):
                inside.append((here, piece == "["))
                depth = max(depth, len(inside))
                here = f"{here}/0" if piece == "[" else None
    starts = (0, *(newline.end() for newline in re.finditer("\n", text)))
    return Layout(file, offsets, tuple(repeated), starts, depth)


def _next(here: str | None, outer: str) -> str:
    """Return the pointer of the array's next value, `here` being the one before it."""
    return f"{outer}/{int((here or '').rpartition('/')[2]) + 1}"
