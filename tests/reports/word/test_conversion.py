"""A word processor opens the file and lays out the pages that are meant."""

import re
from pathlib import Path

from every_part import DOCUMENT
from office import converted, needs_office

from resilience_cli.files.made import write_made
from resilience_cli.messages import speaking
from resilience_cli.model.document import Cell, Column, Document, Paragraph, Table
from resilience_cli.reports.word import paper

WIDE = Table(tuple(Column(f"Column number {n}") for n in range(20)), ((Cell("12345.67890"),) * 20,))


@needs_office
def test_the_pages_are_those_that_are_meant(tmp_path: Path) -> None:
    """Two pages of text, the appendix, a table that lies across, and what follows it."""
    parts = (*DOCUMENT.parts, WIDE, Paragraph("后"))
    with speaking("zh"):
        write_made(tmp_path / "a.docx", paper(Document(DOCUMENT.title, parts, letter=DOCUMENT.letter)))
    printed = converted(tmp_path / "a.docx", "pdf", tmp_path).read_bytes()
    widths = re.findall(rb"/Type\s*/Page\b[^>]*?/MediaBox\s*\[\s*0 0 (\d+)", printed)
    assert [int(width) > 800 for width in widths] == [False, False, False, True, False]
