"""What a file is: its bytes say it, not its name. What cannot be a table says so."""

from __future__ import annotations

from resilience_cli.errors import InputError
from resilience_cli.model.finding import Finding, Where
from resilience_cli.readers.containers.archive import holds_tables
from resilience_cli.readers.containers.ole import SIGNATURE

KINDS = {
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
    ".xls": "xls",
    ".csv": "csv",
    ".txt": "csv",
    ".tsv": "csv",
    ".sav": "sav",
    ".zsav": "sav",
    ".parquet": "parquet",
    ".zip": "zip",
}
"""What a file is by the ending of its name."""
_PAGE = {"zh": "网页（HTML）", "en": "a web page (HTML)"}
_XML = {"zh": "XML 文件（如 Excel 2003 的 XML 表格）", "en": "an XML file (as XML spreadsheets of Excel 2003 are)"}
_PICTURE = {"zh": "图片", "en": "a picture"}
_OTHERS = (
    ((b"<html", b"<!doctype html", b"<table", b"<meta", b"<head", b"<body", b"<script", b"<style"), _PAGE),
    ((b"<",), _XML),
    ((b"%pdf",), {"zh": "PDF 文档", "en": "a PDF document"}),
    ((b"{\\rtf",), {"zh": "RTF 文档", "en": "an RTF document"}),
    ((b"\x89png", b"\xff\xd8\xff", b"gif8", b"riff"), _PICTURE),
    ((b"rar!", b"7z\xbc\xaf", b"\x1f\x8b"), {"zh": "压缩包", "en": "a packed file"}),
)


def container(data: bytes, file: str) -> str:
    """Return xlsx, xls, csv, zip, sav or parquet; raise InputError for what is none of them."""
    if data.startswith(b"PK"):
        return "zip" if holds_tables(data) else "xlsx"
    if data.startswith(SIGNATURE):
        return "xls"
    if data.startswith((b"$FL2", b"$FL3")):
        return "sav"
    if data.startswith(b"PAR1"):
        return "parquet"
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if what := next((what for signs, what in _OTHERS if start.startswith(signs)), None):
        raise InputError(Finding("RES-R006", Where(file=file), {"what": what}))
    return "csv"
