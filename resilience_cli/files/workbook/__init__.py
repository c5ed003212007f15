"""Workbooks, the only place that knows the library for them: pages to fill in, and reports to go on with."""

from resilience_cli.files.workbook.book import Book, Grid, Head, Plot, Sheet, Value, Words, write_book
from resilience_cli.files.workbook.pages import DISARMED, ROOM, Column, Page, safe, write_workbook

__all__ = [
    "DISARMED",
    "ROOM",
    "Book",
    "Column",
    "Grid",
    "Head",
    "Page",
    "Plot",
    "Sheet",
    "Value",
    "Words",
    "safe",
    "write_book",
    "write_workbook",
]
