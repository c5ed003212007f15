"""A word processor opens the file and lays out the pages that are meant."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from every_part import DOCUMENT

from resilience_cli.files.made import write_made
from resilience_cli.messages import speaking
from resilience_cli.model.document import Cell, Column, Document, Paragraph, Table
from resilience_cli.reports.word import paper

SOFFICE = shutil.which("soffice")
WIDE = Table(tuple(Column(f"Column number {n}") for n in range(20)), ((Cell("12345.67890"),) * 20,))
EXPECTED = {"every": (DOCUMENT, 3), "wide": (Document("a", (Paragraph("b"), WIDE, Paragraph("c"))), 3)}
"""By name: a document, and how many pages it has."""


@pytest.mark.skipif(
    SOFFICE is None and not os.environ.get("CI"), reason="LibreOffice is not installed (libreoffice-writer-nogui)"
)
def test_documents_convert_to_the_pages_that_are_meant(tmp_path: Path) -> None:
    assert SOFFICE, "LibreOffice is missing: apt-get install libreoffice-writer-nogui"
    for name, (document, _pages) in EXPECTED.items():
        with speaking("zh"):
            write_made(tmp_path / f"{name}.docx", paper(document))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    files = [str(tmp_path / f"{name}.docx") for name in EXPECTED]
    command = [SOFFICE, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    pages = {name: len(re.findall(rb"/Type\s*/Page\b", (tmp_path / f"{name}.pdf").read_bytes())) for name in EXPECTED}
    assert pages == {name: n for name, (_document, n) in EXPECTED.items()}
