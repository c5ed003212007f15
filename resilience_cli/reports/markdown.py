"""Document -> Markdown (GFM); texts from files are escaped."""

from __future__ import annotations

import re

from resilience_cli.messages.printable import printable
from resilience_cli.model.document import Blank, Document, Heading, Line, Note, Outline, Paragraph, Part, Table
from resilience_cli.reports.parts import blank_text, cell_text, in_figures, note_text, without_told

SPECIAL = re.compile(r"([\\`*_\[\]<>|~#&!])")
AT_START = re.compile(r"^(\d*)([-+=.)])(?=[\s-]|$)")
ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}


def render(document: Document) -> str:
    """Return the document as Markdown."""
    parts = [f"# {escaped(document.title)}", *(_part(part) for part in without_told(document.parts))]
    return "\n\n".join(parts) + "\n"


def escaped(text: str) -> str:
    """Return the text so that Markdown shows it as it is, on one line: no markup, no HTML, no new cell or list."""
    line = SPECIAL.sub(lambda m: ENTITIES.get(m[0], f"\\{m[0]}"), printable(text, longest=None))
    return AT_START.sub(lambda m: f"{m[1]}\\{m[2]}", line)


def _part(part: Part) -> str:
    if isinstance(part, Heading):
        return f"{'#' * (part.level + 1)} {escaped(part.text)}"
    if isinstance(part, Paragraph):
        return escaped(part.text)
    if isinstance(part, Note):
        return f"> {escaped(note_text(part))}"
    if isinstance(part, Blank):
        return f"*{escaped(blank_text(part))}*"
    if isinstance(part, Outline):
        return "\n".join(map(_line, part.lines))
    table = part if isinstance(part, Table) else in_figures(part)
    lines = _grid(
        [column.title for column in table.columns],
        [column.align for column in table.columns],
        [[cell_text(cell) for cell in row] for row in table.rows],
    )
    return f"{lines}\n\n{escaped(table.caption)}" if table.caption else lines


def _line(line: Line) -> str:
    detail = f" *{escaped(line.detail)}*" if line.detail else ""
    return f"{'  ' * line.level}- {escaped(line.text)}{detail}"


def _grid(titles: list[str], aligns: list[str], rows: list[list[str]]) -> str:
    rule = ["---:" if align == "right" else "---" for align in aligns]
    lines = [[escaped(title) for title in titles], rule, *([escaped(text) for text in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
