"""What the JSON Schema says about a file, in words that name the key, the near match and the remedy."""

from __future__ import annotations

import difflib
import json
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from resilience_cli.catalog.positions import at
from resilience_cli.messages import mark, say
from resilience_cli.model.finding import Finding

MANY = 1000
PACKAGE = Path(__file__).resolve().parent.parent
TYPES = {
    "object": mark("an object {…}"),
    "array": mark("a list […]"),
    "string": mark("a text"),
    "number": mark("a number"),
    "integer": mark("a whole number"),
    "boolean": mark("true or false"),
    "null": mark("null"),
}
FORMS = {
    r"^[a-z][a-z0-9_-]{0,63}$(?!\n)": mark(
        "lower-case letters, digits, _ and -, beginning with a letter, such as st01"
    ),
    r"^(item|score|class|scale|role|field|register|setting):[a-z][a-z0-9_-]{0,63}$(?!\n)": mark(
        "what instruments diff calls it, such as score:coordination or setting:role_weights"
    ),
    r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})?$(?!\n)": mark("a language code, such as zh or en"),
    r"^(0|[1-9][0-9]{0,5})\.(0|[1-9][0-9]{0,5})\.(0|[1-9][0-9]{0,5})$(?!\n)": mark("major.minor.patch, such as 1.0.0"),
    r"^[0-9a-f]{64}$(?!\n)": mark("a sha256 of 64 hexadecimal digits"),
    r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$(?!\n)": mark("a date, such as 2026-01-31"),
    r"\S": mark("a text that is not empty"),
}
BOUNDS = {
    "min": mark("{limit} or more"),
    "max": mark("{limit} or less"),
    "exc": mark("more than {limit}"),
}
"""By the first letters of minimum, minItems, maximum, maxLength, exclusiveMinimum…"""


def bundled_dir() -> Path:
    """Return the directory of instruments that came along: inside the package (a wheel), else beside it."""
    # Not importlib.resources: an editable install leaves a stale copy where that looks.
    inside = PACKAGE / "instruments"
    return inside if inside.is_dir() else PACKAGE.parent / "instruments"


def schema_faults(content: Any, name: str) -> list[Finding]:
    """Return everything in the content that the schema `name` (instrument, cases, releases) does not allow."""
    found: dict[str, Finding] = {}
    for error in _validator(name).iter_errors(content):
        for finding in _findings(error):
            found.setdefault(repr((finding.where.pointer, finding.code, finding.values)), finding)
    return list(found.values())


def near(word: str, known: Iterable[str]) -> list[str]:
    """Return the known words nearest to `word`, else the first dozen of all."""
    words = list(dict.fromkeys(known))
    return difflib.get_close_matches(word, words, n=3) or words[:12]


@cache
def _validator(name: str) -> Draft202012Validator:
    # Always the schema that came along: a user's directory of instruments need not have one.
    file = bundled_dir() / "schema" / f"{name}.schema.json"
    schema = json.loads(file.read_text(encoding="utf-8"))
    return Draft202012Validator(_inlined(schema, schema.get("$defs", {})))


def _inlined(part: Any, definitions: Any, within: tuple[str, ...] = ()) -> Any:
    """Return a part of the schema with its references filled in, which halves the time; one to itself stays."""
    if isinstance(part, list):
        return [_inlined(one, definitions, within) for one in part]
    if not isinstance(part, dict):
        return part
    name = str(part.get("$ref", "")).removeprefix("#/$defs/")
    if set(part) == {"$ref"} and name in definitions and name not in within:
        return _inlined(definitions[name], definitions, (*within, name))
    return {key: one if key == "$defs" else _inlined(one, definitions, within) for key, one in part.items()}


def _findings(error: Any) -> Iterator[Finding]:
    parts = list(error.absolute_path)
    if "propertyNames" in error.absolute_schema_path:  # then the fault is the key itself, and not in the path
        parts.append(str(error.instance))
    yield from EXPLAIN[str(error.validator)](error, parts)


Explain = Callable[[Any, list[str | int]], Iterator[Finding]]
"""A jsonschema ValidationError (its stubs say that each attribute may be unset) and its path -> findings."""


def _unknown_keys(error: Any, parts: list[str | int]) -> Iterator[Finding]:
    known = error.schema["properties"]
    unknown = [key for key in error.instance if key not in known]
    for number, key in enumerate(unknown):
        # A file of nothing but unknown keys is no questionnaire: what each nearly is would take minutes.
        told = near(key, known) if number < MANY else list(known)[:12]
        yield at("RES-I010", *parts, key, key=_short(key), near=told)


def _missing_keys(error: Any, parts: list[str | int]) -> Iterator[Finding]:
    missing = [key for key in error.validator_value if key not in error.instance]
    yield at("RES-I011", *parts, keys=missing)


def _type(error: Any, parts: list[str | int]) -> Iterator[Finding]:
    allowed = error.validator_value if isinstance(error.validator_value, list) else [error.validator_value]
    found = _short(error.instance)
    found = f'"{found}"' if isinstance(error.instance, str) else found  # "50" is no number
    yield at("RES-I012", *parts, found=found, expected=[say(TYPES[one]) for one in allowed])


def _allowed_values(error: Any, parts: list[str | int]) -> Iterator[Finding]:
    allowed = error.validator_value if error.validator == "enum" else [error.validator_value]
    yield at("RES-I013", *parts, found=_short(error.instance), allowed=[_short(one) for one in allowed])


def _form(error: Any, parts: list[str | int]) -> Iterator[Finding]:
    form = FORMS[error.validator_value]
    yield at("RES-I014", *parts, found=_short(error.instance), expected=say(form))


def _bound(error: Any, parts: list[str | int]) -> Iterator[Finding]:
    bound = BOUNDS[str(error.validator)[:3]]
    yield at("RES-I015", *parts, found=_short(error.instance), expected=say(bound, limit=error.validator_value))


def _size(error: Any, parts: list[str | int]) -> Iterator[Finding]:
    bound = BOUNDS[str(error.validator)[:3]]
    yield at("RES-I016", *parts, found=len(error.instance), expected=say(bound, limit=error.validator_value))


def _repeated(_error: Any, parts: list[str | int]) -> Iterator[Finding]:
    yield at("RES-I017", *parts)


def _no_test(error: Any, parts: list[str | int]) -> Iterator[Finding]:
    yield at("RES-I018", *parts, allowed=[one["required"][0] for one in error.validator_value])


EXPLAIN: dict[str, Explain] = {
    "additionalProperties": _unknown_keys,
    "required": _missing_keys,
    "type": _type,
    "enum": _allowed_values,
    "const": _allowed_values,
    "pattern": _form,
    "minimum": _bound,
    "maximum": _bound,
    "exclusiveMinimum": _bound,
    "minItems": _size,
    "maxItems": _size,
    "minProperties": _size,
    "maxProperties": _size,
    "maxLength": _size,
    "uniqueItems": _repeated,
    "anyOf": _no_test,
}


def _short(value: Any) -> str:
    """Return the value as JSON, at most 40 characters; containers only by their kind."""
    if isinstance(value, dict):
        return "{…}"
    if isinstance(value, list):
        return "[…]"
    text = value if isinstance(value, str) else json.dumps(value)
    return text if len(text) <= 40 else text[:39] + "…"
