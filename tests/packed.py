"""Test archives of tables."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from workbook import Row


def packed(path: Path, tables: Mapping[str, list[Row] | bytes], encoding: str = "gbk") -> Path:
    """Write a zip of tables by name, or of bytes as they are; return the path."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, table in tables.items():
            text = io.StringIO()
            if not isinstance(table, bytes):
                csv.writer(text).writerows(table)
            archive.writestr(name, table if isinstance(table, bytes) else text.getvalue().encode(encoding))
    return path
