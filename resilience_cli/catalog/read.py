"""JSON files from a user: read safely, with the place of every value."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from resilience_cli.catalog.positions import Places, at
from resilience_cli.errors import InputError
from resilience_cli.messages import in_all, mark, say
from resilience_cli.messages.system import why
from resilience_cli.model.finding import Finding, Where

LARGEST = 4_000_000
"""Bytes that a file may have; the flagship has 32,000."""
OFFICE = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How workbooks and documents begin, new and old."""
DEEPEST = 32
"""Levels of brackets; the flagship has 8. What reads the content goes down by recursion."""
MOST_DIGITS = 300
"""Digits of a whole number that a float can hold; Python reads no more than 4,300 at all."""
EXPECTED = {
    "Expecting property name enclosed in double quotes": mark("a key in double quotation marks"),
    "Expecting ':' delimiter": mark("a colon after the key"),
    "Expecting ',' delimiter": mark("a comma or a closing bracket"),
    "Expecting value": mark("a value"),
    "Unterminated string starting at": mark("a closing quotation mark"),
    "Invalid control character at": mark("a closing quotation mark, or \\n for a line break"),
    "Invalid \\escape": mark("one of the letters that may follow a backslash"),
    "Invalid \\uXXXX escape": mark("four hexadecimal digits after \\u"),
    "Extra data": mark("the end of the file"),
    "Illegal trailing comma before end of object": mark("a key in double quotation marks"),
    "Illegal trailing comma before end of array": mark("a value"),
}
"""By what Python's JSON reader says: what it expected."""


def read_json(path: Path) -> tuple[Any, Places]:
    """Return the content of a JSON file and the places of its values.

    Raises InputError with all that is wrong if the file is missing, too large, not UTF-8, not JSON, nested too deeply,
    repeats a key, or holds what no other program could read back.
    """
    file = shown_name(path)
    text = _text(path, file)
    repeats = False

    def members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal repeats
        made = dict(pairs)
        repeats = repeats or len(made) < len(pairs)
        return made

    try:
        content = json.loads(text, object_pairs_hook=members, parse_int=_whole)
    except json.JSONDecodeError as error:
        raise InputError(_not_json(error, file)) from None
    except RecursionError:
        raise InputError(Finding("RES-I009", Where(file=file), {"deepest": DEEPEST})) from None
    if _depth(content) > DEEPEST:
        raise InputError(Finding("RES-I009", Where(file=file), {"deepest": DEEPEST}))
    places = Places(text, file)
    faults = [*(_repeated(places) if repeats else ()), *(() if _is_sound(content) else _unsound(content))]
    if faults:
        raise InputError(*map(places.placed, faults))
    return content, places


def findings_of(error: InputError) -> tuple[Finding, ...]:
    """Return what the error was made of."""
    return tuple(fault for fault in error.faults if isinstance(fault, Finding))


def shown_name(path: Path) -> str:
    """Return how a file is named in findings: 1.0.0.json alone would not tell which instrument it is."""
    return f"{path.parent.name}/{path.name}" if path.parent.name else path.name


def _text(path: Path, file: str) -> str:
    try:
        if not path.is_file():
            # A device or a pipe might never end.
            known = path.exists()
            reason = in_all(lambda: say("it is no file"))
            raise InputError(Finding("RES-I004" if known else "RES-I003", Where(file=file), {"why": reason}))
        with path.open("rb") as stream:
            raw = stream.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        reason = in_all(partial(why, error))
        raise InputError(Finding("RES-I004", Where(file=file), {"why": reason})) from None
    if len(raw) > LARGEST:
        raise InputError(Finding("RES-I005", Where(file=file), {"megabytes": LARGEST // 1_000_000}))
    if raw.startswith(OFFICE):
        raise InputError(Finding("RES-I087", Where(file=file, line=1, col=1)))
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8-sig")
        line, col = before.count("\n") + 1, len(before) - before.rfind("\n")
        raise InputError(Finding("RES-I006", Where(file=file, line=line, col=col))) from None


def _not_json(error: json.JSONDecodeError, file: str) -> Finding:
    where = Where(file=file, line=error.lineno, col=error.colno)
    expected = in_all(lambda: say(EXPECTED.get(error.msg, mark("JSON"))))
    rest = error.doc[error.pos : error.pos + 1]
    found = in_all(lambda: _sign(rest))
    return Finding("RES-I007", where, {"found": found, "expected": expected})


def _sign(text: str) -> str:
    if not text:
        return say("the end of the file")
    return say("“{sign}”", sign=text) if text.isprintable() and text.strip() else say("a sign that cannot be seen")


def _whole(digits: str) -> float:
    return int(digits) if len(digits) <= MOST_DIGITS else math.copysign(math.inf, -1 if digits[0] == "-" else 1)


def _depth(content: Any) -> int:
    depth, level = 0, [content]
    while level := [one for one in level if isinstance(one, (dict, list))]:
        depth += 1
        level = [part for one in level for part in (one.values() if isinstance(one, dict) else one)]
    return depth


def _is_sound(content: Any) -> bool:
    """Whether every number is one that JSON has, and every text can be written as UTF-8."""
    try:
        json.dumps(content, ensure_ascii=False, allow_nan=False).encode()
    except ValueError:  # a UnicodeEncodeError is one
        return False
    return True


def _repeated(places: Places) -> Iterator[Finding]:
    for one in places.layout.repeated:
        yield Finding("RES-I008", Where(pointer=one), {"key": one.rpartition("/")[2]})


def _unsound(content: Any, *parts: str | int) -> Iterator[Finding]:
    """Yield the numbers without bounds and the halves of characters, each at its place."""
    if isinstance(content, (dict, list)):
        for key, part in content.items() if isinstance(content, dict) else enumerate(content):
            if isinstance(key, str) and not _is_sound(key):
                yield at("RES-I081", *parts)
            yield from _unsound(part, *parts, key)
    elif not _is_sound(content):
        yield at("RES-I081" if isinstance(content, str) else "RES-I080", *parts)
