"""What a renderer makes, and how it becomes a file."""

from __future__ import annotations

from pathlib import Path

from resilience_cli.files.beside import write_text
from resilience_cli.files.word import Paper, write_word
from resilience_cli.files.workbook import Book, Page, write_book, write_workbook

Made = str | Paper | Book | tuple[Page, ...]
"""A text, what a Word file or a workbook holds, or the pages of a workbook to fill in."""


def write_made(path: Path, made: Made) -> None:
    """Write it as the file that it is, whole or not at all; raise InputError if that cannot be done."""
    if isinstance(made, str):
        write_text(path, made)
    elif isinstance(made, Paper):
        write_word(path, made)
    elif isinstance(made, Book):
        write_book(path, made)
    else:
        write_workbook(path, made)
