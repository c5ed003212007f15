"""Lines no wider than asked, broken where Chinese and English allow it."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len, chop_cells

NEVER_FIRST = "，。、；：？！）》」』】〉”’…—％,.;:?!)]%"
NEVER_LAST = "（《「『【〈“‘([#"


def wrapped(text: str, width: int) -> str:
    """Return the one-line text with line breaks, no line wider than `width` cells.

    No line begins with a closing mark or ends with an opening one, and a number stays with its unit, unless the width
    is too small for that.
    """
    lines, line = [], ""
    for piece in _pieces(text):
        if cell_len(line + piece.rstrip()) > width:
            lines.append(line)
            *full, piece = chop_cells(piece, width)
            lines += full
            line = ""
        line += piece
    return "\n".join(kept for part in (*lines, line) if (kept := part.rstrip()))


def evenly(text: str, width: int) -> str:
    """Return the text in as few lines as `width` cells allow, about equally long."""
    fewest = wrapped(text, width).count("\n")
    fitting = (made for narrow in range(1, width) if (made := wrapped(text, narrow)).count("\n") == fewest)
    return next(fitting, wrapped(text, width))


def _pieces(text: str) -> Iterator[str]:
    """Yield what no line break may part."""
    start = 0
    for place in range(1, len(text)):
        if _may_break(text, place):
            yield text[start:place]
            start = place
    yield text[start:]


def _may_break(text: str, place: int) -> bool:
    before, after = text[place - 1], text[place]
    if after == " " or after in NEVER_FIRST or before in NEVER_LAST:
        return False
    if before == " ":
        return not (text[place - 2 : place - 1].isdigit() and cell_len(after) > 1)
    return cell_len(before) > 1 or cell_len(after) > 1
