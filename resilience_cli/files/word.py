"""Word documents on A4: described as lines and grids, written whole or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from resilience_cli.files.beside import written_beside
from resilience_cli.messages import language, mark, say
from resilience_cli.messages.printable import visible

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

TEXT_WIDTH = 18.0
"""Centimetres between the margins."""
_MARGINS = {"left": 1.5, "right": 1.5, "top": 1.6, "bottom": 1.6}
_LATIN, _HAN = {"body": "Times New Roman", "head": "Arial"}, {"body": "宋体", "head": "黑体"}
_POINTS = {"title": 16, "heading": 12, "body": 10.5, "small": 9, "column": 8}
_PAGES = mark("page {page} of {pages}")


@dataclass(frozen=True)
class Line:
    """A paragraph."""

    text: str
    """What it says."""
    style: Literal["title", "heading", "body", "small"] = "body"
    """What it is; a heading stays on the page of what follows."""
    centred: bool = False
    """Whether it stands in the middle; a title always does."""


@dataclass(frozen=True)
class Grid:
    """A table; its header stands on every page, and no row is cut by the end of a page."""

    header: tuple[str, ...]
    """Titles of the columns."""
    rows: tuple[tuple[str, ...], ...]
    """Texts of the cells."""
    widths: tuple[float, ...]
    """Width of each column in centimetres; together at most TEXT_WIDTH."""
    centred: frozenset[int] = frozenset()
    """Columns (from 0) whose texts stand in the middle."""


@dataclass(frozen=True)
class Paper:
    """What a Word file holds."""

    title: str
    """Its name in the file's properties."""
    parts: Sequence[Line | Grid]
    """What stands on its pages."""
    footer: str
    """What stands at the foot of every page, before the number of the page."""


def write_word(path: Path, paper: Paper) -> None:
    """Write the document as docx, in fonts for the language in use; raise InputError if it cannot be written."""
    import docx

    document = docx.Document()
    _set_up(document, paper.title)
    for part in paper.parts:
        if isinstance(part, Grid):
            _add_grid(document, part)
        else:
            _add_line(document, part)
    _foot(document.sections[0].footer.paragraphs[0], paper.footer)
    written_beside(path, lambda beside: document.save(str(beside)))


def _set_up(document: Document, title: str) -> None:
    """Set paper, fonts and spacing, and take out what the template says of its own origin."""
    from docx.shared import Cm, Pt, RGBColor

    section, said = document.sections[0], document.core_properties
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    for side, width in _MARGINS.items():
        setattr(section, f"{side}_margin", Cm(width))
    section.footer_distance = Cm(0.8)
    said.title, said.author, said.comments, said.keywords = _plain(title)[:255], "", "", ""
    said.created = said.modified = datetime.now(UTC)
    for name, kind in (("Normal", "body"), ("Title", "title"), ("Heading 1", "heading"), ("Footer", "small")):
        style: Any = document.styles[name]
        style.font.size, style.font.color.rgb = Pt(_POINTS[kind]), RGBColor(0, 0, 0)
        _set_fonts(style, "head" if kind in ("title", "heading") else "body")
        style.paragraph_format.space_before = Pt(8 if kind == "heading" else 0)
        style.paragraph_format.space_after = Pt(6 if kind == "title" else 4 if kind != "small" else 0)
    border = document.styles["Title"].element.find(".//{*}pBdr")  # a blue rule, not ours
    if border is not None:
        border.getparent().remove(border)


def _set_fonts(style: Any, kind: str) -> None:
    """Name fonts for Latin and for Chinese letters; the template's theme would choose its own."""
    from docx.oxml.ns import qn

    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.attrib.clear()
    for place, font in (("ascii", _LATIN), ("hAnsi", _LATIN), ("cs", _LATIN), ("eastAsia", _HAN)):
        fonts.set(qn(f"w:{place}"), font[kind])
    if language() == "zh":
        fonts.set(qn("w:hint"), "eastAsia")  # quotation marks as wide as the text
    for spoken in style.element.getroottree().getroot().iter(qn("w:lang")):
        spoken.set(qn("w:eastAsia"), "zh-CN")  # Chinese shapes of the letters that Japanese writes otherwise


def _add_line(document: Document, line: Line) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    style = {"title": "Title", "heading": "Heading 1"}.get(line.style, "Normal")
    paragraph = document.add_paragraph(style=style)
    run = paragraph.add_run(_plain(line.text))
    if line.style == "small":
        run.font.size = Pt(_POINTS["small"])
    if line.centred or line.style == "title":
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _add_grid(document: Document, grid: Grid) -> None:
    from docx.enum.table import WD_TABLE_ALIGNMENT
    from docx.shared import Cm

    table = document.add_table(0, len(grid.widths), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    _set_cell_margins(table)
    for column, width in zip(table.columns, grid.widths, strict=True):
        column.width = Cm(width)
    _add_row(table, grid.header, grid, header=True)
    for cells in grid.rows:
        _add_row(table, cells, grid)
    space = document.add_paragraph()
    space.paragraph_format.space_after = 0


def _set_cell_margins(table: Any) -> None:
    """Leave little space at the sides of a cell: narrow columns hold words then."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls, qn

    space = {"top": 30, "left": 45, "bottom": 30, "right": 45}
    sides = "".join(f'<w:{side} w:w="{twips}" w:type="dxa"/>' for side, twips in space.items())
    margins = parse_xml(f"<w:tblCellMar {nsdecls('w')}>{sides}</w:tblCellMar>")
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    look.addprevious(margins)  # Word wants its properties in order


def _add_row(table: Any, texts: Iterable[str], grid: Grid, header: bool = False) -> None:
    from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.shared import Cm, Pt

    row = table.add_row()
    row.height = Cm(0.7)
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if header:
        properties.append(OxmlElement("w:tblHeader"))
    for place, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
        cell.width, cell.vertical_alignment = Cm(grid.widths[place]), WD_CELL_VERTICAL_ALIGNMENT.CENTER
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(0)
        run = paragraph.add_run(_plain(text))
        if header:
            run.font.size, run.font.bold = Pt(_POINTS["column"]), True
        if place in grid.centred:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _foot(paragraph: Paragraph, text: str) -> None:
    """Write the text and the number of the page, which the word processor counts."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run(f"{_plain(text)} · ")
    for piece in re.split(r"(\{pages?\})", say(_PAGES)):
        counted = {"{page}": "PAGE", "{pages}": "NUMPAGES"}.get(piece)
        if counted:
            _add_field(paragraph, counted)
        else:
            paragraph.add_run(piece)


def _add_field(paragraph: Paragraph, code: str) -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    paragraph._p.append(
        parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="{code}"><w:r><w:t>1</w:t></w:r></w:fldSimple>')
    )


def _plain(text: str) -> str:
    """Return the text on one line, without what Word cannot hold and what reorders or hides letters; spaces stay."""
    return visible(" ".join(text.splitlines()))
