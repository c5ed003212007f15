"""The words of a document's parts that every renderer takes from them alike."""

from __future__ import annotations

from resilience_cli.messages import mark, say
from resilience_cli.model.document import Cell, Interval, Note

LABELS = {"error": mark("Error: "), "warning": mark("Note: "), "info": ""}


def cell_text(cell: str | Cell | Interval) -> str:
    """Return what is printed in a cell."""
    return cell if isinstance(cell, str) else cell.text


def note_text(note: Note) -> str:
    """Return a note, with a word in front of it that says how grave it is."""
    return say(LABELS[note.tone]) + note.text
