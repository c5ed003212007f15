"""The archive that a workbook is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

if TYPE_CHECKING:
    from openpyxl import Workbook


class _Undated(ZipFile):
    """An archive whose parts bear no date: a clock that stands before 1980 would stop it."""

    def writestr(self, name: Any, data: Any, *_: Any) -> None:
        super().writestr(ZipInfo(name), data, ZIP_DEFLATED)

    def write(self, file: Any, name: Any = None, *_: Any) -> None:
        self.writestr(name or Path(file).name, Path(file).read_bytes())


def save(book: Workbook, path: Path) -> None:
    """Write the workbook; raises OSError if that cannot be done."""
    from openpyxl.writer.excel import ExcelWriter

    with _Undated(path, "w", ZIP_DEFLATED) as archive:
        ExcelWriter(book, archive).save()
