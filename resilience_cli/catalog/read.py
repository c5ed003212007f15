"""JSON files from a user: read safely, with the place of every value."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NoReturn

from resilience_cli.catalog.positions import Layout, layout
from resilience_cli.errors import InputError
from resilience_cli.model.finding import Finding, Where

LARGEST = 4_000_000
"""Bytes that a file may have; the flagship has 32,000."""

DEEPEST = 32
"""Levels of brackets; the flagship has 8. What reads the content goes down by recursion."""


def read_json(path: Path) -> tuple[Any, Layout]:
    """Return the content of a JSON file and the places of its values.

    Raises InputError if the file is missing, too large, not UTF-8, not JSON, or repeats a key.
    """
    file = shown_name(path)
    text = _text(path, file)
    try:
        content = json.loads(text, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        raise InputError(Finding("RES-I007", Where(file=file, line=error.lineno, col=error.colno))) from None
    except (ValueError, RecursionError):
        raise InputError(Finding("RES-I007", Where(file=file))) from None
    places = layout(text, file)
    if places.depth > DEEPEST or not _is_unicode(content):
        raise InputError(Finding("RES-I009", Where(file=file)))
    if places.repeated:
        repeated = (Finding("RES-I008", Where(pointer=one), {"key": one.rpartition("/")[2]}) for one in places.repeated)
        raise InputError(*map(places.placed, repeated))
    return content, places


def shown_name(path: Path) -> str:
    """Return how a file is named in findings: 1.0.0.json alone would not tell which instrument it is."""
    return f"{path.parent.name}/{path.name}" if path.parent.name else path.name


def _text(path: Path, file: str) -> str:
    try:
        if not path.is_file():
            raise InputError(Finding("RES-I004" if path.exists() else "RES-I003", Where(file=file)))
        if path.stat().st_size > LARGEST:
            raise InputError(Finding("RES-I005", Where(file=file), {"megabytes": LARGEST // 1_000_000}))
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError(Finding("RES-I006", Where(file=file))) from None
    except (OSError, ValueError):
        raise InputError(Finding("RES-I004", Where(file=file))) from None
    return text


def _is_unicode(content: Any) -> bool:
    """Whether every text can be written as UTF-8: JSON can hold halves of characters."""
    try:
        json.dumps(content, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True


def _no_number(_constant: str) -> NoReturn:
    raise ValueError("NaN and Infinity are not JSON")
