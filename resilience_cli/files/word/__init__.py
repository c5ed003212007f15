"""Word documents on A4: described as lines and grids, written whole or not at all."""

from resilience_cli.files.word.looks import FORM, LETTERS, Kind, Look
from resilience_cli.files.word.nouns import Grid, Line, Paper, Piece, Space, Square, Turn
from resilience_cli.files.word.package import write_word

TEXT_WIDTH = FORM.width
"""Centimetres between the margins of a form."""

__all__ = [
    "FORM",
    "LETTERS",
    "TEXT_WIDTH",
    "Grid",
    "Kind",
    "Line",
    "Look",
    "Paper",
    "Piece",
    "Space",
    "Square",
    "Turn",
    "write_word",
]
