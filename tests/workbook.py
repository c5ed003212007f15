"""Test exports written as readable tables: a list of rows, or lines with | between the cells."""

from __future__ import annotations

import csv
import io
import struct
import zipfile
from pathlib import Path

import openpyxl

Row = list[object]


def table(text: str) -> list[Row]:
    """Return the rows of a text table: one line a row, | between cells, an empty cell is None."""
    return [[cell.strip() or None for cell in line.strip().split("|")] for line in text.strip("\n").splitlines()]


def write_xlsx(path: Path, rows: str | list[Row], sheet: str = "Sheet1", **more: list[Row]) -> Path:
    """Write the rows, and `more` sheets by name; return the path."""
    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    first.title = sheet
    for name, content in {sheet: table(rows) if isinstance(rows, str) else rows, **more}.items():
        target = first if name == sheet else book.create_sheet(name)
        for number, row in enumerate(content, 1):
            for place, cell in enumerate(row, 1):
                if cell is not None:
                    target.cell(number, place, cell)
    book.save(path)
    return path


def write_csv(path: Path, rows: str | list[Row], encoding: str = "utf-8", delimiter: str = ",") -> Path:
    """Write the rows as text; return the path."""
    cells = table(rows) if isinstance(rows, str) else rows
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(cells)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def write_xls(path: Path, rows: str | list[Row]) -> Path:
    """Write the rows as text cells of a small old workbook (BIFF8 in a compound file); return the path."""

    def record(kind: int, data: bytes) -> bytes:
        return struct.pack("<HH", kind, len(data)) + data

    def text(cell: object) -> bytes:
        return struct.pack("<HB", len(str(cell)), 1) + str(cell).encode("utf-16-le")

    begin, end = (lambda kind: record(0x809, struct.pack("<HHHHII", 0x600, kind, 0, 0, 0, 0))), record(0x0A, b"")
    sheet = begin(0x10) + b"".join(
        record(0x204, struct.pack("<HHH", row, column, 0) + text(cell))
        for row, cells in enumerate(table(rows) if isinstance(rows, str) else rows)
        for column, cell in enumerate(cells)
        if cell is not None
    )
    name = struct.pack("<BB", 6, 0) + b"Sheet1"
    start = len(begin(5)) + 4 + 6 + len(name) + len(end)
    stream = begin(5) + record(0x85, struct.pack("<IH", start, 0) + name) + end + sheet + end
    stream = stream.ljust(max(4096, -(-len(stream) // 512) * 512), b"\0")
    sectors = len(stream) // 512
    fat = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, 2 + sectors), 0xFFFFFFFE]

    def entry(title: str, kind: int, child: int, first: int, size: int) -> bytes:
        named = (title + "\0").encode("utf-16-le")
        links = struct.pack("<HBBIII", len(named), kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child)
        return named.ljust(64, b"\0") + links + b"\0" * 36 + struct.pack("<IQ", first, size)

    directory = entry("Root Entry", 5, 1, 0xFFFFFFFE, 0) + entry("Workbook", 2, 0xFFFFFFFF, 2, len(stream))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    header += b"\0" * 6 + struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<I", 0) + b"\xff" * 432
    table_ = struct.pack(f"<{len(fat)}I", *fat).ljust(512, b"\xff")
    path.write_bytes(header + table_ + directory.ljust(512, b"\0") + stream)
    return path


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def write_package(path: Path, rows: str, after: str = "", properties: str = "", **more: str | bytes) -> Path:
    """Write an xlsx of the least parts: the XML of the rows, what stands `after` them, `more` parts (a__b is a/b)."""
    head = "application/vnd.openxmlformats-"
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="{head}package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{head}officedocument.spreadsheetml.sheet.main+xml"/>'
        "</Types>",
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><workbookPr {properties}/>'
        '<sheets><sheet name="Sheet1" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{after}</worksheet>',
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**parts, **{name.replace("__", "/"): content for name, content in more.items()}}.items():
            archive.writestr(name, content)
    return path


def xml_rows(rows: str | list[Row]) -> str:
    """Return the rows as XML with inline texts."""
    cells = [
        "".join(f'<c t="inlineStr"><is><t>{"" if cell is None else cell}</t></is></c>' for cell in row)
        for row in (table(rows) if isinstance(rows, str) else rows)
    ]
    return "".join(f"<row>{row}</row>" for row in cells)
