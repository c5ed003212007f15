"""Whether a Word file is one that Word opens without repairing it: parts, relations, and the order of elements."""

import zipfile
from pathlib import Path

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore pBdr shd spacing ind jc outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs color spacing sz szCs shd lang",
    "tblPr": "tblW jc tblBorders tblLayout tblCellMar tblLook tblCaption tblDescription",
    "tblBorders": "top left bottom right insideH insideV",
    "tblCellMar": "top left bottom right",
    "tcPr": "tcW gridSpan tcBorders shd tcMar vAlign",
    "tcBorders": "top left bottom right",
    "tcMar": "left right",
    "trPr": "cantSplit trHeight tblHeader",
    "tbl": "tblPr tblGrid tr",
    "tc": "tcPr p",
    "sdt": "sdtPr sdtContent",
    "sdtPr": "alias temporary showingPlcHdr",
    "sectPr": "footerReference pgSz pgMar",
    "style": "name basedOn next qFormat pPr rPr",
    "styles": "docDefaults style",
    "settings": "mirrorMargins defaultTabStop evenAndOddHeaders characterSpacingControl compat themeFontLang",
    "font": "altName charset family pitch",
}
"""By element, in which order the schema wants its children (ISO/IEC 29500-1, transitional), of those that we write."""
MOST_COLUMNS = 63
"""In a table of Word."""


def parts(path: Path) -> dict[str, etree._Element]:
    """Return the parts of the file, parsed; those that are no XML fail."""
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        return {name: etree.fromstring(archive.read(name)) for name in archive.namelist()}


def faults(path: Path) -> list[str]:
    """Return what Word would have to repair."""
    files = parts(path)
    found = [fault for name, root in files.items() for node in root.iter(f"{W}*") for fault in _misplaced(name, node)]
    typed = {node.get("PartName") for node in files["[Content_Types].xml"] if node.get("PartName")}
    untyped = {name for name in files if not name.endswith(".rels")} - {str(name)[1:] for name in typed}
    found += [f"no type: {name}" for name in untyped - {"[Content_Types].xml"}]
    for name, base in (("_rels/.rels", ""), ("word/_rels/document.xml.rels", "word/")):
        found += [f"no target: {node.get('Target')}" for node in files[name] if base + node.get("Target") not in files]
    document = files["word/document.xml"]
    styles = {node.get(f"{W}styleId") for node in files["word/styles.xml"].iter(f"{W}style")}
    used = {node.get(f"{W}val") for kind in ("pStyle", "rStyle") for node in document.iter(W + kind)}
    found += [f"no style: {name}" for name in used - styles]
    for table in document.iter(f"{W}tbl"):
        found += _uneven(table)
    if document[0][-1].tag != f"{W}sectPr":
        found.append("the last section is not described")
    return found


def _misplaced(name: str, node: etree._Element) -> list[str]:
    order = ORDER.get(etree.QName(node).localname, "").split()
    children = [etree.QName(child).localname for child in node]
    unknown = [child for child in children if order and child not in order]
    places = [order.index(child) for child in children if child in order]
    return [f"{name}: {node.tag}: {children}"] if unknown or places != sorted(places) else []


def _uneven(table: etree._Element) -> list[str]:
    columns = [int(node.get(f"{W}w")) for node in table.iter(f"{W}gridCol")]
    found = [] if len(columns) <= MOST_COLUMNS else [f"{len(columns)} columns"]
    for row in table.iter(f"{W}tr"):
        spans = [int(next(cell.iter(f"{W}gridSpan"), cell).get(f"{W}val", "1")) for cell in row.iter(f"{W}tc")]
        widths = [int(node.get(f"{W}w")) for node in row.iter(f"{W}tcW")]
        if sum(spans) != len(columns) or sum(widths) != sum(columns):
            found.append(f"a row of {sum(spans)} columns in a table of {len(columns)}")
        if any(cell[-1].tag != f"{W}p" for cell in row.iter(f"{W}tc")):
            found.append("a cell that does not end in a paragraph")
    return found
