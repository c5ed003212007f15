"""Reads what was rendered: the rows of all tables, and all that a file holds, unpacked."""

from __future__ import annotations

import io
import re
import zipfile
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import docx
import openpyxl

from resilience_cli.files.made import write_made
from resilience_cli.model.document import Document
from resilience_cli.reports import FORMATS, terminal

Row = list[object]
WIDE = 400
"""So many cells across no table of a test has to be folded."""


def rendered(document: Document, form: str, folder: Path) -> bytes:
    """Return the document in a form, as the file that is written."""
    if form == "terminal":
        return terminal.render(document, WIDE).encode()
    path = folder / f"read-back.{form}"
    path.unlink(missing_ok=True)
    write_made(path, FORMATS[form](document))
    return path.read_bytes()


def all_of(content: bytes) -> str:
    """Return all that is in the file, attributes, properties and packed parts too."""
    if not content.startswith(b"PK"):
        return unescape(content.decode())
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        return unescape("\n".join([*names, *(archive.read(name).decode() for name in names)]))


def rows_of(content: bytes, form: str) -> list[Row]:
    """Return the rows of every table; of a workbook the values."""
    return _READERS[form](content)


class _Tables(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Row] = []
        self._drawn = 0
        self._open = False

    def handle_starttag(self, tag: str, _attrs: object) -> None:
        self._drawn += tag == "svg"
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append("")
            self._open = True

    def handle_endtag(self, tag: str) -> None:
        self._drawn -= tag == "svg"
        self._open = self._open and tag not in ("td", "th")

    def handle_data(self, data: str) -> None:
        if self._open and not self._drawn:
            self.rows[-1][-1] = f"{self.rows[-1][-1]}{data}"


def _html(content: bytes) -> list[Row]:
    parser = _Tables()
    parser.feed(content.decode())
    return parser.rows


def _docx(content: bytes) -> list[Row]:
    tables = docx.Document(io.BytesIO(content)).tables
    return [[cell.text for cell in row.cells] for table in tables for row in table.rows]


def _xlsx(content: bytes) -> list[Row]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return [
        [value for value in row if value is not None] for sheet in book for row in sheet.iter_rows(values_only=True)
    ]


def _md(content: bytes) -> list[Row]:
    lines = [line for line in content.decode().splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def _terminal(content: bytes) -> list[Row]:
    return [list(re.split(r" {2,}", line.strip())) for line in content.decode().splitlines()]


_READERS = {"html": _html, "docx": _docx, "xlsx": _xlsx, "md": _md, "terminal": _terminal}
