"""A mapping file (TOML, written by `inspect --write-mapping`, corrected by hand) -> Corrections."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from resilience_cli.errors import InputError
from resilience_cli.messages import mark, say
from resilience_cli.messages.printable import file_name
from resilience_cli.model.finding import Finding, Where
from resilience_cli.model.same_text import normal
from resilience_cli.readers.containers.delimited import decode
from resilience_cli.readers.containers.files import bytes_of
from resilience_cli.readers.correcting.corrections import Corrections
from resilience_cli.readers.spelling import near, shown

FORMAT = 1
KEYS = ("format", "platform", "sheet", "mode", "columns", "values", "communities", "roles")
MODES = ("text", "score", "position", "value")
_TEXT, _TABLE = mark("a text in double quotes"), mark("a table of lines: text = meaning")
_MODE, _VALUE = mark("text, score, position or value"), mark("a number, or a text in double quotes")
_TABLE_LINE = re.compile(r"\s*\[([^\[].*)\]\s*(?:#.*)?")
_KEY_LINE = re.compile(r"""\s*("(?:[^"\\]|\\.)*"|'[^']*'|[A-Za-z0-9_-]+)\s*=""")
_PLACE = re.compile(r"line (\d+), column (\d+)")


def read_mapping(path: Path) -> Corrections:
    """Return what the mapping says; raise InputError with everything in it that cannot be read."""
    data = bytes_of(path)
    text, _ = decode(data, path.name, None)
    try:
        content = tomllib.loads(text.removeprefix("\ufeff").replace("\r\n", "\n"))
    except (ValueError, RecursionError) as error:  # also a number of thousands of digits, tables in tables in tables
        hit = _PLACE.search(str(error))
        line, col = (int(hit[1]), int(hit[2])) if hit else (len(text.splitlines()), None)
        raise InputError(Finding("RES-R145", Where(file=path.name, line=line, col=col))) from None
    places = _places(text, path.name)
    if faults := list(_faults(content, places)):
        raise InputError(*faults)
    return Corrections(
        content.get("platform"),
        content.get("sheet"),
        content.get("mode"),
        content.get("columns", {}),
        {id_: _normal(said) for id_, said in content.get("values", {}).items()},
        _normal(content.get("communities", {})),
        _normal(content.get("roles", {})),
        places | {(table, normal(key)): where for (table, key), where in places.items()},
        ((file_name(path), hashlib.sha256(data).hexdigest()),),
    )


def _normal(said: Mapping[str, Any]) -> dict[str, Any]:
    return {normal(text): meaning for text, meaning in said.items()}


def _places(text: str, file: str) -> dict[tuple[str, str], Where]:
    """Return (table, key) -> its line; ("", "") -> the file."""
    found, table = {("", ""): Where(file=file)}, ""
    for number, line in enumerate(text.splitlines(), 1):
        where = Where(file=file, line=number)
        try:
            if hit := _TABLE_LINE.fullmatch(line):
                names = list(_names(tomllib.loads(f"[{hit[1]}]")))
                table = ".".join(names)
                found[".".join(names[:-1]), names[-1]] = where
            elif hit := _KEY_LINE.match(line):
                found[table, next(iter(tomllib.loads(f"{hit[1]} = 0")))] = where
        except tomllib.TOMLDecodeError:  # within a text of several lines
            continue
    return found


def _names(content: Mapping[str, Any]) -> Iterator[str]:
    for name, inner in content.items():
        yield name
        yield from _names(inner)


def _faults(content: Mapping[str, Any], places: Mapping[tuple[str, str], Where]) -> Iterator[Finding]:
    """Yield a fault for each key that is not known and each value of a wrong kind."""

    def where(table: str, key: str) -> Where:
        return places.get((table, key), places["", ""])

    for key in content.keys() - set(KEYS):
        values = {"key": shown(key), "known": list(KEYS), "near": near(key, KEYS) or "–"}
        yield Finding("RES-R146", where("", key), values)
    if content.get("format") != FORMAT or isinstance(content.get("format"), bool):
        yield Finding("RES-R147", where("", "format"), {"format": shown(str(content.get("format", "–")))})
    for key in ("platform", "sheet", "mode"):
        given = content.get(key, "text")
        if not isinstance(given, str) or (key == "mode" and given not in MODES):
            yield _wrong(key, _MODE if key == "mode" else _TEXT, where("", key))
    values = content.get("values", {})
    tables = {key: content.get(key, {}) for key in ("columns", "communities", "roles")}
    tables |= (
        {f"values.{id_}": said for id_, said in values.items()} if isinstance(values, dict) else {"values": values}
    )
    for table, said in tables.items():
        if not isinstance(said, dict):
            inside, _, key = table.rpartition(".")
            yield _wrong(table, _TABLE, where(inside, key))
            continue
        numbers = table.startswith("values.")
        for key, meaning in said.items():
            if not isinstance(meaning, str) and not (numbers and _is_number(meaning)):
                yield _wrong(key, _VALUE if numbers else _TEXT, where(table, key))


def _is_number(value: Any) -> bool:
    return type(value) in (int, float) and abs(value) < 1e15  # neither true nor infinite


def _wrong(key: str, expected: str, where: Where) -> Finding:
    return Finding("RES-R148", where, {"key": shown(key), "expected": say(expected)})
