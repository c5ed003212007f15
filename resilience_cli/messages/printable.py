"""Texts that came from a file, made safe to show: no control characters, no marks that reorder or hide letters."""

from __future__ import annotations

import unicodedata
from pathlib import PurePath

LONGEST = 60
HIDDEN = {"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"}


def visible(text: str) -> str:
    """Return the text without control, format and private characters; spaces of any width and line breaks stay."""
    return "".join(c for c in text if c == "\n" or unicodedata.category(c) not in HIDDEN)


def file_name(path: PurePath) -> str:
    """Return the file's name; what a system without UTF-8 wrote into it becomes question marks, which can be stored."""
    return path.name.encode("utf-8", "replace").decode()


def printable(text: object, longest: int | None = LONGEST) -> str:
    """Return the text on one line without control, format (bidirectional, zero-width) and private characters.

    Longer than `longest` characters, it ends in an ellipsis; None: as long as it is.
    """
    line = str(text)
    if not line.isprintable():  # what Python calls printable has none of them; most texts are
        line = "".join(
            "" if unicodedata.category(c) == "Cf" else " " if unicodedata.category(c) in HIDDEN else c for c in line
        )
    line = " ".join(line.split())
    return line if longest is None or len(line) <= longest else line[: longest - 1] + "…"
