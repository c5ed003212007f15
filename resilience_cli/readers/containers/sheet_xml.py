"""What of a sheet no table of its cells shows: hidden rows, formulas without a value, errors, merged cells.

One streaming pass over the XML of the sheet; it is worth it only where `packed.check_zip` found signs of them.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from resilience_cli.errors import InputError
from resilience_cli.model.finding import Finding, Where
from resilience_cli.readers.containers.packed import chunks

_RANGE = re.compile(r"([A-Z]{1,3})(\d+):([A-Z]{1,3})(\d+)")
_CELL = re.compile(r"([A-Z]{1,3})(\d+)")
Cell = tuple[str, int]
"""Letter of the column, number of the row."""


@dataclass
class Unseen:
    """What was found; rows and columns as Excel names them."""

    hidden: list[int] = field(default_factory=list)
    """Rows that are hidden."""
    uncounted: list[Cell] = field(default_factory=list)
    """Cells with a formula and no value."""
    computed: list[int] = field(default_factory=list)
    """For each cell with a formula, its row."""
    errors: list[tuple[Cell, str]] = field(default_factory=list)
    """Cells with an error, and which."""
    merged: list[tuple[Cell, Cell]] = field(default_factory=list)
    """First and last cell of each merged range."""


def look(data: bytes, part: str, sheet: str, file: str) -> Unseen:
    """Return what the part of that sheet holds unseen; raise InputError if its XML is not sound."""
    found = Unseen()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _Pass(found).read(archive, part)
    except (expat.ExpatError, zipfile.BadZipFile, KeyError, ValueError, OSError, EOFError) as error:
        raise InputError(Finding("RES-R005", Where(file=file, sheet=sheet))) from error
    return found


def sheet_parts(data: bytes, file: str) -> dict[str, str]:
    """Return {name of a sheet: the part that holds it}, of those that are XML; raises InputError as `look` does."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _parts(archive)
    except (expat.ExpatError, zipfile.BadZipFile, KeyError, ValueError, OSError, EOFError) as error:
        raise InputError(Finding("RES-R005", Where(file=file))) from error


def _parts(archive: zipfile.ZipFile) -> dict[str, str]:
    names = frozenset(archive.namelist())
    if "xl/workbook.xml" not in names:
        return {}
    related = _elements(archive, "xl/_rels/workbook.xml.rels")
    targets = {a.get("Id"): a.get("Target", "") for tag, a in related if tag == "Relationship"}
    found = {}
    for tag, given in _elements(archive, "xl/workbook.xml"):
        target = targets.get(given.get("id"), "")
        path = target[1:] if target.startswith("/") else f"xl/{target}"
        if tag == "sheet" and "name" in given and path.endswith(".xml") and path in names:
            found[given["name"]] = path
    return found


def _parser() -> Any:
    return expat.ParserCreate(namespace_separator=" ")


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


def _elements(archive: zipfile.ZipFile, part: str) -> list[tuple[str, dict[str, str]]]:
    """Return (name, attributes) of all elements of a small part, without their namespaces."""
    found: list[tuple[str, dict[str, str]]] = []
    parser = _parser()
    parser.StartElementHandler = lambda tag, given: found.append(
        (_local(tag), {_local(key): value for key, value in given.items()})
    )
    parser.Parse(archive.read(part), True)
    return found


class _Pass:
    """One pass over a sheet; it keeps where it is, as cells and rows may leave out where they stand."""

    def __init__(self, found: Unseen) -> None:
        self.found = found
        self.row = 0
        self.cell: Cell = ("A", 0)
        self.kind = ""
        self.formula = False
        self.text: list[str] | None = None
        self.value = ""

    def read(self, archive: zipfile.ZipFile, part: str) -> None:
        parser = _parser()
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = self.start, self.end
        parser.CharacterDataHandler = self.characters
        for piece in chunks(archive, part):
            parser.Parse(piece, False)
        parser.Parse(b"", True)

    def start(self, name: str, given: dict[str, str]) -> None:
        tag = _local(name)
        if tag == "c":
            hit = _CELL.fullmatch(given.get("r", ""))
            self.cell = (hit[1], int(hit[2])) if hit else ("", self.row)
            self.kind, self.formula, self.value = given.get("t", ""), False, ""
        elif tag == "f":
            self.formula = True
        elif tag == "v":
            self.text = []
        elif tag == "row":
            self.row = int(given.get("r", self.row + 1))
            if given.get("hidden") in ("1", "true"):
                self.found.hidden.append(self.row)
        elif tag == "mergeCell" and (hit := _RANGE.fullmatch(given.get("ref", ""))):
            self.found.merged.append(((hit[1], int(hit[2])), (hit[3], int(hit[4]))))

    def characters(self, text: str) -> None:
        if self.text is not None:
            self.text.append(text)

    def end(self, name: str) -> None:
        tag = _local(name)
        if tag == "v" and self.text is not None:
            self.value, self.text = "".join(self.text), None
        elif tag == "c":
            if self.formula:
                self.found.computed.append(self.cell[1])
            if self.kind == "e":
                self.found.errors.append((self.cell, self.value))
            elif self.formula and not self.value and self.kind != "str":
                self.found.uncounted.append(self.cell)
